package io.holdfast.report;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The scale that all members of a table share, so wide that one outlier does not crush the rest: a value that would
 * take more than three quarters of it for itself is left beyond its end, and drawn there with a break.
 *
 * @param from its least value
 * @param to its greatest value
 */
public record BarScale(double from, double to) {

    /** A value is left out where the scale without it is shorter than this part of the scale with it. */
    private static final double CRUSHED = 0.25;

    /** At most one value in so many is left out; more of them are no outliers. */
    private static final int ONE_IN = 5;

    private static final double ROOM = 0.5;

    /** @param low end of the interval; null where there is none, as are all others that are null */
    record Bar(
            @Nullable Double figure,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double target) {}

    static BarScale read(Connection mart, String runId, String kpi, String dimension) throws SQLException {
        List<Bar> bars = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement("""
            select v.figure, v.low, v.high, v.target from kpi_value v
            join run r on r.run_id = v.run_id and r.period = v.period
            where v.run_id = ? and v.kpi = ? and v.dimension = ?\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            query.setString(3, dimension);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    bars.add(new Bar(number(rows, 1), number(rows, 2), number(rows, 3), number(rows, 4)));
                }
            }
        }
        return of(bars);
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? null : value.doubleValue();
    }

    static BarScale of(List<Bar> bars) {
        List<Double> figures = new ArrayList<>(bars.stream()
                .filter(bar -> bar.figure() != null)
                .map(Bar::figure)
                .sorted()
                .toList());
        double[] targets = bars.stream()
                .filter(bar -> bar.target() != null)
                .mapToDouble(Bar::target)
                .toArray();
        if (figures.isEmpty() && targets.length == 0) {
            return new BarScale(0, 1);
        }
        for (int most = Math.max(1, figures.size() / ONE_IN); most > 0 && figures.size() > 2; most--) {
            List<Double> without = crushing(figures, targets);
            if (without.size() == figures.size()) {
                break;
            }
            figures = without;
        }
        return span(figures, targets).withIntervals(bars).withRoomBeyond(bars);
    }

    /** Wider at an end where a figure lies beyond it, so that the mark drawn there stands apart from those within. */
    private BarScale withRoomBeyond(List<Bar> bars) {
        boolean below = bars.stream().anyMatch(bar -> bar.figure() != null && bar.figure() < from);
        boolean above = bars.stream().anyMatch(bar -> bar.figure() != null && bar.figure() > to);
        return new BarScale(below ? from - length() * ROOM : from, above ? to + length() * ROOM : to);
    }

    /** The figures without the one, least or greatest, that crushes the others; all where none does. */
    private static List<Double> crushing(List<Double> figures, double[] targets) {
        BarScale all = span(figures, targets);
        List<Double> withoutLeast = figures.subList(1, figures.size());
        List<Double> withoutGreatest = figures.subList(0, figures.size() - 1);
        boolean least = span(withoutLeast, targets).length()
                < span(withoutGreatest, targets).length();
        List<Double> without = least ? withoutLeast : withoutGreatest;
        return span(without, targets).length() < all.length() * CRUSHED ? without : figures;
    }

    private static BarScale span(List<Double> figures, double[] targets) {
        double[] all = DoubleStream.concat(figures.stream().mapToDouble(Double::doubleValue), DoubleStream.of(targets))
                .sorted()
                .toArray();
        return new BarScale(all[0], all[all.length - 1]);
    }

    /** Wider by the intervals of what it shows, but by no more than itself on either side. */
    private BarScale withIntervals(List<Bar> bars) {
        double low = from;
        double high = to;
        for (Bar bar : bars) {
            if (bar.figure() != null && holds(bar.figure()) && bar.low() != null && bar.high() != null) {
                low = Math.min(low, bar.low());
                high = Math.max(high, bar.high());
            }
        }
        return length() == 0
                ? new BarScale(low, high)
                : new BarScale(Math.max(low, from - length()), Math.min(high, to + length()));
    }

    double length() {
        return to - from;
    }

    boolean holds(double value) {
        return value >= from && value <= to;
    }
}
