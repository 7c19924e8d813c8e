package io.holdfast.mart;

import io.holdfast.churn.CohortCell;
import io.holdfast.churn.SurvivalCurve;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes how a run's new customers came back and how long they stayed: the tables churn_cohort and churn_survival. */
final class CohortTables {

    private static final int DECIMALS = 6;

    private final JdbcTemplate jdbc;
    private final Run run;

    CohortTables(JdbcTemplate jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(List<CohortCell> cells, List<SurvivalCurve> survival) {
        Batch.update(
                jdbc,
                "insert into churn_cohort (run_id, grain, cohort, parts_after, customers, active) values (?, ?, ?, ?, ?, ?)",
                cells.stream()
                        .map(cell -> new @Nullable Object[] {
                            run.id(),
                            cell.quarterly() ? "quarter" : "month",
                            cell.cohort(),
                            cell.after(),
                            cell.customers(),
                            cell.active()
                        })
                        .toList());
        survival.forEach(this::survival);
    }

    private void survival(SurvivalCurve curve) {
        Batch.update(
                jdbc,
                "insert into churn_survival (run_id, first_year, months_after, at_risk, lost, censored, survival, low,"
                        + " high) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                curve.points().stream()
                        .map(point -> new @Nullable Object[] {
                            run.id(),
                            curve.year() == 0 ? "all" : String.valueOf(curve.year()),
                            point.months(),
                            point.atRisk(),
                            point.lost(),
                            point.censored(),
                            rounded(point.survival()),
                            rounded(point.low()),
                            rounded(point.high())
                        })
                        .toList());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
