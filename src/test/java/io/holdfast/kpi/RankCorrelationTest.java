package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {

    /** Without ties: 1 − 6·Σd²/(n·(n²−1)); here Σd² = 194 over ten pairs, hence −29/165. */
    @Test
    void without_ties_it_is_one_less_six_times_the_squared_differences_of_ranks() {
        List<BigDecimal> intelligence = numbers("106 100 86 101 99 103 97 113 112 110");
        List<BigDecimal> television = numbers("7 27 2 50 28 29 20 12 6 17");
        assertThat(RankCorrelation.of(intelligence, television)).contains(new BigDecimal("-0.175757575758"));
    }

    @Test
    void the_same_order_is_one_and_the_opposite_is_minus_one_however_far_apart_the_values_are() {
        assertThat(RankCorrelation.of(numbers("1 2 3"), numbers("0.1 0.11 900")))
                .contains(new BigDecimal("1.000000000000"));
        assertThat(RankCorrelation.of(numbers("1 2 3"), numbers("9 8 -7"))).contains(new BigDecimal("-1.000000000000"));
    }

    /** Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5 over the root of 4.5 · 5. */
    @Test
    void equal_values_share_the_mean_of_their_ranks() {
        assertThat(RankCorrelation.of(numbers("10 20.0 20 30"), numbers("1 2 3 4")))
                .contains(new BigDecimal("0.948683298051"));
    }

    @Test
    void two_things_or_values_that_are_all_equal_have_none() {
        assertThat(RankCorrelation.of(numbers("1 2"), numbers("1 2"))).isEmpty();
        assertThat(RankCorrelation.of(numbers("5 5 5"), numbers("1 2 3"))).isEmpty();
    }

    @Test
    void values_without_a_partner_are_refused() {
        assertThatThrownBy(() -> RankCorrelation.of(numbers("1 2 3"), numbers("1 2")))
                .hasMessage("3 values cannot be paired with 2");
    }

    private static List<BigDecimal> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(BigDecimal::new).toList();
    }
}
