package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jasperreports.engine.JasperReportsContext;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FontsTest {

    private static final String BRAND = """
            <?xml version="1.0" encoding="UTF-8"?>
            <fontFamilies>
                <fontFamily name="Brand">
                    <normal>fonts/Brand.ttf</normal>
                    <bold>fonts/NotoSansSC-Bold.ttf</bold>
                    <pdfEncoding>Identity-H</pdfEncoding>
                    <pdfEmbedded>true</pdfEmbedded>
                </fontFamily>
            </fontFamilies>
            """;

    private final Path folder;
    private final ReportsTree tree;

    FontsTest(@TempDir Path folder) {
        this.folder = folder;
        this.tree = new ReportsTree(folder).with("fonts/fonts.xml", BRAND);
    }

    @Test
    void aFamilyOfTheWorkspaceIsUsedForTextAndChartsEmbeddedAndSubset() throws Exception {
        // The other weight under the name of the first: what is set in it can be told.
        tree.with("fonts/Brand.ttf", font("Bold")).with("theme.yml", "font: Brand\n");
        Path pdf = render("bold.pdf");
        assertThat(fonts(pdf))
                .as("every text and every chart")
                .allMatch(name -> name.matches("[A-Z]{6}\\+NotoSansSC-Bold"));
        assertThat(Files.size(pdf)).as("a part of a font of two megabytes").isLessThan(800_000);
    }

    @Test
    void twoTreesMayHaveDifferentFilesOfOneName() throws Exception {
        tree.with("theme.yml", "font: Brand\n").with("fonts/Brand.ttf", font("Bold"));
        Path bold = render("bold.pdf");
        tree.with("fonts/Brand.ttf", font("Regular"));
        assertThat(fonts(render("regular.pdf"))).anyMatch(name -> name.endsWith("NotoSansSC-Regular"));
        tree.with("fonts/Brand.ttf", font("Bold"));
        assertThat(render("again.pdf")).hasSameBinaryContentAs(bold);
    }

    @Test
    void aTreeWithoutFontsOfItsOwnHasThoseOfTheJar() throws Exception {
        tree.without("fonts/fonts.xml").without("fonts/NotoSansSC-Regular.ttf").without("fonts/NotoSansSC-Bold.ttf");
        assertThat(fonts(render("jar.pdf"))).anyMatch(name -> name.endsWith("NotoSansSC-Regular"));
    }

    @Test
    void whatIsWrongWithAFontIsSaidByLine() throws Exception {
        assertThat(check())
                .contains("reports/fonts/fonts.xml:4: names 'fonts/Brand.ttf', which is not there; put the file there");
        tree.with("fonts/Brand.ttf", "OTTO and so on");
        assertThat(check())
                .contains("reports/fonts/fonts.xml:4: names 'fonts/Brand.ttf', whose outlines are PostScript's");
        tree.with("fonts/Brand.ttf", "hello, world");
        assertThat(check()).contains("reports/fonts/fonts.xml:4: names 'fonts/Brand.ttf', which is no TrueType font");
        tree.with("fonts/Brand.ttf", font("Regular")).with("fonts/fonts.xml", BRAND.replace("</fontFamily>", ""));
        assertThat(check()).contains("reports/fonts/fonts.xml:9: ", "Mend the XML at this line");
    }

    @Test
    void aFontThatLacksCharactersOfALanguageIsNamedWithThem() throws Exception {
        tree.with("fonts/Brand.ttf", latin()).with("theme.yml", "\nfont: Brand\n");
        assertThat(FontProblems.lacking(
                        tree.definitions(), Theme.read(tree.definitions()), new Bundles(tree.definitions()), context()))
                .hasSize(2)
                .anyMatch(problem -> problem.toString().startsWith("reports/theme.yml:2: the font 'Brand' lacks")
                        && problem.message().contains("reports in 'zh'"));
        tree.with("theme.yml", "font: Holdfast Sans\n")
                .with("fonts/fonts.xml", Files.readAllBytes(Path.of("reports/fonts/fonts.xml")));
        assertThat(FontProblems.lacking(
                        tree.definitions(), Theme.read(tree.definitions()), new Bundles(tree.definitions()), context()))
                .isEmpty();
    }

    @Test
    void aTemplateThatNamesAnUnknownFamilyIsNamedByLine() {
        tree.with("fonts/Brand.ttf", "")
                .with("notices.jrxml", "<jasperReport>\n<style fontName=\"Arial\"/></jasperReport>");
        assertThat(check())
                .contains(
                        "reports/notices.jrxml:2: is set in 'Arial', but reports/fonts/fonts.xml has Brand, Holdfast Sans");
    }

    private JasperReportsContext context() {
        return new Templates(tree.definitions(), folder, Theme.read(tree.definitions())).context();
    }

    private static byte[] latin() throws Exception {
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(font("Regular")))) {
            TTFSubsetter subset = new TTFSubsetter(font);
            for (int letter = ' '; letter < 0x7F; letter++) {
                subset.add(letter);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            subset.writeToStream(bytes);
            return bytes.toByteArray();
        }
    }

    private String check() {
        return String.join(
                "\n",
                FontProblems.of(tree.definitions()).stream()
                        .map(Object::toString)
                        .toList());
    }

    private static byte[] font(String weight) throws Exception {
        return Files.readAllBytes(Path.of("reports/fonts/NotoSansSC-" + weight + ".ttf"));
    }

    private Path render(String name) throws Exception {
        Path pdf = folder.resolve(name);
        try (Connection mart = SampleMart.open(Shape.ORDINARY)) {
            tree.reports().render("management-pack", "en", SampleMart.RUN, mart, pdf);
        }
        return pdf;
    }

    private static Set<String> fonts(Path pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            Set<String> names = new TreeSet<>();
            for (var page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).isTrue();
                    names.add(font.getName());
                }
            }
            return names;
        }
    }
}
