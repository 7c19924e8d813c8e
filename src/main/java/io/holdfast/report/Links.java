package io.holdfast.report;

import com.lowagie.text.pdf.PdfArray;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfObject;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfStructureElement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.type.HyperlinkTypeEnum;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.jspecify.annotations.Nullable;

/**
 * Links of a tagged PDF. The PDF writer that exports leaves out what ties a link to the structure, so that it is not
 * readable aloud: the tagger notes in the structure what leads where, and this makes of each note a link over the
 * whole of its text, with its place in the structure and words that say where it leads (ISO 14289-1, 7.18.5). A text
 * whose anchor is nowhere in the report stays a text.
 */
final class Links {

    private static final String ANCHOR = "HoldfastAnchor";
    private static final String ADDRESS = "HoldfastAddress";
    private static final String SAID = "HoldfastSaid";
    private static final String BOX = "HoldfastBox";

    // In the element that holds all others: to look through all elements for those that lead somewhere would read
    // thousands.
    private static final COSName LINKS = COSName.getPDFName("HoldfastLinks");

    private final Map<String, PDPageDestination> anchors;
    private final TreeMap<Integer, COSBase> parents = new TreeMap<>();
    private int next;

    private Links(PDDocument document) throws IOException {
        anchors = anchors(document);
    }

    /** Whether a text leads somewhere: to an anchor of the report, or to an address. */
    static boolean leads(JRPrintText text) {
        return text.getHyperlinkType() == HyperlinkTypeEnum.LOCAL_ANCHOR && text.getHyperlinkAnchor() != null
                || text.getHyperlinkType() == HyperlinkTypeEnum.REFERENCE && text.getHyperlinkReference() != null;
    }

    /**
     * Notes in a structure element where its text leads.
     *
     * @param document the element that holds all others
     * @param x of the left side, y of the upper one, in points from the page's upper left corner
     */
    static void note(PdfDictionary document, PdfStructureElement element, JRPrintText text, int x, int y) {
        boolean local = text.getHyperlinkType() == HyperlinkTypeEnum.LOCAL_ANCHOR;
        element.put(
                new PdfName(local ? ANCHOR : ADDRESS),
                unicode(local ? text.getHyperlinkAnchor() : text.getHyperlinkReference()));
        String said = text.getHyperlinkTooltip();
        element.put(new PdfName(SAID), unicode(said == null ? text.getFullText() : said));
        element.put(
                new PdfName(BOX), new PdfArray(new float[] {x, y, x + text.getWidth(), (float) y + text.getHeight()}));
        PdfName links = new PdfName(LINKS.getName());
        if (document.getAsArray(links) == null) {
            document.put(links, new PdfArray());
        }
        document.getAsArray(links).add(element.getReference());
    }

    private static PdfString unicode(String text) {
        return new PdfString(text, PdfObject.TEXT_UNICODE);
    }

    /** Makes links of what was noted. */
    static void make(PDDocument document) throws IOException {
        PDStructureTreeRoot root = document.getDocumentCatalog().getStructureTreeRoot();
        if (root != null) {
            new Links(document).make(root);
        }
    }

    private void make(PDStructureTreeRoot root) throws IOException {
        COSDictionary tree = root.getCOSObject();
        numbers(tree.getCOSDictionary(COSName.PARENT_TREE));
        next = Math.max(tree.getInt(COSName.PARENT_TREE_NEXT_KEY, 0), parents.isEmpty() ? 0 : parents.lastKey() + 1);
        int before = next;
        COSArray documents = tree.getCOSArray(COSName.K);
        for (int i = 0; documents != null && i < documents.size(); i++) {
            makeNoted((COSDictionary) documents.getObject(i));
        }
        if (next > before) {
            COSArray numbers = new COSArray();
            parents.forEach((key, parent) -> {
                numbers.add(COSInteger.get(key));
                numbers.add(parent);
            });
            COSDictionary flat = new COSDictionary();
            flat.setItem(COSName.NUMS, numbers);
            tree.setItem(COSName.PARENT_TREE, flat);
            tree.setInt(COSName.PARENT_TREE_NEXT_KEY, next);
        }
    }

