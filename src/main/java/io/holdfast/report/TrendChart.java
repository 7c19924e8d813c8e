package io.holdfast.report;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An XmR chart: figures over their periods with the centre and the limits of usual variation, the target, the
 * report's period, and as squares the figures outside the limits. Each line is named at its right end.
 */
final class TrendChart extends Drawing {

    private static final long serialVersionUID = 1L;
    private static final double LABEL_HEIGHT = 10;
    private static final double LEADER = 9;
    private static final int TICKS = 7;

    private final transient Trend trend;
    private final transient Words words;

    TrendChart(Trend trend, Words words) {
        super(words.locale());
        this.trend = trend;
        this.words = words;
    }

    private record Label(String text, double y, Color color, boolean strong) {}

    @Override
    void draw(Pen pen, double width, double height) {
        if (trend.isEmpty()) {
            pen.text(words.say("chart.empty"), 0, height / 2, 0, Pen.GREY, false);
            return;
        }
        List<Label> labels = new ArrayList<>();
        double low = trend.values().min().orElse(0);
        double high = trend.values().max().orElse(1);
        double room = high > low ? (high - low) * 0.12 : 0;
        Scale up = new Scale(low - room, high + room, height - 18, 6);
        double left = axisWidth(pen, up) + 6;
        double right = width - labelWidth(pen) - LEADER - 4;
        int last = trend.points().size() - 1;
        Scale across = new Scale(-0.5, last + 0.5, left, right);

        bands(pen, up, across, left, right, labels);
        valueAxis(pen, up, left, right);
        periodAxis(pen, across, height);
        target(pen, up, across, labels);
        figures(pen, up, across);
        Double figure = trend.points().get(last).figure();
        if (figure != null) {
            labels.add(new Label(text(figure), up.at(figure), Pen.INK, true));
        }
        write(pen, labels, right, height - 18);
    }

    private void bands(Pen pen, Scale up, Scale across, double left, double right, List<Label> labels) {
        Double lower = trend.lowerLimit();
        Double upper = trend.upperLimit();
        if (lower != null && upper != null) {
            pen.fill(new Rectangle2D.Double(left, up.at(upper), right - left, up.at(lower) - up.at(upper)), Pen.BAND);
        }
        level(pen, up, left, right, upper, "chart.upper", labels, 3f, 2f);
        level(pen, up, left, right, lower, "chart.lower", labels, 3f, 2f);
        level(pen, up, left, right, trend.centre(), "chart.centre", labels);
        double here = across.at(trend.points().size() - 1);
        pen.line(here, up.to(), here, up.from(), Pen.RULE, 0.6f);
    }

    private void level(
            Pen pen,
            Scale up,
            double left,
            double right,
            @Nullable Double value,
            String key,
            List<Label> labels,
            float... dash) {
        if (value != null) {
            pen.line(left, up.at(value), right, up.at(value), Pen.GREY, 0.6f, dash);
            labels.add(new Label(words.say(key, text(value)), up.at(value), Pen.GREY, false));
        }
    }

    private void valueAxis(Pen pen, Scale up, double left, double right) {
        for (double tick : ticks(up)) {
            pen.line(left - 3, up.at(tick), left, up.at(tick), Pen.GREY, 0.5f);
            pen.text(text(tick), left - 5, up.at(tick) + 2.6, 1, Pen.GREY, false);
        }
        pen.line(left, up.to(), left, up.from(), Pen.GREY, 0.5f);
        pen.line(left, up.from(), right, up.from(), Pen.GREY, 0.5f);
    }

    /** Names the report's period, and back from it as many as find room. */
    private void periodAxis(Pen pen, Scale across, double height) {
        int last = trend.points().size() - 1;
        double pitch = across.at(1) - across.at(0);
        double widest = trend.points().stream()
                .mapToDouble(point -> pen.width(words.shortPeriod(point.period()), true))
                .max()
                .orElse(0);
        int every = Math.max(1, (int) Math.ceil((widest + 8) / pitch));
        for (int nice : new int[] {1, 2, 3, 4, 6, 12}) {
            if (nice >= every) {
                every = nice;
                break;
            }
        }
        for (int i = last; i >= 0; i--) {
            boolean named = (last - i) % every == 0;
            pen.line(across.at(i), height - 18, across.at(i), height - (named ? 14 : 16), Pen.GREY, 0.5f);
            double half = pen.width(words.shortPeriod(trend.points().get(i).period()), i == last) / 2;
            if (named && across.at(i) - half >= 0) {
                String name = words.shortPeriod(trend.points().get(i).period());
                pen.text(name, across.at(i), height - 5, 0.5, i == last ? Pen.INK : Pen.GREY, i == last);
            }
        }
    }

