package io.holdfast.report;

import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A category's row of a Pareto chart: its share as a bar, its share of the period before as an upright line, and the running
 * share as a dot on a line that comes from the row above and goes on in the row below. All rows are on one scale, 0 to 1.
 */
final class ParetoBar extends Drawing {

    private static final long serialVersionUID = 1L;
    private static final double FIFTHS = 5;

    private final double share;
    private final double running;
    private final @Nullable Double runningAbove;
    private final @Nullable Double runningBelow;
    private final @Nullable Double before;

    ParetoBar(
            double share,
            double running,
            @Nullable Double runningAbove,
            @Nullable Double runningBelow,
            @Nullable Double before) {
        super(Locale.ROOT);
        this.share = share;
        this.running = running;
        this.runningAbove = runningAbove;
        this.runningBelow = runningBelow;
        this.before = before;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        Scale across = new Scale(0, 1, 1, width - 6);
        double middle = height / 2;
        for (int fifth = 1; fifth <= FIFTHS; fifth++) {
            pen.line(across.at(fifth / FIFTHS), 0, across.at(fifth / FIFTHS), height, Pen.RULE, 0.4f);
        }
        pen.fill(new Rectangle2D.Double(across.at(0), 3.5, across.at(share) - across.at(0), height - 7), Pen.ACCENT);
        if (before != null) {
            pen.line(across.at(before), 1.5, across.at(before), height - 1.5, Pen.INK, 1.1f);
        }
        if (runningAbove != null) {
            pen.line(across.at((runningAbove + running) / 2), 0, across.at(running), middle, Pen.GREY, 0.9f);
        }
        if (runningBelow != null) {
            pen.line(across.at(running), middle, across.at((running + runningBelow) / 2), height, Pen.GREY, 0.9f);
        }
        pen.dot(across.at(running), middle, 2.2, Pen.GREY);
        pen.line(across.at(0), 0, across.at(0), height, Pen.GREY, 0.5f);
    }
}
