package io.holdfast.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.lake.Column;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A printer with three customers in 2024 and 2025, reviewed for December 2025; every figure is counted by hand. */
class ReviewsTest {

    private static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));

    @TempDir
    private Path temporary;

    private Engine engine;
    private Connection connection;

    @BeforeEach
    void fill() {
        engine = Engine.start(temporary, "500MB", 2);
        connection = engine.connect();
        Lake.createEmptyViews(connection);
        given(
                "customers",
                "customer_id, name, branch, account_manager, since, released_on",
                "('A', 'Alpha', 'North', 'Mia', date '2024-01-02', null), ('B', 'Beta', 'North', 'Leo', null, null),"
                        + " ('C', 'Gamma', 'South', 'Mia', null, null),"
                        + " ('D', 'Delta', 'South', 'Mia', null, date '2025-06-30')");
        given(
                "orders",
                "order_id, customer_id, ordered_at, promised_at, delivered_at, status, amount, error_kind",
                "('a1', 'A', timestamp '2024-11-04 09:00:00', timestamp '2024-11-10 00:00:00', timestamp '2024-11-09 00:00:00',"
                        + " 'delivered', 100.00, null),"
                        + " ('a2', 'A', timestamp '2025-11-04 09:00:00', timestamp '2025-11-10 00:00:00', timestamp '2025-11-12 00:00:00',"
                        + " 'delivered', 250.00, 'size'),"
                        + " ('a3', 'A', timestamp '2025-12-01 09:00:00', timestamp '2025-12-10 00:00:00', null, 'open', 50.00, null),"
                        + " ('a4', 'A', timestamp '2025-12-02 09:00:00', timestamp '2025-12-10 00:00:00', null, 'cancelled', 900.00, null),"
                        + " ('b1', 'B', timestamp '2025-12-03 09:00:00', timestamp '2026-01-10 00:00:00', null, 'open', 40.00, null),"
                        + " ('c1', 'C', timestamp '2024-12-31 23:59:00', timestamp '2025-01-05 00:00:00', timestamp '2025-01-05 00:00:00',"
                        + " 'delivered', 500.00, null),"
                        + " ('d1', 'D', timestamp '2025-02-01 09:00:00', null, null, 'delivered', 999.00, null),"
                        + " ('e1', 'A', timestamp '2026-01-01 00:00:00', null, null, 'open', 7777.00, null)");
        given(
                "order_lines",
                "order_id, line_no, product_group, amount",
                "('a1', 1, 'Labels', 100.00), ('a2', 1, 'Labels', 50.00), ('a2', 2, 'Cards', 200.00), ('a3', 1, 'Cards', 50.00),"
                        + " ('b1', 1, 'Cards', 40.00), ('c1', 1, 'Labels', 500.00)");
        given(
                "feedback",
                "feedback_id, customer_id, kind, category, received_at, answered_at, resolved_at",
                "('f1', 'A', 'complaint', 'late delivery', timestamp '2025-12-20 10:00:00', null, null),"
                        + " ('f2', 'B', 'complaint', 'wrong item', timestamp '2025-12-21 10:00:00', timestamp '2025-12-21 11:00:00',"
                        + " timestamp '2025-12-22 10:00:00')");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        engine.close();
    }

    @Test
    void key_accounts_are_the_largest_of_either_year_but_those_that_were_released() {
        // By revenue of 2025: D (released), A 300, B 40. Of 2024: C 500, A 100.
        assertThat(rows(Reviewed.KEY_ACCOUNT, 1, "review", "item, ordinal, place, revenue, revenue_before, orders"))
                .containsExactly("A 1 2 300.00 100.00 2", "C 2 4 0.00 500.00 0");
        assertThat(rows(Reviewed.KEY_ACCOUNT, 2, "review", "item")).containsExactly("A", "B", "C");
    }

    @Test
    void an_account_has_what_it_met_in_the_year_and_what_is_open_at_its_end() {
        assertThat(rows(
                        Reviewed.KEY_ACCOUNT,
                        3,
                        "review",
                        "item, name, branch, account_manager, late, wrong, complaints, open_complaints, oldest_complaint,"
                                + " late_orders, late_amount"))
                .contains("A Alpha North Mia 2 1 1 1 11 1 50.00", "B Beta North Leo 0 0 1 0 - 0 -");
        assertThat(rows(
                        Reviewed.KEY_ACCOUNT,
                        3,
                        "review_open",
                        "item, ordinal, what, reference, name, days, amount, answered"))
                .containsExactly("A 1 complaint f1 Alpha 11 - false", "A 2 late-order a3 Alpha 21 50.00 -");
    }

    @Test
    void a_branch_or_an_account_manager_has_the_sums_of_its_customers_and_nobody_else_s() {
        assertThat(rows(
                        Reviewed.BRANCH,
                        1,
                        "review",
                        "item, name, customer_id, customers, revenue, revenue_before, late_orders"))
                .containsExactly("South South - 2 999.00 500.00 0", "North North - 2 340.00 100.00 1");
        assertThat(rows(Reviewed.ACCOUNT_MANAGER, 1, "review_account", "item, ordinal, customer_id, name, revenue"))
                .containsExactly(
                        "Leo 1 B Beta 40.00", "Mia 1 D Delta 999.00", "Mia 2 A Alpha 300.00", "Mia 3 C Gamma 0.00");
        assertThat(rows(Reviewed.KEY_ACCOUNT, 9, "review_account", "item")).isEmpty();
    }

    @Test
    void every_month_of_the_year_is_there_beside_the_same_month_of_the_year_before() {
        List<String> months = rows(
                Reviewed.KEY_ACCOUNT,
                1,
                "review_month",
                "item, ordinal, period, orders, orders_before, revenue, revenue_before");
        assertThat(months).filteredOn(row -> row.startsWith("A ")).hasSize(12);
        assertThat(months)
                .contains(
                        "A 1 2025-01 0 0 0.00 0.00",
                        "A 11 2025-11 1 1 250.00 100.00",
                        "A 12 2025-12 1 0 50.00 0.00",
                        "C 12 2025-12 0 1 0.00 500.00");
    }

    @Test
    void product_groups_stand_with_the_largest_of_either_year_first() {
        assertThat(rows(
                        Reviewed.KEY_ACCOUNT,
                        3,
                        "review_product",
                        "item, ordinal, product_group, product_groups, revenue, revenue_before, orders"))
                .containsExactly(
                        "A 1 Cards 1 250.00 0.00 2",
                        "A 2 Labels 1 50.00 100.00 1",
                        "B 1 Cards 1 40.00 0.00 1",
                        "C 1 Labels 1 0.00 500.00 0");
    }

    @Test
    void of_ten_product_groups_the_ninth_and_tenth_are_one_row() {
        given(
                "order_lines",
                "order_id, line_no, product_group, amount",
                "('a2', 1, 'G1', 10.00), ('a2', 2, 'G2', 9.00), ('a2', 3, 'G3', 8.00), ('a2', 4, 'G4', 7.00), ('a2', 5, 'G5', 6.00),"
                        + " ('a2', 6, 'G6', 5.00), ('a2', 7, 'G7', 4.00), ('a2', 8, 'G8', 3.00), ('a2', 9, 'G9', 2.00),"
                        + " ('a2', 10, 'G10', 1.00)");

        assertThat(rows(
                        Reviewed.KEY_ACCOUNT,
                        1,
                        "review_product",
                        "ordinal, product_group, product_groups, revenue, orders"))
                .hasSize(9)
                .contains("8 G8 1 3.00 1", "9 - 2 3.00 -");
    }

    @Test
    void all_customers_are_what_an_item_is_held_against() {
        // Orders of 2025: a2, a3, b1, d1; late of them a2 and a3.
        assertThat(
                        rows(
                                Reviewed.BRANCH,
                                1,
                                "review_kind",
                                "kind, items, first_month, last_month, customers, revenue, revenue_before, orders, late, complaints"))
                .containsExactly("branch 2 2024-01 2025-12 4 1339.00 600.00 4 2 2");
    }

    @Test
    void what_nobody_records_is_null_and_not_none() {
        Map<Entity, Set<String>> supplied =
                Map.of(Entity.ORDERS, Set.of("order_id", "customer_id", "ordered_at", "amount"));

        assertThat(rows(
                        reviews(Reviewed.KEY_ACCOUNT, 1, Optional.empty(), supplied),
                        "review",
                        "item, late, wrong, complaints, open_complaints, late_orders"))
                .contains("A - - - - -");
    }

    @Test
    void without_an_order_there_is_nothing_to_review_and_that_is_no_error() {
        given("orders", "order_id, customer_id, ordered_at", "('x', 'x', timestamp '2020-01-01 00:00:00')");

        for (Reviewed kind : Reviewed.values()) {
            assertThat(rows(kind, 5, "review_kind", "items, customers, revenue"))
                    .containsExactly("0 0 0.00");
            for (String table : Reviews.TABLES.subList(1, Reviews.TABLES.size())) {
                assertThat(rows(kind, 5, table, "item")).isEmpty();
            }
        }
    }

    @Test
    void risk_comes_from_the_scores_and_an_account_that_stopped_has_nothing_at_stake() {
        Path scores = temporary.resolve("scores.parquet");
        Sql.write(
                connection,
                "select * from (values ('A', 'active', date '2025-12-01', 0.25::decimal(12, 9), 0.2::decimal(12, 9),"
                        + " 0.3::decimal(12, 9), 80.00::decimal(18, 2), 900.00::decimal(18, 2), 30, date '2025-12-31', 0::bigint,"
                        + " 'late-delivery', 'call'), ('B', 'stopped', date '2025-12-03', 0.99, 0.9, 1, 5.00, null, 30, null, 10,"
                        + " null, 'win-back')) as s(customer_id, status, last_order, p_lapse, p_low, p_high, value_at_risk,"
                        + " lifetime_value, usual_gap, expected_next, days_overdue, reasons, action)",
                scores);
        Reviews branches = reviews(Reviewed.BRANCH, 1, Optional.of(scores), everything());

        assertThat(rows(
                        branches,
                        "review",
                        "item, active, stopped, expected_stops, value_at_risk, lifetime_value, p_lapse"))
                .contains("North 1 1 0.250000000 80.00 900.00 -", "South 0 0 - - - -");
        assertThat(rows(branches, "review_account", "customer_id, status, value_at_risk, action"))
                .containsSubsequence("A active 80.00 call", "B stopped - win-back");
        assertThat(rows(
                        reviews(Reviewed.KEY_ACCOUNT, 3, Optional.of(scores), everything()),
                        "review",
                        "item, status, last_order, p_lapse, reasons"))
                .contains("A active 2025-12-01 0.250000000 late-delivery", "C - - - -");
    }

    private void given(String entity, String columns, String values) {
        Sql.run(
                connection,
                "create or replace temp table given_" + entity + " as select * from " + entity
                        + " where false union all by name select * from (values " + values + ") as given(" + columns
                        + ")");
        Lake.createViews(connection, Entity.named(entity).orElseThrow(), "select * from given_" + entity);
    }

    private Reviews reviews(Reviewed kind, int largest, Optional<Path> scores, Map<Entity, Set<String>> supplied) {
        Figures figures = new Figures(
                connection,
                Catalogue.read(JOBS),
                Company.read(JOBS).parameters(),
                Period.parse("2025-12"),
                1,
                LocalDateTime.parse("2026-01-01T02:00:00"));
        figures.prepare();
        return new Reviews(connection, figures, kind, largest, scores, supplied);
    }

    private List<String> rows(Reviewed kind, int largest, String table, String columns) {
        return rows(reviews(kind, largest, Optional.empty(), everything()), table, columns);
    }

    private static List<String> rows(Reviews reviews, String table, String columns) {
        return reviews.rows(table, rows -> {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (String column : columns.split(", ")) {
                    String value = rows.getString(column);
                    row.add(value == null ? "-" : value);
                }
                all.add(String.join(" ", row));
            }
            return all;
        });
    }

    private static Map<Entity, Set<String>> everything() {
        return Arrays.stream(Entity.values())
                .collect(Collectors.toMap(
                        entity -> entity,
                        entity -> entity.columns().stream().map(Column::name).collect(Collectors.toSet())));
    }
}
