package io.holdfast.churn;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Rows;
import io.holdfast.lake.ScoresFile;
import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Between the lake and the models: orders as columns in, scores as a relation out, with what a person needs beside a score.
 * Works with temporary relations of one connection, on which the entities are there as known at a position. Nothing after
 * the as-of day is seen.
 */
public final class ChurnTables {

    /** Every scored customer, a row each; jobs/MART.md says what its columns mean. */
    public static final String LIST = "churn_list";

    private final Connection connection;
    private final LocalDate asOf;
    private final ChurnDefinition definition;

    /**
     * @param parameters of the company: activity_months, tolerance_days, answer_standard_hours count here
     * @param supplied the columns that somebody supplies, by entity: what nobody does is null, not 0
     */
    public ChurnTables(
            Connection connection,
            LocalDate asOf,
            ChurnDefinition definition,
            Map<String, BigDecimal> parameters,
            Map<Entity, Set<String>> supplied) {
        this.connection = connection;
        this.asOf = asOf;
        this.definition = definition;
        Set<String> orders = supplied.getOrDefault(Entity.ORDERS, Set.of());
        Set<String> feedback = supplied.getOrDefault(Entity.FEEDBACK, Set.of());
        Sql.run(
                connection,
                "create or replace temp table churn_parameters as select date '" + asOf + "' as as_of, "
                        + definition.horizonDays() + " as horizon_days, "
                        + parameter(parameters, "activity_months", 12) + ", "
                        + parameter(parameters, "tolerance_days", 0) + ", "
                        + parameter(parameters, "answer_standard_hours", 24) + ", "
                        + definition.winBackMonths() + " as win_back_months, "
                        + orders.contains("promised_at") + " as knows_late, "
                        + orders.contains("error_kind") + " as knows_wrong, "
                        + feedback.contains("kind") + " as knows_feedback, "
                        + feedback.contains("answered_at") + " as knows_answered, "
                        + feedback.contains("resolved_at") + " as knows_resolved");
    }

    private static String parameter(Map<String, BigDecimal> parameters, String name, int otherwise) {
        return parameters.getOrDefault(name, BigDecimal.valueOf(otherwise)).toPlainString() + " as " + name;
    }

    /** The orders up to the as-of day of all customers who were not released by then. */
    public OrderLog orders() {
        create("churn_customer");
        create("churn_order");
        List<String> ids =
                Sql.query(connection, "select customer_id from churn_customer order by place", row -> row.getString(1));
        // Ids come apart: an id as text for every order would cost more than all the rest.
        return Sql.read(connection, "select place, day, cents from churn_order order by place, day", rows -> {
            OrderLog.Builder log = OrderLog.builder();
            while (rows.next()) {
                log.add(ids.get(rows.getInt(1)), rows.getInt(2), rows.getLong(3));
            }
            return log.build();
        });
    }

    /** Makes {@link #LIST} of the scores and what stands beside them, whose relations are on this connection. */
    public void list(Scoring scoring, Insights insights) {
        CustomerValues values = insights.values();
        Sql.run(
                connection,
                "create or replace temp table churn_scored (customer_id varchar, p_lapse double, p_low double, p_high"
                        + " double, log_odds double, expected_orders double, expected_low double, expected_high double,"
                        + " expected_value double, value_at_risk double, lifetime_value double)");
        ScoredCustomers customers = scoring.customers();
        try (Rows scored = Rows.into(connection, "churn_scored")) {
            for (int i = 0; i < customers.size(); i++) {
                int customer = i;
                scored.row(row -> {
                    row.text(customers.id(customer))
                            .number(customers.lapse(customer))
                            .number(customers.lapseLow(customer))
                            .number(customers.lapseHigh(customer))
                            .number(customers.lapseLogOdds(customer));
                    if (customers.hasCounts()) {
                        row.number(customers.expectedOrders(customer))
                                .number(customers.expectedOrdersLow(customer))
                                .number(customers.expectedOrdersHigh(customer));
                    } else {
                        row.nothing().nothing().nothing();
                    }
                    row.number(customers.expectedValue(customer)).number(values.profitAtRisk(customer));
                    if (values.hasClv()) {
                        row.number(values.clv(customer));
                    } else {
                        row.nothing();
                    }
                });
            }
        }
        create("churn_pace");
        create("churn_met");
        Sql.run(connection, "create or replace temp table churn_told (reason varchar)");
        try (Rows told = Rows.into(connection, "churn_told")) {
            insights.told().forEach(reason -> told.row(row -> row.text(reason)));
        }
        create("churn_judged");
        create("churn_rank");
        Sql.run(
                connection,
                "create or replace temp table " + LIST + " as select j.* exclude (lately),"
                        + " status = 'stopped' and lately as stopped_lately, value_at_risk_percentile,"
                        + " case when status = 'active' and place <= " + definition.top()
                        + " then place end as list_place,\n"
                        + definition.actions().sql()
                        + " as action\nfrom churn_judged j join churn_rank r on r.customer_id = j.customer_id");
    }

