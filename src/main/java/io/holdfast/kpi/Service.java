package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The service that an account met in the trailing year, or all accounts together: the average to hold one against. What
 * nobody records is null, which is not the same as none.
 *
 * @param orders of the year, without cancelled ones
 * @param late orders delivered after the promised day, or promised for one that is over and not delivered
 * @param wrong orders with an error
 * @param complaints received
 * @param slowAnswers questions and complaints answered later than the standard, or not at all
 * @param unresolved complaints that were still open at the period's end
 * @param lowScores survey scores at the bottom two points of their scale
 */
public record Service(
        long orders,
        @Nullable Long late,
        @Nullable Long wrong,
        @Nullable Long complaints,
        @Nullable Long slowAnswers,
        @Nullable Long unresolved,
        @Nullable Long lowScores) {

    /** The columns of {@code key_accounts} that count failures, each with those of the data that it cannot do without. */
    private enum Failure {
        LATE("late", "orders.promised_at", "orders.delivered_at"),
        WRONG("wrong", "orders.error_kind"),
        COMPLAINTS("complaints", "feedback.kind"),
        SLOW_ANSWERS("slow_answers", "feedback.kind", "feedback.answered_at"),
        UNRESOLVED("unresolved", "feedback.kind", "feedback.resolved_at"),
        LOW_SCORES("low_scores", "feedback.score");

        private final String column;
        private final List<String> needs;

        Failure(String column, String... needs) {
            this.column = column;
            this.needs = List.of(needs);
        }
    }

    /** Reads a row with the columns of {@code key_accounts}, or their sums under the same names. */
    static Service of(ResultSet row, Map<Entity, Set<String>> supplied) throws SQLException {
        List<@Nullable Long> counts = new ArrayList<>();
        for (Failure failure : Failure.values()) {
            counts.add(Supplied.missing(failure.needs, supplied).isEmpty() ? row.getLong(failure.column) : null);
        }
        return new Service(
                row.getLong("orders"),
                counts.get(0),
                counts.get(1),
                counts.get(2),
                counts.get(3),
                counts.get(4),
                counts.get(5));
    }

    /** The sums of these columns over all accounts, for {@link #of}. */
    static String sums() {
        StringBuilder sums = new StringBuilder("coalesce(sum(orders), 0) as orders");
        Arrays.stream(Failure.values()).forEach(failure -> sums.append(", coalesce(sum(" + failure.column + "), 0) as ")
                .append(failure.column));
        return sums.toString();
    }
}
