package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class OrderLogTest {

    private static final int MAY_1 = (int) LocalDate.of(2024, 5, 1).toEpochDay();

    @Test
    void orders_of_one_day_are_one_order_day() {
        OrderLog log = OrderLog.builder()
                .add("a", MAY_1, 1000)
                .add("a", MAY_1, 250)
                .add("a", MAY_1 + 3, 10)
                .add("b", MAY_1, 7)
                .build();

        assertThat(log.customers()).isEqualTo(2);
        assertThat(log.orderDays()).isEqualTo(3);
        assertThat(log.customer(1)).isEqualTo("b");
        assertThat(log.cents(0)).isEqualTo(1250);
    }

    @Test
    void a_refund_is_no_order_and_is_netted_with_orders_of_its_day() {
        OrderLog log = OrderLog.builder()
                .add("a", MAY_1, 1000)
                .add("a", MAY_1 + 1, -400)
                .add("a", MAY_1 + 2, -400)
                .add("a", MAY_1 + 2, 900)
                .add("only refunds", MAY_1, -5)
                .add("only refunds", MAY_1 + 9, -5)
                .build();

        assertThat(log.customers()).isEqualTo(1);
        assertThat(log.orderDays()).isEqualTo(2);
        assertThat(log.cents(1)).isEqualTo(500);
        assertThat(log.looseRefunds()).isEqualTo(3);
    }

    @Test
    void an_order_of_nothing_is_an_order_day_without_value() {
        Summaries at = Summaries.at(
                OrderLog.builder()
                        .add("a", MAY_1, 1000)
                        .add("a", MAY_1 + 5, 0)
                        .add("a", MAY_1 + 6, 300)
                        .add("a", MAY_1 + 7, -100)
                        .add("a", MAY_1 + 7, 100)
                        .build(),
                MAY_1 + 10);

        assertThat(at.x(0)).isEqualTo(3);
        assertThat(at.valued(0)).isEqualTo(1);
        assertThat(at.meanValue(0)).isEqualTo(3.0);
        assertThat(at.meanOrder(0)).isEqualTo(3.25);
    }

    @Test
    void a_cut_sees_nothing_that_comes_after_it() {
        OrderLog.Builder builder =
                OrderLog.builder().add("a", MAY_1, 1000).add("a", MAY_1 + 4, 1).add("b", MAY_1 + 2, 100);
        OrderLog before = builder.build();
        OrderLog after = OrderLog.builder()
                .add("a", MAY_1, 1000)
                .add("a", MAY_1 + 4, 1)
                .add("a", (int) LocalDate.of(9999, 12, 31).toEpochDay(), 1)
                .add("b", MAY_1 + 2, 100)
                .add("c", MAY_1 + 5, 100)
                .build();
        Summaries one = Summaries.at(before, MAY_1 + 4);
        Summaries other = Summaries.at(after, MAY_1 + 4);

        assertThat(other.size()).isEqualTo(one.size()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            assertThat(new int[] {other.x(i), other.tx(i), other.age(i), other.recency(i)})
                    .containsExactly(one.x(i), one.tx(i), one.age(i), one.recency(i));
        }
        assertThat(new int[] {other.x(0), other.tx(0), other.age(0), other.recency(0)})
                .containsExactly(1, 4, 4, 0);
        assertThat(new int[] {other.x(1), other.tx(1), other.age(1), other.recency(1)})
                .containsExactly(0, 0, 2, 2);
        assertThat(Summaries.at(after, MAY_1 - 1).size()).isZero();
    }

    @Test
    void who_lapses_orders_nothing_after_the_cut_up_to_the_end_of_the_horizon() {
        Summaries at = Summaries.at(
                OrderLog.builder()
                        .add("first day", MAY_1, 1)
                        .add("first day", MAY_1 + 11, 1)
                        .add("last day", MAY_1, 1)
                        .add("last day", MAY_1 + 40, 1)
                        .add("late", MAY_1, 1)
                        .add("late", MAY_1 + 41, 1)
                        .add("never", MAY_1, 1)
                        .add("on the cut", MAY_1, 1)
                        .add("on the cut", MAY_1 + 10, 1)
                        .build(),
                MAY_1 + 10);

        assertThat(at.lapses(30)).containsExactly(false, false, true, true, true);
    }

    @Test
    void equal_customers_are_one_group_and_groups_are_sorted() {
        OrderLog.Builder builder = OrderLog.builder();
        for (int i = 0; i < 3000; i++) {
            builder.add("C" + (1000 + i), MAY_1 + i % 7, 1).add("C" + (1000 + i), MAY_1 + 10 + i % 3, 1);
        }
        Summaries at = Summaries.at(builder.build(), MAY_1 + 100);
        Groups groups = at.groups();

        assertThat(groups.size()).isEqualTo(21);
        assertThat(groups.customers()).isEqualTo(3000);
        for (int i = 0; i < at.size(); i++) {
            int g = at.group(i);
            assertThat(new int[] {groups.x(g), groups.tx(g), groups.age(g)})
                    .containsExactly(at.x(i), at.tx(i), at.age(i));
        }
        for (int g = 1; g < groups.size(); g++) {
            assertThat(groups.age(g)).isGreaterThanOrEqualTo(groups.age(g - 1));
            assertThat(groups.opensRun(g)).isEqualTo(groups.age(g) != groups.age(g - 1));
        }
    }

    @Test
    void rows_out_of_order_are_refused_with_both_values() {
        assertThatThrownBy(() -> OrderLog.builder().add("b", MAY_1, 1).add("a", MAY_1, 1))
                .hasMessage(
                        "customer 'a' comes after 'b': rows must be sorted by customer (by code point), then by day");
        assertThatThrownBy(() -> OrderLog.builder().add("b", MAY_1, 1).add("b", MAY_1 - 1, 1))
                .hasMessage(
                        "customer 'b': 2024-04-30 comes after 2024-05-01: rows of a customer must be sorted by day");
    }

    @Test
    void customers_are_sorted_as_an_engine_sorts_their_utf_8_bytes() {
        // U+FF21 is before U+1F600 in UTF-8, after it in UTF-16.
        OrderLog log = OrderLog.builder()
                .add("\uFF21", MAY_1, 1)
                .add("\uD83D\uDE00", MAY_1, 1)
                .build();

        assertThat(log.customers()).isEqualTo(2);
    }

    @Test
    void sums_beyond_64_bits_are_an_error() {
        assertThatThrownBy(
                        () -> OrderLog.builder().add("a", MAY_1, Long.MAX_VALUE).add("a", MAY_1, 1))
                .isInstanceOf(ArithmeticException.class);
    }
}
