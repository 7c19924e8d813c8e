package io.holdfast.report;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A ratio as a dot with its interval, on a scale where twice and half are equally far from 1; grey where the interval
 * holds 1. Without a ratio it is the scale alone; named, the scale with its numbers, for the head of a column.
 */
final class RiskBar extends Drawing {

    private static final long serialVersionUID = 1L;
    private static final double MARGIN = 10;
    private static final double NARROWEST = 2.1;
    private static final double WIDEST = 8.5;
    private static final Map<Double, String> MARKS =
            new TreeMap<>(Map.of(0.125, "1/8", 0.25, "1/4", 0.5, "1/2", 1.0, "1", 2.0, "2", 4.0, "4", 8.0, "8"));

    private final double[] bar;
    private final double end;
    private final boolean named;

    /** @param bar ratio, low and high; empty where there is none */
    private RiskBar(double[] bar, @Nullable Double lowest, @Nullable Double highest, boolean named) {
        super(Locale.ROOT);
        double below = lowest == null || lowest <= 0 ? 1 : 1 / lowest;
        double widest = Math.max(below, highest == null ? 1 : highest) * 1.05;
        this.bar = bar;
        this.end = StrictMath.log(Math.min(WIDEST, Math.max(NARROWEST, widest)));
        this.named = named;
    }

    /** A row; the scale holds {@code lowest} to {@code highest}, an eighth to eightfold at most. */
    static RiskBar of(
            @Nullable Double ratio,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double lowest,
            @Nullable Double highest) {
        boolean known = ratio != null && low != null && high != null;
        return new RiskBar(known ? new double[] {ratio, low, high} : new double[0], lowest, highest, false);
    }

    static RiskBar axis(@Nullable Double lowest, @Nullable Double highest) {
        return new RiskBar(new double[0], lowest, highest, true);
    }

    @Override
    void draw(Pen pen, double width, double height) {
        Scale across = new Scale(-end, end, MARGIN, width - MARGIN);
        MARKS.forEach((ratio, text) -> {
            double at = across.at(StrictMath.log(ratio));
            if (at < 0 || at > width) {
                return;
            }
            if (named) {
                pen.text(text, at, height - 4, 0.5, Pen.GREY, false);
            } else {
                pen.line(at, 0, at, height, ratio == 1 ? Pen.GREY : Pen.RULE, ratio == 1 ? 0.8f : 0.4f);
            }
        });
        if (bar.length > 0) {
            bar(pen, across, height / 2);
        }
    }

    private void bar(Pen pen, Scale across, double middle) {
        boolean clear = bar[1] > 1 || bar[2] < 1;
        double left = across.at(within(bar[1]));
        double right = across.at(within(bar[2]));
        pen.line(left, middle, right, middle, clear ? Pen.ACCENT : Pen.GREY, 1.2f);
        pen.dot(across.at(within(bar[0])), middle, 2.8, clear ? Pen.ACCENT : Pen.GREY);
    }

    private double within(double ratio) {
        return ratio <= 0 ? -end : Math.max(-end, Math.min(end, StrictMath.log(ratio)));
    }
}
