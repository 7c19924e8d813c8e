package io.holdfast.churn;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the scores: reasons as measured in the company's own past, who left without a word, what customers are
 * worth, and the groups that people know. Counts and sums are exact; relative risks, survival and values are estimates.
 *
 * @param asOf nothing after this day was seen
 * @param horizonDays what 'stops' means: no order in so many days
 * @param origins the past days from which reasons were measured, the latest first; empty where the history is too short
 * @param reasons all of them, by id, also those of which nothing can be said
 * @param silent null where the history is shorter than two horizons or nobody supplies complaints
 * @param worth of the customers together
 * @param values of each customer, in the order of the scoring
 * @param segments named groups, in the order of their rules, also empty ones
 * @param cells of recency, frequency and money, those that somebody is in
 * @param cohorts by quarter (of the last ten years), then by month (of the last two), each by cohort and age
 * @param knownFromTheStart customers whose first order is not known to be their first: in no cohort and no curve
 * @param survival of all new customers, then by year of the first order
 * @param threeR null where the records do not hold a year and the activity window before it
 * @param concentration of the year's revenue
 */
public record Insights(
        LocalDate asOf,
        int horizonDays,
        List<LocalDate> origins,
        List<MeasuredReason> reasons,
        @Nullable SilentLeavers silent,
        CustomerWorth worth,
        CustomerValues values,
        List<Segment> segments,
        List<Segment.Cell> cells,
        List<CohortCell> cohorts,
        long knownFromTheStart,
        List<SurvivalCurve> survival,
        @Nullable ThreeR threeR,
        Concentration concentration) {

    /** Which customer met which reason before the as-of day: customer_id, reason, times, last_day. */
    public static final String MET = "insight_met";

    /**
     * What each customer has been worth: customer_id, revenue_year, profit_year (null where not known), ltv_cents (null where
     * not known) and others; released customers are not in it.
     */
    public static final String VALUE = "insight_value";

    /** The fifths and the group of each customer: customer_id, recency, frequency, money, segment and others. */
    public static final String SEGMENT = "insight_segment";

    public Insights {
        origins = List.copyOf(origins);
        reasons = List.copyOf(reasons);
        segments = List.copyOf(segments);
        cells = List.copyOf(cells);
        cohorts = List.copyOf(cohorts);
        survival = List.copyOf(survival);
    }

    /**
     * Computes all of it. What is known of each customer stays on the connection as the temporary relations {@link #MET},
     * {@link #VALUE} and {@link #SEGMENT}; in {@code MET}, only {@link #told} reasons are to be shown, which {@link #met} gives.
     *
     * @param connection on which the entities are as known at a ledger position; rows after the day of the scoring may be
     *     there and are not seen. Its relation {@code parameters} is replaced
     * @param scoring of the customers, whose day and horizon count
     * @param supplied the columns that somebody supplies, by entity
     * @throws io.holdfast.workspace.DefinitionException where the query of a reason does not run, naming its file
     */
    public static Insights of(
            Connection connection, Scoring scoring, InsightSettings settings, Map<Entity, Set<String>> supplied) {
        return new InsightMaker(connection, scoring, settings, supplied).make();
    }

    /** The ids of reasons to tell of a customer that met them: those met more often by customers who stopped. */
    public List<String> told() {
        return reasons.stream()
                .filter(reason -> reason.finding() == MeasuredReason.Finding.MORE_OFTEN)
                .map(reason -> reason.reason().id())
                .toList();
    }

    /**
     * What some customers met of the {@link #told} reasons, by customer and reason.
     *
     * @param connection on which these insights were computed
     */
    public List<ReasonMet> met(Connection connection, List<String> customerIds) {
        List<String> told = told();
        Sql.run(connection, "create or replace temp table insight_asked (customer_id varchar)");
        Sql.append(
                connection,
                "insight_asked",
                customerIds.stream().distinct().map(id -> new Object[] {id}).toList());
        return Sql.query(
                        connection,
                        "select m.customer_id, m.reason, m.times, m.last_day from " + MET
                                + " m join insight_asked a on a.customer_id = m.customer_id"
                                + " order by m.customer_id, m.reason",
                        row -> new ReasonMet(
                                row.getString(1), row.getString(2), row.getLong(3), row.getObject(4, LocalDate.class)))
                .stream()
                .filter(met -> told.contains(met.reason()))
                .toList();
    }
}
