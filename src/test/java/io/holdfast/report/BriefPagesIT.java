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

/** The daily brief of the sample day. */
class BriefPagesIT {

    private final Path folder;

    BriefPagesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theDayIsToldInASentenceAgainstSuchWeekdaysAndInFourNumbers() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .contains(
                        "Daily brief Wednesday, 31 December 2025",
                        "Did we create value today? 146 orders came in for CHF 103,952, as many as Wednesdays usually"
                                + " bring (129 to 167); 146 customers are new.")
                .containsSubsequence("Late at the day's end", "61", "10 promised for this day; all together CHF 53,567")
                .containsSubsequence("Unanswered for over 24 h", "139", "108 of them for over 30 days")
                .containsSubsequence("Complaints", "171", "163", "150.5", "129 to 167", "▲ the most")
                .containsSubsequence("Questions", "101", "▽ the least");
        assertThat(text(Shape.ORDINARY, "zh"))
                .contains("每日简报 2025年12月31日，星期三", "收到 146 单，共 CHF 103,952，与以往的星期三相当（129 至 167）");
    }

    @Test
    void whatDoesNotFitIsSaidByNumber() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .contains(
                        "The 12 most valuable of 31. 30 more, of CHF 25,357, are over 30 days late",
                        "The 10 longest of 31. 108 more have waited for over 30 days",
                        "The 4 largest of 31.",
                        "Lists compared: 31 December 2025 with 30 November 2025.");
    }

    @Test
    void whyACustomerCrossedIntoRiskIsSaid() throws Exception {
        assertThat(text(Shape.ORDINARY, "en"))
                .contains(
                        "no order for 43 days, usually every 12",
                        "new on the list of 31 Dec: 62.0% to stop",
                        "no order for 43 days, usually every 12; new on the list of 31 Dec: 41.0% to stop");
    }

    @Test
    void aSundayWithoutARowSaysSo() throws Exception {
        assertThat(text(Shape.EMPTY, "en"))
                .contains(
                        "Sunday, 28 December 2025",
                        "No order came in, as is usual on Sundays.",
                        "Nothing is late: whatever was promised is delivered.",
                        "Nobody has waited longer than 24 h.",
                        "No case of any figure falls on this day.",
                        "Nobody crossed into risk.",
                        "No list of customers about to stop has been made yet.");
        assertThat(text(Shape.EMPTY, "zh")).contains("没有收到订单，星期日通常如此。", "没有客户新进入风险。");
    }

    @Test
    void whatNobodySuppliesIsNotToldAsNone() throws Exception {
        assertThat(text(Shape.ONE_BRANCH, "en"))
                .containsSubsequence("Unanswered for over 24 h", "–", "nobody supplies it")
                .contains("The records hold too few such weekdays to tell what is usual.")
                .doesNotContain("Complaints", "most valuable of");
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void itIsOnePageAndWithTheLongestNamesThreeAndNoTextLeavesThePaperOrStandsOverAnother(Shape shape)
            throws Exception {
        for (String language : new String[] {"en", "zh"}) {
            try (PDDocument pdf = Loader.loadPDF(render(shape, language).toFile())) {
                assertThat(pdf.getNumberOfPages()).isEqualTo(shape == Shape.LONG_NAMES ? 3 : 1);
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
            try (Connection mart = SampleBrief.open(shape)) {
                SamplePages.REPORTS.render("daily-brief", language, SampleMart.RUN, mart, target);
            }
        }
        return target;
    }
}
