package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main pages look as they did when somebody last looked at them; {@link GoldenPages} says how they are renewed. */
class GoldenPagesTest {

    @TempDir
    private static Path folder;

    private static final Map<String, Path> RENDERED = new HashMap<>();

    /** Pages are found by their heading, so that one more before them moves none. */
    @ParameterizedTest
    @CsvSource({
        "scorecard, en, What stands out",
        "scorecard, zh, 记分卡",
        "figure, en, How many orders do we enter wrongly?",
        "churn, en, Customers about to stop ordering",
        "churn, zh, 可能停止下单的客户",
        "complaints, en, What customers complain of"
    })
    void aPageLooksAsItDid(String page, String language, String heading) throws Exception {
        try (PDDocument pdf = pack(Shape.ORDINARY, language)) {
            List<String> pages = SamplePages.text(pdf);
            int number = 1;
            while (!pages.get(number - 1).startsWith(heading)
                    && !pages.get(number - 1).contains("\n" + heading)) {
                number++;
            }
            assertThat(GoldenPages.differences(pdf, number, page + "." + language))
                    .as("what moved; -Dgolden=renew keeps the page as it is now")
                    .isEmpty();
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "golden", matches = "renew")
    void whatMovedIsNamedWithWhereItStoodAndAPictureShowsIt() throws Exception {
        try (PDDocument pdf = pack(Shape.LONG_NAMES, "en")) {
            assertThat(String.join("\n", GoldenPages.differences(pdf, 1, "scorecard.en")))
                    .contains("scorecard.en: 'Rhein Druck AG' stood at ")
                    .contains(" % of the page looks different; what went (red) and came (blue) is in ")
                    .contains("scorecard.en.png");
        }
    }

    private PDDocument pack(Shape shape, String language) throws Exception {
        String key = shape + language;
        if (!RENDERED.containsKey(key)) {
            RENDERED.put(key, new SamplePages(folder).render("management-pack", shape, language));
        }
        return Loader.loadPDF(RENDERED.get(key).toFile());
    }
}
