package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The review of the sample year. */
class YearPagesIT {

    private final Path folder;

    YearPagesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theFirstPageTellsHowManyFiguresMovedByMoreThanChanceAndHowManyMeetTheirTargetAtTheEnd() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .contains("Year review 2025", "One figure of 7 got better by more than chance, 2 worse; 2 changed")
                .contains("2 of 6 with a target meet it")
                .containsSubsequence(
                        "Order error rate", "4.10%", "2.87%", "+1.23", "2.00%", "2.00%", "■ worse", "▼ misses");
        assertThat(text(Shape.ORDINARY, "zh")).contains("年度回顾 2025年", "7 项指标中，有 1 项改善超出偶然，2 项恶化");
    }

    @Test
    void whatRoseAndFellIsToldASentenceEach() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .contains(
                        "Worse by more than chance",
                        "Order error rate: 4.10% in 2025, 1.23 points more than the year before; one month above its usual"
                                + " limits; one month below its usual limits; 7 months in a row above its mean of the two"
                                + " years before.");
    }

    @Test
    void everyFigureHasItsBestAndWorstMonthUnlessItIsWatched() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .containsSubsequence(
                        "First and last, best and worst month", "Order error rate", "Mar 25", "Sep 25", "1 of 12")
                .containsSubsequence("Share of the top fifth", "–");
    }

    @Test
    void accountsWonAndLostStandSideBySideWithTheirNumberAndWorth() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .contains("Won: first order in the year 500 customers, CHF 1,786,194")
                .contains("Released by management, no loss")
                .contains("2025-02-13", "The largest 15 of each");
        assertThat(text(Shape.ONE_BRANCH, "en"))
                .contains("Won: first order in the year 20 customers", "Lost: customers at the year's start", "none");
    }

    @Test
    void whatWasRestatedIsListedWithItsCausesOrItIsSaidThatNothingWas() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .contains("14 of 84 published figures are another number now (12 runs of the year's months).")
                .containsSubsequence("Jan 25", "Order error rate", "4.10%", "4.06%", "−0.04", "−0.08", "+0.04", "–")
                .contains("monthly-pack-2025-01-");
        assertThat(text(Shape.ONE_BRANCH, "en"))
                .contains("None: 84 figures of 12 runs of the year's months are the numbers that were published.");
        assertThat(text(Shape.EMPTY, "en"))
                .contains("No run published figures of the year's months up to this ledger position.")
                .contains("No figure could be computed for this period.");
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyPageSaysSomethingAndNoTextLeavesThePaperOrStandsOverAnother(Shape shape) throws Exception {
        for (String language : new String[] {"en", "zh"}) {
            try (PDDocument pdf = Loader.loadPDF(render(shape, language).toFile())) {
                if (shape == Shape.ORDINARY) {
                    assertThat(pdf.getNumberOfPages()).isBetween(4, 8);
                }
                for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                    PDFTextStripper text = new PDFTextStripper();
                    text.setStartPage(page);
                    text.setEndPage(page);
                    assertThat(text.getText(pdf).lines().filter(line -> !line.isBlank()))
                            .as("lines of page %d", page)
                            .hasSizeGreaterThan(2);
                }
                assertThat(Overhang.of(pdf)).as("text over the margins").isEmpty();
                assertThat(Overlap.of(pdf)).as("text over text").isEmpty();
            }
        }
    }

    private String text(Shape shape, String language) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(render(shape, language).toFile())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private Path render(Shape shape, String language) throws Exception {
        Path target = folder.resolve(shape + "." + language + ".pdf");
        if (!target.toFile().exists()) {
            try (Connection mart = SampleYear.open(shape)) {
                SamplePages.REPORTS.render("year-review", language, SampleMart.RUN, mart, target);
            }
        }
        return target;
    }
}
