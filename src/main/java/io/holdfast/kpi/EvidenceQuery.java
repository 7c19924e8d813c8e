package io.holdfast.kpi;

import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One statement that turns the evidence of a figure into sums: for the whole and each breakdown, for every period
 * asked for, and the excluded rows by reason. The engine reads the evidence once.
 */
final class EvidenceQuery {

    private static final String EXCLUDED = "excluded";

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
        String sums = IntStream.range(0, kpi.measures().size())
                .mapToObj(i -> ",\n    " + kpi.measures().get(i).sums("sum_" + i))
                .collect(Collectors.joining());
        return "select period_start, excluded" + by + ",\n    grouping(excluded) as by_excluded" + groups
                + ",\n    count(*) filter (where excluded is null) as counted"
                + ",\n    count(*) filter (where excluded is not null) as left_out" + sums
                + "\nfrom (" + evidence.summands(periods)
                + ")\ngroup by grouping sets " + sets + "\norder by by_excluded" + groups(", by_") + groups(", ")
                + ", period_start, excluded nulls first";
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
