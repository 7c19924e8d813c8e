package io.holdfast.report;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Finds characters that stand over others of their page, by their advances and the middle of their line. */
final class Overlap extends PDFTextStripper {

    /** In points; advances of neighbours in a word may round over each other by less. */
    private static final double ROUNDING = 0.3;

    private final List<Rectangle2D> onPage = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    private Overlap() {}

    static List<String> of(PDDocument pdf) throws IOException {
        Overlap overlap = new Overlap();
        overlap.getText(pdf);
        return overlap.found;
    }

    @Override
    protected void startPage(org.apache.pdfbox.pdmodel.PDPage page) {
        onPage.clear();
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (text.getUnicode().isBlank()) {
            return;
        }
        double height = text.getFontSizeInPt() * 0.5;
        Rectangle2D box = new Rectangle2D.Double(
                text.getXDirAdj() + ROUNDING,
                text.getYDirAdj() - height,
                Math.max(0.1, text.getWidthDirAdj() - 2 * ROUNDING),
                height);
        for (Rectangle2D other : onPage) {
            if (other.intersects(box)) {
                found.add("page " + getCurrentPageNo() + ": '" + text.getUnicode() + "' at " + box);
                break;
            }
        }
        onPage.add(box);
        super.processTextPosition(text);
    }
}
