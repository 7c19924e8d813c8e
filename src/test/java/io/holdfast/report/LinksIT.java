package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksIT {

    private static final String TO_A_FIGURE = "To the page of ";

    private final Path folder;

    LinksIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void everyNameOnTheScorecardLeadsToThePageOfItsFigure() throws Exception {
        try (PDDocument pdf = load(Shape.MANY)) {
            List<PDAnnotationLink> links = links(pdf.getPage(0));
            assertThat(links).hasSize(30);
            for (PDAnnotationLink link : links) {
                String name = link.getContents().substring(TO_A_FIGURE.length());
                assertThat(text(pdf, ((PDPageDestination) link.getDestination()).retrievePageNumber()))
                        .startsWith(name);
                assertThat(under(pdf.getPage(0), link)).contains(name);
            }
        }
    }

    @Test
    void aFindingAndALineOfTheYearLeadToTheFigureAndItsPagesLeadBack() throws Exception {
        try (PDDocument pdf = load(Shape.ORDINARY)) {
            assertThat(links(pdf.getPage(0)))
                    .as("seven lines, two findings")
                    .extracting(PDAnnotation::getContents)
                    .hasSize(9)
                    .endsWith("To the page of Order error rate", "To the page of Answer time (median)");
            assertThat(links(pdf.getPage(1)))
                    .as("open actions and one done; a figure that the run does not have is no link")
                    .hasSize(3);
            assertThat(links(pdf.getPage(2))).as("the year so far").hasSize(7);
            for (int page = 3; page < 5; page++) {
                assertThat(links(pdf.getPage(page))).singleElement().satisfies(link -> {
                    assertThat(link.getContents()).isEqualTo("Back to the scorecard");
                    assertThat(((PDPageDestination) link.getDestination()).retrievePageNumber())
                            .isZero();
                });
            }
        }
    }

    @Test
    void aLinkAndItsPlaceInTheStructureKnowEachOther() throws Exception {
        try (PDDocument pdf = load(Shape.ORDINARY)) {
            COSDictionary tree = pdf.getDocumentCatalog().getStructureTreeRoot().getCOSObject();
            COSArray numbers = tree.getCOSDictionary(COSName.PARENT_TREE).getCOSArray(COSName.NUMS);
            for (PDAnnotationLink link : links(pdf.getPage(0))) {
                COSDictionary element = (COSDictionary) value(numbers, link.getStructParent());
                assertThat(element.getNameAsString(COSName.S)).isEqualTo("Link");
                COSArray kids = element.getCOSArray(COSName.K);
                COSDictionary reference = (COSDictionary) kids.getObject(kids.size() - 1);
                assertThat(reference.getCOSDictionary(COSName.OBJ)).isSameAs(link.getCOSObject());
            }
            assertThat(tree.getInt(COSName.PARENT_TREE_NEXT_KEY)).isEqualTo(numbers.size() / 2);
        }
    }

    @Test
    void theOutlineHoldsTheFiguresAndThePagesOfWhoStopsUnderAHeadingOfTheirOwn() throws Exception {
        try (PDDocument pdf = load(Shape.ORDINARY)) {
            assertThat(titles(pdf.getDocumentCatalog().getDocumentOutline().children()))
                    .containsExactly(
                            "Scorecard",
                            "What stands out",
                            "Open actions",
                            "The year so far",
                            "Figures",
                            "Key accounts",
                            "Customers who stop",
                            "Complaints",
                            "In one word",
                            "To record at this meeting",
                            "Definitions",
                            "Where these figures come from");
            for (PDOutlineItem item :
                    pdf.getDocumentCatalog().getDocumentOutline().children()) {
                if (item.getTitle().equals("Figures")) {
                    assertThat(titles(item.children())).hasSize(7).startsWith("Order error rate");
                    assertThat(pdf.getPages().indexOf(item.findDestinationPage(pdf)))
                            .isEqualTo(3);
                }
            }
        }
    }

    @Test
    void aLinkToNowhereStaysATextAndAnAddressBecomesALink() throws Exception {
        try (Stream<Path> files = Files.list(SamplePages.TREE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        edit("findings.jrxml", "\"kpi.\" + $F{kpi}", "\"nowhere.\" + $F{kpi}");
        edit("figures.jrxml", "linkType=\"LocalAnchor\"", "linkType=\"Reference\"");
        edit(
                "figures.jrxml",
                "hyperlinkAnchorExpression><![CDATA[\"scorecard\"]]></hyperlinkAnchorExpression>",
                "hyperlinkReferenceExpression><![CDATA[\"https://example.org/\"]]></hyperlinkReferenceExpression>");
        Path target = folder.resolve("edited.pdf");
        try (Connection mart = SampleMart.open(Shape.ORDINARY)) {
            new Reports(new Definitions("reports", folder), folder.resolve("cache"))
                    .render("management-pack", "en", SampleMart.RUN, mart, target);
        }
        try (PDDocument pdf = Loader.loadPDF(target.toFile())) {
            assertThat(links(pdf.getPage(0))).as("the lines, not the findings").hasSize(7);
            assertThat(links(pdf.getPage(3)))
                    .extracting(link -> ((PDActionURI) link.getAction()).getURI())
                    .containsExactly("https://example.org/");
        }
    }

    private PDDocument load(Shape shape) throws Exception {
        return Loader.loadPDF(
                new SamplePages(folder).render("management-pack", shape, "en").toFile());
    }

    private static List<PDAnnotationLink> links(PDPage page) throws IOException {
        List<PDAnnotationLink> found = new ArrayList<>();
        for (PDAnnotation annotation : page.getAnnotations()) {
            found.add((PDAnnotationLink) annotation);
        }
        return found;
    }

    private static String under(PDPage page, PDAnnotationLink link) throws IOException {
        PDFTextStripperByArea area = new PDFTextStripperByArea();
        var box = link.getRectangle();
        area.addRegion(
                "link",
                new java.awt.geom.Rectangle2D.Float(
                        box.getLowerLeftX(),
                        page.getMediaBox().getHeight() - box.getUpperRightY(),
                        box.getWidth(),
                        box.getHeight()));
        area.extractRegions(page);
        return area.getTextForRegion("link");
    }

    private static String text(PDDocument pdf, int page) throws IOException {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(page + 1);
        text.setEndPage(page + 1);
        return text.getText(pdf).strip();
    }

    private static List<String> titles(Iterable<PDOutlineItem> items) {
        List<String> titles = new ArrayList<>();
        items.forEach(item -> titles.add(item.getTitle()));
        return titles;
    }

    private static Object value(COSArray numbers, int key) {
        for (int i = 0; i < numbers.size(); i += 2) {
            if (numbers.getInt(i) == key) {
                return numbers.getObject(i + 1);
            }
        }
        throw new AssertionError("the parent tree has no " + key);
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }
}
