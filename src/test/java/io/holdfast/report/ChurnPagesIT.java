package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.churn.ModelName;
import io.holdfast.churn.Refusal;
import io.holdfast.churn.Warning;
import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChurnPagesIT {

    private final SamplePages sample;

    ChurnPagesIT(@TempDir Path folder) {
        this.sample = new SamplePages(folder);
    }

    @Test
    void theListNamesTwentyCustomersWithWhatIsAtStakeAndSaysHowRightItWasOnTheHoldOut() throws Exception {
        String page = pages(Shape.ORDINARY, "en").get(0);
        assertThat(flat(page))
                .contains(
                        "By their chances, 544 of 2,832 customers will order nothing in the 180 days to 29 June 2026;"
                                + " CHF 147,692 of net profit is at stake with all of them.",
                        "Tested on 4 July 2025",
                        "in 77.9% of cases")
                .containsSubsequence(
                        "Nordwind Logistik GmbH 1",
                        "Erik Sand",
                        "2025-12-11",
                        "99.0%",
                        "98.0% to 99.5%",
                        "8,672",
                        "8 late orders",
                        "Call")
                .contains("9 late orders, 1 wrong order, a reason of the company's own (2)")
                .as("a customer without a name goes by its number")
                .contains("C-1003")
                .contains("writes all 3,881 who were scored")
                .contains("What to do with all customers: Call 192, Apologise and recover 30.")
                .contains("Van der Meer Bloemen B.V. 17", "上海恒丰包装有限公司 15")
                .doesNotContain("上海恒丰包装有限公司 21");
    }

    @Test
    void whoWasReleasedStandsBesideWhoStoppedAndIsNoChurn() throws Exception {
        assertThat(flat(pages(Shape.ORDINARY, "en").get(1)))
                .contains("1,049 customers have stopped ordering.", "Management released 59: these did not leave")
                .containsSubsequence("To win back", "Nordwind Logistik GmbH 1", "222,841", "* 4")
                .containsSubsequence("Released by management", "2025-12-28", "Managing board", "Below cost")
                .contains("15 of 20; the rest is in the mart");
    }

    @Test
    void everyModelStandsWithItsIntervalsAndTheOneThatScoresIsMarkedInWords() throws Exception {
        assertThat(flat(pages(Shape.ORDINARY, "en").get(2)))
                .containsSubsequence(
                        "Days since the last order",
                        "0.771",
                        "0.761 to 0.781",
                        "the bar for all models",
                        "NBD",
                        "below the bar",
                        "Pareto/NBD",
                        "scores today; above the bar",
                        "Recipe",
                        "level with the bar; cannot be fitted today: the orders do not determine it")
                .doesNotContain("Gamma-Gamma")
                .contains("The orders end in a peak (1.62 times the usual)")
                .contains("The best model of the test, Recipe, could not be fitted on today's orders")
                .contains("(AUC +0.008, 95% interval −0.004 to +0.021)")
                .containsSubsequence("How right earlier lists were", "2025-02-28", "100", "73", "75", "437");
    }

    @Test
    void whatWentWithStoppingIsTheRatioAmongCustomersAlikeAndNeverCalledACause() throws Exception {
        String english = flat(pages(Shape.ORDINARY, "en").get(3));
        assertThat(english)
                .contains("Of 3 things that customers may meet, 2 go with stopping by more than chance.")
                .containsSubsequence("1.90", "1.72 to 2.09", "2,057", "328", "went with stopping")
                .contains("no more than chance", "not recorded: feedback.")
                .containsSubsequence("619 customers have stopped since 4 July 2025", "82.1%", "11.6%")
                .contains("≈ CHF 147,692", "CHF 376,634", "CHF 15,074,988")
                .doesNotContain("because", "cause");
    }

    @Test
    void cohortsShowTheLatestTwelveAndTheThreeRTheirParts() throws Exception {
        assertThat(flat(pages(Shape.ORDINARY, "en").get(4)))
                .contains("Of 2,832 customers a year ago 2,308 are still customers (81.5%)", "67 of them sent by")
                .doesNotContain("Q3 22")
                .containsSubsequence("Q1 23", "138", "61%", "57%")
                .containsSubsequence("Q4 25", "127")
                .containsSubsequence(
                        "Champions", "906", "50.0%", "100.0%", "67 of 520", "12.9%", "The top 2%", "40.5%");
    }

    @Test
    void allOfItComesInChinese() throws Exception {
        List<String> pages = pages(Shape.ORDINARY, "zh");
        assertThat(pages).hasSize(5);
        assertThat(flat(String.join(" ", pages)))
                .contains("2,832 个客户中将有 544 个", "致歉并补救", "9 单迟交，1 单出错", "今日评分所用", "与停止相伴", "冠军客户", "2025年12月31日")
                .doesNotContain("churn.");
    }

    @Test
    void aSmallCompanyIsToldThatItIsTooFewToTell() throws Exception {
        String all = flat(String.join(" ", pages(Shape.ONE_BRANCH, "en")));
        assertThat(all)
                .contains("The test on what followed 4 July 2025 has too few cases to tell how right this is.")
                .contains("Too few to tell: 15 of 54 customers stopped in the test. With fewer than 30 of either kind")
                .contains("Too few customers met any of it and stopped to tell what goes with stopping.")
                .contains("Nobody stopped lately: there is nobody to win back.", "Management released nobody lately.")
                .contains("Nobody supplies complaints: who left without a word cannot be told.")
                .contains("nobody supplies it", "CHF 7,759 of revenue is at stake")
                .contains("The records hold too few whole months to follow new customers.")
                .contains("No earlier list can be judged yet", "That of 31 December 2025 will be on 29 June 2026.");
    }

    @Test
    void aRunThatFoundNobodySaysSoInWordsOnOnePage() throws Exception {
        List<String> pages = pages(Shape.EMPTY, "en");
        assertThat(pages).hasSize(1);
        assertThat(flat(pages.get(0)))
                .contains("No customer is active: there is nobody who could stop.")
                .contains("The records do not go back far enough to test how right this is.")
                .contains("0 customers have come back; it takes 20 to tell customers apart.")
                .contains("The orders go back 0 days; to test a list on what came, it takes 180.");
    }

    @Test
    void aRunThatScoredNobodyHasNoSuchPages() throws Exception {
        assertThat(sample.pages("management-pack", Shape.MANY, "en"))
                .noneMatch(page -> page.contains("Customers about to stop ordering"))
                .noneMatch(page -> page.contains("Who stays"));
    }

    @Test
    void everyWarningRefusalAndModelHasItsWordsInEveryLanguage() {
        Bundles bundles = new Bundles(new Definitions("reports", SamplePages.TREE));
        Set<String> known = bundles.common();
        assertThat(Stream.of(
                                Stream.of(Warning.Code.values()).map(code -> "churn.warning." + ChurnWords.code(code)),
                                Stream.of(Refusal.Reason.values())
                                        .map(code -> "churn.refusal." + ChurnWords.code(code)),
                                Stream.of(ModelName.values()).map(code -> "churn.model." + ChurnWords.code(code)))
                        .flatMap(keys -> keys))
                .allSatisfy(key -> assertThat(known).contains(key));
    }

    private List<String> pages(Shape shape, String language) throws Exception {
        return sample.pages("churn", shape, language);
    }

    private static String flat(String page) {
        return page.replaceAll("\\s+", " ");
    }
}
