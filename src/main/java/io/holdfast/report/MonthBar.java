package io.holdfast.report;

import java.awt.geom.Rectangle2D;
import java.util.Locale;

/** A month's amount as a bar, that of the same month a year before as a paler one behind it; all months on one scale. */
final class MonthBar extends Drawing {

    private static final long serialVersionUID = 1L;

    private final double amount;
    private final double before;
    private final double greatest;

    MonthBar(double amount, double before, double greatest) {
        super(Locale.ROOT);
        this.amount = amount;
        this.before = before;
        this.greatest = greatest > 0 ? greatest : 1;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        // What was given back has no length; its number stands beside it.
        Scale across = new Scale(0, greatest, 0, width);
        pen.fill(new Rectangle2D.Double(0, 2, across.at(Math.max(0, before)), height - 4), Pen.HAZE);
        pen.fill(new Rectangle2D.Double(0, 4.5, across.at(Math.max(0, amount)), height - 9), Pen.ACCENT);
        double was = across.at(Math.max(0, before));
        pen.line(was, 2, was, height - 2, Pen.GREY, 0.8f);
    }
}
