package io.holdfast.mart;

import io.holdfast.churn.AtRisk;
import io.holdfast.kpi.Arrival;
import io.holdfast.kpi.DayBrief;
import io.holdfast.kpi.LateOrders;
import io.holdfast.kpi.LateOrders.Late;
import io.holdfast.kpi.WaitingFeedback;
import io.holdfast.kpi.WaitingFeedback.Waiting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a run's daily brief: the tables brief, brief_arrival, brief_late, brief_waiting and brief_risk. */
final class BriefTables {

    private static final int MOST_RISKS = 50;

    private final JdbcTemplate jdbc;
    private final Run run;

    BriefTables(JdbcTemplate jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(DayBrief brief, AtRisk atRisk) {
        LocalDate day = run.period().end();
        LateOrders late = brief.late();
        WaitingFeedback waiting = brief.waiting();
        jdbc.update(
                "insert into brief (run_id, day, weekday, last_order, late, late_value, late_due, late_due_value,"
                        + " late_old, late_old_value, standard_hours, waiting, waiting_old, risks, risks_revenue,"
                        + " scored_on, compared_with) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                day,
                day.getDayOfWeek().getValue(),
                brief.lastOrder(),
                late == null ? null : late.all().orders(),
                late == null ? null : late.all().value(),
                late == null ? null : late.fellDue().orders(),
                late == null ? null : late.fellDue().value(),
                late == null ? null : late.old().orders(),
                late == null ? null : late.old().value(),
                brief.standardHours(),
                waiting == null ? null : waiting.all(),
                waiting == null ? null : waiting.old(),
                atRisk.customers().size(),
                atRisk.customers().stream().map(AtRisk.Crossed::revenue).reduce(BigDecimal.ZERO, BigDecimal::add),
                atRisk.scoredOn(),
                atRisk.comparedWith());
        insert(
                "brief_arrival (run_id, ordinal, measure, arrived, previous, usual, low, high, weeks)",
                brief.arrivals(),
                this::row);
        insert(
                "brief_late (run_id, ordinal, order_id, customer_id, name, branch, promised_at, days, amount, fell_due)",
                late == null ? List.of() : late.worst(),
                this::row);
        insert(
                "brief_waiting (run_id, ordinal, feedback_id, kind, customer_id, name, branch, category, order_id,"
                        + " received_at, hours)",
                waiting == null ? List.of() : waiting.longest(),
                this::row);
        insert(
                "brief_risk (run_id, ordinal, customer_id, name, branch, account_manager, revenue, last_order,"
                        + " silent_days, usual_gap, p_lapse, silent, listed)",
                atRisk.customers().stream().limit(MOST_RISKS).toList(),
                this::row);
    }

    private @Nullable Object[] row(int ordinal, Arrival arrival) {
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            arrival.measure(),
            arrival.value(),
            arrival.previous(),
            arrival.usual(),
            arrival.low(),
            arrival.high(),
            arrival.weeks()
        };
    }

    private @Nullable Object[] row(int ordinal, Late late) {
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            late.orderId(),
            late.customerId(),
            late.name(),
            late.branch(),
            late.promisedAt(),
            late.days(),
            late.amount(),
            late.fellDue()
        };
    }

    private @Nullable Object[] row(int ordinal, Waiting waiting) {
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            waiting.feedbackId(),
            waiting.kind(),
            waiting.customerId(),
            waiting.name(),
            waiting.branch(),
            waiting.category(),
            waiting.orderId(),
            waiting.receivedAt(),
            waiting.hours()
        };
    }

    private @Nullable Object[] row(int ordinal, AtRisk.Crossed customer) {
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            customer.customerId(),
            customer.name(),
            customer.branch(),
            customer.accountManager(),
            customer.revenue(),
            customer.lastOrder(),
            customer.silentDays(),
            customer.usualGap(),
            customer.lapse(),
            customer.silent(),
            customer.listed()
        };
    }

    private <T> void insert(String into, List<T> rows, BiFunction<Integer, T, @Nullable Object[]> row) {
        String marks = into.substring(into.indexOf('(')).replaceAll("[a-z_]+", "?");
        Batch.update(
                jdbc,
                "insert into " + into + " values " + marks,
                IntStream.range(0, rows.size())
                        .mapToObj(i -> row.apply(i + 1, rows.get(i)))
                        .toList());
    }
}