    private void target(Pen pen, Scale up, Scale across, List<Label> labels) {
        pen.outline(trend.targetLine(across, up), Pen.INK, 1.1f);
        Double latest = trend.points().get(trend.points().size() - 1).target();
        if (latest != null) {
            labels.add(new Label(words.say("chart.target", text(latest)), up.at(latest), Pen.INK, false));
        }
    }

    private void figures(Pen pen, Scale up, Scale across) {
        pen.outline(trend.figureLine(across, up), Pen.ACCENT, 1.1f);
        int last = trend.points().size() - 1;
        for (int i = 0; i <= last; i++) {
            Double figure = trend.points().get(i).figure();
            if (figure != null && trend.outside(figure)) {
                double radius = i == last ? 3.6 : 2.8;
                if (trend.worse(figure)) {
                    pen.square(across.at(i), up.at(figure), radius, Pen.RED);
                } else {
                    pen.hollowSquare(across.at(i), up.at(figure), radius, Pen.ACCENT);
                }
            } else if (figure != null) {
                pen.dot(across.at(i), up.at(figure), i == last ? 3.4 : 1.8, Pen.ACCENT);
            }
        }
    }

    /** Writes the names of the lines at their heights; where they would touch, moved apart by as little as may be. */
    private static void write(Pen pen, List<Label> labels, double right, double bottom) {
        List<Label> order =
                labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList();
        double[] wanted = order.stream().mapToDouble(Label::y).toArray();
        double[] y = apart(wanted, LABEL_HEIGHT, LABEL_HEIGHT / 2, bottom);
        for (int i = 0; i < y.length; i++) {
            Label label = order.get(i);
            if (Math.abs(y[i] - wanted[i]) > 1) {
                pen.line(right + 1, wanted[i], right + LEADER - 1, y[i], Pen.RULE, 0.5f);
            }
            pen.text(label.text(), right + LEADER, y[i] + 2.6, 0, label.color(), label.strong());
        }
    }

    /**
     * Rising heights moved until each is {@code pitch} from the next: those that crowd become a stack about the mean
     * of what they wanted, so that none strays far. All stay between {@code top} and {@code bottom}, if they fit.
     */
    static double[] apart(double[] wanted, double pitch, double top, double bottom) {
        int n = wanted.length;
        double[] sum = new double[n];
        int[] size = new int[n];
        int stacks = 0;
        for (int i = 0; i < n; i++) {
            sum[stacks] = wanted[i] - i * pitch;
            size[stacks] = 1;
            stacks++;
            while (stacks > 1 && sum[stacks - 1] / size[stacks - 1] < sum[stacks - 2] / size[stacks - 2]) {
                sum[stacks - 2] += sum[stacks - 1];
                size[stacks - 2] += size[stacks - 1];
                stacks--;
            }
        }
        double[] y = new double[n];
        int i = 0;
        for (int stack = 0; stack < stacks; stack++) {
            double start = Math.max(top, Math.min(sum[stack] / size[stack], bottom - (n - 1) * pitch));
            for (int k = 0; k < size[stack]; k++, i++) {
                y[i] = start + i * pitch;
            }
        }
        return y;
    }

    /** As many as there is room for, but none between the last digits that figures are shown with. */
    private List<Double> ticks(Scale up) {
        for (int most = TICKS; most > 1; most--) {
            List<Double> ticks = up.ticks(most);
            if (ticks.stream().map(this::text).distinct().count() == ticks.size()) {
                return ticks;
            }
        }
        return up.ticks(1);
    }

    private double axisWidth(Pen pen, Scale up) {
        return ticks(up).stream()
                .mapToDouble(tick -> pen.width(text(tick), false))
                .max()
                .orElse(0);
    }

    private double labelWidth(Pen pen) {
        double widest = trend.values()
                .mapToObj(this::text)
                .mapToDouble(text -> pen.width(text, true))
                .max()
                .orElse(0);
        return widest
                + List.of("chart.upper", "chart.lower", "chart.centre", "chart.target").stream()
                        .mapToDouble(key -> pen.width(words.say(key, ""), false))
                        .max()
                        .orElse(0);
    }

    private String text(double value) {
        return words.figure(java.math.BigDecimal.valueOf(value), trend.unit(), trend.currency());
    }
}
