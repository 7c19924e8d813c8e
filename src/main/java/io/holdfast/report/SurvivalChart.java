package io.holdfast.report;

import io.holdfast.report.Survival.Curve;
import io.holdfast.report.Survival.Step;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The share of new customers who are still customers, month by month: all as a broad pale line on its interval, single
 * years as thin ones of different dashes, each named at its end.
 */
final class SurvivalChart extends Drawing {

    private static final long serialVersionUID = 1L;
    private static final double LEFT = 26;
    private static final double RIGHT = 30;
    private static final double TOP = 13;
    private static final double BOTTOM = 26;
    private static final double LINE = 9;
    private static final float[][] DASHES = {{}, {4, 2}, {1.5f, 1.5f}, {6, 2, 1.5f, 2}};

    private final transient Survival survival;
    private final String all;
    private final String months;
    private final transient Words words;

    SurvivalChart(Survival survival, Words words) {
        super(Locale.ROOT);
        this.survival = survival;
        this.all = words.say("churn.survival.all");
        this.months = words.say("churn.survival.months");
        this.words = words;
    }

    /** @param y the base line of the name */
    private record Label(String text, double x, double y, boolean strong) {}

    @Override
    void draw(Pen pen, double width, double height) {
        Scale across = new Scale(0, survival.months(), LEFT, width - RIGHT);
        Scale up = new Scale(0, 1, height - BOTTOM, TOP);
        axes(pen, across, up, width, height);
        List<Label> labels = new ArrayList<>();
        for (int i = survival.curves().size() - 1; i >= 0; i--) {
            Curve curve = survival.curves().get(i);
            boolean whole = curve.name().equals(Survival.ALL);
            if (whole) {
                band(pen, curve, across, up);
            }
            steps(
                    pen,
                    curve,
                    across,
                    up,
                    whole ? Pen.PALE : Pen.INK,
                    whole ? 3f : 0.8f,
                    whole ? DASHES[0] : DASHES[i % DASHES.length]);
            labels.add(new Label(
                    whole ? all : curve.name(),
                    across.at(curve.last().months()) + 3,
                    up.at(curve.last().share()) + (last(curve) ? 2.6 : -4),
                    whole));
        }
        apart(labels)
                .forEach(label -> pen.text(
                        label.text(), label.x(), label.y(), 0, label.strong() ? Pen.ACCENT : Pen.INK, label.strong()));
    }

    /** Beside the end of a curve that reaches the right; above that of others, where no longer curve comes by. */
    private boolean last(Curve curve) {
        return curve.last().months() == survival.months();
    }

    private void axes(Pen pen, Scale across, Scale up, double width, double height) {
        for (int quarter = 0; quarter <= 4; quarter++) {
            double y = up.at(quarter / 4.0);
            pen.line(LEFT, y, width - RIGHT, y, Pen.RULE, 0.4f);
            pen.text(words.say("unit.percent", 25 * quarter), LEFT - 4, y + 2.6, 1, Pen.GREY, false);
        }
        int step = survival.months() > 12 ? 6 : survival.months() > 6 ? 3 : 1;
        IntStream.iterate(0, month -> month <= survival.months(), month -> month + step)
                .forEach(month -> pen.text(
                        Integer.toString(month), across.at(month), height - BOTTOM + 10, 0.5, Pen.GREY, false));
        pen.text(months, (LEFT + width - RIGHT) / 2, height - 4, 0.5, Pen.GREY, false);
    }

    private static void band(Pen pen, Curve curve, Scale across, Scale up) {
        for (int i = 0; i < curve.steps().size(); i++) {
            Step step = curve.steps().get(i);
            double left = across.at(step.months());
            double right = i + 1 < curve.steps().size()
                    ? across.at(curve.steps().get(i + 1).months())
                    : left;
            pen.fill(
                    new Rectangle2D.Double(
                            left, up.at(step.high()), right - left, up.at(step.low()) - up.at(step.high())),
                    Pen.HAZE);
        }
    }

    private static void steps(Pen pen, Curve curve, Scale across, Scale up, Color color, float thick, float... dash) {
        double x = across.at(0);
        double y = up.at(1);
        for (Step step : curve.steps()) {
            double nextX = across.at(step.months());
            double nextY = up.at(step.share());
            pen.line(x, y, nextX, y, color, thick, dash);
            pen.line(nextX, y, nextX, nextY, color, thick, dash);
            x = nextX;
            y = nextY;
        }
    }

    /** Names that would stand over each other are moved down. */
    private static List<Label> apart(List<Label> labels) {
        List<Label> placed = new ArrayList<>();
        labels.stream().sorted(Comparator.comparingDouble(Label::y)).forEach(label -> {
            double y = label.y();
            for (Label above : placed) {
                if (Math.abs(above.x() - label.x()) < RIGHT && y - above.y() < LINE) {
                    y = above.y() + LINE;
                }
            }
            placed.add(new Label(label.text(), label.x(), y, label.strong()));
        });
        return placed;
    }
}
