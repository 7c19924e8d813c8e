package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Slow: whole-file checks by veraPDF, and a rendering in a JVM of its own. */
class ReportStandardsIT {

    private final Path folder;

    ReportStandardsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void loadValidator() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyPackIsArchivableAndReadableAloud(Shape shape) throws Exception {
        for (String language : List.of("en", "zh")) {
            Path pdf = folder.resolve(shape + "." + language + ".pdf");
            render(shape, language, pdf);
            for (PDFAFlavour standard : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
                assertThat(failures(pdf, standard))
                        .as("%s %s against %s", shape, language, standard)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logo.svg", "logo.png"})
    void aPackOnLetterWithALogoAndColoursOfACompanyIsSoToo(String logo) throws Exception {
        BufferedImage pixels = new BufferedImage(60, 20, BufferedImage.TYPE_INT_ARGB);
        pixels.setRGB(5, 5, 0xFF00AA33);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(pixels, "png", png);
        Reports reports = new ReportsTree(folder)
                .with("logo.svg", ThemeIT.SVG)
                .with("logo.png", png.toByteArray())
                .with("theme.yml", "logo:\n  file: " + logo + "\npaper: letter\ncolours:\n  accent: \"#005500\"\n")
                .reports();
        Path pdf = folder.resolve("letter.pdf");
        try (Connection mart = SampleMart.open(Shape.ORDINARY)) {
            reports.render("management-pack", "en", SampleMart.RUN, mart, pdf);
        }
        for (PDFAFlavour standard : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
            assertThat(failures(pdf, standard))
                    .as("%s against %s", logo, standard)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRestatementIsArchivableAndReadableAloud(boolean moved) throws Exception {
        for (Shape shape : List.of(Shape.ORDINARY, Shape.LONG_NAMES)) {
            for (String language : List.of("en", "zh")) {
                Path pdf = folder.resolve("restatement-" + shape + "." + language + ".pdf");
                Reports reports = new Reports(new Definitions("reports", Path.of("reports")), folder.resolve("cache"));
                try (Connection mart = SampleRestatement.open(shape, moved)) {
                    reports.render("restatement", language, SampleMart.RUN, mart, pdf);
                }
                for (PDFAFlavour standard : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
                    assertThat(failures(pdf, standard))
                            .as("%s %s against %s", shape, language, standard)
                            .isEmpty();
                }
                try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
                    assertThat(document.getNumberOfPages() == 1).isEqualTo(!moved);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"ORDINARY", "EMPTY", "ONE_BRANCH", "LONG_NAMES"})
    void everyBriefIsArchivableAndReadableAloud(Shape shape) throws Exception {
        for (String language : List.of("en", "zh")) {
            Path pdf = folder.resolve("brief-" + shape + "." + language + ".pdf");
            try (Connection mart = SampleBrief.open(shape)) {
                SamplePages.REPORTS.render("daily-brief", language, SampleMart.RUN, mart, pdf);
            }
            for (PDFAFlavour standard : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
                assertThat(failures(pdf, standard))
                        .as("%s %s against %s", shape, language, standard)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"ORDINARY", "EMPTY", "LONG_NAMES"})
    void everyYearReviewIsArchivableAndReadableAloud(Shape shape) throws Exception {
        for (String language : List.of("en", "zh")) {
            Path pdf = folder.resolve("year-" + shape + "." + language + ".pdf");
            try (Connection mart = SampleYear.open(shape)) {
                SamplePages.REPORTS.render("year-review", language, SampleMart.RUN, mart, pdf);
            }
            for (PDFAFlavour standard : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
                assertThat(failures(pdf, standard))
                        .as("%s %s against %s", shape, language, standard)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"ORDINARY", "EMPTY", "LONG_NAMES"})
    void everyReviewIsArchivableAndReadableAloud(Shape shape) throws Exception {
        Reports reports = new Reports(new Definitions("reports", Path.of("reports")), folder.resolve("cache"));
        try (Connection mart = SampleReviews.open(shape)) {
            for (Subject subject : SampleReviews.subjects()) {
                for (String language : List.of("en", "zh")) {
                    Path pdf = folder.resolve("review." + language + ".pdf");
                    reports.render("account-review", Optional.of(subject), language, SampleMart.RUN, mart, pdf);
                    for (PDFAFlavour standard : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
                        assertThat(failures(pdf, standard))
                                .as("%s %s %s against %s", subject, shape, language, standard)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void anotherJvmWithAnotherLocaleAndZoneWritesTheSameBytes() throws Exception {
        Path here = folder.resolve("here.pdf");
        render(Shape.ORDINARY, "zh", here);
        Path there = folder.resolve("there.pdf");
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Pacific/Kiritimati",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReportStandardsIT.class.getName(),
                        there.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jvm.log").toFile())
                .start();
        assertThat(jvm.waitFor())
                .as(Files.readString(folder.resolve("jvm.log")))
                .isZero();
        assertThat(there).hasSameBinaryContentAs(here);
    }

    /** The other JVM starts here. */
    public static void main(String[] arguments) throws Exception {
        render(Shape.ORDINARY, "zh", Path.of(arguments[0]));
    }

    private static void render(Shape shape, String language, Path target) throws Exception {
        // A cache of its own: what the two JVMs have in common is the reports tree alone.
        Reports reports = new Reports(
                new Definitions("reports", Path.of("reports")), target.resolveSibling(target.getFileName() + ".cache"));
        try (Connection mart = SampleMart.open(shape)) {
            reports.render("management-pack", language, SampleMart.RUN, mart, target);
        }
    }

    private static List<String> failures(Path pdf, PDFAFlavour standard) throws Exception {
        try (InputStream bytes = Files.newInputStream(pdf);
                PDFAParser parser = Foundries.defaultInstance().createParser(bytes, standard);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> assertion.getRuleId().getClause() + ": " + assertion.getMessage())
                    .distinct()
                    .toList();
        }
    }
}