    /**
     * Writes {@link #LIST} without names, which can be looked up, ordered by customer: the same scores give the same bytes.
     * Returns how many.
     */
    public long write(Path parquet) {
        return Sql.write(connection, "select * exclude (name) from " + LIST + " order by customer_id", parquet);
    }

    /**
     * What became of an earlier list, by the orders known on this connection.
     *
     * @throws IllegalArgumentException where its horizon has not passed by the as-of day
     * @throws io.holdfast.lake.LakeException where its file is missing or was changed
     */
    public ListResult result(Lake lake, ScoresFile earlier) {
        if (earlier.due().isAfter(asOf)) {
            throw new IllegalArgumentException("the list of " + earlier.asOf() + " is due on " + earlier.due() + "; on "
                    + asOf + " nobody knows who stopped");
        }
        String sql = ShippedSql.of(
                "churn_result",
                Map.of(
                        "file", Sql.literal(lake.file(earlier)),
                        "as-of", earlier.asOf().toString(),
                        "due", earlier.due().toString()));
        return Sql.query(
                        connection,
                        sql,
                        row -> new ListResult(
                                row.getLong("customers"),
                                row.getLong("released"),
                                row.getLong("stopped"),
                                row.getBigDecimal("expected"),
                                row.getLong("listed"),
                                row.getLong("hits"),
                                row.getBigDecimal("listed_expected")))
                .get(0);
    }

    /** The list: active customers with most value at risk. */
    public <T> T top(Sql.RowMapper<T> reader) {
        return Sql.read(connection, ShippedSql.of("churn_top", Map.of()), reader);
    }

    /** Who stopped lately and was worth most, with what they met before: as many as the list has. */
    public <T> T winBack(Sql.RowMapper<T> reader) {
        return Sql.read(connection, ShippedSql.of("churn_win_back", Map.of()) + "limit " + definition.top(), reader);
    }

    /** Whom management released within as many months as the win-back list looks back: as many as the list has. */
    public <T> T released(Sql.RowMapper<T> reader) {
        return Sql.read(connection, ShippedSql.of("churn_released", Map.of()) + "limit " + definition.top(), reader);
    }

    /** Who is on the list or to be won back. */
    public List<String> shown() {
        Sql.RowMapper<List<String>> ids = rows -> {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString("customer_id"));
            }
            return all;
        };
        return Stream.concat(top(ids).stream(), winBack(ids).stream())
                .distinct()
                .toList();
    }

    /** How many customers each action is for. */
    public Map<String, Long> actions() {
        Map<String, Long> customers = new TreeMap<>();
        Sql.query(
                connection,
                "select action, count(*) from " + LIST + " group by action",
                row -> customers.put(row.getString(1), row.getLong(2)));
        return customers;
    }

    /** How many customers of which kind. */
    public Population population() {
        return Sql.query(
                        connection,
                        ShippedSql.of("churn_population", Map.of()),
                        row -> new Population(
                                row.getLong("active"),
                                row.getLong("stopped"),
                                row.getLong("released"),
                                row.getObject("silent", Long.class),
                                row.getLong("repeaters"),
                                row.getLong("order_days"),
                                row.getLong("listed"),
                                row.getBigDecimal("expected"),
                                row.getBigDecimal("value_at_risk")))
                .get(0);
    }

    private void create(String relation) {
        Sql.run(connection, "create or replace temp table " + relation + " as\n" + ShippedSql.of(relation, Map.of()));
    }
}
