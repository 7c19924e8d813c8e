package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeasonTest {

    /** One order a day, two in the last 28 days: 56 against 28 · (364 + 28)/364. */
    @Test
    void a_peak_is_the_last_four_weeks_over_those_of_the_year() {
        OrderLog.Builder log = OrderLog.builder();
        for (int day = 0; day < 500; day++) {
            log.add("a", day, 1);
        }
        for (int day = 472; day < 500; day++) {
            log.add("b", day, 1);
        }
        OrderLog orders = log.build();

        assertThat(Season.peak(orders, 499)).isCloseTo(2 / (392.0 / 364), within(1e-12));
        assertThat(Season.peak(orders, 471)).isEqualTo(1);
    }

    @Test
    void half_a_year_is_too_short_to_tell() {
        assertThat(Season.peak(
                        OrderLog.builder().add("a", 0, 1).add("a", 180, 1).build(), 180))
                .isEqualTo(1);
    }
}
