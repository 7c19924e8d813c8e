package io.holdfast.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A branch's figure as the mark of its status, its interval as a line through it, the target as an upright line; all rows on one scale. */
final class IntervalBar extends Drawing {

    private static final long serialVersionUID = 1L;

    private final @Nullable Double figure;
    private final @Nullable Double low;
    private final @Nullable Double high;
    private final @Nullable Double target;
    private final double from;
    private final double to;
    private final String status;

    IntervalBar(
            @Nullable Double figure,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double target,
            double from,
            double to,
            String status) {
        super(Locale.ROOT);
        this.figure = figure;
        this.low = low;
        this.high = high;
        this.target = target;
        this.from = from;
        this.to = to;
        this.status = status;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        Scale across = new Scale(from, to, 6, width - 6);
        double middle = height / 2;
        if (target != null) {
            pen.line(across.at(target), 0, across.at(target), height, Pen.INK, 0.8f);
        }
        if (low != null && high != null) {
            pen.line(across.at(low), middle, across.at(high), middle, Pen.GREY, 1f);
        }
        if (figure == null) {
            return;
        }
        switch (status) {
            case "misses" -> pen.triangle(across.at(figure), middle, 3.4, Pen.RED);
            case "within-chance" -> pen.lozenge(across.at(figure), middle, 3.6, Pen.AMBER);
            default -> pen.dot(across.at(figure), middle, 2.6, Pen.ACCENT);
        }
    }
}
