package io.holdfast.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Finds text that runs over the margins of its page, where a printer or a binding would cut it. */
final class Overhang extends PDFTextStripper {

    private static final float MARGIN = 35;

    private final List<String> found = new ArrayList<>();

    private Overhang() {}

    static List<String> of(PDDocument pdf) throws IOException {
        Overhang overhang = new Overhang();
        overhang.getText(pdf);
        return overhang.found;
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        // A landscape page is a portrait one, turned.
        boolean turned = getCurrentPage().getRotation() % 180 != 0;
        PDRectangle paper = getCurrentPage().getMediaBox();
        float width = turned ? paper.getHeight() : paper.getWidth();
        float height = turned ? paper.getWidth() : paper.getHeight();
        for (TextPosition position : positions) {
            float right = position.getXDirAdj() + position.getWidthDirAdj();
            float bottom = position.getYDirAdj();
            if (!position.getUnicode().isBlank()
                    && (position.getXDirAdj() < MARGIN || right > width - MARGIN || bottom > height - 24)) {
                found.add("page " + getCurrentPageNo() + ": '" + text + "' up to " + right + ", " + bottom);
                return;
            }
        }
    }
}
