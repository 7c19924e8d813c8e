package io.holdfast.kpi;

import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One statement that turns the evidence of a figure into sums: for the whole and each breakdown, for every period
 * asked for, and the excluded rows by reason. The engine reads the evidence once.
 *
 * <p>It groups the many rows once too, into cells of the same period, reason and members, of which there are few; the
 * whole and its parts are sums of cells. A median is no sum of anything, so a figure that has one groups the rows
 * themselves, by each breakdown.
 */
final class EvidenceQuery {

    private static final String EXCLUDED = "excluded";

    // Of n values, the first is the lower of the two in the middle (the n/2 th, rounded up), and the second, for any n
    // under five thousand million, the upper one (the n/2 th, rounded down, and one more).
    private static final String RANKS = "[0.5, 0.5000000001, 0.9]";

    private final Kpi kpi;
    private final Evidence evidence;
    private final Period period;

    /** @param period whose excluded rows are told apart by reason */
    EvidenceQuery(Kpi kpi, Evidence evidence, Period period) {
        this.kpi = kpi;
        this.evidence = evidence;
        this.period = period;
    }

    /**
     * The sums, as figures, and the excluded rows of the run's period by reason.
     *
     * @param figures ordered by dimension, member, period
     * @param also what is shown beside them, by its name, in the same order
     * @param excluded by reason
     */
    record Sums(List<Figure> figures, Map<String, List<Figure>> also, Map<String, Long> excluded) {}

    Sums run(Connection connection, List<Period> periods) {
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        kpi.measures().forEach(measure -> figures.put(measure.id(), new ArrayList<>()));
        Map<String, Long> excluded = new TreeMap<>();
        Sql.query(connection, statement(periods), row -> {
            if (row.getLong("unknown") > 0) {
                throw unknown(connection, periods);
            }
            if (row.getObject("period_start") == null) {
                if (row.getInt("by_excluded") == 0
                        || kpi.breakdown().stream().anyMatch(column -> grouped(row, column))) {
                    return row;
                }
                throw new DefinitionException(
                        kpi.sqlFile(),
                        0,
                        "yields " + (row.getLong("counted") + row.getLong("left_out"))
                                + " rows whose day is null, which would count in no period; give each the day that puts it"
                                + " into one, or leave the rows out with 'where'");
            }
            if (row.getInt("by_excluded") == 0) {
                String reason = row.getString(EXCLUDED);
                if (reason != null && period(row).equals(period)) {
                    excluded.put(reason, row.getLong("left_out"));
                }
            } else {
                for (int i = 0; i < kpi.measures().size(); i++) {
                    Measure measure = kpi.measures().get(i);
                    figures.getOrDefault(measure.id(), List.of()).add(figure(row, measure, i));
                }
            }
            return row;
        });
        List<Figure> values = figures.getOrDefault(Measure.VALUE, List.of());
        figures.remove(Measure.VALUE);
        return new Sums(values, figures, excluded);
    }

    /** The statement, for {@code explain} and for those who check it by hand. */
    String statement(List<Period> periods) {
        String by = kpi.breakdown().stream().map(column -> ", " + column).collect(Collectors.joining());
        String sets = kpi.breakdown().stream()
                .map(column -> ", (period_start, " + column + ")")
                .collect(Collectors.joining("", "((period_start), (period_start, excluded)", ")"));
        String groups = kpi.breakdown().stream()
                .map(column -> ", grouping(" + column + ") as by_" + column)
                .collect(Collectors.joining());
        boolean ranked = kpi.measures().stream().anyMatch(EvidenceQuery::ranked);
        String sums = IntStream.range(0, kpi.measures().size())
                .mapToObj(i -> ",\n    " + sums(kpi.measures().get(i), "sum_" + i, ranked))
                .collect(Collectors.joining());
        String rows = ranked ? "count(*)" : "sum(cell_rows)";
        return "select period_start, excluded" + by + ",\n    grouping(excluded) as by_excluded" + groups
                + ",\n    " + rows + " filter (where excluded is null) as counted"
                + ",\n    " + rows + " filter (where excluded is not null) as left_out"
                + ",\n    coalesce("
                + (ranked
                        ? "count(*) filter (where excluded is null and (" + unknown() + "))"
                        : "sum(unknown_rows) filter (where excluded is null)")
                + ", 0) as unknown" + sums
                + "\nfrom (" + (ranked ? evidence.summands(periods) : cells(periods, by))
                + ")\ngroup by grouping sets " + sets + "\norder by by_excluded" + groups(", by_") + groups(", ")
                + ", period_start, excluded nulls first";
    }

