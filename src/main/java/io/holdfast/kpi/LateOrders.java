package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orders that were promised, and not delivered, at a period's end.
 *
 * @param all every one
 * @param fellDue those whose promise was broken on the period's last day
 * @param old those that have been late for over 30 days: rather to be settled or closed than to be hurried
 * @param worst of those that are not old the most valuable, fifty at most
 */
public record LateOrders(Count all, Count fellDue, Count old, List<Late> worst) {

    /** The relation that they come from. */
    static final String RELATION = "late_orders";

    /** What is late, or waits, for more days than this is no work of the day any more. */
    static final int OLD_DAYS = 30;

    /** More than anybody hurries in a day; the mart keeps no longer list. */
    static final int LONGEST = 50;

    private static final List<String> NEEDS = List.of("orders.promised_at", "orders.delivered_at");

    /**
     * So many orders, together worth so much.
     *
     * @param value of those with an amount
     */
    public record Count(long orders, BigDecimal value) {}

    /**
     * An order that is late.
     *
     * @param name the customer's; its id where none is known
     * @param days since the promised one; 0 where that was the period's last
     * @param fellDue whether its promise was broken on the period's last day
     */
    public record Late(
            String orderId,
            String customerId,
            String name,
            @Nullable String branch,
            LocalDateTime promisedAt,
            long days,
            @Nullable BigDecimal amount,
            boolean fellDue) {}

    static LateOrders of(Connection connection) {
        return new LateOrders(
                count(connection, "true"),
                count(connection, "fell_due = 1"),
                count(connection, OLD),
                Sql.query(connection, WORST, LateOrders::late));
    }

    /** The columns that they cannot be told without and that nobody supplies; empty where they can be told. */
    static List<String> missing(Map<Entity, Set<String>> supplied) {
        return Supplied.missing(NEEDS, supplied);
    }

    private static final String OLD = "cast(promised_at as date) < day - interval '" + OLD_DAYS + "' day";

    private static final String WORST = "select *, coalesce(name, customer_id) as called from " + RELATION
            + " where not " + OLD + " order by amount desc nulls last, promised_at, order_id limit " + LONGEST;

    private static Count count(Connection connection, String condition) {
        return Sql.query(
                        connection,
                        "select count(*), cast(coalesce(sum(amount), 0) as decimal(38, 2)) from " + RELATION + " where "
                                + condition,
                        row -> new Count(row.getLong(1), row.getBigDecimal(2)))
                .get(0);
    }

    private static Late late(ResultSet row) throws SQLException {
        LocalDateTime promised = row.getObject("promised_at", LocalDateTime.class);
        return new Late(
                row.getString("order_id"),
                row.getString("customer_id"),
                row.getString("called"),
                row.getString("branch"),
                promised,
                ChronoUnit.DAYS.between(promised.toLocalDate(), row.getObject("day", LocalDate.class)),
                row.getBigDecimal("amount"),
                row.getInt("fell_due") == 1);
    }
}
