package io.holdfast.report;

import java.util.List;
import java.util.Locale;

/** A row's trend at the size of a word: figures as a line, the target as a thin one, the report's period as a dot. */
final class Sparkline extends Drawing {

    private static final long serialVersionUID = 1L;

    private final transient Trend trend;

    Sparkline(Trend trend) {
        super(Locale.ROOT);
        this.trend = trend;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        if (trend.isEmpty()) {
            return;
        }
        List<Trend.Point> points = trend.points();
        double[] values = points.stream()
                .flatMap(point -> java.util.stream.Stream.of(point.figure(), point.target()))
                .filter(java.util.Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        Scale across = new Scale(0, Math.max(points.size() - 1, 1), 2, width - 4);
        Scale up = new Scale(values[0], values[values.length - 1], height - 3, 3);
        pen.outline(trend.targetLine(across, up), Pen.GREY, 0.6f);
        pen.outline(trend.figureLine(across, up), Pen.ACCENT, 1f);
        Double last = points.get(points.size() - 1).figure();
        if (last != null) {
            pen.dot(across.at(points.size() - 1), up.at(last), 2.2, Pen.ACCENT);
        }
    }
}
