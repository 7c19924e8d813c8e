package io.holdfast.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.function.Consumer;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontUtil;

/** What every chart draws with: the palette of reports/holdfast.jrtx as the theme has it, its line widths, its type. */
final class Pen {

    static final Color INK = new Color(0x1C1C1C);
    static final Color GREY = new Color(0x5C5C5C);
    static final Color RULE = new Color(0xD5D5D5);
    static final Color ACCENT = new Color(0x1B4F72);
    static final Color RED = new Color(0xB3261E);
    static final Color AMBER = new Color(0x7A4B00);
    static final Color PALE = new Color(0x9DB8CB);
    static final Color BAND = new Color(0xF1F4F6);
    static final Color HAZE = new Color(0xDCE6EC);
    static final float TEXT = 7.5f;

    private final JasperReportsContext context;
    private final Theme theme;
    private final Locale locale;
    private final Graphics2D canvas;
    private final Font plain;
    private final Font bold;

    Pen(JasperReportsContext context, Graphics2D canvas, Locale locale) {
        this.context = context;
        this.theme = Theme.of(context);
        this.locale = locale;
        this.canvas = canvas;
        FontUtil fonts = FontUtil.getInstance(context);
        this.plain = fonts.getAwtFontFromBundles(theme.font(), Font.PLAIN, TEXT, locale, false);
        this.bold = fonts.getAwtFontFromBundles(theme.font(), Font.BOLD, TEXT, locale, false);
    }

    void line(double x1, double y1, double x2, double y2, Color color, float width, float... dash) {
        canvas.setColor(theme.own(color));
        canvas.setStroke(
                dash.length == 0
                        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
        canvas.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    void outline(Shape shape, Color color, float width) {
        canvas.setColor(theme.own(color));
        canvas.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        canvas.draw(shape);
    }

    void fill(Shape shape, Color color) {
        canvas.setColor(theme.own(color));
        canvas.fill(shape);
    }

    void dot(double x, double y, double radius, Color color) {
        fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), color);
    }

    /** A square: the mark of a point outside the limits, told from a dot without colour. */
    void square(double x, double y, double radius, Color color) {
        fill(new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), color);
    }

    /** The same where it is not for the worse. */
    void hollowSquare(double x, double y, double radius, Color color) {
        square(x, y, radius, color);
        square(x, y, radius - 1.1, Color.WHITE);
    }

    /** A triangle on its tip: the mark of a missed target, as in {@link Words#mark}. */
    void triangle(double x, double y, double radius, Color color) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(x - radius, y - radius * 0.8);
        shape.lineTo(x + radius, y - radius * 0.8);
        shape.lineTo(x, y + radius);
        shape.closePath();
        fill(shape, color);
    }

    /** A lozenge: the mark of a target within chance, as in {@link Words#mark}. */
    void lozenge(double x, double y, double radius, Color color) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(x, y - radius);
        shape.lineTo(x + radius, y);
        shape.lineTo(x, y + radius);
        shape.lineTo(x - radius, y);
        shape.closePath();
        fill(shape, color);
    }

    /** Writes with the text's left end, middle or right end at {@code x} (at = 0, 0.5, 1), on the base line {@code y}. */
    void text(String text, double x, double y, double at, Color color, boolean strong) {
        canvas.setFont(strong ? bold : plain);
        canvas.setColor(theme.own(color));
        canvas.drawString(text, (float) (x - at * width(text, strong)), (float) y);
    }

    /** Writes from {@code x} on the base line {@code y}, in a size of its own. */
    void word(String word, double x, double y, double size, Color color) {
        canvas.setFont(plain.deriveFont((float) size));
        canvas.setColor(theme.own(color));
        canvas.drawString(word, (float) x, (float) y);
    }

    /** Shows a picture in colours of its own, from its own measures to a place. */
    void picture(AffineTransform place, Consumer<Graphics2D> picture) {
        AffineTransform before = canvas.getTransform();
        canvas.transform(place);
        picture.accept(canvas);
        canvas.setTransform(before);
    }

    /** The measures of what {@link #word} writes with. */
    Glyphs glyphs() {
        return Glyphs.of(context, theme.font(), locale);
    }

    double width(String text, boolean strong) {
        FontMetrics metrics = canvas.getFontMetrics(strong ? bold : plain);
        return metrics.getStringBounds(text, canvas).getWidth();
    }
}
