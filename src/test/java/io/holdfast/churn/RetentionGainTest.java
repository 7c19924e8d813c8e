package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RetentionGainTest {

    private static final BigDecimal FIVE = new BigDecimal("0.05");

    @Test
    void five_points_more_of_80_percent_are_computed_both_ways() {
        RetentionGain gain = RetentionGain.of(FIVE, 1000, 800, new BigDecimal("400000"));

        assertThat(gain.perCustomer()).isEqualByComparingTo("500");
        // 50 customers × 500
        assertThat(gain.oneYear()).isEqualByComparingTo("25000");
        // 1 / 0.20 and 1 / 0.15 years; 1000 × 500 × (20/3 − 5)
        assertThat(gain.lifetimeYears()).isEqualByComparingTo("5");
        assertThat(gain.lifetimeYearsMore()).isEqualByComparingTo("6.666667");
        assertThat(gain.lifetime()).isEqualByComparingTo("833333.33");
    }

    @Test
    void division_comes_last() {
        // 0.05 × 7 × 100.01 / 3
        assertThat(RetentionGain.of(FIVE, 7, 3, new BigDecimal("100.01")).oneYear())
                .isEqualByComparingTo("11.67");
    }

    @Test
    void a_lifetime_without_end_is_none() {
        RetentionGain nearlyAll = RetentionGain.of(FIVE, 100, 95, BigDecimal.TEN);
        assertThat(nearlyAll.lifetimeYears()).isEqualByComparingTo("20");
        assertThat(nearlyAll.lifetimeYearsMore()).isNull();
        assertThat(nearlyAll.lifetime()).isNull();

        RetentionGain all = RetentionGain.of(FIVE, 100, 100, BigDecimal.TEN);
        assertThat(all.lifetimeYears()).isNull();
        assertThat(all.lifetime()).isNull();
        assertThat(all.oneYear()).isEqualByComparingTo("0.50");
    }

    @Test
    void where_nobody_was_kept_nothing_can_be_said() {
        assertThat(RetentionGain.of(FIVE, 100, 0, BigDecimal.ZERO)).isNull();
        assertThat(RetentionGain.of(FIVE, 0, 0, BigDecimal.ZERO)).isNull();
    }

    @Test
    void customers_who_cost_more_than_they_bring_make_it_a_loss() {
        assertThat(RetentionGain.of(FIVE, 10, 8, new BigDecimal("-80")).oneYear())
                .isEqualByComparingTo("-5");
    }
}
