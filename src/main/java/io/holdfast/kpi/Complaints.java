package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers complained of in a period, what of it recurs, and what was left open at its end.
 *
 * @param now the run's period
 * @param before the period before it; null where the trend does not reach back so far
 * @param categories of either period, the most frequent now first
 * @param repeats of the category in which most complaints repeat another customer's: the latest of them, newest first
 * @param open what was left open; null where the data does not say when a complaint was resolved
 */
public record Complaints(
        Count now,
        @Nullable Count before,
        List<Category> categories,
        List<Repeat> repeats,
        @Nullable OpenComplaints open) {

    /** The relations that they come from, and those that are used within. */
    public static final List<String> RELATIONS =
            List.of("complaint_repeats", "complaint_categories", OpenComplaints.RELATION);

    /** Stands for what nobody recorded. */
    static final String NOT_RECORDED = "not recorded";

    private static final List<String> NEEDS = List.of("feedback.kind");

    // More categories than anybody keeps are free text; the rest of them has one complaint each.
    private static final int MOST_CATEGORIES = 100;
    private static final int MOST_REPEATS = 50;

    /**
     * The complaints of a period.
     *
     * @param customers who made them
     * @param recurring those whose category another customer had complained of in the 90 days before
     */
    public record Count(long complaints, long customers, long recurring) {}

    /**
     * The complaints of one category.
     *
     * @param category {@code not recorded} where nobody said which
     * @param share of all complaints of the period
     * @param cumulativeShare of it and the more frequent ones
     * @param before complaints of the period before; null where the trend does not reach back so far
     */
    public record Category(
            String category,
            Count now,
            BigDecimal share,
            BigDecimal cumulativeShare,
            @Nullable Long before) {}

    /**
     * A complaint that repeats another customer's.
     *
     * @param name the customer's; its id where none is known
     * @param precededAt when another customer last complained of the same
     */
    public record Repeat(
            String category,
            String feedbackId,
            String customerId,
            String name,
            @Nullable String branch,
            @Nullable String orderId,
            LocalDateTime receivedAt,
            LocalDateTime precededAt) {}

    static Complaints of(Connection connection, Period period, Map<Entity, Set<String>> supplied) {
        Count now = count(connection, period);
        boolean reachesBack = Sql.number(
                        connection,
                        "select count(*) from periods where period_start = date '"
                                + period.previous().start() + "'")
                > 0;
        boolean saysWhenResolved =
                Supplied.missing(List.of("feedback.resolved_at"), supplied).isEmpty();
        return new Complaints(
                now,
                reachesBack ? count(connection, period.previous()) : null,
                categories(connection, period, now.complaints(), reachesBack),
                repeats(connection, period),
                saysWhenResolved ? OpenComplaints.of(connection) : null);
    }

    /** The columns that complaints cannot be told without and that nobody supplies; empty where they can be told. */
    public static List<String> missing(Map<Entity, Set<String>> supplied) {
        return Supplied.missing(NEEDS, supplied);
    }

    // Not a sum of the categories': a customer may complain of several.
    private static Count count(Connection connection, Period period) {
        return Sql.query(
                        connection,
                        "select count(*) as complaints, count(distinct customer_id) as customers,"
                                + " count(preceded_at) as recurring from complaint_repeats"
                                + " where cast(received_at as date) " + within(period),
                        Complaints::count)
                .get(0);
    }

    private static Count count(ResultSet row) throws SQLException {
        return new Count(row.getLong("complaints"), row.getLong("customers"), row.getLong("recurring"));
    }

    private static List<Category> categories(Connection connection, Period period, long all, boolean reachesBack) {
        List<Category> categories = new ArrayList<>();
        long[] running = {0};
        Sql.query(
                connection,
                CATEGORIES
                        .replace(":now", "date '" + period.start() + "'")
                        .replace(":before", "date '" + period.previous().start() + "'"),
                row -> {
                    Count now = count(row);
                    running[0] += now.complaints();
                    return categories.add(new Category(
                            row.getString("told"),
                            now,
                            share(now.complaints(), all),
                            share(running[0], all),
                            reachesBack ? row.getLong("before") : null));
                });
        return categories;
    }

    private static final String CATEGORIES =
            """
        select coalesce(category, ':none') as told,
            sum(case when period_start = :now then complaints else 0 end) as complaints,
            sum(case when period_start = :now then customers else 0 end) as customers,
            sum(case when period_start = :now then recurring else 0 end) as recurring,
            sum(case when period_start = :before then complaints else 0 end) as before
        from complaint_categories where period_start in (:now, :before)
        group by coalesce(category, ':none') order by complaints desc, before desc, told limit :most\
        """.replace(":none", NOT_RECORDED).replace(":most", String.valueOf(MOST_CATEGORIES));

    private static List<Repeat> repeats(Connection connection, Period period) {
        return Sql.query(
                connection,
                REPEATS.replace(":within", within(period)).replace(":now", "date '" + period.start() + "'"),
                row -> new Repeat(
                        row.getString("category"),
                        row.getString("feedback_id"),
                        row.getString("customer_id"),
                        row.getString("name"),
                        row.getString("branch"),
                        row.getString("order_id"),
                        row.getObject("received_at", LocalDateTime.class),
                        row.getObject("preceded_at", LocalDateTime.class)));
    }

    private static final String REPEATS = """
        with most_recurrent as (
            select category from complaint_categories
            where period_start = :now and recurring > 0
            order by recurring desc, category limit 1
        )
        select r.*, coalesce(a.name, r.customer_id) as name
        from complaint_repeats r
        join most_recurrent m on m.category = r.category
        left join accounts a on a.customer_id = r.customer_id
        where r.preceded_at is not null and cast(r.received_at as date) :within
        order by r.received_at desc, r.feedback_id limit :most\
        """.replace(":most", String.valueOf(MOST_REPEATS));

    private static String within(Period period) {
        return "between date '" + period.start() + "' and date '" + period.end() + "'";
    }

    private static BigDecimal share(long part, long all) {
        return all == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), 12, RoundingMode.HALF_EVEN);
    }
}
