package io.holdfast.report;

import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfStructureElement;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import net.sf.jasperreports.engine.JROrigin;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintFrame;
import net.sf.jasperreports.engine.JRPrintImage;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.type.BandTypeEnum;
import net.sf.jasperreports.engine.util.StyledTextListWriter;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.classic.ClassicStructureEntry;
import net.sf.jasperreports.pdf.common.PdfProducer;
import net.sf.jasperreports.pdf.common.PdfStructure;
import net.sf.jasperreports.pdf.common.PdfStructureEntry;
import net.sf.jasperreports.pdf.common.PdfTagger;
import net.sf.jasperreports.pdf.common.PdfTaggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Says in the PDF what each thing on a page is, for people who have it read aloud. JasperReports Community brings
 * the interface and no implementation. A template says what an element is by the property
 * {@value #TAG} ({@code h1}–{@code h6}, {@code th}, {@code rowhead}, {@code td}; {@code th-first} for the first
 * cell of a table that may stand beside or right below another; a paragraph where it says nothing)
 * and describes a picture by {@value #ALT}. A text that leads to an anchor is a link; {@link Links} makes it one that works. Cells run from left to right; one that is not to the right of the last begins a row; rows up to the next element that is no
 * cell are a table; a table's header is told once, its repetitions on further pages are decoration.
 */
final class Tagger implements PdfTagger {

    static final String TAG = "net.sf.jasperreports.export.holdfast.tag";
    static final String ALT = "net.sf.jasperreports.export.holdfast.alt";

    private static final String FIRST = "th-first";
    private static final Set<String> CELLS = Set.of("th", FIRST, "rowhead", "td");

    /** Named to JasperReports by a property, hence public within a package-private class. */
    public static final class Factory implements PdfTaggerFactory {

        @Override
        public PdfTagger createTagger(JRPdfExporter exporter) {
            return new Tagger();
        }
    }

    private @Nullable String language;
    private @Nullable PdfProducer producer;
    private @Nullable PdfStructure structure;
    private @Nullable PdfStructureEntry document;
    private @Nullable PdfStructureEntry table;
    private @Nullable PdfStructureEntry row;
    private @Nullable String cellTag;
    private int cellX;
    private int page;
    private int tablePage;
    private boolean artifact;
    private int frameX;
    private int frameY;

    @Override
    public void setLanguage(String language) {
        this.language = language;
    }

    @Override
    public void setPdfProducer(PdfProducer producer) {
        this.producer = producer;
    }

    @Override
    public void init() {
        if (producer == null) {
            throw new IllegalStateException("the exporter sets a producer before it begins");
        }
        structure = producer.getPdfStructure();
        document = structure.createDocumentTag(language);
    }

    @Override
    public void startPage() {
        page++;
        row = null;
    }

    @Override
    public void endPage() {
        row = null;
    }

    @Override
    public void startElement(JRPrintElement element) {
        if (element instanceof JRPrintFrame frame) {
            frameX += frame.getX() + frame.getLineBox().getLeftPadding();
            frameY += frame.getY() + frame.getLineBox().getTopPadding();
        }
        String tag = property(element, TAG);
        artifact = decoration(element) || "none".equals(tag);
        boolean spoken = element instanceof JRPrintText || element instanceof JRPrintImage;
        if (artifact || !spoken) {
            return;
        }
        if (tag == null || !CELLS.contains(tag)) {
            table = null;
            row = null;
            return;
        }
        if (table != null && tag.equals("th") && page > tablePage) {
            artifact = true;
            return;
        }
        if (tag.equals(FIRST)) {
            table = null;
        }
        startCell(element, tag.equals(FIRST) ? "th" : tag);
    }

    private void startCell(JRPrintElement element, String tag) {
        PdfStructure tags = structure();
        if (table == null) {
            table = tags.createTag(document(), "Table");
            tablePage = page;
            row = null;
        }
        if (row == null || element.getX() <= cellX) {
            row = tags.createTag(table, "TR");
        }
        cellX = element.getX();
        cellTag = tag;
    }

    @Override
    public void endElement(JRPrintElement element) {
        if (element instanceof JRPrintFrame frame) {
            frameX -= frame.getX() + frame.getLineBox().getLeftPadding();
            frameY -= frame.getY() + frame.getLineBox().getTopPadding();
        }
        if (cellTag != null) {
            parent();
        }
        artifact = false;
    }

    @Override
    public void beginArtifact() {
        structure().beginArtifact();
    }

    @Override
    public void endArtifact() {
        structure().endArtifact();
    }

    @Override
    public void startText(JRPrintText text) {
        if (artifact) {
            structure().beginArtifact();
            return;
        }
        if (!Links.leads(text)) {
            if (cellTag == null) {
                structure().beginTag(document(), role(text));
            } else {
                // The text itself is what the cell holds: a paragraph in each would be nearly half of all elements.
                cell(structure()::beginTag);
            }
            return;
        }
        PdfStructureEntry held = cellTag == null ? structure().createTag(document(), role(text)) : parent();
        PdfStructureEntry link = structure().beginTag(held, "Link");
        Links.note(element(document()), element(link), text, frameX + text.getX(), frameY + text.getY());
    }

    @Override
    public void startText(JRPrintText text, String link) {
        startText(text);
    }

    @Override
    public void endText() {
        if (artifact) {
            structure().endArtifact();
        } else {
            structure().endTag();
        }
    }

    @Override
    public void startImage(JRPrintImage image, float x1, float y1, float x2, float y2) {
        String said = property(image, ALT);
        if (artifact) {
            structure().beginArtifact();
            return;
        }
        PdfStructureEntry figure = structure().beginTag(parent(), "Figure");
        // The library's own putString knows no characters beyond Latin 1.
        element(figure).put(PdfName.ALT, new PdfString(said == null ? "" : said, PdfObject.TEXT_UNICODE));
        figure.setBBox(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
    }

    @Override
    public void endImage() {
        endText();
    }

    @Override
    public boolean isFirstLinkParagraph() {
        return false;
    }

    @Override
    public @Nullable PdfStructureEntry getCurrentLinkTag() {
        return null;
    }

    @Override
    public @Nullable StyledTextListWriter getListWriter() {
        return null;
    }

    private static String role(JRPrintText text) {
        String tag = property(text, TAG);
        return tag != null && tag.matches("h[1-6]") ? "H" + tag.charAt(1) : "P";
    }

    /** What holds the next element: the cell that it fills, or the document. */
    private PdfStructureEntry parent() {
        return cellTag == null ? document() : cell(structure()::createTag);
    }

    private PdfStructureEntry cell(BiFunction<PdfStructureEntry, String, PdfStructureEntry> making) {
        String tag = Objects.requireNonNull(cellTag);
        PdfStructureEntry cell = making.apply(Objects.requireNonNull(row), tag.equals("td") ? "TD" : "TH");
        if (!tag.equals("td")) {
            cell.setScope(tag.equals("th") ? "Column" : "Row");
        }
        cellTag = null;
        return cell;
    }

    /** Page headers, footers and backgrounds stand on every page and say nothing of their own. */
    private static boolean decoration(JRPrintElement element) {
        JROrigin origin = element.getOrigin();
        BandTypeEnum band = origin == null ? null : origin.getBandType();
        return band == BandTypeEnum.PAGE_HEADER
                || band == BandTypeEnum.PAGE_FOOTER
                || band == BandTypeEnum.LAST_PAGE_FOOTER
                || band == BandTypeEnum.BACKGROUND;
    }

    private static @Nullable String property(JRPrintElement element, String name) {
        return element.hasProperties() ? element.getPropertiesMap().getProperty(name) : null;
    }

    private static PdfStructureElement element(PdfStructureEntry entry) {
        return ((ClassicStructureEntry) entry).getElement();
    }

    private PdfStructure structure() {
        if (structure == null) {
            throw new IllegalStateException("the exporter calls init() before it begins");
        }
        return structure;
    }

    private PdfStructureEntry document() {
        if (document == null) {
            throw new IllegalStateException("the exporter calls init() before it begins");
        }
        return document;
    }
}
