package io.holdfast.mart;

import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Since;
import io.holdfast.restate.Change;
import io.holdfast.restate.Part;
import io.holdfast.restate.RestatedFigure;
import io.holdfast.restate.RestatedRow;
import io.holdfast.restate.RestatedValue;
import io.holdfast.restate.Restatement;
import io.holdfast.restate.Restatement.RestatedLoad;
import io.holdfast.restate.Share;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of a restatement, for one run. */
final class RestatementTables {

    private static final String ABSENT = "absent";
    private static final String COUNTED = "counted";
    private static final int SCALE = 6;
    private static final BigDecimal MOST = BigDecimal.TEN.pow(30);

    private final Mart mart;
    private final JdbcTemplate jdbc;
    private final Run run;

    RestatementTables(Mart mart, JdbcTemplate jdbc, Run run) {
        this.mart = mart;
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(Restatement restatement, String definitionsThen, String programThen) {
        jdbc.update(
                "insert into restatement (run_id, then_position, then_at, now_position, now_at, definitions_then,"
                        + " definitions_now, program_then, figures, moved, came, changed, gone, untouching)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                restatement.then().position(),
                local(restatement.then().recordedAt()),
                restatement.now().position(),
                local(restatement.now().recordedAt()),
                definitionsThen,
                run.definitionsSha256(),
                programThen,
                restatement.figures().size(),
                restatement.moved().size(),
                restatement.came(),
                restatement.changed(),
                restatement.gone(),
                restatement.untouching());
        for (int i = 0; i < restatement.changes().size(); i++) {
            change(restatement.changes().get(i), i + 1);
        }
        for (int i = 0; i < restatement.figures().size(); i++) {
            figure(restatement.figures().get(i), i + 1);
        }
        restatement.loads().forEach(this::load);
    }

    private void change(Change change, int ordinal) {
        jdbc.update(
                "insert into restatement_change (run_id, ordinal, kpi, kind, name, was, became) values (?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                ordinal,
                change.kpi(),
                change.kind(),
                change.name(),
                change.was(),
                change.is());
    }

    private void figure(RestatedFigure figure, int ordinal) {
        String kpi = figure.kpi().id();
        mart.definition(run, figure.kpi(), ordinal);
        RestatedValue total = figure.total();
        jdbc.update(
                "insert into restatement_figure (run_id, kpi, ordinal, published, figure, difference, numerator_then,"
                        + " denominator_then, numerator, denominator, target_then, target, status_then, status,"
                        + " status_by_old_target, left_out, moved, parts_moved, touching, due, indirect)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                kpi,
                ordinal,
                total.published(),
                total.figure(),
                total.difference(),
                figure.numeratorThen(),
                figure.denominatorThen(),
                figure.numerator(),
                figure.denominator(),
                figure.targetThen(),
                figure.target(),
                figure.statusThen(),
                figure.status(),
                figure.statusByOldTarget(),
                String.join(", ", figure.leftOut()),
                figure.moved(),
                figure.values().stream().skip(1).filter(RestatedValue::moved).count(),
                figure.rows().size(),
                figure.due(),
                figure.indirect());
        List<@Nullable Object[]> parts = new ArrayList<>();
        List<RestatedValue> values = figure.values().stream()
                .sorted(Comparator.comparing((RestatedValue value) -> size(value))
                        .reversed())
                .sorted(Comparator.comparing(value -> value != total))
                .toList();
        for (int place = 0; place < values.size(); place++) {
            RestatedValue value = values.get(place);
            for (Part part : value.parts()) {
                parts.add(new @Nullable Object[] {
                    run.id(),
                    kpi,
                    value.dimension(),
                    value.member(),
                    place,
                    part.cause().toString(),
                    part.cause().ordinal() + 1,
                    part.before(),
                    part.figure(),
                    part.part()
                });
            }
        }
        batch(
                "insert into restatement_part (run_id, kpi, dimension, member, place, cause, ordinal, figure_before,"
                        + " figure, part) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                parts);
        List<RestatedRow> rows = figure.rows();
        batch(
                "insert into restatement_row (run_id, kpi, ordinal, entity, row_key, came, gone, ledger_position,"
                        + " changed_columns, counted, was, was_hit, was_base, was_other_hit, was_other_base, became, hit, base, other_hit,"
                        + " other_base) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                IntStream.range(0, rows.size())
                        .mapToObj(i -> row(figure.kpi(), i + 1, rows.get(i)))
                        .toList());
    }

    // One that got a value, or lost it, moved most.
    private static BigDecimal size(RestatedValue value) {
        BigDecimal difference = value.difference();
        return difference != null ? difference.abs() : value.moved() ? MOST : BigDecimal.ZERO;
    }

    private @Nullable Object[] row(Kpi kpi, int ordinal, RestatedRow row) {
        return new @Nullable Object[] {
            run.id(),
            kpi.id(),
            ordinal,
            row.entity().relation(),
            row.key(),
            row.kind() == Since.Kind.CAME,
            row.kind() == Since.Kind.GONE,
            row.position(),
            row.columns(),
            row.counted(),
            state(row.was()),
            sum(kpi, row.was(), 0),
            sum(kpi, row.was(), 1),
            sum(kpi, row.was(), 2),
            sum(kpi, row.was(), 3),
            state(row.is()),
            sum(kpi, row.is(), 0),
            sum(kpi, row.is(), 1),
            sum(kpi, row.is(), 2),
            sum(kpi, row.is(), 3)
        };
    }

    // Absent, counted, or the reason why not.
    private static String state(Optional<Share> share) {
        return share.map(one -> one.excluded().orElse(COUNTED)).orElse(ABSENT);
    }

    // Of a mean, median or percentile the value, in the figure's own unit.
    private static @Nullable BigDecimal sum(Kpi kpi, Optional<Share> share, int number) {
        BigDecimal sum = share.map(one -> one.sum(number)).orElse(null);
        boolean value =
                switch (kpi.measure().aggregate()) {
                    case MEAN, MEDIAN, P90 -> true;
                    case RATIO, SUM, RATIO_OF_RATIOS -> false;
                };
        return sum == null || !value
                ? sum
                : sum.divide(kpi.measure().divideBy(), MathContext.DECIMAL128).setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private void load(RestatedLoad load) {
        jdbc.update(
                "insert into restatement_load (run_id, ledger_position, entity, source, file, recorded_at, came, changed,"
                        + " gone) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                load.load().position(),
                load.load().entity().relation(),
                load.load().source(),
                load.load().file(),
                local(load.load().recordedAt()),
                load.came(),
                load.changed(),
                load.gone());
    }

    // Never as java.sql.Timestamp: that passes through the JVM's own zone.
    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, run.company().zone());
    }

    private void batch(String sql, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }
}
