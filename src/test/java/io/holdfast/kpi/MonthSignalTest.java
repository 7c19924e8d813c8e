package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Months of a year against limits of 8 and 12 around a mean of 10. */
class MonthSignalTest {

    private static final ProcessBehaviour BEFORE =
            new ProcessBehaviour(BigDecimal.TEN, BigDecimal.valueOf(8), BigDecimal.valueOf(12), 0);

    @Test
    void one_month_beyond_a_limit_in_a_year_is_chance_and_two_are_a_signal() {
        assertThat(signal(10, 13, 9, 11, 10, 9, 11, 10, 9, 11, 10, 9).rises()).isFalse();
        assertThat(signal(10, 13, 9, 11, 10, 9, 11, 13, 9, 11, 10, 9).rises()).isTrue();
        assertThat(signal(10, 7, 9, 11, 10, 9, 11, 13, 9, 11, 10, 9))
                .as("one on either side")
                .isEqualTo(new MonthSignal(false, false, 1, 1, 2, 2));
    }

    @Test
    void seven_in_a_row_on_one_side_of_the_mean_are_a_signal_and_the_mean_itself_ends_a_run() {
        assertThat(signal(9, 9, 9, 9, 9, 9, 9, 10, 11, 10, 11, 10)).isEqualTo(new MonthSignal(false, true, 0, 0, 1, 7));
        assertThat(signal(9, 9, 9, 9, 9, 9, 10, 9, 9, 9, 9, 9)).isEqualTo(new MonthSignal(false, false, 0, 0, 0, 6));
    }

    @Test
    void on_a_limit_is_within_it() {
        assertThat(signal(12, 12, 8, 8)).isEqualTo(new MonthSignal(false, false, 0, 0, 2, 2));
    }

    private static MonthSignal signal(int... months) {
        List<BigDecimal> values =
                IntStream.of(months).mapToObj(BigDecimal::valueOf).toList();
        return MonthSignal.of(BEFORE, values);
    }
}
