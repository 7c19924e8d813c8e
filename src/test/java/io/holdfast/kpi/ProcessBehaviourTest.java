package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessBehaviourTest {

    @Test
    void the_limits_are_those_of_a_published_chart() {
        // D. C. Montgomery, 'Introduction to Statistical Quality Control', viscosity of 15 batches of aircraft primer
        // paint: mean 33.52, mean moving range 0.48, limits 33.52 ± 3 × 0.48 / 1.128 = 34.80 and 32.24, in control.
        ProcessBehaviour chart =
                chart("33.75 33.05 34.00 33.81 33.46 34.02 33.68 33.27 33.49 33.20 33.62 33.00 33.54 33.12 33.84");

        assertThat(chart.centre().setScale(2, RoundingMode.HALF_EVEN)).isEqualTo("33.52");
        assertThat(chart.upper().setScale(2, RoundingMode.HALF_EVEN)).isEqualTo("34.80");
        assertThat(chart.lower().setScale(2, RoundingMode.HALF_EVEN)).isEqualTo("32.24");
        assertThat(chart.signal()).isZero();
    }

    @Test
    void twelve_points_are_too_few_and_thirteen_are_enough() {
        assertThat(ProcessBehaviour.of(points("1 2 1 2 1 2 1 2 1 2 1 2"))).isEmpty();
        assertThat(ProcessBehaviour.of(points("1 2 1 2 1 2 1 2 1 2 1 2 1"))).isPresent();
    }

    @Test
    void a_constant_series_has_limits_on_its_centre_and_no_signal() {
        ProcessBehaviour chart = chart("0.95 0.95 0.95 0.95 0.95 0.95 0.95 0.95 0.95 0.95 0.95 0.95 0.95");

        assertThat(chart.centre()).isEqualByComparingTo("0.95");
        assertThat(chart.lower()).isEqualByComparingTo("0.95");
        assertThat(chart.upper()).isEqualByComparingTo("0.95");
        assertThat(chart.signal()).isZero();
    }

    @Test
    void a_large_moving_range_is_screened_out_of_the_limits() {
        // Ranges: eleven of 1, then one of 30. Their mean is 41/12 = 3.4167; 3.267 times that is 11.16, so the 30 is
        // left out; the mean of the others is 1, and the limits are the mean (6 × 1 + 6 × 2 + 32)/13 = 50/13 ± 2.66.
        ProcessBehaviour chart = chart("1 2 1 2 1 2 1 2 1 2 1 2 32");

        BigDecimal centre = new BigDecimal("50").divide(new BigDecimal("13"), 10, RoundingMode.HALF_EVEN);
        assertThat(chart.centre().setScale(10, RoundingMode.HALF_EVEN)).isEqualTo(centre);
        assertThat(chart.upper().setScale(10, RoundingMode.HALF_EVEN)).isEqualTo(centre.add(new BigDecimal("2.66")));
        assertThat(chart.lower().setScale(10, RoundingMode.HALF_EVEN))
                .isEqualTo(centre.subtract(new BigDecimal("2.66")));
        assertThat(chart.signal()).isEqualTo(1);
    }

    @Test
    void a_moving_range_under_the_screen_counts() {
        // Ranges: eleven of 1 and one of 4: mean 15/12 = 1.25, screen 4.08375: none is left out.
        ProcessBehaviour chart = chart("1 2 1 2 1 2 1 2 1 2 1 2 6");

        assertThat(chart.upper().subtract(chart.centre())).isEqualByComparingTo("3.325");
    }

    /** The mean, and what each rule compares with, was worked out apart from the program, in fractions. */
    @ParameterizedTest
    @CsvSource({
        // outside the limits: mean 50.533, limits 44.263 and 56.803; and the same upside down
        "49 51 49 51 49 51 49 51 49 51 49 51 49 51 58,  1",
        "51 49 51 49 51 49 51 49 51 49 51 49 51 49 42, -1",
        // seven on one side of the mean 49.867, and only six: the one before lies under the mean 50.5625
        "48 49 48 49 48 49 48 49 51 52 51 52 51 52 51,  1",
        "52 51 52 51 52 51 52 51 49 48 49 48 49 48 49, -1",
        "52 48 52 48 52 48 52 48 52 48 51 52 51 52 51 52, 0",
        // seven rises in a row, 46 to 53, and only six, 47 to 53; the mean 50.75 and 51.067 lies between them
        "54 50 54 50 54 50 54 50 46 47 48 49 50 51 52 53,  1",
        "46 50 46 50 46 50 46 50 54 53 52 51 50 49 48 47, -1",
        "54 50 54 50 54 50 54 50 47 48 49 50 51 52 53,     0",
        // two of the last three beyond two thirds of the way to a limit, 52.953
        "50 51 50 51 50 51 50 51 50 51 50 50 53 51 53,  1",
        "50 49 50 49 50 49 50 49 50 49 50 50 47 49 47, -1",
        // one beyond 52.567 is not enough; nor are two beyond 52.767 where the latest is back
        "50 51 50 51 50 51 50 51 50 51 50 51 50 51 53,  0",
        "50 51 50 51 50 51 50 51 50 51 50 51 53 53 51,  0",
        // plain noise: mean 50, limits 46.390 and 53.610
        "49 51 50 49 51 50 49 51 50 49 51 50 49 51 50,  0",
    })
    void each_rule_signals_and_its_near_misses_do_not(String history, int signal) {
        assertThat(chart(history).signal()).isEqualTo(signal);
    }

    @Test
    void an_old_signal_is_no_signal_of_today() {
        List<BigDecimal> history = new ArrayList<>(points("49 51 49 51 49 51 49 51 49 51 49 51 49 51 58"));
        Collections.rotate(history, 8);
        assertThat(ProcessBehaviour.of(history).orElseThrow().signal()).isZero();
    }

    private static ProcessBehaviour chart(String history) {
        return ProcessBehaviour.of(points(history)).orElseThrow();
    }

    private static List<BigDecimal> points(String history) {
        return Arrays.stream(history.split(" ", -1)).map(BigDecimal::new).toList();
    }
}
