package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.kpi.Kpi.Better;
import io.holdfast.kpi.Line.Status;
import io.holdfast.kpi.Line.Variation;
import io.holdfast.kpi.Measure.Aggregate;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LineTest {

    private static final Period DECEMBER = Period.parse("2025-12");

    /** The intervals are Wilson's: 81 of 100 is 0.7222 to 0.8749, 19 of 100 is 0.1251 to 0.2778. */
    @ParameterizedTest
    @CsvSource({
        // better, target, hits, cases, status
        "up,    0.80, 81, 100, meets",
        "up,    0.81, 81, 100, meets",
        "up,    0.87, 81, 100, within-chance",
        "up,    0.88, 81, 100, misses",
        "down,  0.20, 19, 100, meets",
        "down,  0.19, 19, 100, meets",
        "down,  0.13, 19, 100, within-chance",
        "down,  0.12, 19, 100, misses",
        "watch, 0.88, 81, 100, no-target",
        "up,        , 81, 100, no-target",
        "up,    0.95,  0,  19, too-few",
        "up,    0.95,  0,  20, misses",
        "up,    0.95, 19,  19, too-few",
        "up,    0.95,  0,   0, no-data",
    })
    void a_value_stands_to_its_target_by_what_its_interval_allows(
            String better, BigDecimal target, long hits, long cases, String status) {
        Kpi kpi = Kpis.kpi(Aggregate.RATIO, Better.valueOf(better.toUpperCase(java.util.Locale.ROOT)), target);

        assertThat(Line.of(kpi, DECEMBER, List.of(ratio(DECEMBER, hits, cases))).status())
                .hasToString(status);
    }

    @Test
    void a_figure_without_an_interval_meets_or_misses() {
        Kpi kpi = Kpis.kpi(Aggregate.MEDIAN, Better.DOWN, new BigDecimal("8"));

        assertThat(Line.of(kpi, DECEMBER, List.of(value(DECEMBER, "8"))).status())
                .isEqualTo(Status.MEETS);
        assertThat(Line.of(kpi, DECEMBER, List.of(value(DECEMBER, "8.01"))).status())
                .isEqualTo(Status.MISSES);
    }

    @Test
    void a_period_without_evidence_has_no_data_and_no_past_to_stand_to() {
        Kpi kpi = Kpis.kpi(Aggregate.RATIO, Better.UP, new BigDecimal("0.9"));

        Line line = Line.of(kpi, DECEMBER, List.of(ratio(DECEMBER.previous(), 9, 10)));

        assertThat(line.status()).isEqualTo(Status.NO_DATA);
        assertThat(line.figure().value()).isNull();
        assertThat(line.figure().counted()).isZero();
        assertThat(line.previous()).isEqualByComparingTo("0.9");
        assertThat(line.lastYear()).isNull();
    }

    @Test
    void a_line_shows_the_period_before_and_the_same_period_a_year_before() {
        Kpi kpi = Kpis.kpi(Aggregate.MEDIAN, Better.UP, null);

        Line line = Line.of(kpi, DECEMBER, history("10", 24, "20"));

        assertThat(line.figure().value()).isEqualByComparingTo("20");
        assertThat(line.previous()).isEqualByComparingTo("10");
        assertThat(line.lastYear()).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        "up,    20, improvement", "up,    1, concern", "up,    10, common-cause",
        "down,  20, concern", "down,  1, improvement", "down,  10, common-cause",
        "watch, 20, change", "watch, 1, change", "watch, 10, common-cause",
    })
    void a_signal_is_for_the_better_or_the_worse_and_of_a_watched_figure_a_change(
            String better, String latest, String variation) {
        Kpi kpi = Kpis.kpi(Aggregate.MEDIAN, Better.valueOf(better.toUpperCase(java.util.Locale.ROOT)), null);

        assertThat(Line.of(kpi, DECEMBER, history("10", 24, latest)).variation())
                .hasToString(variation);
    }

    @ParameterizedTest
    @EnumSource(Better.class)
    void twelve_periods_are_too_few_to_tell(Better better) {
        Kpi kpi = Kpis.kpi(Aggregate.MEDIAN, better, null);

        Line line = Line.of(kpi, DECEMBER, history("10", 11, "20"));

        assertThat(line.variation()).isEqualTo(Variation.TOO_FEW_POINTS);
        assertThat(line.centre()).isNull();
        assertThat(line.lower()).isNull();
        assertThat(line.upper()).isNull();
    }

    @Test
    void what_came_after_the_period_does_not_count() {
        Kpi kpi = Kpis.kpi(Aggregate.MEDIAN, Better.UP, null);
        List<Figure> figures = new ArrayList<>(history("10", 24, "10"));
        figures.add(value(DECEMBER.next(), "99"));

        assertThat(Line.of(kpi, DECEMBER, figures).centre()).isEqualByComparingTo("10");
    }

    @Test
    void limits_stay_within_what_is_possible() {
        // Shares of 97 and 99 % by turns: mean 0.98, moving ranges of 0.02, limits 0.98 ± 0.0532; 1.0332 is cut off.
        Kpi share = Kpis.kpi(Aggregate.RATIO, Better.UP, null);
        List<Figure> shares = new ArrayList<>();
        List<Period> periods = DECEMBER.withPast(23);
        for (int i = 0; i < periods.size(); i++) {
            shares.add(ratio(periods.get(i), i % 2 == 0 ? 97 : 99, 100));
        }
        assertThat(Line.of(share, DECEMBER, shares).upper()).isEqualByComparingTo("1");
        assertThat(Line.of(share, DECEMBER, shares).lower()).isEqualByComparingTo("0.9268");
        // Days of 0 and 2 by turns: limits 1 ± 5.32; nothing under 0 was ever seen.
        Kpi days = Kpis.kpi(Aggregate.MEDIAN, Better.DOWN, null);
        assertThat(Line.of(days, DECEMBER, byTurns("0", "2")).lower()).isEqualByComparingTo("0");
        assertThat(Line.of(days, DECEMBER, byTurns("0", "2")).upper()).isEqualByComparingTo("6.32");
        // Points that have been under 0 have a limit under 0.
        assertThat(Line.of(days, DECEMBER, byTurns("-1", "1")).lower()).isEqualByComparingTo("-5.32");
    }

    /** Limits of the points 8 and 12 by turns over 24 periods: 10 ± 2.66 × 4, so -0.64 (shown as 0) to 20.64. */
    @ParameterizedTest
    @CsvSource({
        "up,   -1, consistently-meets", "up,   10, hit-and-miss", "up,   21, consistently-misses",
        "down, -1, consistently-misses", "down, 10, hit-and-miss", "down, 21, consistently-meets",
        "watch, 10, unknown", "up, , unknown",
    })
    void a_target_beyond_both_limits_is_reached_always_or_never(String better, BigDecimal target, String assurance) {
        Kpi kpi = Kpis.kpi(Aggregate.MEDIAN, Better.valueOf(better.toUpperCase(java.util.Locale.ROOT)), target);

        assertThat(Line.of(kpi, DECEMBER, byTurns("8", "12")).assurance()).hasToString(assurance);
        assertThat(Line.of(kpi, DECEMBER, byTurns("8", "12").subList(12, 24)).assurance())
                .hasToString("unknown");
    }

    @Test
    void only_the_last_thirty_six_periods_make_the_limits() {
        Kpi kpi = Kpis.kpi(Aggregate.MEDIAN, Better.UP, null);
        List<Figure> figures = history("10", 40, "10");
        figures.set(0, value(figures.get(0).period(), "1000"));

        assertThat(Line.of(kpi, DECEMBER, figures).centre()).isEqualByComparingTo("10");
    }

    @Test
    void exceptions_come_first_and_the_rest_as_given() {
        Kpi kpi = Kpis.kpi(Aggregate.RATIO, Better.UP, new BigDecimal("0.9"));
        Result meets = result(kpi, 95);
        Result meetsToo = result(kpi, 96);
        Result within = result(kpi, 88);
        Result misses = result(kpi, 50);

        assertThat(Figures.exceptionsFirst(List.of(meets, meetsToo, within, misses)))
                .containsExactly(misses, within, meets, meetsToo);
    }

    private static Result result(Kpi kpi, long hits) {
        return new Result(
                kpi,
                Line.of(kpi, DECEMBER, List.of(ratio(DECEMBER, hits, 100))),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    private static List<Figure> history(String past, int count, String latest) {
        List<Figure> figures = new ArrayList<>();
        DECEMBER.withPast(count).forEach(period -> figures.add(value(period, period.equals(DECEMBER) ? latest : past)));
        return figures;
    }

    private static List<Figure> byTurns(String one, String other) {
        List<Figure> figures = new ArrayList<>();
        DECEMBER.withPast(23).forEach(period -> figures.add(value(period, figures.size() % 2 == 0 ? one : other)));
        return figures;
    }

    private static Figure value(Period period, String value) {
        return new Figure(Figure.TOTAL, Figure.TOTAL, period, null, null, new BigDecimal(value), null, null, 50, 0);
    }

    private static Figure ratio(Period period, long hits, long cases) {
        if (cases == 0) {
            return new Figure(
                    Figure.TOTAL, Figure.TOTAL, period, BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, 0, 0);
        }
        BigDecimal upper = BigDecimal.valueOf(hits);
        BigDecimal lower = BigDecimal.valueOf(cases);
        Wilson interval = Wilson.of(upper, lower);
        return new Figure(
                Figure.TOTAL,
                Figure.TOTAL,
                period,
                upper,
                lower,
                upper.divide(lower, 12, java.math.RoundingMode.HALF_EVEN),
                interval.low(),
                interval.high(),
                cases,
                0);
    }
}
