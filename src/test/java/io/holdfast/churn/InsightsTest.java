package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.lake.Entity;
import io.holdfast.workspace.DefinitionException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsightsTest {

    private static final LocalDate AS_OF = LocalDate.parse("2025-12-31");

    @TempDir
    private Path temporary;

    /**
     * Twelve hundred customers, of whom a third stops on a day of its own; one order in ten is late, half of them in the four
     * months before somebody stops. Whoever orders often stops less often and meets more late orders.
     */
    private static InsightLake company(Path temporary, int threads, String order) {
        InsightLake lake = new InsightLake(temporary, threads);
        lake.rows(Entity.ORDERS, """
            select 'O' || c || '-' || k as order_id, 'C' || c as customer_id, day + interval '9' hour as ordered_at,
                day + interval '5' day as promised_at,
                day + interval '5' day + (case when late then 2 else 0 end) * interval '1' day as delivered_at,
                ((20000 + hash(c, k, 'amount') % 10000)::bigint / 100.0)::decimal(18, 2) as amount,
                ((12000 + hash(c, k, 'cost') % 10000)::bigint / 100.0)::decimal(18, 2) as cost
            from (
                select *, hash(c, k, 'late') % 100 < case when day > leaves - 120 then 50 else 10 end as late
                from (
                    select c, k, date '2022-06-01' + (hash(c) % 400)::integer
                        + (hash(c, k, 'day') % 1370)::integer as day,
                        case when hash(c, 'stops') % 90 < gap then date '2023-01-01' + (hash(c, 'when') % 1090)::integer
                            else date '2030-01-01' end as leaves
                    from (select c, 10 + (hash(c, 'gap') % 60)::integer as gap from range(1200) as customers(c))
                    join range(137) as orders(k) on k < 1370 // gap
                )
                where day <= leaves and day < date '2026-03-01'
            ) order by %s""".replace("%s", order));
        lake.rows(
                Entity.CUSTOMERS,
                "select 'C' || c as customer_id, case when c % 40 = 0 then date '2024-06-01' + c::integer end as released_on,"
                        + " case when c % 5 = 0 then 'C' || (c + 1) end as referred_by,"
                        + " case when c % 2 = 0 then date '2015-01-01' end as since from range(1200) as customers(c)");
        lake.rows(
                Entity.ORDER_LINES,
                "select order_id, 1 as line_no, 'P' || (hash(order_id) % 3)::varchar as product, 'G' || (hash(order_id, 'g')"
                        + " % 9)::varchar as product_group, amount, (5 + hash(order_id, 'q') % 5)::bigint as quantity"
                        + " from orders");
        lake.rows(
                Entity.FEEDBACK,
                "select 'F' || order_id as feedback_id, customer_id, order_id,"
                        + " (['complaint', 'question', 'survey'])[1 + (hash(order_id, 'kind') % 3)::integer] as kind,"
                        + " ordered_at + interval '7' day as received_at,"
                        + " ordered_at + interval '7' day + (hash(order_id, 'h') % 60)::integer * interval '1' hour as answered_at,"
                        + " ordered_at + (hash(order_id, 'r') % 60)::integer * interval '1' day as resolved_at,"
                        + " 1 + (hash(order_id, 'score') % 5)::bigint as score, 5 as scale"
                        + " from orders where hash(order_id, 'says') % 40 = 0");
        return lake;
    }

    /** All that does not depend on which object it is. */
    private static List<Object> facts(InsightLake lake, Insights insights) {
        return List.of(
                insights.origins(),
                insights.reasons(),
                String.valueOf(insights.silent()),
                insights.worth(),
                insights.segments(),
                insights.cells(),
                insights.cohorts(),
                insights.knownFromTheStart(),
                insights.survival(),
                String.valueOf(insights.threeR()),
                insights.concentration(),
                lake.all("select * from insight_met order by customer_id, reason"),
                lake.all("select * from insight_value order by customer_id"),
                lake.all("select * from insight_segment order by customer_id"));
    }

    @Test
    void a_planted_reason_is_found_and_others_are_not() {
        try (InsightLake lake = company(temporary, 2, "1")) {
            Insights insights = lake.insights(AS_OF, 180);

            Map<String, MeasuredReason> reasons = insights.reasons().stream()
                    .collect(Collectors.toMap(reason -> reason.reason().id(), reason -> reason));
            MeasuredReason late = reasons.get("late-delivery");
            assertThat(insights.origins())
                    .containsExactly(
                            LocalDate.parse("2025-07-04"),
                            LocalDate.parse("2025-01-05"),
                            LocalDate.parse("2024-07-09"),
                            LocalDate.parse("2024-01-11"));
            assertThat(late.finding()).isEqualTo(MeasuredReason.Finding.MORE_OFTEN);
            assertThat(late.relativeRisk().low()).isGreaterThan(1.5);
            // Those who order much meet more and stop less: crude, half of it is hidden.
            assertThat(late.crudeRisk().value())
                    .isLessThan(0.8 * late.relativeRisk().value());
            assertThat(reasons.get("price-rise").finding()).isEqualTo(MeasuredReason.Finding.NOT_CLEAR);
            assertThat(reasons.get("wrong-order").finding()).isEqualTo(MeasuredReason.Finding.TOO_FEW);
            assertThat(insights.told()).containsExactly("late-delivery");
            assertThat(insights.silent().silent())
                    .isBetween(1L, insights.silent().lapsed());
            assertThat(insights.silent().silentAfterFailure())
                    .isBetween(1L, insights.silent().silent());
        }
    }

    @Test
    void nothing_after_the_day_is_seen() {
        LocalDate day = LocalDate.parse("2025-03-17");
        List<Object> known;
        try (InsightLake lake = company(temporary, 2, "1")) {
            cutOff(lake, day);
            known = facts(lake, lake.insights(day, 120));
        }
        try (InsightLake lake = company(temporary, 2, "1")) {
            assertThat(facts(lake, lake.insights(day, 120))).isEqualTo(known);
        }
    }

    private static void cutOff(InsightLake lake, LocalDate day) {
        String end = "date '" + day + "'";
        io.holdfast.lake.Sql.run(lake.connection(), "delete from given_orders where cast(ordered_at as date) > " + end);
        io.holdfast.lake.Sql.run(
                lake.connection(),
                "update given_orders set delivered_at = null where cast(delivered_at as date) > " + end);
        io.holdfast.lake.Sql.run(
                lake.connection(),
                "delete from given_order_lines where order_id not in (select order_id from given_orders)");
        io.holdfast.lake.Sql.run(
                lake.connection(), "delete from given_feedback where cast(received_at as date) > " + end);
        for (String column : List.of("answered_at", "resolved_at")) {
            io.holdfast.lake.Sql.run(
                    lake.connection(),
                    "update given_feedback set " + column + " = null where cast(" + column + " as date) > " + end);
        }
        io.holdfast.lake.Sql.run(
                lake.connection(), "update given_customers set released_on = null where released_on > " + end);
    }

    @Test
    void neither_threads_nor_the_order_of_rows_matter() {
        List<Object> one;
        try (InsightLake lake = company(temporary, 1, "1")) {
            one = facts(lake, lake.insights(lake.scoring(AS_OF, 180), InsightLake.settings(1)));
        }
        try (InsightLake lake = company(temporary, 2, "hash(c, k)")) {
            assertThat(facts(lake, lake.insights(lake.scoring(AS_OF, 180), InsightLake.settings(2))))
                    .isEqualTo(one);
        }
    }

    @Test
    void a_failure_counts_from_the_day_on_which_it_was_known() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.rows(Entity.ORDERS, """
                select * from (values
                    ('1', 'A', timestamp '2025-12-01', timestamp '2025-12-10 12:00', timestamp '2026-01-05', null, null, null),
                    ('2', 'B', timestamp '2025-12-01', timestamp '2025-12-31 12:00', timestamp '2026-01-05', null, null, null),
                    ('3', 'C', timestamp '2025-12-01', timestamp '2025-12-10 12:00', timestamp '2025-12-10 23:00', 'size', true, null),
                    ('4', 'D', timestamp '2025-12-01', timestamp '2025-12-10 12:00', timestamp '2025-12-09', 'size', false, null),
                    ('5', 'E', timestamp '2025-11-01', null, null, null, null, null),
                    ('6', 'E', timestamp '2025-12-20', null, null, null, null, '5'))
                as given(order_id, customer_id, ordered_at, promised_at, delivered_at, error_kind, error_reached_customer,
                    corrects_order_id)""");
            lake.rows(Entity.FEEDBACK, """
                select * from (values
                    -- open for 15 days on 1 December, whatever came later
                    ('1', 'A', 'complaint', timestamp '2025-11-16', timestamp '2025-11-16', timestamp '2025-12-20', null, null),
                    ('2', 'B', 'complaint', timestamp '2025-12-20', timestamp '2025-12-20', null, null, null),
                    ('3', 'C', 'question', timestamp '2025-12-20', timestamp '2025-12-21 00:00', null, null, null),
                    ('4', 'D', 'question', timestamp '2025-12-20', timestamp '2025-12-21 00:01', null, null, null),
                    ('5', 'E', 'question', timestamp '2025-12-31', null, null, null, null),
                    ('6', 'C', 'survey', timestamp '2025-12-24', null, null, 2, 5),
                    ('7', 'D', 'survey', timestamp '2025-12-24', null, null, 3, 5),
                    ('8', 'E', 'survey', timestamp '2025-12-24', null, null, 6, 10))
                as given(feedback_id, customer_id, kind, received_at, answered_at, resolved_at, score, scale)""");

            lake.insights(AS_OF, 180);

            assertThat(lake.all("select reason, customer_id, times, last_day from insight_met order by 1, 2"))
                    .containsExactly(
                            "complaint-open A 1 2025-12-01",
                            "late-delivery A 1 2025-12-11",
                            "low-score C 1 2025-12-24",
                            "low-score E 1 2025-12-24",
                            "slow-answer D 1 2025-12-21",
                            "wrong-order C 1 2025-12-10",
                            "wrong-order E 1 2025-12-20");
        }
    }

    @Test
    void prices_are_compared_with_the_previous_purchase_and_sizes_with_the_three_orders_before() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders(
                    "A 2025-09-01 300",
                    "A 2025-09-02 300",
                    "A 2025-09-03 300",
                    "A 2025-09-04 150",
                    "A 2025-09-05 150",
                    // 449.99 is less than half of 900, C's 450 is not
                    "A 2025-09-06 149.99",
                    "C 2025-09-01 300",
                    "C 2025-09-02 300",
                    "C 2025-09-03 300",
                    "C 2025-09-04 150",
                    "C 2025-09-05 150",
                    "C 2025-09-06 150",
                    "B 2025-09-01 10",
                    "B 2025-10-01 10",
                    "B 2025-11-01 10");
            lake.rows(Entity.ORDER_LINES, """
                select * from (values
                    ('A-2025-09-01-300', 'card', 100, 300), ('A-2025-09-02-300', 'card', 100, 330), -- 10 %: not more
                    ('A-2025-09-03-300', 'card', 50, 300),                                            -- a smaller run
                    ('A-2025-09-04-150', 'poster', 1, 150),
                    ('A-2025-09-05-150', 'card', 50, 331),                                            -- 10.3 % above 300
                    ('B-2025-09-01-10', 'card', 3, 10), ('B-2025-10-01-10', 'card', 3, 11.01), ('B-2025-11-01-10', 'card', 3, 13))
                as given(order_id, product, quantity, amount)""");

            lake.insights(AS_OF, 180);

            assertThat(lake.all("select reason, customer_id, times, last_day from insight_met order by 1, 2"))
                    .containsExactly(
                            "price-rise A 1 2025-09-05", "price-rise B 2 2025-11-01", "smaller-orders A 1 2025-09-06");
        }
    }

    @Test
    void what_nobody_supplies_is_not_recorded_and_counts_nowhere() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders("A 2022-01-01", "A 2025-06-01")
                    .without(Entity.ORDERS, "promised_at", "cost", "error_kind")
                    .without(Entity.FEEDBACK, "kind", "score")
                    .without(Entity.ORDER_LINES, "product_group")
                    .without(Entity.CUSTOMERS, "referred_by");

            Insights insights = lake.insights(AS_OF, 180);

            assertThat(insights.reasons().stream()
                            .filter(reason -> reason.finding() == MeasuredReason.Finding.NOT_RECORDED)
                            .map(reason -> reason.reason().id() + " " + reason.missing()))
                    .containsExactly(
                            "complaint-open [feedback.kind]",
                            "late-delivery [orders.promised_at]",
                            "low-score [feedback.score]",
                            "slow-answer [feedback.kind]");
            assertThat(insights.silent()).isNull();
            assertThat(insights.worth().profitKnown()).isFalse();
            // revenue, since no cost is known: 100 × 48 months / 12
            assertThat(insights.worth().ltvMean()).isEqualByComparingTo("400");
            assertThat(insights.values().margin(0)).isEqualTo(1);
            assertThat(insights.threeR().relatedKnown()).isFalse();
            assertThat(insights.threeR().referredKnown()).isFalse();
        }
    }

    @Test
    void a_query_that_does_not_run_is_named_with_its_file() {
        Reason wrong = new Reason(
                "odd",
                Map.of("en", "odd"),
                Reason.Kind.FAILURE,
                180,
                List.of(),
                Map.of(),
                "select customer_id from orders",
                "jobs/churn/reasons/odd.sql",
                "");
        InsightSettings read = InsightLake.settings(1);
        InsightSettings settings = new InsightSettings(
                read.parameters(), List.of(wrong), read.segments(), BigDecimal.ZERO, 1, read.points(), 1);
        try (InsightLake lake = new InsightLake(temporary, 1).orders("A 2025-06-01")) {
            Scoring scoring = lake.scoring(AS_OF, 180);
            assertThatThrownBy(() -> lake.insights(scoring, settings))
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContaining("jobs/churn/reasons/odd.sql")
                    .hasMessageContaining("a reason yields customer_id and day");
        }
    }

    @Test
    void the_worked_example_of_customer_value_is_twelve_thousand() {
        // 100 a month for ten years: 100 × 12 × 10
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.rows(
                    Entity.ORDERS,
                    "select 'O' || i as order_id, 'A' as customer_id, timestamp '2016-01-15' + i::integer * interval '1' month"
                            + " as ordered_at, 300.00::decimal(18, 2) as amount, 200.00::decimal(18, 2) as cost"
                            + " from range(120) as months(i)");

            Insights insights = lake.insights(AS_OF, 180);

            assertThat(insights.worth().ltvMean()).isEqualByComparingTo("12000");
            assertThat(insights.values().margin(0)).isCloseTo(1.0 / 3, within(1e-15));
            assertThat(lake.all("select ltv_cents from insight_value")).containsExactly("1200000");
        }
    }

    @Test
    void a_loss_is_rounded_as_a_gain_is_and_an_unknown_cost_is_no_profit() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders(
                    // 31 months: 0.10 × 31 / 12 = 0.2583…; of a loss −0.2583…
                    "A 2023-06-10 10 10",
                    "A 2025-03-01 1.00 0.90",
                    "B 2023-06-10 10 10",
                    "B 2025-03-01 0.90 1.00",
                    "C 2023-06-10 10 10",
                    "C 2025-03-01 5 null",
                    "D 2023-06-10 10 10");

            Insights insights = lake.insights(AS_OF, 180);

            assertThat(lake.all("select customer_id, ltv_cents from insight_value order by 1"))
                    .containsExactly("A 26", "B -26", "C null", "D null");
            assertThat(insights.worth().ltvCustomers()).isEqualTo(2);
            assertThat(insights.worth().ltvUnknown()).isEqualTo(1);
        }
    }

    @Test
    void customers_with_the_same_number_are_never_parted_into_fifths() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders(
                    "A 2025-01-01 10",
                    "B 2025-01-01 10",
                    "C 2025-01-01 10",
                    "D 2025-06-01 10",
                    "D 2025-06-02 90",
                    "E 2025-12-01 1000",
                    "E 2025-12-02 1000",
                    "E 2025-12-03 1000");

            Insights insights = lake.insights(AS_OF, 180);

            // 5 (rank − 1) / 5 customers: three share rank 1, then 4 and 5
            assertThat(lake.all(
                            "select customer_id, recency, frequency, money, segment from insight_segment order by 1"))
                    .containsExactly(
                            "A 1 1 1 lost", "B 1 1 1 lost", "C 1 1 1 lost", "D 4 4 4 champions", "E 5 5 5 champions");
            assertThat(insights.segments().stream().map(group -> group.rule().id() + " " + group.customers()))
                    .containsExactly("champions 2", "loyal 0", "new 0", "cannot-lose 0", "at-risk 0", "lost 3");
            assertThat(insights.cells().stream()
                            .mapToLong(Segment.Cell::customers)
                            .sum())
                    .isEqualTo(5);
        }
    }

    @Test
    void cohorts_hold_new_customers_by_quarter_and_month_and_only_what_is_over() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders(
                            // the records begin with A, an old customer; B and C are new, D may be old
                            "A 2023-01-05",
                            "B 2024-11-05",
                            "B 2025-01-10",
                            "B 2025-03-31",
                            "C 2024-12-31",
                            "C 2025-04-01",
                            "D 2023-06-01",
                            "D 2025-01-01")
                    .rows(Entity.CUSTOMERS, "select 'A' as customer_id, date '2010-01-01' as since");

            // April is not over
            Insights insights = lake.insights(LocalDate.parse("2025-04-20"), 90);

            assertThat(insights.knownFromTheStart()).isEqualTo(2);
            assertThat(insights.cohorts().stream()
                            .filter(CohortCell::quarterly)
                            .map(cell ->
                                    cell.cohort() + " +" + cell.after() + " " + cell.active() + "/" + cell.customers()))
                    .containsExactly("2024-10-01 +0 2/2", "2024-10-01 +1 1/2");
            assertThat(insights.cohorts().stream()
                            .filter(cell -> !cell.quarterly() && cell.cohort().equals(LocalDate.parse("2024-11-01")))
                            .map(CohortCell::active))
                    .containsExactly(1L, 0L, 1L, 0L, 1L);
        }
    }

    @Test
    void a_new_customer_is_lost_in_the_month_in_which_its_activity_window_ends() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders(
                            "Z 2019-01-01",
                            // ordered in January 2021 and again in January 2022, twelve months later: never lost by
                            // then;
                            // nothing after, so lost in January 2023, at 24 months; its return does not count again
                            "A 2021-01-31",
                            "A 2022-01-01",
                            "A 2024-06-01",
                            // lost at 12 months
                            "B 2021-01-01",
                            // still a customer when last seen, at 11 months
                            "C 2025-01-05",
                            // released in June 2021, at 5 months
                            "D 2021-01-05")
                    .rows(
                            Entity.CUSTOMERS,
                            "select 'D' as customer_id, date '2021-06-15' as released_on,"
                                    + " date '2021-01-05' as since");

            Insights insights = lake.insights(AS_OF, 180);

            SurvivalCurve all = insights.survival().get(0);
            assertThat(all.customers()).isEqualTo(4);
            assertThat(all.points().stream()
                            .map(point -> point.months() + ": " + point.lost() + " lost, " + point.censored()
                                    + " censored of " + point.atRisk() + ", " + point.survival()))
                    .containsExactly(
                            "5: 0 lost, 1 censored of 4, 1.0",
                            "11: 0 lost, 1 censored of 3, 1.0",
                            "12: 1 lost, 0 censored of 2, 0.5",
                            "24: 1 lost, 0 censored of 1, 0.0");
            assertThat(insights.survival().stream().map(SurvivalCurve::year)).containsExactly(0, 2021, 2025);
        }
    }

    @Test
    void the_three_r_count_the_year_s_customers_without_released_ones() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders(
                            "A 2024-05-01",
                            "A 2025-05-01",
                            "B 2024-12-31",
                            "C 2024-06-01",
                            "C 2025-06-01",
                            "D 2023-12-31",
                            "D 2025-02-01",
                            "E 2025-03-01",
                            "F 2025-04-01",
                            "Y 2022-01-01",
                            "G 2024-07-01")
                    .rows(Entity.CUSTOMERS, """
                        select * from (values ('E', 'A', null), ('F', 'F', null), ('G', null, date '2025-08-01'))
                        as given(customer_id, referred_by, released_on)""")
                    .rows(Entity.ORDER_LINES, """
                        select * from (values ('A-2024-05-01', 'cards'), ('A-2025-05-01', 'cards'),
                            ('C-2024-06-01', 'cards'), ('C-2025-06-01', 'posters'), ('D-2025-02-01', 'posters'))
                        as given(order_id, product_group)""");

            Insights insights = lake.insights(AS_OF, 180);

            // at the start A, B, C; D had been away for a year; E and F are new, F named itself
            assertThat(insights.threeR()).isEqualTo(new ThreeR(3, 1, 2, 1, true, 2, 1, true));
            assertThat(insights.worth().gain().perCustomer()).isEqualByComparingTo("40");
        }
    }

    @Test
    void the_top_fifth_is_rounded_up_and_the_fewest_that_make_80_percent_are_counted() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            lake.orders(
                    "A 2025-01-01 50",
                    "B 2025-01-01 30",
                    "C 2025-01-01 10",
                    "D 2025-01-01 5",
                    "E 2025-01-01 3",
                    "F 2025-01-01 2",
                    "G 2025-01-01 5",
                    "G 2025-01-02 -5",
                    "H 2024-12-31 900");

            Concentration concentration = lake.insights(AS_OF, 180).concentration();

            assertThat(concentration)
                    .isEqualTo(new Concentration(
                            part(6, "100.00"), part(1, "50.00"), part(1, "30.00"), part(2, "80.00"), part(2, "80.00")));
        }
    }

    private static Concentration.Part part(long customers, String revenue) {
        return new Concentration.Part(customers, new BigDecimal(revenue));
    }

    @Test
    void a_company_of_one_order_or_of_none_is_told_the_truth() {
        try (InsightLake lake = new InsightLake(temporary, 1)) {
            Insights none = lake.insights(AS_OF, 180);
            assertThat(none.origins()).isEmpty();
            assertThat(none.reasons())
                    .isNotEmpty()
                    .allMatch(reason -> reason.finding() == MeasuredReason.Finding.TOO_FEW);
            assertThat(none.silent()).isNull();
            assertThat(none.worth().clv()).isNull();
            assertThat(none.worth().profitAtRisk()).isEqualByComparingTo("0");
            assertThat(none.segments()).allMatch(segment -> segment.customers() == 0);
        }
        try (InsightLake lake = new InsightLake(temporary, 1).orders("A 2025-06-01")) {
            Insights one = lake.insights(AS_OF, 180);
            assertThat(one.threeR()).isNull();
            assertThat(one.worth().gain()).isNull();
            assertThat(one.worth().ltvMean()).isNull();
            assertThat(one.concentration().makes80().customers()).isEqualTo(1);
            assertThat(one.values().hasClv()).isFalse();
        }
    }

    @Test
    void a_customer_s_met_reasons_are_those_to_be_told() {
        try (InsightLake lake = company(temporary, 2, "1")) {
            Insights insights = lake.insights(AS_OF, 180);
            List<String> asked = lake.all("select distinct customer_id from insight_met where customer_id < 'C11'");

            List<ReasonMet> met = insights.met(lake.connection(), asked);

            assertThat(met).isNotEmpty().allMatch(one -> one.reason().equals("late-delivery"));
            assertThat(met.stream().map(one -> one.customerId() + " " + one.times() + " " + one.lastDay()))
                    .containsExactlyElementsOf(
                            lake.all("select customer_id, times, last_day from insight_met where reason ="
                                    + " 'late-delivery' and customer_id < 'C11' order by 1"));
            assertThat(insights.met(lake.connection(), List.of("nobody"))).isEmpty();
        }
    }
}
