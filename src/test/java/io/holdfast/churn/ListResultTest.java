package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ListResultTest {

    @Test
    void shares_and_lift_follow_from_the_counts() {
        // Of 50 customers 10 stopped; of 8 on the list 4. 4/8 ÷ 10/50 = 2.5; of the 42 others 6 stopped.
        ListResult result = new ListResult(50, 2, 10, new BigDecimal("11.5"), 8, 4, new BigDecimal("5.25"));

        assertThat(result.falseAlarms()).isEqualTo(4);
        assertThat(result.missed()).isEqualTo(6);
        assertThat(result.listedRate()).isEqualByComparingTo("0.5");
        assertThat(result.otherRate()).isEqualByComparingTo("0.142857142857");
        assertThat(result.lift()).isEqualByComparingTo("2.5");
    }

    @Test
    void what_has_no_denominator_has_no_value() {
        ListResult nobody = new ListResult(0, 0, 0, BigDecimal.ZERO, 0, 0, BigDecimal.ZERO);
        assertThat(nobody.listedRate()).isNull();
        assertThat(nobody.otherRate()).isNull();
        assertThat(nobody.lift()).isNull();

        ListResult allListed = new ListResult(3, 0, 0, BigDecimal.ONE, 3, 0, BigDecimal.ONE);
        assertThat(allListed.listedRate()).isEqualByComparingTo("0");
        assertThat(allListed.otherRate()).isNull();
        assertThat(allListed.lift()).isNull();
    }
}
