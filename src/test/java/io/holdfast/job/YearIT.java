package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The year of the demonstration company, small, after an order that was published as on time was found to be late. */
class YearIT {

    private static final String REVIEW = "year-review-2025-r1";

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void publishThenCorrectThenReview() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"))
                .write(
                        "jobs/pack.yml",
                        "period: month\ntrend: 1\nsteps:\n  - figures: [on-time-delivery, order-error-rate]\n")
                .write(
                        "jobs/year-review.yml",
                        "period: year\ntrend: 1\nsteps:\n  - year: [on-time-delivery, order-error-rate]\n"
                                + "  - report: year-review\n");
        done("run", "nightly", "--as-if-now", "2026-01-01T02:00:00Z");
        for (String month : List.of("2025-11", "2025-12")) {
            done("run", "pack", "--period", month, "--as-if-now", "2026-01-01T02:00:00Z");
        }
        Files.writeString(workspace.path("inbox/orders-2026.csv"), corrected());
        done("run", "nightly", "--period", "2026-01-15", "--as-if-now", "2026-01-16T02:00:00Z");
        done("run", "year-review", "--as-if-now", "2026-01-16T02:00:00Z");
    }

    private static void done(String... words) {
        Workspaces.Ended ended = workspace.run(words);
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }

    // Of the orders promised for mid-December one that was delivered in time comes again, delivered on the 31st.
    private static String corrected() throws IOException {
        List<String> lines = Files.readAllLines(workspace.path("inbox/orders-2025.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        int promised = header.indexOf("promised_at");
        int delivered = header.indexOf("delivered_at");
        String[] order = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(row -> row[promised].startsWith("2025-12-1") && row[delivered].startsWith("2025-12"))
                .filter(row -> row[delivered].substring(0, 10).compareTo(row[promised].substring(0, 10)) <= 0)
                .findFirst()
                .orElseThrow();
        order[delivered] = "2025-12-31 10:00:00";
        return lines.get(0) + "\n" + String.join(",", order) + "\n";
    }

    @Test
    void ofWhatWasPublishedOnlyWhatMovedIsListedWithItsCause() {
        assertThat(workspace.database(
                        "select runs || ' ' || figures || ' ' || restated from year_review where run_id = '" + REVIEW
                                + "'"))
                .containsExactly("2 4 1");
        assertThat(workspace.database("select restated_run || ' ' || period || ' ' || kpi || ' ' || touching from"
                        + " year_restatement"))
                .containsExactly("pack-2025-12-r1 2025-12 on-time-delivery 1");
        assertThat(workspace.database("select case when correction = difference and difference < 0 then 'corrected' end"
                        + " from year_restatement"))
                .containsExactly("corrected");
        assertThat(workspace.database("select case when y.published = v.figure then 'as published' end from"
                        + " year_restatement y join kpi_value v on v.run_id = y.restated_run and v.kpi = y.kpi and"
                        + " v.period = y.period and v.dimension = 'total'"))
                .containsExactly("as published");
    }

    @Test
    void theMonthsOfTheYearAreThoseThatTheMonthsOwnRunsShow() {
        assertThat(workspace.database("select count(*) || '' from year_month where run_id = '" + REVIEW + "'"))
                .containsExactly("24");
        assertThat(workspace.database("select m.kpi from year_month m join kpi_value v on v.run_id = 'pack-2025-11-r1'"
                        + " and v.kpi = m.kpi and v.period = m.period and v.dimension = 'total' and v.figure = m.figure"
                        + " where m.period = '2025-11' order by 1"))
                .containsExactly("on-time-delivery", "order-error-rate");
    }

    @Test
    void theReviewIsPublishedInEveryLanguageAndMadeAgainWithTheSameBytes() throws IOException {
        assertThat(pdf("en"))
                .contains("Year review 2025")
                .contains("One of 4 published figures is another number now (2 runs of the year's months).")
                .contains("Accounts won and lost");
        assertThat(pdf("zh")).contains("年度回顾 2025年");
        Workspaces.Ended rerun = workspace.run("rerun", REVIEW);
        assertThat(rerun.exitCode()).as(rerun.said()).isZero();
    }

    @Test
    void aYearInAJobOfMonthsOrBesideScoresIsRefusedWithWhatToWrite() {
        String wrong = "jobs/wrong.yml";
        Stream.of(
                        "period: month\nsteps:\n  - year: all\n => write period: year",
                        "period: year\nsteps:\n  - year: all\n  - churn: all\n => score in a job of its own",
                        "period: year\nsteps:\n  - figures: all\n  - year: all\n => have one of [figures, brief, year]")
                .map(text -> text.split(" => "))
                .forEach(text -> {
                    workspace.write(wrong, text[0]);
                    Workspaces.Ended check = workspace.run("check");
                    assertThat(check.said()).contains(wrong).contains(text[1]);
                });
        workspace.delete(wrong);
    }

    private static String pdf(String language) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(
                workspace.path("out/2025/year-review." + language + ".pdf").toFile())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }
}
