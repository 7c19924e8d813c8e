package io.holdfast.report;

import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** A count as a bar, a part of it darker; all rows of a table on one scale. */
final class CountBar extends Drawing {

    private static final long serialVersionUID = 1L;

    private final long count;
    private final long part;
    private final long greatest;

    CountBar(long count, long part, long greatest) {
        super(Locale.ROOT);
        this.count = count;
        this.part = part;
        this.greatest = Math.max(1, greatest);
    }

    @Override
    void draw(Pen pen, double width, double height) {
        Scale across = new Scale(0, greatest, 0, width);
        pen.fill(new Rectangle2D.Double(0, 2.5, across.at(count), height - 5), Pen.PALE);
        pen.fill(new Rectangle2D.Double(0, 2.5, across.at(part), height - 5), Pen.ACCENT);
        pen.line(0, 0, 0, height, Pen.GREY, 0.5f);
    }
}
