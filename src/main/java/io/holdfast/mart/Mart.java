package io.holdfast.mart;

import io.holdfast.churn.AtRisk;
import io.holdfast.churn.Cohorts;
import io.holdfast.kpi.Complaints;
import io.holdfast.kpi.DayBrief;
import io.holdfast.kpi.Figure;
import io.holdfast.kpi.KeyAccounts;
import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Line;
import io.holdfast.kpi.Measure;
import io.holdfast.kpi.OneWords;
import io.holdfast.kpi.Result;
import io.holdfast.kpi.YearAccounts;
import io.holdfast.kpi.YearFigure;
import io.holdfast.kpi.YearReview;
import io.holdfast.lake.Load;
import io.holdfast.period.Period;
import io.holdfast.restate.Restatement;
import io.holdfast.restate.YearRestatement;
import io.holdfast.workspace.Meeting;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the results of runs. Callers bring the transaction: a run is in the mart as a whole or not at all. */
public final class Mart {

    private final JdbcTemplate jdbc;

    public Mart(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Enters a run; what an earlier, unfinished try of the same run left is replaced. */
    public void enter(Run run) {
        jdbc.update("delete from run where run_id = ?", run.id());
        jdbc.update(
                "insert into run (run_id, job, period, period_start, period_end, revision, ledger_position,"
                        + " ledger_sha256, as_known_at, company, zone, currency, program_version, definitions_sha256)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                run.job(),
                run.period().toString(),
                run.period().start(),
                run.period().end(),
                run.revision(),
                run.known().position(),
                run.known().hash(),
                local(run, run.known().recordedAt()),
                run.company().name(),
                run.company().zone().getId(),
                run.company().currency(),
                run.programVersion(),
                run.definitionsSha256());
    }

    /** The ledger position that an entered run sees; empty for a run that is not entered. */
    public Optional<Long> position(String runId) {
        return jdbc.queryForList("select ledger_position from run where run_id = ?", Long.class, runId).stream()
                .findFirst();
    }

    /** Whether a run is entered that was made with other definitions or by another program. */
    public boolean madeOtherwise(Run run) {
        return jdbc.query(
                        "select definitions_sha256, program_version from run where run_id = ?",
                        (row, number) -> row.getString(1).equals(run.definitionsSha256())
                                && row.getString(2).equals(run.programVersion()),
                        run.id())
                .contains(false);
    }

    /** Writes the figures, in the order of the scorecard, and those left out with what they lack. */
    public void figures(Run run, List<Result> results, Map<Kpi, List<String>> leftOut) {
        for (int i = 0; i < results.size(); i++) {
            figure(run, results.get(i), i + 1);
        }
        leftOut.forEach((kpi, missing) -> {
            definition(run, kpi, results.size() + 1);
            leftOut(run, kpi.id(), missing);
        });
    }

    /** Writes a part of the report that the run leaves out, with the columns that nobody supplies. */
    public void leftOut(Run run, String part, List<String> missing) {
        jdbc.update(
                "insert into left_out (run_id, kpi, missing) values (?, ?, ?)",
                run.id(),
                part,
                String.join(", ", missing));
    }

    public void accounts(Run run, KeyAccounts accounts) {
        new AccountTables(jdbc, run).write(accounts);
    }

    public void complaints(Run run, Complaints complaints) {
        new ComplaintTables(jdbc, run).write(complaints);
    }

    public void oneWords(Run run, OneWords words) {
        new WordTables(jdbc, run).write(words);
    }

    /** Writes what the morning after the run's day has to know, and who crossed into risk on it. */
    public void brief(Run run, DayBrief brief, AtRisk atRisk) {
        new BriefTables(jdbc, run).write(brief, atRisk);
    }

    /** Writes what a year brought; after its figures. */
    public void year(
            Run run, List<YearFigure> figures, YearAccounts accounts, Cohorts cohorts, YearRestatement restatement) {
        new YearTables(jdbc, run).write(figures, accounts, cohorts, restatement);
    }

    /** Writes what the last meeting agreed on; what is overdue is so on the day of the run's as-known-at. */
    public void meeting(Run run, Meeting meeting) {
        new MeetingTables(jdbc, run).write(meeting);
    }

    /** Writes where the figures come from: every load that the run sees. */
    public void loads(Run run, List<Load> loads) {
        Batch.update(
                jdbc,
                "insert into run_load (run_id, ledger_position, entity, source, file, recorded_at, records, left_out,"
                        + " rejected, accepted, stored, file_sha256) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                loads.stream()
                        .map(load -> new Object[] {
                            run.id(),
                            load.position(),
                            load.entity().relation(),
                            load.source(),
                            load.file(),
                            local(run, load.recordedAt()),
                            load.records(),
                            load.leftOut(),
                            load.rejected(),
                            load.accepted(),
                            load.stored(),
                            load.fileSha256()
                        })
                        .toList());
    }

    /** Writes what a reader of the run's reports should know. */
    public void notices(Run run, List<Notice> notices) {
        for (int i = 0; i < notices.size(); i++) {
            int ordinal = i + 1;
            jdbc.update(
                    "insert into notice (run_id, ordinal, text) values (?, ?, ?)",
                    run.id(),
                    ordinal,
                    notices.get(i).text());
            Batch.update(
                    jdbc,
                    "insert into notice_text (run_id, ordinal, language, text) values (?, ?, ?, ?)",
                    new TreeMap<>(notices.get(i).others())
                            .entrySet().stream()
                                    .map(other -> new Object[] {run.id(), ordinal, other.getKey(), other.getValue()})
                                    .toList());
        }
    }

    /**
     * Writes what the figures of an entered run are now, and why.
     *
     * @param run as it is entered: with today's position and definitions
     * @param definitionsThen the hash of those that the run had
     * @param programThen the version that the run was made by
     */
    public void restatement(Run run, Restatement restatement, String definitionsThen, String programThen) {
        new RestatementTables(this, jdbc, run).write(restatement, definitionsThen, programThen);
    }

    /**
     * What the latest run of a period published of a figure; where none did, the latest that shows the period in its
     * trend; empty where there is neither.
     */
    public Optional<PublishedValues> published(String kpi, Period period) {
        return jdbc
                .query(
                        "select r.run_id, r.period, r.ledger_position, r.as_known_at, r.definitions_sha256"
                                + " from run r join scorecard s on s.run_id = r.run_id"
                                + " where s.kpi = ? and (r.period = ? or exists (select 1 from kpi_value v"
                                + " where v.run_id = r.run_id and v.kpi = s.kpi and v.period = ?))"
                                + " order by case when r.period = ? then 0 else 1 end, r.ledger_position desc,"
                                + " r.period_start desc, r.revision desc, r.run_id",
                        (row, number) -> new PublishedValues(
                                row.getString(1),
                                Period.parse(row.getString(2)),
                                row.getLong(3),
                                row.getObject(4, LocalDateTime.class),
                                row.getString(5),
                                values(row.getString(1), kpi, period)),
                        kpi,
                        period.toString(),
                        period.toString(),
                        period.toString())
                .stream()
                .findFirst();
    }

    private Map<String, Map<String, Optional<BigDecimal>>> values(String runId, String kpi, Period period) {
        Map<String, Map<String, Optional<BigDecimal>>> values = new TreeMap<>();
        jdbc.query(
                "select dimension, member, figure from kpi_value where run_id = ? and kpi = ? and period = ?",
                row -> {
                    values.computeIfAbsent(row.getString(1), dimension -> new TreeMap<>())
                            .put(row.getString(2), Optional.ofNullable(row.getBigDecimal(3)));
                },
                runId,
                kpi,
                period.toString());
        // Nothing counted is published as no value of the whole.
        values.computeIfAbsent(Figure.TOTAL, dimension -> new TreeMap<>()).putIfAbsent(Figure.TOTAL, Optional.empty());
        return values;
    }

    private void figure(Run run, Result result, int ordinal) {
        Kpi kpi = result.kpi();
        definition(run, kpi, ordinal);
        Batch.update(
                jdbc,
                "insert into kpi_value (run_id, kpi, dimension, member, period, period_start, numerator, denominator,"
                        + " figure, low, high, counted, excluded, target, status) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                        + " ?, ?, ?, ?, ?)",
                result.figures().stream().map(figure -> row(run, kpi, figure)).toList());
        Batch.update(
                jdbc,
                "insert into kpi_excluded (run_id, kpi, reason, excluded) values (?, ?, ?, ?)",
                result.excluded().entrySet().stream()
                        .map(reason -> new Object[] {run.id(), kpi.id(), reason.getKey(), reason.getValue()})
                        .toList());
        Line line = result.line();
        Figure figure = line.figure();
        jdbc.update(
                "insert into scorecard (run_id, kpi, ordinal, numerator, denominator, figure, low, high, counted,"
                        + " excluded, target, previous, last_year, status, variation, assurance, centre, lower_limit,"
                        + " upper_limit) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                kpi.id(),
                ordinal,
                figure.numerator(),
                figure.denominator(),
                figure.value(),
                figure.low(),
                figure.high(),
                figure.counted(),
                figure.excluded(),
                line.target(),
                line.previous(),
                line.lastYear(),
                line.status().toString(),
                line.variation().toString(),
                line.assurance().toString(),
                line.centre(),
                line.lower(),
                line.upper());
        also(run, result);
        Batch.update(
                jdbc,
                "insert into kpi_contribution (run_id, kpi, since, dimension, member, rate, mix, moved) values (?, ?,"
                        + " ?, ?, ?, ?, ?, ?)",
                result.contributions().stream()
                        .map(part -> new Object[] {
                            run.id(),
                            kpi.id(),
                            part.since().toString(),
                            part.dimension(),
                            part.member(),
                            part.rate(),
                            part.mix(),
                            part.total()
                        })
                        .toList());
        result.year().ifPresent(year -> year(run, kpi, year));
    }

