package io.holdfast.report;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontInfo;
import net.sf.jasperreports.engine.fonts.FontUtil;
import net.sf.jasperreports.repo.RepositoryUtil;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * How much room a text's ink takes, from the tables of the very font that goes into the PDF: whole numbers in units of the
 * font, the same on every machine. Java2D would ask the font engine of the platform.
 */
final class Glyphs {

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;

    private Glyphs(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** The regular face of a family that the reports know. */
    static Glyphs of(JasperReportsContext context, String family, Locale locale) {
        FontInfo info = FontUtil.getInstance(context).getFontInfo(family, locale);
        if (info == null) {
            throw new IllegalStateException("no font family '" + family + "'; reports/fonts/fonts.xml declares them");
        }
        String file = info.getFontFamily().getNormalFace().getTtf();
        try {
            byte[] bytes = RepositoryUtil.getInstance(context).getBytesFromLocation(file);
            return of(bytes);
        } catch (JRException e) {
            throw new IllegalStateException("cannot read the font " + file + "; is it in reports/fonts?", e);
        }
    }

    /** @param truetype the bytes of a TrueType font */
    static Glyphs of(byte[] truetype) {
        try {
            return new Glyphs(new TTFParser().parse(new RandomAccessReadBuffer(new ByteArrayInputStream(truetype))));
        } catch (IOException e) {
            throw new IllegalStateException("not a TrueType font: " + e.getMessage(), e);
        }
    }

    /** Whether the font has each of its characters. */
    boolean has(String text) {
        return text.codePoints().allMatch(this::has);
    }

    /** Whether the font has a character. */
    boolean has(int character) {
        return characters.getGlyphId(character) != 0;
    }

    /** Where a text's ink lies when it is written from 0, 0 on the base line; y grows downwards, as on a page. */
    Rectangle2D ink(String text, double size) {
        double scale = size / unitsPerEm;
        double pen = 0;
        Rectangle2D ink = null;
        for (int character : text.codePoints().toArray()) {
            int glyph = characters.getGlyphId(character);
            try {
                GlyphData shape = font.getGlyph().getGlyph(glyph);
                if (shape != null && shape.getNumberOfContours() != 0) {
                    Rectangle2D box = new Rectangle2D.Double(
                            pen + shape.getXMinimum(),
                            -shape.getYMaximum(),
                            shape.getXMaximum() - shape.getXMinimum(),
                            shape.getYMaximum() - shape.getYMinimum());
                    ink = ink == null ? box : ink.createUnion(box);
                }
                pen += font.getAdvanceWidth(glyph);
            } catch (IOException e) {
                throw new IllegalStateException("the font breaks off at glyph " + glyph, e);
            }
        }
        return ink == null
                ? new Rectangle2D.Double()
                : new Rectangle2D.Double(
                        ink.getX() * scale, ink.getY() * scale, ink.getWidth() * scale, ink.getHeight() * scale);
    }
}
