package io.holdfast.mart;

import io.holdfast.kpi.Complaints;
import io.holdfast.kpi.Complaints.Category;
import io.holdfast.kpi.Complaints.Count;
import io.holdfast.kpi.Complaints.Repeat;
import io.holdfast.kpi.OpenComplaints;
import io.holdfast.kpi.OpenComplaints.Age;
import io.holdfast.kpi.OpenComplaints.Open;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a run's complaints: the tables complaint, complaint_category, complaint_repeat, complaint_age, complaint_open. */
final class ComplaintTables {

    private final JdbcTemplate jdbc;
    private final Run run;

    ComplaintTables(JdbcTemplate jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(Complaints complaints) {
        Count now = complaints.now();
        Count before = complaints.before();
        OpenComplaints open = complaints.open();
        jdbc.update(
                "insert into complaint (run_id, complaints, customers, recurring, complaints_before, customers_before,"
                        + " recurring_before, unresolved) values (?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                now.complaints(),
                now.customers(),
                now.recurring(),
                before == null ? null : before.complaints(),
                before == null ? null : before.customers(),
                before == null ? null : before.recurring(),
                open == null ? null : open.complaints());
        insert(
                "complaint_category (run_id, ordinal, category, complaints, customers, recurring, share,"
                        + " cumulative_share, complaints_before)",
                complaints.categories(),
                this::row);
        insert(
                "complaint_repeat (run_id, ordinal, category, feedback_id, customer_id, name, branch, order_id,"
                        + " received_at, preceded_at)",
                complaints.repeats(),
                this::row);
        if (open != null) {
            insert(
                    "complaint_age (run_id, ordinal, from_days, to_days, complaints, unanswered)",
                    open.ages(),
                    this::row);
            insert(
                    "complaint_open (run_id, ordinal, feedback_id, customer_id, name, branch, category, order_id,"
                            + " received_at, days, answered)",
                    open.oldest(),
                    this::row);
        }
    }

    private @Nullable Object[] row(int ordinal, Category category) {
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            category.category(),
            category.now().complaints(),
            category.now().customers(),
            category.now().recurring(),
            category.share(),
            category.cumulativeShare(),
            category.before()
        };
    }

    private @Nullable Object[] row(int ordinal, Repeat repeat) {
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            repeat.category(),
            repeat.feedbackId(),
            repeat.customerId(),
            repeat.name(),
            repeat.branch(),
            repeat.orderId(),
            repeat.receivedAt(),
            repeat.precededAt()
        };
    }

    private @Nullable Object[] row(int ordinal, Age age) {
        return new @Nullable Object[] {
            run.id(), ordinal, age.fromDays(), age.toDays(), age.complaints(), age.unanswered()
        };
    }

    private @Nullable Object[] row(int ordinal, Open open) {
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            open.feedbackId(),
            open.customerId(),
            open.name(),
            open.branch(),
            open.category(),
            open.orderId(),
            open.receivedAt(),
            open.days(),
            open.answered()
        };
    }

    private <T> void insert(String into, List<T> rows, BiFunction<Integer, T, @Nullable Object[]> row) {
        String marks = into.substring(into.indexOf('(')).replaceAll("[a-z_]+", "?");
        jdbc.batchUpdate(
                "insert into " + into + " values " + marks,
                IntStream.range(0, rows.size())
                        .mapToObj(i -> row.apply(i + 1, rows.get(i)))
                        .toList());
    }
}
