package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.report.SampleMart.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThemeIT {

    static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40">
              <rect width="120" height="40" rx="6" style="fill:#00AA33"/>
              <path d="M10 30 L20 10 L30 30 Z" fill="url(#none) #fff"/>
            </svg>
            """;

    private final Path folder;
    private final ReportsTree tree;

    ThemeIT(@TempDir Path folder) {
        this.folder = folder;
        this.tree = new ReportsTree(folder);
    }

    @Test
    void theShippedThemeChangesNothing() throws Exception {
        Path with = render(tree);
        Path without = folder.resolve("without.pdf");
        Files.move(with, without);
        assertThat(without).hasSameBinaryContentAs(render(tree.without("theme.yml")));
    }

    @Test
    void contrastIsThatOfTheStandard() {
        assertThat(Colours.contrast(Color.BLACK, Color.WHITE)).isCloseTo(21, within(1e-9));
        assertThat(Colours.contrast(new Color(0x777777), Color.WHITE))
                .as("WCAG's own example of a grey that is just too light")
                .isCloseTo(4.48, within(0.005));
        assertThat(Colours.difference(Color.BLACK, Color.WHITE)).isCloseTo(100, within(0.01));
    }

    @Test
    void coloursReachStylesTemplatesAndCharts() throws Exception {
        tree.with("theme.yml", "colours:\n  accent: \"#005500\"\n  bad: \"#7700AA\"\n");
        BufferedImage page = picture(render(tree), 0);
        assertThat(count(page, new Color(0x005500)))
                .as("headings and sparklines")
                .isPositive();
        assertThat(count(page, new Color(0x7700AA))).as("what misses").isPositive();
        assertThat(count(page, Pen.ACCENT)).isZero();
        assertThat(count(page, Pen.RED)).isZero();
    }

    @Test
    void twoColoursMayChangePlaces() {
        tree.with("theme.yml", "colours:\n  accent: \"#B3261E\"\n  bad: \"#1B4F72\"\n");
        Theme theme = Theme.read(tree.definitions());
        assertThat(theme.own(Pen.ACCENT)).isEqualTo(Pen.RED);
        assertThat(new String(theme.dress("<style forecolor=\"#1b4f72\"/><style forecolor=\"#B3261E\"/>".getBytes())))
                .isEqualTo("<style forecolor=\"#B3261E\"/><style forecolor=\"#1B4F72\"/>");
    }

    @Test
    void whatIsWrongWithAThemeIsSaidByLineAllAtOnce() {
        tree.with("theme.yml", """
                logo:
                  file: ../logo.png
                colours:
                  accent: red
                  bad: "#FF8888"
                  warn: #7A4B00
                  green: "#00FF00"
                font: Comic Sans
                paper: a5
                """);
        assertThat(tree.themeProblems())
                .contains("reports/theme.yml:2: 'file' is '../logo.png', which is not in reports/; put the logo there")
                .contains("reports/theme.yml:7: 'green' is not known here; allowed: accent, bad, warn, neutral")
                .contains(
                        "reports/theme.yml:8: 'font' is 'Comic Sans', but reports/fonts/fonts.xml has Holdfast Sans only")
                .contains("reports/theme.yml:9: 'paper' is 'a5'; write one of a4, letter");
        tree.with("theme.yml", "colours:\n  accent: red\n  bad: \"#FF8888\"\n  warn: #7A4B00\n  neutral: \"#5C5C5\"\n");
        assertThat(tree.themeProblems())
                .contains("reports/theme.yml:2: 'accent' is 'red'; write a colour as \"#1B4F72\", in quotes")
                .contains(
                        "reports/theme.yml:3: 'bad' is #FF8888, which has a contrast of 2.30 to 1 on white; text needs 4.5")
                .contains("reports/theme.yml:4: 'warn' is ''; write a colour as \"#7A4B00\", in quotes")
                .contains("reports/theme.yml:5: 'neutral' is '#5C5C5'");
        tree.with("theme.yml", "colours:\n  accent: \"#B3261E\"\n");
        assertThat(tree.themeProblems())
                .contains("reports/theme.yml:2: 'bad' (#B3261E) and 'accent' (#B3261E) look alike");
    }

    @Test
    void aLogoStandsAtTheRightEndOfTheFirstPagesHead() throws Exception {
        tree.with("logo.svg", SVG).with("theme.yml", "logo:\n  file: logo.svg\n  height: 20\n");
        Path pdf = render(tree);
        BufferedImage page = picture(pdf, 0);
        // 60 by 20 points less the triangle, right of the middle and in the upper sixth.
        assertThat(count(page.getSubimage(700, 30, 107, 60), new Color(0x00AA33)))
                .isBetween(1000L, 1200L);
        assertThat(count(page, new Color(0x00AA33))).isLessThan(1200L);
        assertThat(count(picture(pdf, 1), new Color(0x00AA33))).isZero();
    }

    @Test
    void aPngShowsOnWhite() throws Exception {
        BufferedImage logo = new BufferedImage(80, 40, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 40; y++) {
                logo.setRGB(x, y, 0xFF00AA33);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(logo, "png", png);
        tree.with("brand/logo.png", png.toByteArray())
                .with("theme.yml", "logo:\n  file: brand/logo.png\n  height: 20\n");
        assertThat(count(picture(render(tree), 0), new Color(0x00AA33))).isBetween(330L, 450L);
    }

    @Test
    void aDrawingThatNeedsMoreThanItselfIsRefusedByLine() {
        tree.with("theme.yml", "logo:\n  file: logo.svg\n");
        assertThat(of("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\n<text>A</text></svg>"))
                .contains("reports/logo.svg:2: has a <text>, which would not look the same on every machine");
        assertThat(of("<svg xmlns=\"http://www.w3.org/2000/svg\">\n<use href=\"http://example.org/a.svg#x\"/></svg>"))
                .contains("reports/logo.svg:2: refers to 'http://example.org/a.svg#x', which is not in the file");
        assertThat(
                        of(
                                "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<rect fill=\"url( 'file:///etc/passwd#x')\"/></svg>"))
                .contains("reports/logo.svg:2: refers to");
        assertThat(of("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<svg>&x;</svg>"))
                .contains("reports/logo.svg:1: is no SVG: DOCTYPE is disallowed");
        assertThat(of("<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>")).contains("reports/logo.svg:1: is no SVG");
        assertThat(of("<html/>")).contains("begins with <html>");
    }

    @Test
    void pagesOnLetterAreThoseOfA4SmallerAndCentredWithTheirLinks() throws Exception {
        Path a4 = folder.resolve("a4.pdf");
        Files.move(render(tree), a4);
        Path letter = render(tree.with("theme.yml", "paper: letter\n"));
        try (PDDocument before = Loader.loadPDF(a4.toFile());
                PDDocument after = Loader.loadPDF(letter.toFile())) {
            assertThat(after.getNumberOfPages()).isEqualTo(before.getNumberOfPages());
            for (var page : after.getPages()) {
                assertThat(page.getMediaBox().getWidth()).isEqualTo(792);
                assertThat(page.getMediaBox().getHeight()).isEqualTo(612);
            }
            // 842 by 595 becomes 792 by 612.
            float scale = 792f / 842;
            var place = firstOutline(before);
            var moved = firstOutline(after);
            assertThat(moved.getTop())
                    .isCloseTo(Math.round(place.getTop() * scale + (612 - scale * 595) / 2), within(1));
            assertThat(moved.getLeft()).isCloseTo(Math.round(place.getLeft() * scale), within(1));
        }
        assertThat(Overlap.of(Loader.loadPDF(letter.toFile()))).isEmpty();
    }

    private static PDPageXYZDestination firstOutline(PDDocument pdf) throws Exception {
        return (PDPageXYZDestination)
                pdf.getDocumentCatalog().getDocumentOutline().getFirstChild().getDestination();
    }

    private String of(String svg) {
        return tree.with("logo.svg", svg).themeProblems();
    }

    private Path render(ReportsTree tree) throws Exception {
        Path pdf = folder.resolve("pack.pdf");
        try (Connection mart = SampleMart.open(Shape.ORDINARY)) {
            tree.reports().render("management-pack", "en", SampleMart.RUN, mart, pdf);
        }
        return pdf;
    }

    /** One pixel to a point. */
    private static BufferedImage picture(Path pdf, int page) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFRenderer(document).renderImage(page);
        }
    }

    private static long count(BufferedImage picture, Color colour) {
        long found = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                found += (picture.getRGB(x, y) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF) ? 1 : 0;
            }
        }
        return found;
    }
}
