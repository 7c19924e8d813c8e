package io.holdfast.mart;

import io.holdfast.churn.Cohorts;
import io.holdfast.kpi.Figure;
import io.holdfast.kpi.YearAccounts;
import io.holdfast.kpi.YearFigure;
import io.holdfast.kpi.YearReview;
import io.holdfast.restate.Cause;
import io.holdfast.restate.Part;
import io.holdfast.restate.RestatedFigure;
import io.holdfast.restate.RestatedValue;
import io.holdfast.restate.YearRestatement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a run's review of a year: the tables year_review, year_figure, year_month, year_account_count, year_account, year_restatement. */
final class YearTables {

    private static final int SCALE = 12;

    private final JdbcTemplate jdbc;
    private final Run run;

    YearTables(JdbcTemplate jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(List<YearFigure> figures, YearAccounts accounts, Cohorts cohorts, YearRestatement restatement) {
        jdbc.update(
                "insert into year_review (run_id, runs, figures, restated) values (?, ?, ?, ?)",
                run.id(),
                restatement.runs(),
                restatement.figures(),
                restatement.restated().size());
        Batch.update(
                jdbc,
                "insert into year_figure (run_id, kpi, first_period, first_figure, first_target, last_period,"
                        + " last_figure, last_target, best_period, best_figure, worst_period, worst_figure, months,"
                        + " missed, centre, lower_limit, upper_limit, above, below, longest_above, longest_below,"
                        + " verdict) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                figures.stream().map(this::row).toList());
        Batch.update(
                jdbc,
                "insert into year_month (run_id, kpi, period, period_start, figure, target, status) values (?, ?, ?, ?,"
                        + " ?, ?, ?)",
                figures.stream()
                        .flatMap(figure -> figure.months().stream().map(month -> row(figure, month)))
                        .toList());
        Batch.update(
                jdbc,
                "insert into year_account_count (run_id, change, customers, revenue) values (?, ?, ?, ?)",
                accounts.counts().stream()
                        .map(count ->
                                new @Nullable Object[] {run.id(), count.change(), count.customers(), count.revenue()})
                        .toList());
        Batch.update(
                jdbc,
                "insert into year_account (run_id, change, ordinal, customer_id, name, branch, account_manager, day,"
                        + " revenue) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                accounts.largest().stream().map(this::row).toList());
        new CohortTables(jdbc, run).write(cohorts.cells(), cohorts.survival());
        List<@Nullable Object[]> restated = new ArrayList<>();
        restatement.restated().forEach(one -> restated.add(row(restated.size() + 1, one)));
        Batch.update(
                jdbc,
                "insert into year_restatement (run_id, ordinal, restated_run, period, kpi, known_at, published, figure,"
                        + " difference, program, arrival, correction, deletion, elapsed, definition, touching)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                restated);
    }

    private @Nullable Object[] row(YearFigure figure) {
        YearReview review = figure.review();
        Figure best = review.best();
        Figure worst = figure.worst();
        return new @Nullable Object[] {
            run.id(),
            figure.kpi().id(),
            review.first().period().toString(),
            review.first().value(),
            review.firstTarget(),
            review.last().period().toString(),
            review.last().value(),
            review.lastTarget(),
            best == null ? null : best.period().toString(),
            best == null ? null : best.value(),
            worst == null ? null : worst.period().toString(),
            worst == null ? null : worst.value(),
            figure.months().size(),
            figure.missed(),
            scaled(figure.centre()),
            scaled(figure.lower()),
            scaled(figure.upper()),
            figure.above(),
            figure.below(),
            figure.longestAbove(),
            figure.longestBelow(),
            figure.verdict()
        };
    }

    private @Nullable Object[] row(YearFigure figure, YearFigure.Month month) {
        return new @Nullable Object[] {
            run.id(),
            figure.kpi().id(),
            month.figure().period().toString(),
            month.figure().period().start(),
            month.figure().value(),
            month.target(),
            month.status().toString()
        };
    }

    private @Nullable Object[] row(YearAccounts.Moved account) {
        return new @Nullable Object[] {
            run.id(),
            account.change(),
            account.place(),
            account.customerId(),
            account.name(),
            account.branch(),
            account.accountManager(),
            account.day(),
            account.revenue()
        };
    }

    private @Nullable Object[] row(int ordinal, YearRestatement.Restated restated) {
        RestatedFigure figure = restated.figure();
        RestatedValue total = figure.total();
        return new @Nullable Object[] {
            run.id(),
            ordinal,
            restated.runId(),
            restated.period().toString(),
            figure.kpi().id(),
            LocalDateTime.ofInstant(restated.knownAt(), run.company().zone()),
            scaled(total.published()),
            scaled(total.figure()),
            scaled(total.difference()),
            part(total, Cause.PROGRAM),
            part(total, Cause.ARRIVAL),
            part(total, Cause.CORRECTION),
            part(total, Cause.DELETION),
            part(total, Cause.TIME),
            part(total, Cause.DEFINITION),
            figure.rows().size()
        };
    }

    private static @Nullable BigDecimal part(RestatedValue value, Cause cause) {
        return value.parts().stream()
                .filter(part -> part.cause() == cause)
                .findFirst()
                .map(Part::part)
                .map(YearTables::scaled)
                .orElse(null);
    }

    private static @Nullable BigDecimal scaled(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
