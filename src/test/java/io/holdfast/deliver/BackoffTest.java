package io.holdfast.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void waits_twice_as_long_each_time_up_to_an_hour() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Backoff::after).map(Duration::toMinutes))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(Backoff.after(100)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void twenty_four_tries_take_most_of_a_day() {
        Duration all = IntStream.rangeClosed(1, 23).mapToObj(Backoff::after).reduce(Duration.ZERO, Duration::plus);

        // 1 + 2 + 4 + 8 + 16 + 32 minutes, then 17 hours.
        assertThat(all).isEqualTo(Duration.ofMinutes(63).plusHours(17));
    }
}
