package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometricStopsTest {

    /** A, a, B, u and the mean over p ~ Beta(a, B), by the papers' form with 900 digits (Python's mpmath). */
    @ParameterizedTest
    @CsvSource({
        "0.24, 0.79, 2.43, 1.5, 0.302254125819196",
        "0.24, 0.79, 2.43, 250.0, 6.82804320956746",
        "3.2, 1.0, 0.5, 40.0, 3.3227249325054",
        "1000.2, 0.8, 1001.6, 9.0, 2926.84717526128",
        "1000.2, 0.8, 1001.6, 1000.0, 14925.4334190295",
        "0.1, 0.01, 0.02, 5000.0, 309.087881217237",
        "5.0, 40.0, 90.0, 300.0, 3.30769230701776",
        "5.0, 40.0, 90.0, 3.0, 3.16836500782251"
    })
    void both_sums_agree_with_the_integral(double shape, double stop, double stay, double u, double expected) {
        assertThat(GeometricStops.series(shape, stop, stay, u)).isCloseTo(expected, within(1e-11 * expected));
        assertThat(GeometricStops.mixture(shape, stop, stay, u)).isCloseTo(expected, within(1e-11 * expected));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1, 0.01", "30, 0.2, 1e5", "2, 3, 1e12"})
    void nobody_who_is_sure_to_stop_after_the_next_order_makes_two(double shape, double stay, double u) {
        double next = 1 - Math.pow(1 + u, -shape);

        assertThat(GeometricStops.expected(shape, 1e9, stay, u)).isBetween(next * 0.9999, next * 1.0001);
    }
}
