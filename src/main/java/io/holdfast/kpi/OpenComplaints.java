package io.holdfast.kpi;

import io.holdfast.lake.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The complaints that were open at the period's end, by age.
 *
 * @param ages from the youngest to the oldest
 * @param oldest the oldest ten, oldest first
 */
public record OpenComplaints(List<Age> ages, List<Open> oldest) {

    static final String RELATION = "open_complaints";

    private static final int LONGEST = 10;

    /** The first day of each age; the last has no end. */
    private static final List<Integer> FROM_DAYS = List.of(0, 2, 4, 8, 15, 31);

    /**
     * Open complaints of an age, in calendar days from the one on which they came in.
     *
     * @param toDays the last day of this age; null for the oldest
     * @param unanswered how many of them had no answer at all
     */
    public record Age(int fromDays, @Nullable Integer toDays, long complaints, long unanswered) {}

    /**
     * An open complaint.
     *
     * @param name the customer's; its id where none is known
     * @param category {@code not recorded} where nobody said which
     * @param days its age
     * @param answered whether it had an answer, though no solution
     */
    public record Open(
            String feedbackId,
            String customerId,
            String name,
            @Nullable String branch,
            String category,
            @Nullable String orderId,
            LocalDateTime receivedAt,
            long days,
            boolean answered) {}

    /** How many there were. */
    public long complaints() {
        return ages.stream().mapToLong(Age::complaints).sum();
    }

    static OpenComplaints of(Connection connection) {
        List<Age> ages = new ArrayList<>();
        for (int i = 0; i < FROM_DAYS.size(); i++) {
            int from = FROM_DAYS.get(i);
            Integer to = i + 1 < FROM_DAYS.size() ? FROM_DAYS.get(i + 1) - 1 : null;
            ages.add(age(connection, from, to));
        }
        return new OpenComplaints(ages, Sql.query(connection, OLDEST, OpenComplaints::open));
    }

    // Compared as days: the engines disagree on what one date less another is.
    private static Age age(Connection connection, int from, @Nullable Integer to) {
        String received = "cast(received_at as date)";
        String bounds = received + " <= day - interval '" + from + "' day"
                + (to == null ? "" : " and " + received + " >= day - interval '" + to + "' day");
        return Sql.query(
                        connection,
                        "select count(*), count(case when answered = 0 then 1 end) from open_complaints where "
                                + bounds,
                        row -> new Age(from, to, row.getLong(1), row.getLong(2)))
                .get(0);
    }

    private static final String OLDEST =
            """
        select *, coalesce(name, customer_id) as called, coalesce(category, ':none') as told
        from open_complaints order by received_at, feedback_id limit :longest\
        """.replace(":none", Complaints.NOT_RECORDED).replace(":longest", String.valueOf(LONGEST));

    private static Open open(ResultSet row) throws SQLException {
        LocalDateTime received = row.getObject("received_at", LocalDateTime.class);
        return new Open(
                row.getString("feedback_id"),
                row.getString("customer_id"),
                row.getString("called"),
                row.getString("branch"),
                row.getString("told"),
                row.getString("order_id"),
                received,
                ChronoUnit.DAYS.between(received.toLocalDate(), row.getObject("day", LocalDate.class)),
                row.getInt("answered") == 1);
    }
}
