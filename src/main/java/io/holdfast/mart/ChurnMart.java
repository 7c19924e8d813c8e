package io.holdfast.mart;

import io.holdfast.churn.Actions;
import io.holdfast.churn.BackTest;
import io.holdfast.churn.CalibrationBin;
import io.holdfast.churn.ChurnDefinition;
import io.holdfast.churn.Estimate;
import io.holdfast.churn.Fit;
import io.holdfast.churn.ListResult;
import io.holdfast.churn.Measures;
import io.holdfast.churn.ModelName;
import io.holdfast.churn.Population;
import io.holdfast.churn.Refusal;
import io.holdfast.churn.Scoring;
import io.holdfast.churn.Warning;
import io.holdfast.lake.ScoresFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes who is about to stop ordering. Callers bring the transaction, and have entered the run. */
public final class ChurnMart {

    private static final int DIGITS = 12;

    /** Tables of {@link ChurnInsights} that hang on the run itself. */
    private static final List<String> BESIDE = List.of(
            "churn_reason",
            "churn_silent",
            "churn_worth",
            "churn_gain",
            "churn_segment",
            "churn_rfm",
            "churn_cohort",
            "churn_survival",
            "churn_three_r",
            "churn_concentration");

    private final JdbcTemplate jdbc;

    public ChurnMart(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the run's facts and what is known of the models; what an earlier try of the same run left is replaced. */
    public void scoring(
            String runId, ChurnDefinition definition, Scoring scoring, Population population, String scoresSha256) {
        jdbc.update("delete from churn_run where run_id = ?", runId);
        BESIDE.forEach(table -> jdbc.update("delete from " + table + " where run_id = ?", runId));
        BackTest tested = scoring.backTest();
        insert("churn_run", Collections.singletonList(new @Nullable Object[] {
            runId,
            scoring.asOf(),
            scoring.horizonDays(),
            word(scoring.champion()),
            scoring.counts() == null ? null : word(scoring.counts()),
            tested == null ? null : tested.cut(),
            tested == null ? null : tested.customers(),
            tested == null ? null : tested.lapses(),
            population.active(),
            population.stopped(),
            population.released(),
            population.silent(),
            population.repeaters(),
            population.orderDays(),
            population.listed(),
            population.expected(),
            population.valueAtRisk(),
            definition.discountRate(),
            scoresSha256
        }));
        models(runId, scoring);
        parameters(runId, scoring.fits());
        if (tested != null) {
            calibration(runId, tested.calibration());
        }
        warnings(runId, scoring.warnings());
    }

    /** Writes the actions and how many customers each is for. */
    public void actions(String runId, Actions actions, Map<String, Long> customers) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<@Nullable Object[]> texts = new ArrayList<>();
        for (Actions.Action action : actions.all()) {
            rows.add(new Object[] {runId, action.id(), rows.size() + 1, customers.getOrDefault(action.id(), 0L)});
            action.name().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(name -> texts.add(new Object[] {runId, action.id(), name.getKey(), name.getValue()}));
        }
        insert("churn_action", rows);
        insert("churn_action_text", texts);
    }

    /** Copies rows, whose columns are named as those of the table. */
    public int copy(String runId, String table, ResultSet rows) throws SQLException {
        return Batch.copy(jdbc, runId, table, rows);
    }

    /** Writes what became of an earlier list. */
    public void result(Run run, ScoresFile list, ListResult result) {
        insert("churn_list_result", Collections.singletonList(new @Nullable Object[] {
            run.id(),
            list.runId(),
            list.period(),
            list.asOf(),
            list.horizonDays(),
            LocalDateTime.ofInstant(list.recordedAt(), run.company().zone()),
            list.sha256(),
            result.customers(),
            result.released(),
            result.stopped(),
            result.expected(),
            result.listed(),
            result.hits(),
            result.falseAlarms(),
            result.missed(),
            result.listedExpected(),
            result.listedRate(),
            result.otherRate(),
            result.lift()
        }));
    }

