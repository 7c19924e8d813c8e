package io.holdfast.report;

import io.holdfast.ledger.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * Takes out of a PDF what differs from one export to the next: dates and ids come from the run and the content,
 * and each font subset is named by a hash of its program where the library draws six random letters.
 */
final class SamePdf {

    private static final int ID_BYTES = 16;
    private static final COSString NO_ID = new COSString(new byte[ID_BYTES], true);

    private SamePdf() {}

    static void write(byte[] pdf, String title, String language, RunFacts run, Paper paper, Path target) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            Calendar date = GregorianCalendar.from(run.asKnownAt());
            PDDocumentInformation information = new PDDocumentInformation();
            information.setTitle(title);
            information.setAuthor(run.company());
            information.setCreator("Holdfast " + run.programVersion());
            information.setProducer("Holdfast");
            information.setCreationDate(date);
            information.setModificationDate(date);
            document.setDocumentInformation(information);
            document.getDocumentCatalog().setLanguage(language);
            PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
            preferences.setDisplayDocTitle(true);
            document.getDocumentCatalog().setViewerPreferences(preferences);
            PDMetadata metadata = new PDMetadata(document);
            metadata.importXMPMetadata(Xmp.packet(title, language, run).getBytes(StandardCharsets.UTF_8));
            document.getDocumentCatalog().setMetadata(metadata);
            Links.make(document);
            if (document.getDocumentCatalog().getDocumentOutline() != null) {
                document.getDocumentCatalog().setPageMode(PageMode.USE_OUTLINES);
            }
            paper.take(document);
            nameFontsByContent(document);
            putProfileAsShipped(document);

            document.getDocument().getTrailer().setItem(COSName.ID, new COSArray(List.of(NO_ID, NO_ID)));
            byte[] same = save(document);
            identify(same);
            replace(target, same);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + "; may you write there, and is there room?", e);
        }
    }

    // The id stands in the clear at the end of the file: there it is put over the noughts that were hashed with all
    // else.
    private static void identify(byte[] pdf) {
        byte[] noughts = "0".repeat(2 * ID_BYTES).getBytes(StandardCharsets.US_ASCII);
        byte[] id = Sha256.of(pdf)
                .substring(0, 2 * ID_BYTES)
                .toUpperCase(Locale.ROOT)
                .getBytes(StandardCharsets.US_ASCII);
        int put = 0;
        for (int at = pdf.length - noughts.length; at >= 0 && put < 2; at--) {
            if (Arrays.equals(pdf, at, at + noughts.length, noughts, 0, noughts.length)) {
                System.arraycopy(id, 0, pdf, at, id.length);
                put++;
            }
        }
        if (put < 2) {
            throw new IllegalStateException("the saved file has no id");
        }
    }

    private static byte[] save(PDDocument document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.DEFAULT_COMPRESSION);
        return bytes.toByteArray();
    }

    /** All or nothing: a reader never sees half a file, and a failure leaves none. */
    private static void replace(Path target, byte[] pdf) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " is no file name");
        }
        Files.createDirectories(folder);
        // Not a temporary file of Java's: those are for their owner's eyes alone, and stay so when renamed.
        Path written = folder.resolve("." + target.getFileName() + ".part");
        try {
            Files.write(written, pdf);
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    // On its way through the library and the JVM's colour classes the profile's header gets what that JVM puts there.
    private static void putProfileAsShipped(PDDocument document) throws IOException {
        COSArray intents = document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.OUTPUT_INTENTS);
        COSStream profile = intents == null
                ? null
                : ((COSDictionary) intents.getObject(0)).getCOSStream(COSName.DEST_OUTPUT_PROFILE);
        if (profile == null) {
            return;
        }
        try (InputStream shipped = Objects.requireNonNull(SamePdf.class.getResourceAsStream("srgb.icc"));
                OutputStream out = profile.createOutputStream(COSName.FLATE_DECODE)) {
            shipped.transferTo(out);
        }
    }

    private static void nameFontsByContent(PDDocument document) throws IOException {
        for (var object : document.getDocument().getXrefTable().keySet()) {
            COSBase base = document.getDocument().getObjectFromPool(object).getObject();
            if (!(base instanceof COSDictionary font) || !COSName.FONT.equals(font.getCOSName(COSName.TYPE))) {
                continue;
            }
            COSArray descendants = font.getCOSArray(COSName.DESCENDANT_FONTS);
            COSDictionary described = descendants == null ? font : (COSDictionary) descendants.getObject(0);
            COSDictionary descriptor = described.getCOSDictionary(COSName.FONT_DESC);
            COSStream program = descriptor == null ? null : descriptor.getCOSStream(COSName.FONT_FILE2);
            if (descriptor == null || program == null) {
                continue;
            }
            String name = subsetName(font.getNameAsString(COSName.BASE_FONT), program);
            font.setName(COSName.BASE_FONT, name);
            described.setName(COSName.BASE_FONT, name);
            descriptor.setName(COSName.FONT_NAME, name);
        }
    }

    private static String subsetName(String name, COSStream program) throws IOException {
        byte[] hash;
        try (var bytes = program.createInputStream()) {
            hash = Sha256.digest().digest(bytes.readAllBytes());
        }
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            letters.append((char) ('A' + Byte.toUnsignedInt(hash[i]) % 26));
        }
        return letters + "+" + name.substring(name.indexOf('+') + 1);
    }
}
