package io.holdfast.churn;

import io.holdfast.lake.Sql;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * How new customers came back and how long they stayed, without any score.
 *
 * @param cells by quarter, then by month
 * @param survival of all years, then of each
 */
public record Cohorts(List<CohortCell> cells, List<SurvivalCurve> survival) {

    /**
     * Of the orders up to a day, on a connection that has the entities.
     *
     * @param activityMonths who ordered within so many months is a customer
     */
    public static Cohorts of(Connection connection, LocalDate asOf, int activityMonths) {
        Map<String, String> bounds =
                Map.of("as-of", asOf.toString(), "horizon", "0", "activity-months", String.valueOf(activityMonths));
        create(connection, "insight_bounds", bounds);
        create(connection, "insight_customer", Map.of());
        create(connection, "insight_order", Map.of());
        Lifetimes lifetimes = new Lifetimes(connection);
        return new Cohorts(lifetimes.cohorts(), lifetimes.survival());
    }

    private static void create(Connection connection, String relation, Map<String, String> filled) {
        Sql.run(connection, "create or replace temp table " + relation + " as\n" + ShippedSql.of(relation, filled));
    }
}
