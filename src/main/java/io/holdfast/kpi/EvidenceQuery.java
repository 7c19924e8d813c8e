package io.holdfast.kpi;

import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One statement that turns the evidence of a figure into sums: for the whole and each breakdown, for every period of
 * the trend, and the excluded rows by reason. The engine reads the evidence once.
 */
final class EvidenceQuery {

    /** How a member without a name is called. */
    static final String NOT_RECORDED = "not recorded";

    private static final String EXCLUDED = "excluded";
    private static final int SCALE = 12;
    private static final MathContext EXACT = MathContext.DECIMAL128;

    private final Kpi kpi;
    private final Period period;

    EvidenceQuery(Kpi kpi, Period period) {
        this.kpi = kpi;
        this.period = period;
    }

    /**
     * The sums, as figures, and the excluded rows of the run's period by reason.
     *
     * @param figures ordered by dimension, member, period
     * @param excluded by reason
     */
    record Sums(List<Figure> figures, Map<String, Long> excluded) {}

    Sums run(Connection connection, List<Period> trend) {
        List<Figure> figures = new ArrayList<>();
        Map<String, Long> excluded = new TreeMap<>();
        Sql.query(connection, statement(trend), row -> {
            if (row.getInt("by_excluded") == 0) {
                String reason = row.getString(EXCLUDED);
                if (reason != null && period(row).equals(period)) {
                    excluded.put(reason, row.getLong("left_out"));
                }
            } else {
                figures.add(figure(row));
            }
            return row;
        });
        return new Sums(figures, excluded);
    }

    /** The statement, for {@code explain} and for those who check it by hand. */
    String statement(List<Period> trend) {
        String by = kpi.breakdown().stream().map(column -> ", " + column).collect(Collectors.joining());
        String members = kpi.breakdown().stream()
                .map(column -> ", coalesce(cast(" + column + " as varchar), '" + NOT_RECORDED + "') as " + column)
                .collect(Collectors.joining());
        String counts = kpi.aggregate() == Kpi.Aggregate.RATIO ? ", hit, base" : ", value";
        String sets = kpi.breakdown().stream()
                .map(column -> ", (period_start, " + column + ")")
                .collect(Collectors.joining("", "((period_start), (period_start, excluded)", ")"));
        String groups = kpi.breakdown().stream()
                .map(column -> ", grouping(" + column + ") as by_" + column)
                .collect(Collectors.joining());
        return "select period_start, excluded" + by + ",\n    grouping(excluded) as by_excluded" + groups
                + ",\n    count(*) filter (where excluded is null) as counted"
                + ",\n    count(*) filter (where excluded is not null) as left_out,\n    " + sums()
                + "\nfrom (select cast(date_trunc('" + period.grain()
                + "', day) as date) as period_start, excluded" + counts + members + "\nfrom (\n"
                + kpi.sql() + "\n) as evidence\nwhere day >= date '"
                + trend.get(0).start() + "' and day <= date '" + period.end()
                + "')\ngroup by grouping sets " + sets + "\norder by by_excluded" + groups(", by_") + groups(", ")
                + ", period_start, excluded nulls first";
    }

    private String groups(String prefix) {
        return kpi.breakdown().stream()
                .map(column -> prefix + column + (prefix.endsWith("_") ? "" : " nulls last"))
                .collect(Collectors.joining());
    }

    private String sums() {
        return switch (kpi.aggregate()) {
            case RATIO ->
                "coalesce(sum(hit) filter (where excluded is null), 0) as upper_sum,"
                        + " coalesce(sum(base) filter (where excluded is null), 0) as lower_sum";
            case MEAN ->
                "sum(value) filter (where excluded is null) as upper_sum, count(value) filter (where excluded is null)"
                        + " as lower_sum";
            // The middle from both ends: of an even number of rows these are the two in the middle.
            case MEDIAN ->
                "percentile_disc(0.5) within group (order by value) filter (where excluded is null) as upper_sum,"
                        + " percentile_disc(0.5) within group (order by value desc) filter (where excluded is null) as"
                        + " lower_sum";
            case P90 ->
                "percentile_disc(0.9) within group (order by value) filter (where excluded is null) as upper_sum,"
                        + " percentile_disc(0.9) within group (order by value) filter (where excluded is null) as"
                        + " lower_sum";
        };
    }

    private Figure figure(ResultSet row) throws SQLException {
        BigDecimal upper = row.getBigDecimal("upper_sum");
        BigDecimal lower = row.getBigDecimal("lower_sum");
        Optional<String> dimension =
                kpi.breakdown().stream().filter(column -> grouped(row, column)).findFirst();
        String member = dimension.isEmpty() ? Figure.TOTAL : row.getString(dimension.get());
        boolean sums = kpi.aggregate() == Kpi.Aggregate.RATIO || kpi.aggregate() == Kpi.Aggregate.MEAN;
        BigDecimal value = value(upper, lower);
        Optional<Wilson> interval = interval(upper, lower);
        return new Figure(
                dimension.orElse(Figure.TOTAL),
                member,
                period(row),
                sums ? upper : null,
                sums ? lower : null,
                value,
                interval.map(Wilson::low).map(EvidenceQuery::rounded).orElse(null),
                interval.map(Wilson::high).map(EvidenceQuery::rounded).orElse(null),
                row.getLong("counted"),
                row.getLong("left_out"));
    }

    private @Nullable BigDecimal value(@Nullable BigDecimal upper, @Nullable BigDecimal lower) {
        if (upper == null || lower == null) {
            return null;
        }
        return switch (kpi.aggregate()) {
            case RATIO, MEAN ->
                lower.signum() == 0 ? null : rounded(upper.divide(lower.multiply(kpi.divideBy()), EXACT));
            case MEDIAN, P90 -> rounded(upper.add(lower).divide(kpi.divideBy().multiply(BigDecimal.valueOf(2)), EXACT));
        };
    }

    private Optional<Wilson> interval(@Nullable BigDecimal hits, @Nullable BigDecimal cases) {
        if (kpi.aggregate() != Kpi.Aggregate.RATIO || !kpi.interval() || hits == null || cases == null) {
            return Optional.empty();
        }
        boolean share = cases.signum() > 0 && hits.signum() >= 0 && hits.compareTo(cases) <= 0;
        return share ? Optional.of(Wilson.of(hits, cases)) : Optional.empty();
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

    private static BigDecimal rounded(BigDecimal number) {
        return number.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