    private void also(Run run, Result result) {
        Kpi kpi = result.kpi();
        for (int i = 0; i < kpi.also().size(); i++) {
            Measure measure = kpi.also().get(i);
            jdbc.update(
                    "insert into kpi_also (run_id, kpi, measure, ordinal, unit) values (?, ?, ?, ?, ?)",
                    run.id(),
                    kpi.id(),
                    measure.id(),
                    i + 1,
                    measure.unit());
            Batch.update(
                    jdbc,
                    "insert into kpi_also_text (run_id, kpi, measure, language, name) values (?, ?, ?, ?, ?)",
                    kpi.name().keySet().stream()
                            .sorted()
                            .map(language -> new @Nullable Object[] {
                                run.id(), kpi.id(), measure.id(), language, in(language, measure.name())
                            })
                            .toList());
            Batch.update(
                    jdbc,
                    "insert into kpi_also_value (run_id, kpi, measure, dimension, member, period, period_start,"
                            + " numerator, denominator, figure, low, high) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    result.also().getOrDefault(measure.id(), List.of()).stream()
                            .map(figure -> new @Nullable Object[] {
                                run.id(),
                                kpi.id(),
                                measure.id(),
                                figure.dimension(),
                                figure.member(),
                                figure.period().toString(),
                                figure.period().start(),
                                figure.numerator(),
                                figure.denominator(),
                                figure.value(),
                                figure.low(),
                                figure.high()
                            })
                            .toList());
        }
    }

