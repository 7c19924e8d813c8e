package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The questions and complaints that had waited longer than the standard at a period's end.
 *
 * @param all how many
 * @param old how many of them for over 30 days
 * @param longest of those that are not old, the ones that have waited longest first, fifty at most
 */
public record WaitingFeedback(long all, long old, List<Waiting> longest) {

    /** The relation that they come from. */
    static final String RELATION = "waiting_feedback";

    private static final List<String> NEEDS = List.of("feedback.kind", "feedback.answered_at");

    /**
     * A question or complaint without an answer.
     *
     * @param kind {@code question} or {@code complaint}
     * @param name the customer's; its id where none is known
     * @param category {@code not recorded} where nobody said which
     * @param hours whole ones since it came in, by the clock on the wall
     */
    public record Waiting(
            String feedbackId,
            String kind,
            String customerId,
            String name,
            @Nullable String branch,
            String category,
            @Nullable String orderId,
            LocalDateTime receivedAt,
            long hours) {}

    static WaitingFeedback of(Connection connection) {
        return new WaitingFeedback(
                Sql.number(connection, "select count(*) from " + RELATION),
                Sql.number(connection, "select count(*) from " + RELATION + " where " + OLD),
                Sql.query(connection, LONGEST, WaitingFeedback::waiting));
    }

    /** The columns that they cannot be told without and that nobody supplies; empty where they can be told. */
    static List<String> missing(Map<Entity, Set<String>> supplied) {
        return Supplied.missing(NEEDS, supplied);
    }

    private static final String OLD = "received_at < moment - interval '" + LateOrders.OLD_DAYS + "' day";

    private static final String LONGEST = "select *, coalesce(name, customer_id) as called, coalesce(category, '"
            + Complaints.NOT_RECORDED + "') as told from " + RELATION + " where not " + OLD
            + " order by received_at, feedback_id limit " + LateOrders.LONGEST;

    private static Waiting waiting(ResultSet row) throws SQLException {
        LocalDateTime received = row.getObject("received_at", LocalDateTime.class);
        return new Waiting(
                row.getString("feedback_id"),
                row.getString("kind"),
                row.getString("customer_id"),
                row.getString("called"),
                row.getString("branch"),
                row.getString("told"),
                row.getString("order_id"),
                received,
                ChronoUnit.HOURS.between(received, row.getObject("moment", LocalDateTime.class)));
    }
}