    private void models(String runId, Scoring scoring) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (ModelName model : ModelName.values()) {
            BackTest tested = scoring.backTest();
            BackTest.Contender contender = tested == null
                    ? null
                    : tested.contenders().stream()
                            .filter(found -> found.model() == model)
                            .findFirst()
                            .orElse(null);
            Fit fit = scoring.fits().stream()
                    .filter(found -> found.model() == model)
                    .findFirst()
                    .orElse(null);
            Refusal refusal = model == ModelName.GAMMA_GAMMA
                    ? scoring.spend().refusal()
                    : scoring.refusals().stream()
                            .filter(found -> found.model() == model)
                            .findFirst()
                            .orElse(null);
            if (contender == null && fit == null && refusal == null && model != scoring.champion()) {
                continue;
            }
            List<@Nullable Object> row = new ArrayList<>(List.of(runId, word(model), model.ordinal() + 1));
            Measures measures = contender == null ? null : contender.measures();
            add(row, measures == null ? null : measures.auc());
            add(row, measures == null ? null : measures.aucOverRecency());
            add(row, measures == null ? null : measures.brier());
            add(row, measures == null ? null : measures.logLoss());
            add(row, measures == null ? null : measures.ece());
            add(row, measures == null ? null : measures.lift());
            add(row, contender == null ? null : contender.refusal());
            add(row, refusal);
            row.add(fit == null ? null : finite(fit.logLikelihood()));
            row.add(fit == null ? null : fit.prior());
            rows.add(row.toArray());
        }
        insert("churn_model", rows);
    }

    private void parameters(String runId, List<Fit> fits) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Fit fit : fits) {
            for (int i = 0; i < fit.parameters().size(); i++) {
                Fit.Parameter parameter = fit.parameters().get(i);
                rows.add(new Object[] {
                    runId,
                    word(fit.model()),
                    parameter.name(),
                    i + 1,
                    finite(parameter.value()),
                    finite(parameter.standardError()),
                    parameter.days()
                });
            }
        }
        insert("churn_parameter", rows);
    }

    private void calibration(String runId, List<CalibrationBin> bins) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (CalibrationBin bin : bins) {
            rows.add(new Object[] {
                runId,
                rows.size() + 1,
                bin.customers(),
                exact(bin.predicted()),
                bin.lapsed(),
                exact(bin.low()),
                exact(bin.high())
            });
        }
        insert("churn_calibration", rows);
    }

    private void warnings(String runId, List<Warning> warnings) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Warning warning : warnings) {
            @Nullable Object[] row = new @Nullable Object[6];
            row[0] = runId;
            row[1] = rows.size() + 1;
            row[2] = warning.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
            for (int i = 0; i < warning.numbers().size(); i++) {
                row[3 + i] = finite(warning.numbers().get(i));
            }
            rows.add(row);
        }
        insert("churn_warning", rows);
    }

    private static void add(List<@Nullable Object> row, @Nullable Estimate estimate) {
        row.add(estimate == null ? null : exact(estimate.value()));
        row.add(estimate == null ? null : exact(estimate.low()));
        row.add(estimate == null ? null : exact(estimate.high()));
    }

    private static void add(List<@Nullable Object> row, @Nullable Refusal refusal) {
        row.add(
                refusal == null
                        ? null
                        : refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        row.add(refusal == null ? null : refusal.words());
    }

    /** How a model is called in tables: {@code bg-nbd}. */
    static String word(ModelName model) {
        return model.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static BigDecimal exact(double value) {
        return BigDecimal.valueOf(finite(value)).setScale(DIGITS, RoundingMode.HALF_EVEN);
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is no result: the mart holds finite numbers alone");
        }
        return value;
    }

    private void insert(String table, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into " + table + " values ("
                            + String.join(", ", Collections.nCopies(rows.get(0).length, "?")) + ")",
                    rows);
        }
    }
}
