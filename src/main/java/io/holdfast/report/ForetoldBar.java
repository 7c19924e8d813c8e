package io.holdfast.report;

import java.util.Locale;

/**
 * A share that came true as a dot with its interval, and the chance that was foretold as an upright line, on the scale 0
 * to 1. A lozenge instead of the dot where the interval does not hold what was foretold.
 */
final class ForetoldBar extends Drawing {

    private static final long serialVersionUID = 1L;
    private static final double MARGIN = 4;
    private static final int TENTHS = 10;

    private final double foretold;
    private final double came;
    private final double low;
    private final double high;

    ForetoldBar(double foretold, double came, double low, double high) {
        super(Locale.ROOT);
        this.foretold = foretold;
        this.came = came;
        this.low = low;
        this.high = high;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        Scale across = new Scale(0, 1, MARGIN, width - MARGIN);
        double middle = height / 2;
        for (int tenth = 0; tenth <= TENTHS; tenth += 2) {
            double at = across.at((double) tenth / TENTHS);
            pen.line(at, 0, at, height, Pen.RULE, 0.4f);
        }
        pen.line(across.at(low), middle, across.at(high), middle, Pen.GREY, 1f);
        pen.line(across.at(foretold), 1.5, across.at(foretold), height - 1.5, Pen.INK, 1.1f);
        if (foretold >= low && foretold <= high) {
            pen.dot(across.at(came), middle, 2.6, Pen.ACCENT);
        } else {
            pen.lozenge(across.at(came), middle, 3.6, Pen.AMBER);
        }
    }
}
