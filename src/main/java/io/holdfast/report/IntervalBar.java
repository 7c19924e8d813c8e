package io.holdfast.report;

import java.util.Locale;

/**
 * A branch's figure as the mark of its status, its interval as a line through it, the target as an upright line; all
 * rows on one scale. What lies beyond the scale stands at its end, behind a break, with its value beside it.
 */
final class IntervalBar extends Drawing {

    private static final long serialVersionUID = 1L;
    private static final double MARGIN = 6;
    private static final double BREAK = 9;

    private final BarScale.Bar bar;
    private final BarScale scale;
    private final String status;
    private final String value;

    IntervalBar(BarScale.Bar bar, BarScale scale, String status, String value) {
        super(Locale.ROOT);
        this.bar = bar;
        this.scale = scale;
        this.status = status;
        this.value = value;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        Scale across = new Scale(scale.from(), scale.to(), MARGIN, width - MARGIN);
        double middle = height / 2;
        if (bar.target() != null) {
            pen.line(across.at(bar.target()), 0, across.at(bar.target()), height, Pen.INK, 0.8f);
        }
        if (bar.figure() == null) {
            return;
        }
        if (scale.holds(bar.figure())) {
            interval(pen, across, width, middle);
            mark(pen, across.at(bar.figure()), middle);
        } else {
            beyond(pen, width, middle, bar.figure() > scale.to());
        }
    }

    private void interval(Pen pen, Scale across, double width, double middle) {
        if (bar.low() == null || bar.high() == null) {
            return;
        }
        double left = bar.low() < scale.from() ? 0 : across.at(bar.low());
        double right = bar.high() > scale.to() ? width : across.at(bar.high());
        pen.line(left, middle, right, middle, Pen.GREY, 1f);
        if (bar.low() < scale.from()) {
            broken(pen, MARGIN / 2, middle);
        }
        if (bar.high() > scale.to()) {
            broken(pen, width - MARGIN / 2, middle);
        }
    }

    private void beyond(Pen pen, double width, double middle, boolean above) {
        double end = above ? width - MARGIN : MARGIN;
        double at = above ? end - BREAK : end + BREAK;
        broken(pen, at, middle);
        pen.text(value, above ? at - 5 : at + 5, middle + 2.6, above ? 1 : 0, Pen.INK, false);
        mark(pen, end, middle);
    }

    /** Two strokes across the line: here the scale is broken. */
    private static void broken(Pen pen, double x, double middle) {
        for (double stroke : new double[] {x - 1.2, x + 1.2}) {
            pen.line(stroke - 1, middle + 3.2, stroke + 1, middle - 3.2, Pen.INK, 0.7f);
        }
    }

    private void mark(Pen pen, double x, double middle) {
        switch (status) {
            case "misses" -> pen.triangle(x, middle, 3.4, Pen.RED);
            case "within-chance" -> pen.lozenge(x, middle, 3.6, Pen.AMBER);
            default -> pen.dot(x, middle, 2.6, Pen.ACCENT);
        }
    }
}
