package io.holdfast.report;

import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The periods of one KPI up to the report's, and the limits its figures move within.
 *
 * @param points oldest first
 * @param centre the mean that the limits lie around; null where too few periods are known
 */
record Trend(
        List<Point> points,
        @Nullable Double centre,
        @Nullable Double lowerLimit,
        @Nullable Double upperLimit,
        String unit,
        String currency,
        String better) {

    /** One period; figure null where there was nothing to compute. */
    record Point(
            String period,
            @Nullable Double figure,
            @Nullable Double target) {}

    static Trend read(Connection mart, String runId, String kpi) throws SQLException {
        return read(mart, runId, kpi, """
            select v.period, v.figure, v.target from kpi_value v join run r on r.run_id = v.run_id
            where v.run_id = ? and v.kpi = ? and v.dimension = 'total' and v.period_start <= r.period_start
            order by v.period_start, v.period\
            """);
    }

    /** The months of a run's year. */
    static Trend months(Connection mart, String runId, String kpi) throws SQLException {
        return read(mart, runId, kpi, """
            select m.period, m.figure, m.target from year_month m
            where m.run_id = ? and m.kpi = ? order by m.period_start\
            """);
    }

    private static Trend read(Connection mart, String runId, String kpi, String periods) throws SQLException {
        List<Point> points = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement(periods)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    points.add(new Point(rows.getString(1), number(rows, 2), number(rows, 3)));
                }
            }
        }
        try (PreparedStatement query = mart.prepareStatement("""
            select s.centre, s.lower_limit, s.upper_limit, k.unit, r.currency, k.better,
                    coalesce(s.target, s.centre, s.figure)
            from run r join kpi k on k.run_id = r.run_id
            left join scorecard s on s.run_id = k.run_id and s.kpi = k.kpi
            where r.run_id = ? and k.kpi = ?\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? new Trend(
                                points,
                                number(row, 1),
                                number(row, 2),
                                number(row, 3),
                                FigureFormat.unit(row.getString(4), row.getBigDecimal(7)),
                                row.getString(5),
                                row.getString(6))
                        : new Trend(points, null, null, null, "count", "", "watch");
            }
        }
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : value.doubleValue();
    }

    /** All values a chart has to leave room for; empty where there is nothing to draw. */
    DoubleStream values() {
        return Stream.concat(
                        points.stream().flatMap(point -> Stream.of(opt(point.figure()), opt(point.target()))),
                        Stream.of(opt(lowerLimit), opt(upperLimit)))
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue);
    }

    private static Double opt(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    boolean isEmpty() {
        return points.stream().allMatch(point -> point.figure() == null);
    }

    /** Whether a figure lies outside the limits: a signal that something changed. */
    boolean outside(double figure) {
        return (lowerLimit != null && figure < lowerLimit) || (upperLimit != null && figure > upperLimit);
    }

    /** Whether a figure lies beyond the limit on the side that nobody wants. */
    boolean worse(double figure) {
        return switch (better) {
            case "up" -> lowerLimit != null && figure < lowerLimit;
            case "down" -> upperLimit != null && figure > upperLimit;
            default -> false;
        };
    }

    /** The figures as a line, broken where there was nothing to compute. */
    Path2D figureLine(Scale across, Scale up) {
        Path2D line = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i < points.size(); i++) {
            Double figure = points.get(i).figure();
            if (figure != null && drawing) {
                line.lineTo(across.at(i), up.at(figure));
            } else if (figure != null) {
                line.moveTo(across.at(i), up.at(figure));
            }
            drawing = figure != null;
        }
        return line;
    }

    /** The targets as steps: each level as wide as the periods it held for, without risers. */
    Path2D targetLine(Scale across, Scale up) {
        Path2D line = new Path2D.Double();
        Double before = null;
        for (int i = 0; i < points.size(); i++) {
            Double target = points.get(i).target();
            if (target != null && !target.equals(before)) {
                line.moveTo(across.at(Math.max(i - 0.5, across.low())), up.at(target));
            }
            if (target != null) {
                line.lineTo(across.at(Math.min(i + 0.5, across.high())), up.at(target));
            }
            before = target;
        }
        return line;
    }
}