    private void makeNoted(COSDictionary document) throws IOException {
        COSArray noted = document.getCOSArray(LINKS);
        for (int i = 0; noted != null && i < noted.size(); i++) {
            link((COSDictionary) noted.getObject(i));
        }
        document.removeItem(LINKS);
    }

    private void numbers(@Nullable COSDictionary node) {
        if (node == null) {
            return;
        }
        COSArray kids = node.getCOSArray(COSName.KIDS);
        for (int i = 0; kids != null && i < kids.size(); i++) {
            numbers((COSDictionary) kids.getObject(i));
        }
        COSArray pairs = node.getCOSArray(COSName.NUMS);
        for (int i = 0; pairs != null && i + 1 < pairs.size(); i += 2) {
            parents.put(pairs.getInt(i), pairs.get(i + 1));
        }
    }

    private void link(COSDictionary element) throws IOException {
        float[] box = element.getCOSArray(COSName.getPDFName(BOX)).toFloatArray();
        PDPageDestination place = anchors.get(element.getString(ANCHOR, ""));
        String address = element.getString(ADDRESS);
        COSDictionary on = element.getCOSDictionary(COSName.PG);
        String said = element.getString(SAID);
        for (String note : List.of(ANCHOR, ADDRESS, SAID, BOX)) {
            element.removeItem(COSName.getPDFName(note));
        }
        if (on == null || place == null && address == null) {
            element.setName(COSName.S, "Span");
            return;
        }
        PDPage page = new PDPage(on);
        PDAnnotationLink link = new PDAnnotationLink();
        float top = page.getMediaBox().getUpperRightY();
        link.setRectangle(new PDRectangle(box[0], top - box[3], box[2] - box[0], box[3] - box[1]));
        link.setContents(said);
        link.setPrinted(true);
        PDBorderStyleDictionary none = new PDBorderStyleDictionary();
        none.setWidth(0);
        link.setBorderStyle(none);
        if (place != null) {
            link.setDestination(place);
        } else {
            PDActionURI action = new PDActionURI();
            action.setURI(address);
            link.setAction(action);
        }
        link.setStructParent(next);
        parents.put(next++, element);
        List<PDAnnotation> all = new ArrayList<>(page.getAnnotations());
        all.add(link);
        page.setAnnotations(all);
        on.setName(COSName.getPDFName("Tabs"), "S");
        hold(element, on, link.getCOSObject());
    }

    /** Puts the link beside the text in the structure. */
    private static void hold(COSDictionary element, COSDictionary page, COSDictionary link) {
        COSDictionary reference = new COSDictionary();
        reference.setName(COSName.TYPE, "OBJR");
        reference.setItem(COSName.OBJ, link);
        reference.setItem(COSName.PG, page);
        COSBase text = element.getItem(COSName.K);
        COSArray held = new COSArray();
        if (text instanceof COSArray several) {
            held.addAll(several);
        } else if (text != null) {
            held.add(text);
        }
        held.add(reference);
        element.setItem(COSName.K, held);
    }

    private static Map<String, PDPageDestination> anchors(PDDocument document) throws IOException {
        Map<String, PDPageDestination> found = new HashMap<>();
        var names = document.getDocumentCatalog().getNames();
        if (names != null && names.getDests() != null) {
            collect(names.getDests(), found);
        }
        return found;
    }

    private static void collect(PDNameTreeNode<PDPageDestination> node, Map<String, PDPageDestination> found)
            throws IOException {
        Map<String, PDPageDestination> names = node.getNames();
        if (names != null) {
            found.putAll(names);
        }
        List<PDNameTreeNode<PDPageDestination>> kids = node.getKids();
        if (kids != null) {
            for (PDNameTreeNode<PDPageDestination> kid : kids) {
                collect(kid, found);
            }
        }
    }
}
