package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {

    /**
     * R. G. Newcombe, 'Two-sided confidence intervals for the single proportion: comparison of seven methods',
     * Statistics in Medicine 17 (1998), 857–872, table I, method 3 (score, without continuity correction).
     */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        " 0,  20, 0.0000, 0.1611",
        " 1,  29, 0.0061, 0.1718",
    })
    void the_interval_is_that_of_newcombes_table(long hits, long cases, BigDecimal low, BigDecimal high) {
        Wilson interval = wilson(hits, cases);

        assertThat(interval.low().setScale(4, RoundingMode.HALF_EVEN)).isEqualTo(low);
        assertThat(interval.high().setScale(4, RoundingMode.HALF_EVEN)).isEqualTo(high);
    }

    /**
     * Computed apart from the formula: the two p at which (hits/cases − p)² = z² p (1 − p) / cases, found by bisection
     * with 60 digits (Python's decimal), z = 1.959963984540054.
     */
    @ParameterizedTest
    @CsvSource({
        "      81,      263, 0.255288519878, 0.366209576983",
        "      15,      148, 0.062386399531, 0.160487241723",
        "       0,        1, 0.000000000000, 0.793450685623",
        "       1,        1, 0.206549314377, 1.000000000000",
        "      29,       29, 0.883030201500, 1.000000000000",
        "     500,     1000, 0.469069600368, 0.530930399632",
        " 9999999, 10000000, 0.999999433507, 0.999999982348",
    })
    void the_interval_is_right_to_twelve_decimals(long hits, long cases, BigDecimal low, BigDecimal high) {
        Wilson interval = wilson(hits, cases);

        assertThat(interval.low().setScale(12, RoundingMode.HALF_EVEN)).isEqualTo(low);
        assertThat(interval.high().setScale(12, RoundingMode.HALF_EVEN)).isEqualTo(high);
    }

    @Test
    void hits_and_misses_have_mirrored_intervals_that_hold_the_share_and_lie_between_0_and_1() {
        for (long cases = 1; cases <= 60; cases++) {
            for (long hits = 0; hits <= cases; hits++) {
                Wilson interval = wilson(hits, cases);
                Wilson mirrored = wilson(cases - hits, cases);
                BigDecimal share =
                        BigDecimal.valueOf(hits).divide(BigDecimal.valueOf(cases), 30, RoundingMode.HALF_EVEN);

                assertThat(interval.low().add(mirrored.high()).setScale(25, RoundingMode.HALF_EVEN))
                        .isEqualByComparingTo(BigDecimal.ONE);
                assertThat(interval.low().setScale(25, RoundingMode.HALF_EVEN)).isBetween(BigDecimal.ZERO, share);
                assertThat(interval.high().setScale(25, RoundingMode.HALF_EVEN)).isBetween(share, BigDecimal.ONE);
            }
        }
    }

    @Test
    void more_cases_of_the_same_share_make_it_narrower() {
        BigDecimal before = BigDecimal.ONE;
        for (long cases = 2; cases <= 2_000_000; cases *= 10) {
            Wilson interval = wilson(cases / 2, cases);
            BigDecimal width = interval.high().subtract(interval.low());
            assertThat(width).isLessThan(before);
            before = width;
        }
    }

    private static Wilson wilson(long hits, long cases) {
        return Wilson.of(BigDecimal.valueOf(hits), BigDecimal.valueOf(cases));
    }
}
