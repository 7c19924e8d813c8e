package io.holdfast.report;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;

/**
 * A picture drawn as vectors straight onto the page, at the size of its image element. Plain Java2D rather than a
 * charting library: labels stand at the lines they name, and nothing asks for the JVM's default locale.
 */
abstract class Drawing extends AbstractRenderer implements Graphics2DRenderable {

    private static final long serialVersionUID = 1L;

    private final Locale locale;

    Drawing(Locale locale) {
        this.locale = locale;
    }

    @Override
    public final void render(JasperReportsContext context, Graphics2D canvas, Rectangle2D area) {
        AffineTransform before = canvas.getTransform();
        canvas.translate(area.getX(), area.getY());
        draw(new Pen(context, canvas, locale), area.getWidth(), area.getHeight());
        canvas.setTransform(before);
    }

    /** Draws within 0..width, 0..height; y grows downwards. */
    abstract void draw(Pen pen, double width, double height);
}
