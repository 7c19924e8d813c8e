package io.holdfast.report;

import io.holdfast.workspace.YamlMap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * What reports are printed on. Templates are laid out for A4; for other paper the finished pages are made smaller and
 * centred, so that every layout stays as it was proven: what is drawn, links and the places they lead to, and where
 * pictures lie for those who have the page read aloud.
 */
enum Paper {
    A4(PDRectangle.A4),
    LETTER(PDRectangle.LETTER);

    private static final COSName BBOX = COSName.BBOX;
    private static final COSName[] OTHER_BOXES = {COSName.CROP_BOX, COSName.BLEED_BOX, COSName.TRIM_BOX, COSName.ART_BOX
    };

    private final PDRectangle portrait;

    Paper(PDRectangle portrait) {
        this.portrait = portrait;
    }

    static Paper read(YamlMap theme) {
        return valueOf(theme.oneOf("paper", "a4", "a4", "letter").toUpperCase(Locale.ROOT));
    }

    /** Puts the pages of a document, laid out for A4, on this paper. */
    void take(PDDocument document) throws IOException {
        if (this == A4) {
            return;
        }
        COSDocument objects = document.getDocument();
        for (COSObjectKey key : objects.getXrefTable().keySet()) {
            places(objects.getObjectFromPool(key).getObject());
        }
        for (PDPage page : document.getPages()) {
            Fit fit = new Fit(page.getCOSObject());
            for (var annotation : page.getAnnotations()) {
                fit.points(annotation.getCOSObject().getCOSArray(COSName.RECT), 0);
                fit.points(annotation.getCOSObject().getCOSArray(COSName.QUADPOINTS), 0);
            }
            wrap(objects, page.getCOSObject(), fit);
        }
        // The boxes last: every fit is made from them.
        for (PDPage page : document.getPages()) {
            page.setMediaBox(new Fit(page.getCOSObject()).paper);
            for (COSName box : OTHER_BOXES) {
                page.getCOSObject().removeItem(box);
            }
        }
    }

    // Destinations ([page /XYZ left top zoom]) stand in outlines, links and lists of names; pictures' boxes in the
    // structure.
    private void places(COSBase object) {
        if (object instanceof COSDictionary dictionary && !COSName.PAGE.equals(dictionary.getCOSName(COSName.TYPE))) {
            COSDictionary page = dictionary.getCOSDictionary(COSName.PG);
            COSBase attributes = dictionary.getDictionaryObject(COSName.A);
            if (page != null && attributes instanceof COSDictionary layout && layout.containsKey(BBOX)) {
                new Fit(page).points(layout.getCOSArray(BBOX), 0);
            }
            dictionary.getValues().forEach(this::places);
        } else if (object instanceof COSArray array) {
            if (array.size() > 2
                    && array.getObject(0) instanceof COSDictionary page
                    && COSName.PAGE.equals(page.getCOSName(COSName.TYPE))
                    && array.getObject(1) instanceof COSName kind) {
                new Fit(page).destination(array, kind.getName());
            } else {
                array.forEach(this::places);
            }
        }
    }

    private static void wrap(COSDocument document, COSDictionary page, Fit fit) throws IOException {
        COSArray contents = new COSArray();
        contents.add(stream(
                document,
                String.format(
                        Locale.ROOT, "q %.6f 0 0 %.6f %.4f %.4f cm\n", fit.scale, fit.scale, fit.across, fit.up)));
        COSBase before = page.getDictionaryObject(COSName.CONTENTS);
        if (before instanceof COSArray streams) {
            contents.addAll(streams);
        } else if (before != null) {
            contents.add(page.getItem(COSName.CONTENTS));
        }
        contents.add(stream(document, "\nQ\n"));
        page.setItem(COSName.CONTENTS, contents);
    }

    private static COSStream stream(COSDocument document, String operators) throws IOException {
        COSStream stream = document.createCOSStream();
        try (OutputStream out = stream.createOutputStream()) {
            out.write(operators.getBytes(StandardCharsets.US_ASCII));
        }
        return stream;
    }

    /** How a page of A4 lies on this paper. */
    private final class Fit {

        final PDRectangle paper;
        final float scale;
        final float across;
        final float up;

        Fit(COSDictionary page) {
            PDRectangle box = new PDPage(page).getMediaBox();
            paper = box.getWidth() > box.getHeight()
                    ? new PDRectangle(portrait.getHeight(), portrait.getWidth())
                    : portrait;
            scale = Math.min(paper.getWidth() / box.getWidth(), paper.getHeight() / box.getHeight());
            across = (paper.getWidth() - scale * box.getWidth()) / 2;
            up = (paper.getHeight() - scale * box.getHeight()) / 2;
        }

        void destination(COSArray array, String kind) {
            switch (kind) {
                case "XYZ", "FitR" -> points(array, 2);
                case "FitH", "FitBH" -> move(array, 2, up);
                case "FitV", "FitBV" -> move(array, 2, across);
                default -> {}
            }
        }

        /** Pairs of coordinates from an index on; of {@code XYZ}, what follows the pair is a zoom and stays. */
        void points(@Nullable COSArray array, int from) {
            if (array == null) {
                return;
            }
            int end = from == 2
                            && array.getObject(1) instanceof COSName kind
                            && kind.getName().equals("XYZ")
                    ? 4
                    : array.size();
            for (int i = from; i < end; i++) {
                move(array, i, (i - from) % 2 == 0 ? across : up);
            }
        }

        private void move(COSArray array, int index, float by) {
            if (index < array.size() && array.getObject(index) instanceof COSNumber number) {
                array.set(index, new COSFloat(number.floatValue() * scale + by));
            }
        }
    }
}
