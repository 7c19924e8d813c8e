package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewPagesIT {

    private final Path folder;

    ReviewPagesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void the_first_page_says_who_it_is_how_the_year_went_and_what_to_talk_about() throws Exception {
        String page = flat(pages(Shape.ORDINARY, SampleReviews.NORDWIND, "en").get(0));

        assertThat(page)
                .contains("Key account", "December 2025", "Nordwind Logistik GmbH")
                .contains("No. C-1 · branch Basel · looked after by Mia Keller · customer since 3 December 2016")
                .contains(
                        "Brought CHF 380,183 in the year to December 2025, −16.2% against the year before, with 252 orders.")
                .contains("1 of 1,302", "31.2%", "12,090", "228,117")
                .contains("One complaint is open, the oldest for 12 days: say who solves it and by when.")
                .contains("2 orders are past the promised day and not delivered (CHF 2,563)")
                .contains(
                        "Revenue of the year is CHF 73,289 below the year before. The product group Labels 2 fell most.")
                .contains("36 of 252 orders came late, 3.6 times the company's rate")
                .contains("By its own rhythm the next order was due on 12 November 2025, 49 days ago.")
                .contains("The chance that it orders nothing in the next 180 days is 31.2% (27.0% to 35.0%).")
                .contains("Next step: Call");
    }

    @Test
    void months_service_open_things_and_product_groups_follow_as_tables() throws Exception {
        String all = flat(String.join("\n", pages(Shape.ORDINARY, SampleReviews.NORDWIND, "en")));

        assertThat(all)
                .containsSubsequence("Month by month (CHF)", "January 2025", "December 2025", "The year")
                .containsSubsequence("Service met in the year", "Late orders", "36", "14.3", "4.0")
                .containsSubsequence("Open now", "Complaint: late delivery", "Late order, CHF 1,282")
                .containsSubsequence("What is bought", "Labels 1", "Labels 8", "4 others")
                .contains("The chance to stop is that of no order in 180 days");
    }

    @Test
    void one_that_stopped_is_to_be_won_back() throws Exception {
        assertThat(flat(pages(Shape.ORDINARY, SampleReviews.SHANGHAI, "en").get(0)))
                .contains("Has not ordered since 3 November 2025: to be won back.")
                .doesNotContain("The chance that it orders nothing");
    }

    @Test
    void a_branch_has_its_figures_beside_the_company_s_and_its_accounts_with_most_at_stake_first() throws Exception {
        String all = flat(String.join("\n", pages(Shape.ORDINARY, SampleReviews.BASEL, "en")));

        assertThat(all)
                .containsSubsequence("Branch", "Basel", "214 accounts")
                .contains(
                        "By their chances, 18 of 1 active accounts will order nothing in the next 180 days; CHF 12,090 is at stake.")
                .contains("Most is at stake with Kunde 客户 1: CHF 9,000.")
                .containsSubsequence("Figures, beside the company's", "Order error rate", "misses")
                .containsSubsequence("Accounts, most at stake first (CHF)", "Kunde 客户 1", "Kunde 客户 20")
                .contains("20 of 214 accounts are shown");
    }

    @Test
    void the_same_pages_come_in_chinese() throws Exception {
        List<String> pages = pages(Shape.ORDINARY, SampleReviews.MANAGER, "zh");

        assertThat(flat(pages.get(0))).contains("客户经理", "李梅", "要谈的事", "逐月（CHF）", "2025年12月");
        assertThat(pages).hasSameSizeAs(pages(Shape.ORDINARY, SampleReviews.MANAGER, "en"));
    }

    @Test
    void an_item_without_a_row_still_has_its_page() throws Exception {
        List<String> pages = pages(Shape.EMPTY, SampleReviews.NORDWIND, "en");

        assertThat(pages).hasSize(1);
        assertThat(flat(pages.get(0)))
                .contains("Nordwind Logistik GmbH", "with no order; no revenue in the year before")
                .contains("Nothing stands out: ask what could be better.")
                .doesNotContain("Month by month", "Open now", "What is bought");
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"ORDINARY", "EMPTY", "LONG_NAMES"})
    void nothing_is_cut_off_leaves_the_paper_or_stands_over_another(Shape shape) throws Exception {
        for (Subject subject : SampleReviews.subjects()) {
            for (String language : List.of("en", "zh")) {
                try (PDDocument pdf =
                        Loader.loadPDF(render(shape, subject, language).toFile())) {
                    assertThat(Overlap.of(pdf)).as("%s %s", subject, language).isEmpty();
                    assertThat(Overhang.of(pdf)).as("%s %s", subject, language).isEmpty();
                }
                List<String> pages = pages(shape, subject, language);
                assertThat(pages).allSatisfy(page -> assertThat(
                                page.lines().filter(line -> !line.isBlank()).count())
                        .isGreaterThan(2));
                if (shape == Shape.LONG_NAMES) {
                    assertThat(flat(String.join("", pages)).replace(" ", ""))
                            .contains("ЗАО«Печатныйдвор»,ΕΚΤΥΠΩΣΕΙΣΑΘΗΝΩΝundTöchterAktiengesellschaft");
                }
            }
        }
    }

    private Path render(Shape shape, Subject subject, String language) throws Exception {
        Path target = folder.resolve(shape + subject.kind() + subject.item() + "." + language + ".pdf");
        try (Connection mart = SampleReviews.open(shape)) {
            SamplePages.REPORTS.render("account-review", Optional.of(subject), language, SampleMart.RUN, mart, target);
        }
        return target;
    }

    private List<String> pages(Shape shape, Subject subject, String language) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(render(shape, subject, language).toFile())) {
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                PDFTextStripper text = new PDFTextStripper();
                text.setStartPage(page);
                text.setEndPage(page);
                pages.add(text.getText(pdf));
            }
            return pages;
        }
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