    // What a cell adds up to bears the name of the column that it is the sum of.
    private String cells(List<Period> periods, String by) {
        String sums = Stream.concat(
                        kpi.measures().stream()
                                .flatMap(measure -> measure.columns().stream())
                                .distinct()
                                .map(column -> ", sum(" + column + ") as " + column),
                        kpi.measures().stream()
                                .filter(measure -> measure.aggregate() == Measure.Aggregate.MEAN)
                                .map(measure -> measure.columns().get(0))
                                .distinct()
                                .map(column -> ", count(" + column + ") as known_" + column))
                .collect(Collectors.joining());
        return "select period_start, excluded" + by + ", count(*) as cell_rows"
                + ", count(*) filter (where " + unknown() + ") as unknown_rows" + sums + "\nfrom ("
                + evidence.summands(periods) + ")\ngroup by period_start, excluded" + by;
    }

    // The engine adds nulls up to nothing said: a mean may leave them out, a sum or a ratio would take them for 0.
    private String unknown() {
        return kpi.measure().aggregate().needsEveryValue()
                ? kpi.measure().columns().stream()
                        .distinct()
                        .map(column -> column + " is null")
                        .collect(Collectors.joining(" or "))
                : "false";
    }

    private DefinitionException unknown(Connection connection, List<Period> periods) {
        List<String> columns = kpi.measure().columns();
        String found = Sql.query(connection, evidence.first(periods, unknown(), 1), row -> {
                    List<String> nulls = new ArrayList<>();
                    for (String column : columns) {
                        if (row.getObject(column) == null) {
                            nulls.add(column);
                        }
                    }
                    return "the row '" + row.getString("id") + "' of " + row.getObject("day", LocalDate.class)
                            + " with no " + String.join(" and no ", nulls);
                })
                .get(0);
        return new DefinitionException(
                kpi.sqlFile(),
                0,
                "yields " + found + ", which would count as 0 without a word; give it the number, as with"
                        + " coalesce(…, 0) where 0 is true, or a reason in 'excluded', or leave the row out with 'where'");
    }

    private static String sums(Measure measure, String prefix, boolean ranked) {
        String column = measure.columns().get(0);
        String ranks = "(quantile_disc(" + column + ", " + RANKS + ") filter (where excluded is null))";
        return switch (measure.aggregate()) {
            case MEDIAN -> ranks + "[1] as " + prefix + "_0, " + ranks + "[2] as " + prefix + "_1";
            case P90 -> ranks + "[3] as " + prefix + "_0";
            case MEAN ->
                ranked
                        ? measure.sums(prefix)
                        : "sum(" + column + ") filter (where excluded is null) as " + prefix + "_0, coalesce(sum(known_"
                                + column + ") filter (where excluded is null), 0) as " + prefix + "_1";
            case RATIO, SUM, RATIO_OF_RATIOS -> measure.sums(prefix);
        };
    }

    private static boolean ranked(Measure measure) {
        return Set.of(Measure.Aggregate.MEDIAN, Measure.Aggregate.P90).contains(measure.aggregate());
    }

    private String groups(String prefix) {
        return kpi.breakdown().stream()
                .map(column -> prefix + column + (prefix.endsWith("_") ? "" : " nulls last"))
                .collect(Collectors.joining());
    }

    private Figure figure(ResultSet row, Measure measure, int number) throws SQLException {
        List<@Nullable BigDecimal> sums = new ArrayList<>();
        for (int i = 0; i < measure.size(); i++) {
            sums.add(row.getBigDecimal("sum_" + number + "_" + i));
        }
        Optional<String> dimension =
                kpi.breakdown().stream().filter(column -> grouped(row, column)).findFirst();
        String member = dimension.isEmpty() ? Figure.TOTAL : row.getString(dimension.get());
        Measure.Value value = measure.of(sums);
        return new Figure(
                dimension.orElse(Figure.TOTAL),
                member,
                period(row),
                value.numerator(),
                value.denominator(),
                value.value(),
                value.low(),
                value.high(),
                row.getLong("counted"),
                row.getLong("left_out"));
    }

    private static boolean grouped(ResultSet row, String column) {
        try {
            return row.getInt("by_" + column) == 0;
        } catch (SQLException e) {
            throw new IllegalStateException("the statement lacks by_" + column, e);
        }
    }

    private Period period(ResultSet row) throws SQLException {
        return new Period(period.grain(), row.getObject("period_start", LocalDate.class));
    }
}
