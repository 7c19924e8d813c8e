package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.workspace.Definitions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private final Words english = words("en");
    private final Words chinese = words("zh");

    private static Words words(String language) {
        Definitions reports = new Definitions("reports", Path.of("reports"));
        return new Words(new Bundles(reports).load(language), Locale.forLanguageTag(language));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12, December 2025, 2025年12月, Dec 25",
        "2025-Q3, Quarter 3 of 2025, 2025年第3季度, Q3 25",
        "2025, 2025, 2025年, 2025",
        "2025-W03, Week 3 of 2025, 2025年第3周, W3 25",
        "2025-12-31, 31 December 2025, 2025年12月31日, 31 Dec"
    })
    void aPeriodOfEveryGrainIsSaidInWords(String period, String inEnglish, String inChinese, String onAnAxis) {
        assertThat(english.period(period)).isEqualTo(inEnglish);
        assertThat(chinese.period(period)).isEqualTo(inChinese);
        assertThat(english.shortPeriod(period)).isEqualTo(onAnAxis);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9312, percent, 93.1%",
        "0.02044, percent-fine, 2.04%",
        "6.35, hours, 6.4 h",
        "2.04, days, 2.0 d",
        "1234567.5, money, 'EUR 1,234,568'",
        "1234, count, '1,234'",
        "-0.0425, points, −4.3",
        "143.4, count, 143",
        "0.1234, ratio, 0.12",
        ", percent, –"
    })
    void aFigureIsShownInItsUnitRoundedHalfUp(BigDecimal figure, String unit, String shown) {
        assertThat(english.figure(figure, unit, "EUR")).isEqualTo(shown);
    }

    @Test
    void aShareBelowATenthGetsASecondDecimalSoThatJustOverTheTargetIsSeen() {
        assertThat(english.unit("percent", new BigDecimal("0.02"))).isEqualTo("percent-fine");
        assertThat(english.unit("percent", new BigDecimal("0.95"))).isEqualTo("percent");
        assertThat(english.unit("hours", new BigDecimal("0.02"))).isEqualTo("hours");
    }

    @Test
    void aChangeCarriesItsSignAndSaysNothingWhereThereWasNothingBefore() {
        assertThat(english.change(new BigDecimal("110"), new BigDecimal("100"))).isEqualTo("+10.0%");
        assertThat(english.change(new BigDecimal("69"), new BigDecimal("100"))).isEqualTo("−31.0%");
        assertThat(english.change(new BigDecimal("100.01"), new BigDecimal("100")))
                .isEqualTo("0.0%");
        assertThat(english.change(BigDecimal.TEN, BigDecimal.ZERO)).isEqualTo("–");
    }

    @Test
    void aMomentThatTheJvmsOwnZoneSkipsIsShownAsItStandsInTheMart() {
        // 02:30 on that day does not exist in Zurich, and does in the company's zone.
        assertThat(english.moment("2025-03-30 02:30:00.000000", "Asia/Shanghai"))
                .isEqualTo("30 March 2025 02:30 (Asia/Shanghai)");
        assertThat(english.stamp("2025-03-30 02:30:00")).isEqualTo("2025-03-30 02:30");
    }

    @Test
    void aReasonWithoutAMessageIsShownAsItsCode() {
        assertThat(english.code("excluded", "cancelled")).isEqualTo("cancelled");
        assertThat(english.code("excluded", "dog-ate-it")).isEqualTo("dog-ate-it");
    }

    @Test
    void oneFigureIsSpokenOfInTheSingular() {
        assertThat(english.summary(7, 1, 0, 6, 0, 0)).isEqualTo("1 of 7 figures misses its target; 6 meet it.");
        assertThat(english.summary(3, 0, 1, 2, 0, 0))
                .isEqualTo("No figure of 3 misses its target; 1 is within chance of it; 2 meet it.");
        assertThat(chinese.summary(7, 2, 0, 5, 0, 0)).isEqualTo("7 项指标中有 2 项未达标；5 项达标。");
    }

    @Test
    void aNameThatWasRemovedIsSaidToBeInTheReportsLanguage() {
        assertThat(english.customer("(removed)")).isEqualTo("(removed)");
        assertThat(chinese.customer("(removed)")).isEqualTo("（已删除）");
        assertThat(chinese.brief().name("(removed)", 46)).isEqualTo("（已删除）");
        assertThat(chinese.customer("Ada")).isEqualTo("Ada");
        assertThat(chinese.customer(null)).isNull();
    }
}
