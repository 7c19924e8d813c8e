package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportsIT {

    private final Path folder;
    private final Reports reports = SamplePages.REPORTS;

    ReportsIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theTemplatesThatShipHaveNoProblems() throws Exception {
        try (Connection mart = SampleMart.open(Shape.EMPTY)) {
            assertThat(reports.check(mart)).isEmpty();
        }
        assertThat(reports.languages()).containsExactly("en", "zh");
    }

    @Test
    void theFirstPageSaysInWordsHowManyFiguresMissTheirTargetAndNamesThemFirst() throws Exception {
        String scorecard = pages(Shape.ORDINARY, "en").get(0);
        assertThat(scorecard)
                .contains(
                        "Rhein Druck AG",
                        "December 2025",
                        "As known at 3 January 2026 02:15 (Europe/Zurich)",
                        "ledger position 1,284")
                .contains("2 of 7 figures miss their target; 1 is within chance of it; 2 meet it")
                .containsSubsequence(
                        "Order error rate", "Answer time (median)", "On-time delivery", "Share of the top fifth")
                .contains("4.10%", "▼  misses", "◆  within chance", "■  worse", "▲  better", "±  hit and miss")
                .contains("Engaged staff is not in this report; it needs staff.engaged, staff.unit.");
    }

    @Test
    void theSamePagesComeInChinese() throws Exception {
        List<String> pages = pages(Shape.ORDINARY, "zh");
        assertThat(pages.get(0)).contains("2025年12月", "订单差错率", "未达标", "7 项指标中有 2 项未达标");
        assertThat(String.join("\n", pages)).contains("上海恒丰包装有限公司", "数据来源", "25年12月", "已取消");
        assertThat(pages).hasSameSizeAs(pages(Shape.ORDINARY, "en"));
    }

    @Test
    void eachFigureHasItsPageWithNumeratorDenominatorIntervalAndBranches() throws Exception {
        List<String> pages = pages(Shape.ORDINARY, "en");
        assertThat(pages.get(3))
                .contains("How many orders do we enter wrongly?", "Owner: Head of order entry", "3.49% to 4.71%")
                .contains("Denominator", "4,120", "Lower is better", "cancelled", "31")
                .contains("upper limit", "target 2.00%", "Dec 25");
        assertThat(pages.get(4)).containsSubsequence("by branch, worst first", "Lyon", "Basel", "Rotterdam");
    }

    @Test
    void anExceptionHasItsFindingOnTheFirstPageAndOnItsOwn() throws Exception {
        List<String> pages = pages(Shape.ORDINARY, "en");
        String finding = "Order error rate rose by 1.23 points to 4.10%, off target for 9 months in a row and outside"
                + " its usual limits; branch Basel made 0.67 points of it.";
        assertThat(pages.get(0)).contains("What stands out").satisfies(page -> assertThat(flat(page))
                .contains(finding));
        assertThat(flat(pages.get(3))).contains(finding);
    }

    @Test
    void whatMovedAFigureAddsUpToTheChangeOverTheLargestPartsAndTheOthers() throws Exception {
        assertThat(pages(Shape.ORDINARY, "en").get(4))
                .contains("What moved it since November 2025: +1.23 points")
                .containsSubsequence(
                        "By branch", "Basel", "+0.20", "+0.47", "+0.67", "Change", "+0.64", "+0.58", "+1.23")
                .containsSubsequence("By product group", "5 others", "−0.92", "Change", "+1.23")
                .containsSubsequence("By product group, largest first", "Labels", "4.10%", "2,060", "misses")
                .contains("2 more are not shown; the mart's table kpi_value has all 10.");
    }

    @Test
    void whatStandsBesideAValueIsShownInItsOwnUnitNowAndBefore() throws Exception {
        assertThat(pages(Shape.ORDINARY, "en").get(5))
                .containsSubsequence(
                        "90 % within", "30.1 h", "27.1 h before", "Not answered yet", "7.13%", "6.42% before");
    }

    @Test
    void anAnswerTimeFarFromTheOthersIsWrittenOutBeyondTheBreakOfItsScale() throws Exception {
        assertThat(pages(Shape.ORDINARY, "en").get(6).split("139.3 h", -1)).hasSize(3);
    }

    @Test
    void theYearSoFarShowsStartStandardsAndTheBestPeriod() throws Exception {
        assertThat(pages(Shape.ORDINARY, "en").get(2))
                .contains("The year so far", "January 2025 to December 2025")
                .containsSubsequence(
                        "Order error rate", "2.67%", "2.10%", "4.10%", "2.00%", "+1.43", "worse", "Mar 25");
    }

    @Test
    void thirtyFiguresStandOnOnePageAndTheirFindingsOnTheNext() throws Exception {
        List<String> pages = pages(Shape.MANY, "en");
        assertThat(pages.get(0))
                .contains("8 of 30 figures miss their target", "Repeat purchase rate 3", "≈ 487", "Reaches target:")
                .doesNotContain("What stands out");
        assertThat(pages.get(1)).contains("What stands out", "Answer time (median) 3");
        assertThat(pages.get(2)).contains("The year so far", "Repeat purchase rate 3", "Start: the first period");
    }

    @Test
    void openActionsStandBelowWhatStandsOutWithThoseOverdueFirstAndThoseDoneSince() throws Exception {
        String page = page(Shape.MANY, "en", "Open actions");
        assertThat(page)
                .contains("What stands out", "Meeting of 2025-12-10 · 4 open, 2 overdue on 2026-01-03")
                .containsSubsequence("A-21", "Order error rate", "2025-12-05", "▼ 29 days", "A-22", "▼ 15 days", "A-23")
                .containsSubsequence("Done since the last meeting", "A-25", "2025-12-12")
                .doesNotContain("A-26");
        assertThat(page(Shape.MANY, "zh", "未结行动")).contains("每单尺寸与上一单核对", "订单录入主管", "▼ 29 天");
    }

    @Test
    void aPageHasTheDecisionsOfTheLastMeetingAndSpaceForThisOne() throws Exception {
        assertThat(page(Shape.ORDINARY, "en", "To record at this meeting"))
                .contains("To record at this meeting", "2025-12-10", "Reprints leave within two working days")
                .doesNotContain("A decision of the meeting before")
                .containsSubsequence("New actions", "1", "8", "New decisions", "1", "4");
        assertThat(pages(Shape.EMPTY, "en")).noneMatch(text -> text.contains("To record at this meeting"));
    }

    @Test
    void everyFigureIsDefinedByItsFilesAlsoWhatIsLeftOut() throws Exception {
        assertThat(page(Shape.ORDINARY, "en", "Figure, owner, file"))
                .containsSubsequence(
                        "Answer time (median)",
                        "Customer service · answer-time",
                        "Half of the questions and complaints",
                        "Median",
                        "8.0 h",
                        "9f2c4e61")
                .contains("Not in this report; it needs staff.engaged, staff.unit.");
        assertThat(page(Shape.ORDINARY, "zh", "指标定义")).contains("订单差错率", "越低越好");
    }

    @Test
    void theChainFromEngagedStaffOnStandsBranchByBranchAgainstTheCompanyAndSaysThatFiveProveNothing() throws Exception {
        String page = page(Shape.MANY, "en", "From engaged staff to loyal customers");
        assertThat(page)
                .contains("Over 5 branches, ", "5 branches prove nothing.")
                .containsSubsequence(
                        "Basel", "80.0% ▲", "Wien", "76.0% ▲", "Company", "70.0%", "Goes with engaged staff")
                .contains("Where each branch stands", "Best on top");
        assertThat(page(Shape.SIXTY_BRANCHES, "en", "Over 60 branches")).doesNotContain("prove nothing");
        assertThat(pages(Shape.ORDINARY, "en")).noneMatch(text -> text.contains("From engaged staff"));
    }

    @Test
    void aFigureWithCausesHasTheirParetoBesideItsTrend() throws Exception {
        assertThat(page(Shape.ORDINARY, "en", "By cause"))
                .contains("Complaints received in the period for each order", "delivered in it.")
                .containsSubsequence("late delivery", "colour deviation", "others");
        assertThat(page(Shape.ORDINARY, "zh", "按原因")).contains("投诉率", "迟交");
    }

    private static String flat(String page) {
        return page.replaceAll("\\s+", " ");
    }

    @Test
    void whoFadesStandsOnOnePageWithTheServiceItMetAgainstTheAverageAndASentence() throws Exception {
        String page = page(Shape.ORDINARY, "en", "Accounts that fade");
        assertThat(page)
                .contains("34 key accounts fade: in the year to December 2025 they brought CHF 412,345 less")
                .contains("All customers, for 100 orders", "4.0", "1.2", "0.8")
                .containsSubsequence("Alpenmilch", "Domaine de la Côte")
                .contains("more accounts fade; the table account of the mart");
        assertThat(page(Shape.ORDINARY, "zh", "正在流失的客户")).contains("34 个重点客户正在流失", "105 单中有 7 单迟交，是公司平均的 1.7 倍；3 单出错");
    }

    @Test
    void complaintsHaveAPageWithTheirCategoriesTheOpenOnesAndWhoIsBehindTheMostRecurrent() throws Exception {
        assertThat(page(Shape.ORDINARY, "en", "Most recurrent"))
                .contains("66 complaints were received in December 2025 from 58 customers, 52 in the period before.")
                .contains(
                        "41 repeat what another customer complained of", "23 were open at its end, 6 for over 30 days")
                .containsSubsequence("late delivery", "colour deviation", "category not recorded", "3 other categories")
                .contains("Most recurrent: late delivery", "A-1001", "2025-12-30 09:30")
                .contains("0 to 1 days", "over 30 days", "91");
        assertThat(page(Shape.ORDINARY, "zh", "重复最多")).contains("2025年12月收到 66 件投诉，来自 58 个客户", "其余 3 类", "迟交");
    }

    @Test
    void answersInOneWordStandInACloudAndInATableTheReportSLanguageFirst() throws Exception {
        String english = page(Shape.ORDINARY, "en", "In one word");
        assertThat(english)
                .containsSubsequence(
                        "English: 412 customers, 392 the year before; 42 different words", "Chinese: 97 customers")
                .contains("not reliable", "不可靠", "trustworthy");
        assertThat(page(Shape.ORDINARY, "zh", "一词评价")).containsSubsequence("中文：97 个客户", "英文：412 个客户");
        assertThat(english.split("straightforward", -1))
                .as("in the cloud and in the table")
                .hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void noTextStandsOverAnotherNeitherInTablesNorInWordClouds(Shape shape) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(render(shape, "zh").toFile())) {
            assertThat(Overlap.of(pdf)).as("text over text").isEmpty();
        }
    }

    @Test
    void whereNobodyIsAskedForAWordThePageIsLeftOutAndALineSaysSo() throws Exception {
        List<String> pages = pages(Shape.ONE_BRANCH, "en");
        assertThat(pages).noneMatch(page -> page.contains("In one word"));
        assertThat(pages.get(0))
                .contains("The page of answers in one word is not in this report; it needs feedback.one_word.");
        assertThat(pages(Shape.EMPTY, "en")).noneMatch(page -> page.contains("Complaints"));
    }

    @Test
    void theLastPageReconcilesEveryLoad() throws Exception {
        List<String> pages = pages(Shape.ORDINARY, "en");
        assertThat(pages.get(pages.size() - 1))
                .contains(SampleMart.RUN, "9f2c4e61a7b8d3055c1e7f90ab34cd6728e1f05a9b7c3d4e6f8091a2b3c4d5e6")
                .contains("10 loads", "72,895", "72,867", "Read = accepted + rejected + left out, for every load.");
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyPageSaysSomethingBesidesItsFooterAndNothingLeavesThePaper(Shape shape) throws Exception {
        List<String> pages = pages(shape, "en");
        for (int i = 0; i < pages.size(); i++) {
            String footer = "Page %d of %d".formatted(i + 1, pages.size());
            assertThat(pages.get(i)).contains(footer);
            assertThat(pages.get(i).lines().filter(line -> !line.isBlank()).count())
                    .as("lines of page %d", i + 1)
                    .isGreaterThan(2);
        }
        try (PDDocument pdf = Loader.loadPDF(render(shape, "en").toFile())) {
            assertThat(Overhang.of(pdf)).as("text over the margins").isEmpty();
        }
    }

    @Test
    void sixtyBranchesAllAppearAndTheHeaderStandsOnEachOfTheirPages() throws Exception {
        List<String> pages = pages(Shape.SIXTY_BRANCHES, "en").stream()
                .filter(page -> page.contains("Order error rate by branch"))
                .toList();
        assertThat(pages).hasSizeGreaterThan(2).allSatisfy(page -> assertThat(page)
                .contains("95% interval", "Branch"));
        String all = String.join("\n", pages);
        for (int i = 1; i <= 60; i++) {
            assertThat(all).contains("Branch %02d".formatted(i));
        }
    }

    @Test
    void aRunWithoutFiguresSaysSoInsteadOfShowingEmptyTables() throws Exception {
        assertThat(String.join("\n", pages(Shape.EMPTY, "en")))
                .contains("No figure could be computed for this period.")
                .contains("No customer ordered in the trailing year.")
                .contains("No load was recorded up to this ledger position.");
    }

    @Test
    void theBytesDoNotDependOnTheDefaultLocaleOrZoneOfTheJvm() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            String one = fingerprint(render(Shape.ORDINARY, "zh"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            String other = fingerprint(render(Shape.ORDINARY, "zh"));
            assertThat(other).isEqualTo(one);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void thePdfHasATitleALanguageBookmarksAndOnlyEmbeddedFonts() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(render(Shape.ORDINARY, "zh").toFile())) {
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Rhein Druck AG：2025年12月管理报告");
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("zh");
            assertThat(pdf.getDocumentCatalog().getDocumentOutline().children())
                    .extracting(item -> item.getTitle())
                    .startsWith("记分卡", "值得注意之处", "未结行动", "年初至今", "各项指标")
                    .endsWith("重点客户", "停止下单的客户", "投诉", "一词评价", "本次会议记录", "指标定义", "数据来源");
            for (var page : pdf.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    assertThat(font.getName()).contains("NotoSansSC");
                }
            }
        }
    }

    @Test
    void aRunThatTheMartDoesNotHoldIsNamedAndNothingIsWritten() {
        Path target = folder.resolve("none.pdf");
        assertThatThrownBy(() ->
                        reports.render("management-pack", "en", "no-such-run", SampleMart.open(Shape.EMPTY), target))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no-such-run");
        assertThat(target).doesNotExist();
    }

    @Test
    void aLanguageWithoutABundleIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> reports.render(
                        "management-pack",
                        "fr",
                        SampleMart.RUN,
                        SampleMart.open(Shape.EMPTY),
                        folder.resolve("fr.pdf")))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("reports/messages_fr.properties")
                .hasMessageContaining("[en, zh]");
    }

    @Test
    void checkNamesFileAndLineOfABrokenExpressionOfBrokenXmlAndOfAMissingMessage() throws Exception {
        copyTree();
        edit("notices.jrxml", "$F{text}]]", "$F{text}.nonsense()]]");
        edit("left-out.jrxml", "</detail>", "</detial>");
        edit("messages_zh.properties", "footer.page =", "footer.seite =");
        List<Problem> problems;
        try (Connection mart = SampleMart.open(Shape.EMPTY)) {
            problems = new Reports(new Definitions("reports", folder), folder.resolve("cache")).check(mart);
        }
        assertThat(problems)
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo("reports/notices.jrxml");
                    assertThat(problem.line()).isEqualTo(lineOf("notices.jrxml", "nonsense"));
                    assertThat(problem.message()).contains("nonsense");
                })
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo("reports/left-out.jrxml");
                    assertThat(problem.line()).isEqualTo(lineOf("left-out.jrxml", "</detial>"));
                })
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo("reports/messages_zh.properties");
                    assertThat(problem.message()).contains("footer.page");
                })
                .anySatisfy(problem -> {
                    assertThat(problem.file()).isEqualTo("reports/management-pack.jrxml");
                    assertThat(problem.line()).isEqualTo(lineOf("management-pack.jrxml", "footer.page"));
                });
    }

    private static String fingerprint(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private String page(Shape shape, String language, String text) throws Exception {
        List<String> found = pages(shape, language).stream()
                .filter(page -> page.contains(text))
                .toList();
        assertThat(found).as("pages with '%s'", text).hasSize(1);
        return found.get(0);
    }

    private List<String> pages(Shape shape, String language) throws Exception {
        return new SamplePages(folder).pages("management-pack", shape, language);
    }

    private Path render(Shape shape, String language) throws Exception {
        return new SamplePages(folder).render("management-pack", shape, language);
    }

    private void copyTree() throws IOException {
        try (Stream<Path> files = Files.list(SamplePages.TREE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private int lineOf(String file, String text) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(file));
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(text)) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return 0;
    }
}
