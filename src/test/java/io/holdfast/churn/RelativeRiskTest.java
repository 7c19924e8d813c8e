package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeRiskTest {

    private static final Reason LATE =
            new Reason("late", Map.of("en", "late"), Reason.Kind.FAILURE, 180, List.of(), Map.of(), "", "", "");

    // Deaths in the University Group Diabetes Program by treatment and age (K. J. Rothman, S. Greenland, 'Modern
    // Epidemiology', 2nd edition, table 15-1): tolbutamide and placebo, under 55 and from 55 on.
    private static final TwoByTwo UNDER_55 = new TwoByTwo(106, 8, 120, 5);
    private static final TwoByTwo FROM_55 = new TwoByTwo(98, 22, 85, 16);

    @Test
    void one_table_gives_the_ratio_of_risks_with_katz_s_interval() {
        RelativeRisk risk = risk(new TwoByTwo(204, 30, 205, 21));

        double error = Math.sqrt(1 / 30.0 - 1 / 204.0 + 1 / 21.0 - 1 / 205.0);
        assertThat(risk.value()).isCloseTo((30 / 204.0) / (21 / 205.0), within(1e-12));
        assertThat(risk.low()).isCloseTo(risk.value() * Math.exp(-1.959964 * error), within(1e-6));
        assertThat(risk.high()).isCloseTo(risk.value() * Math.exp(1.959964 * error), within(1e-6));
    }

    @Test
    void strata_are_pooled_as_in_rothman_s_example() {
        RelativeRisk risk = risk(UNDER_55, FROM_55);

        // The book: 1.33. By hand: R = 4.247788 + 10.218579, S = 2.345133 + 8.568306, variance 10.589093 / (R S).
        assertThat(risk.value()).isCloseTo(14.466367 / 10.913439, within(1e-6));
        assertThat(risk.value()).isCloseTo(1.33, within(5e-3));
        assertThat(risk.low()).isCloseTo(0.80, within(5e-3));
        assertThat(risk.high()).isCloseTo(2.20, within(5e-3));
    }

    @Test
    void what_looks_worse_on_the_whole_is_better_in_every_part_in_simpson_s_paradox() {
        // Kidney stones not removed, open surgery and percutaneous, small and large stones (C. R. Charig et al., BMJ
        // 292,
        // 1986): surgery was done on the large ones.
        TwoByTwo small = new TwoByTwo(87, 6, 270, 36);
        TwoByTwo large = new TwoByTwo(263, 71, 80, 25);

        assertThat(risk(small.plus(large)).value()).isCloseTo(77.0 / 61, within(1e-12));
        assertThat(risk(small, large).value())
                .isCloseTo((6 * 270 / 357.0 + 71 * 80 / 343.0) / (36 * 87 / 357.0 + 25 * 263 / 343.0), within(1e-12))
                .isLessThan(1);
    }

    @Test
    void a_stratum_without_anybody_to_compare_adds_nothing() {
        TwoByTwo allMetIt = new TwoByTwo(50, 20, 0, 0);
        TwoByTwo nobodyMetIt = new TwoByTwo(0, 0, 70, 30);

        assertThat(risk(UNDER_55, allMetIt, FROM_55, nobodyMetIt, TwoByTwo.NOBODY))
                .isEqualTo(risk(UNDER_55, FROM_55));
    }

    @ParameterizedTest
    @CsvSource({
        "  0,  0, 100, 10", // nobody met it
        "100, 10,   0,  0", // all did
        "100,  0, 100, 10", // nobody who met it lapsed
        "100, 10, 100,  0", // nobody else did
        "  0,  0,   0,  0",
    })
    void without_a_ratio_there_is_none_and_it_is_too_few_to_tell(
            long met, long lapsed, long others, long othersLapsed) {
        List<TwoByTwo> strata = List.of(new TwoByTwo(met, lapsed, others, othersLapsed));

        assertThat(RelativeRisk.of(strata)).isNull();
        assertThat(MeasuredReason.of(LATE, strata).finding()).isEqualTo(MeasuredReason.Finding.TOO_FEW);
    }

    @Test
    void where_all_lapse_the_ratio_is_1_and_certain() {
        assertThat(risk(new TwoByTwo(10, 10, 20, 20))).isEqualTo(new RelativeRisk(1, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 40, 1000, 100, MORE_OFTEN",
        "1000, 40, 1000, 100, LESS_OFTEN",
        "100, 11, 1000, 100, NOT_CLEAR",
        "10, 5, 1000, 100, MORE_OFTEN",
        // four times the risk, but four customers
        "10, 4, 1000, 100, TOO_FEW"
    })
    void only_an_interval_that_excludes_1_is_shown(
            long met, long lapsed, long others, long othersLapsed, MeasuredReason.Finding finding) {
        MeasuredReason reason = MeasuredReason.of(LATE, List.of(new TwoByTwo(met, lapsed, others, othersLapsed)));

        assertThat(reason.finding()).isEqualTo(finding);
        assertThat(reason.shown())
                .isEqualTo(
                        finding == MeasuredReason.Finding.MORE_OFTEN || finding == MeasuredReason.Finding.LESS_OFTEN);
    }

    @Test
    void counts_are_added_exactly_and_large_ones_do_not_overflow() {
        TwoByTwo large = new TwoByTwo(4_000_000_000_000L, 2_000_000_000_000L, 4_000_000_000_000L, 1_000_000_000_000L);

        RelativeRisk risk = risk(Collections.nCopies(100, large).toArray(TwoByTwo[]::new));

        assertThat(risk.value()).isCloseTo(2, within(1e-12));
        assertThat(risk.low()).isGreaterThan(1.9999);
    }

    @Test
    void more_cannot_lapse_than_there_are() {
        assertThatThrownBy(() -> new TwoByTwo(3, 4, 10, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 of 3");
    }

    private static RelativeRisk risk(TwoByTwo... strata) {
        return Objects.requireNonNull(RelativeRisk.of(List.of(strata)));
    }
}
