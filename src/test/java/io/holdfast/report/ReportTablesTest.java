package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.report.SampleMart.Shape;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTablesTest {

    private static final String PACK = "management-pack";

    private final Path folder;

    ReportTablesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theWorkbookHasASheetForEachTableInTheReportsLanguageWithAHeadThatStaysInSight() throws Exception {
        Book english = book("en", Shape.ORDINARY);
        assertThat(english.sheets())
                .startsWith("About", "Scorecard", "Values")
                .contains("At risk", "Words", "Definitions");
        assertThat(book("zh", Shape.ORDINARY).sheets()).startsWith("说明", "记分卡", "指标值");
        assertTidy(english);
    }

    private static void assertTidy(Book book) throws Exception {
        for (int sheet = 1; sheet <= book.sheets().size(); sheet++) {
            assertThat(book.sheet(sheet))
                    .as(book.sheets().get(sheet - 1))
                    .contains("state=\"frozen\"")
                    .doesNotContain("mergeCell");
        }
    }

    private static boolean isNumber(String cell) {
        return cell.matches("-?[0-9.E-]+");
    }

    @Test
    void theBriefsWorkbookHasWhatCameInWhatIsLateAndWhoWaitsAsNumbersAndDates() throws Exception {
        Book book = book("daily-brief", "en", SampleBrief.open(Shape.ORDINARY));
        assertThat(book.sheets())
                .startsWith("About", "Came in", "Late orders", "Waiting for an answer", "Into risk", "Scorecard");
        assertThat(book.row(2, 1)).startsWith("What came in", "Unit", "Came in", "Previous period", "Usual");
        assertThat(book.row(2, 2)).startsWith("Orders", "number");
        assertThat(book.row(2, 2).subList(2, 5)).allMatch(ReportTablesTest::isNumber);
        List<String> late = book.row(3, 2);
        assertThat(late.get(0)).isEqualTo("1");
        // The promised moment and the days since.
        assertThat(late.subList(5, 7)).allMatch(ReportTablesTest::isNumber);
        assertThat(book.part("xl/styles.xml")).contains("yyyy-mm-dd");
        assertTidy(book);
    }

    @Test
    void theYearsWorkbookHasItsMonthsItsCohortsItsAccountsAndItsRestatementsAsNumbersAndDates() throws Exception {
        Book book = book("year-review", "en", SampleYear.open(Shape.ORDINARY));
        assertThat(book.sheets())
                .contains("Year", "Months", "Who stayed", "Came and went", "Accounts", "Restatements", "Definitions");
        List<String> head = book.row(book.sheets().indexOf("Restatements") + 1, 1);
        List<String> first = book.row(book.sheets().indexOf("Restatements") + 1, 2);
        for (String column : List.of("Published", "Value", "Difference")) {
            assertThat(first.get(head.indexOf(column))).as(column).matches(ReportTablesTest::isNumber);
        }
        List<String> account = book.row(book.sheets().indexOf("Accounts") + 1, 2);
        assertThat(account.get(0)).isIn("won", "won back", "lost", "released");
        assertTidy(book);
        assertThat(book("year-review", "zh", SampleYear.open(Shape.ORDINARY)).sheets())
                .contains("各月", "来去客户");
    }

    @Test
    void aReviewsWorkbookHasItsOwnAccountAndNoOther() throws Exception {
        Book book =
                book("account-review", Optional.of(SampleReviews.NORDWIND), "en", SampleReviews.open(Shape.ORDINARY));
        assertThat(book.sheets())
                .containsExactly("About", "Months", "Figures", "Service met", "Products", "Open now", "Accounts of it");
        assertThat(book.row(1, 10)).containsExactly("Kind", "Key account");
        assertThat(book.row(1, 11)).containsExactly("Name", "Nordwind Logistik GmbH");
        assertThat(book.row(2, 13)).hasSize(5).element(0).isEqualTo("2025-12");
        assertThat(book.row(2, 13).subList(1, 5)).allMatch(ReportTablesTest::isNumber);
        // 320 of 8,000 orders of all customers were late: 4 of 100.
        assertThat(book.row(4, 2)).startsWith("Late orders").endsWith("4");
        assertThat(book.part("xl/sharedStrings.xml")).doesNotContain("上海恒丰包装有限公司");
        assertTidy(book);
    }

    @Test
    void aTableOfOneItemAskedForTheRunAsAWholeIsRefusedInWords() {
        assertThatThrownBy(() -> book("account-review", "en", SampleReviews.open(Shape.ORDINARY)))
                .hasMessageContaining("the report is about no one item; the job's step needs 'for-each'");
    }

    @Test
    void theFirstSheetSaysOfWhichRunItIs() throws Exception {
        Book book = book("en", Shape.ORDINARY);
        assertThat(book.row(1, 2)).containsExactly("Company", "Rhein Druck AG");
        assertThat(book.row(1, 3)).containsExactly("Period", "2025-12");
        // 1 December 2025 is day 45992 of a spreadsheet's calendar, 02:15 of 3 January 0.09375 of day 46025.
        assertThat(book.row(1, 4)).containsExactly("First day", "45992.0");
        assertThat(book.row(1, 8)).containsExactly("As known at", "46025.09375");
        assertThat(book.row(1, 9)).containsExactly("Ledger position", "1284");
    }

    @Test
    void figuresAreNumbersInThePatternOfTheirUnitAndCodesAreWords() throws Exception {
        Book book = book("en", Shape.ORDINARY);
        assertThat(book.row(2, 1)).startsWith("Figure's id", "Name", "Owner", "Unit", "Better", "Value");
        List<String> errors = book.row(2, 2);
        assertThat(errors.subList(1, 5))
                .containsExactly("Order error rate", "Head of order entry", "share", "Lower is better");
        assertThat(Double.parseDouble(errors.get(5))).isBetween(0.04, 0.042);
        assertThat(errors).contains("misses target");
        assertThat(book.part("xl/styles.xml")).contains("formatCode=\"0.00%\"", "CHF&quot; #,##0.00");
    }

    @Test
    void theSameRowsGiveTheSameBytes() throws Exception {
        book("zh", Shape.SIXTY_BRANCHES);
        Path first = folder.resolve("first.xlsx");
        Files.move(folder.resolve("book.xlsx"), first);
        Thread.sleep(1_100);
        book("zh", Shape.SIXTY_BRANCHES);
        assertThat(folder.resolve("book.xlsx")).hasSameBinaryContentAs(first);
    }

    @Test
    void csvHasTheMartsNamesCodesAndNumbers() throws Exception {
        Path csv = Files.createDirectories(folder.resolve("csv"));
        try (Connection mart = SampleMart.open(Shape.ORDINARY)) {
            SamplePages.REPORTS.csv(PACK, Optional.empty(), "en", SampleMart.RUN, mart, csv);
        }
        assertThat(csv.resolve("about.csv")).hasContent("""
                company,period,period_start,period_end,zone,currency,as_known_at,ledger_position,run,program_version
                Rhein Druck AG,2025-12,2025-12-01,2025-12-31,Europe/Zurich,CHF,2026-01-03T02:15,1284,%s,0.1.0
                """.formatted(SampleMart.RUN));
        assertThat(Files.readAllLines(csv.resolve("scorecard.csv")))
                .hasSize(8)
                .anyMatch(line ->
                        line.startsWith("order-error-rate,Order error rate,Head of order entry,percent,down,0.04"));
        assertThat(Files.readString(csv.resolve("accounts.csv"))).contains("上海恒丰包装有限公司");
    }

    @Test
    void aFirstNightWithoutRowsHasHeadsAlone() throws Exception {
        Book book = book("en", Shape.EMPTY);
        assertThat(book.row(2, 1)).isNotEmpty();
        assertThat(book.row(2, 2)).isEmpty();
    }

    @Test
    void everySheetColumnAndCodeOfTheShippedTablesHasItsWordsInEveryLanguage() throws Exception {
        Set<String> wanted = new HashSet<>(Set.of("column.fact", "column.value"));
        try (Connection mart = SampleMart.open(Shape.EMPTY)) {
            TableValues values = new TableValues(SampleMart.RUN, "en", Optional.of(SampleReviews.NORDWIND));
            for (String file : SamplePages.DEFINITIONS.list(ReportTable.FOLDER, ReportTable.SUFFIX)) {
                String report = file.replaceAll(".*/|\\.yml$", "");
                for (ReportTable table : ReportTable.read(SamplePages.DEFINITIONS, report)) {
                    wanted.add("sheet." + table.name());
                    table.rows(mart, values, rows -> ReportTable.columns(rows.getMetaData())).stream()
                            .map(column -> "column." + column)
                            .forEach(wanted::add);
                }
            }
        }
        assertThat(new Bundles(SamplePages.DEFINITIONS).common()).containsAll(wanted);
    }

    @Test
    void whatIsWrongWithTheTablesOfAReportIsSaidByLine() throws Exception {
        ReportsTree tree = new ReportsTree(folder);
        String file = "tables/management-pack.yml";
        assertThat(tree.with(file, "tables:\n  - name: Kpi List\n    query: select 1\n")
                        .problems())
                .contains("reports/tables/management-pack.yml:2: 'name' is 'Kpi List'; write small letters");
        assertThat(tree.with(file, "tables:\n  - name: kpis\n    query: select k.nope from kpi k\n")
                        .problems())
                .contains("reports/tables/management-pack.yml:3: 'kpis' has a query that the mart refuses: ", "NOPE");
        assertThat(tree.with(file, """
                tables:
                  - name: kpis
                    formats:
                      value: unit
                    query: select k.kpi from kpi k where k.run_id = :run
                """).problems())
                .contains(":5: 'kpis' has a format for 'value', which its query does not yield; it yields kpi")
                .contains(":5: 'kpis' has numbers in the unit of their row, but no column 'unit'; add it");
    }

    private Book book(String language, Shape shape) throws Exception {
        return book(PACK, language, SampleMart.open(shape));
    }

    private Book book(String report, String language, Connection opened) throws Exception {
        return book(report, Optional.empty(), language, opened);
    }

    private Book book(String report, Optional<Subject> subject, String language, Connection opened) throws Exception {
        Path file = folder.resolve("book.xlsx");
        try (Connection mart = opened) {
            SamplePages.REPORTS.workbook(report, subject, language, SampleMart.RUN, mart, file);
        }
        return new Book(file);
    }

    /** A workbook as its parts have it. */
    private record Book(Path file) {

        String part(String name) throws Exception {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        String sheet(int number) throws Exception {
            return part("xl/worksheets/sheet" + number + ".xml");
        }

        List<String> sheets() throws Exception {
            return found("<sheet name=\"([^\"]+)\"", part("xl/workbook.xml")).stream()
                    .map(name -> plain(name.group(1)))
                    .toList();
        }

        /** What the cells of a row hold: texts, or numbers as they are written. */
        List<String> row(int sheet, int row) throws Exception {
            List<MatchResult> texts = found("(?s)<si><t[^>]*>(.*?)</t></si>", part("xl/sharedStrings.xml"));
            List<String> cells = new ArrayList<>();
            for (MatchResult cell : found("<c r=\"[A-Z]+" + row + "\"([^>]*)>(?:<v>([^<]*)</v>)", sheet(sheet))) {
                cells.add(
                        cell.group(1).contains("t=\"s\"")
                                ? plain(texts.get(Integer.parseInt(cell.group(2)))
                                        .group(1))
                                : cell.group(2));
            }
            return cells;
        }

        private static String plain(String xml) {
            return Pattern.compile("&#x([0-9a-f]+);")
                    .matcher(xml.replace("&apos;", "'"))
                    .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
        }

        private static List<MatchResult> found(String pattern, String text) {
            return Pattern.compile(pattern).matcher(text).results().toList();
        }
    }
}