    private void year(Run run, Kpi kpi, YearReview year) {
        Figure best = year.best();
        jdbc.update(
                "insert into kpi_year (run_id, kpi, first_period, first_figure, first_target, last_period, last_figure,"
                        + " last_target, best_period, best_figure) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                kpi.id(),
                year.first().period().toString(),
                year.first().value(),
                year.firstTarget(),
                year.last().period().toString(),
                year.last().value(),
                year.lastTarget(),
                best == null ? null : best.period().toString(),
                best == null ? null : best.value());
    }

    void definition(Run run, Kpi kpi, int ordinal) {
        jdbc.update(
                "insert into kpi (run_id, kpi, ordinal, unit, aggregate, estimate, better, sql_sha256) values (?, ?, ?,"
                        + " ?, ?, ?, ?, ?)",
                run.id(),
                kpi.id(),
                ordinal,
                kpi.measure().unit(),
                kpi.measure().aggregate().toString(),
                kpi.estimate(),
                kpi.better().toString(),
                kpi.sha256());
        if (kpi.amounts()) {
            jdbc.update("insert into kpi_amounts (run_id, kpi) values (?, ?)", run.id(), kpi.id());
        }
        List<@Nullable Object[]> texts = new ArrayList<>();
        kpi.name().keySet().stream()
                .sorted()
                .forEach(language -> texts.add(new Object[] {
                    run.id(),
                    kpi.id(),
                    language,
                    kpi.name().get(language),
                    in(language, kpi.question()),
                    in(language, kpi.meaning()),
                    in(language, kpi.owner())
                }));
        Batch.update(
                jdbc,
                "insert into kpi_text (run_id, kpi, language, name, question, meaning, owner) values (?, ?, ?, ?, ?, ?, ?)",
                texts);
    }

    private static @Nullable String in(String language, Map<String, String> texts) {
        return texts.getOrDefault(language, texts.get("en"));
    }

    private static @Nullable Object[] row(Run run, Kpi kpi, Figure figure) {
        return new @Nullable Object[] {
            run.id(),
            kpi.id(),
            figure.dimension(),
            figure.member(),
            figure.period().toString(),
            figure.period().start(),
            figure.numerator(),
            figure.denominator(),
            figure.value(),
            figure.low(),
            figure.high(),
            figure.counted(),
            figure.excluded(),
            kpi.target().map(target -> target.in(figure.period())).orElse(null),
            Line.status(kpi, figure).toString()
        };
    }

    // Never as java.sql.Timestamp: that passes through the JVM's own zone, where this hour may not exist.
    private static LocalDateTime local(Run run, Instant instant) {
        return LocalDateTime.ofInstant(instant, run.company().zone());
    }
}
