package io.holdfast.report;

import java.awt.Color;
import java.util.Locale;

/** What can be computed of colours: how they are written, how far they stand apart. */
final class Colours {

    /** Least contrast of text: WCAG 2.2, success criterion 1.4.3. */
    static final double LEAST_CONTRAST = 4.5;

    // The white point D65, to which sRGB and CIELAB are related here.
    private static final double[] WHITE = {0.95047, 1, 1.08883};
    private static final double LAB_LINEAR_BELOW = Math.pow(6.0 / 29, 3);

    private Colours() {}

    /** As templates write it: {@code #1B4F72}. */
    static String code(Color colour) {
        return String.format(Locale.ROOT, "#%06X", colour.getRGB() & 0xFFFFFF);
    }

    /** A part of a colour on white: 0 is white, 1 the colour itself. */
    static Color tint(Color colour, double part) {
        return new Color(tint(colour.getRed(), part), tint(colour.getGreen(), part), tint(colour.getBlue(), part));
    }

    private static int tint(int channel, double part) {
        return (int) Math.round(255 + (channel - 255) * part);
    }

    /** Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it. */
    static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    /** How different two colours look: their distance in CIELAB (CIE 1976); about 2 can just be noticed. */
    static double difference(Color one, Color other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private static double luminance(Color colour) {
        return xyz(colour)[1];
    }

    // IEC 61966-2-1.
    private static double[] xyz(Color colour) {
        double r = linear(colour.getRed());
        double g = linear(colour.getGreen());
        double b = linear(colour.getBlue());
        return new double[] {
            0.4124 * r + 0.3576 * g + 0.1805 * b,
            0.2126 * r + 0.7152 * g + 0.0722 * b,
            0.0193 * r + 0.1192 * g + 0.9505 * b
        };
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static double[] lab(Color colour) {
        double[] xyz = xyz(colour);
        double x = root(xyz[0] / WHITE[0]);
        double y = root(xyz[1] / WHITE[1]);
        double z = root(xyz[2] / WHITE[2]);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double ratio) {
        return ratio > LAB_LINEAR_BELOW ? Math.cbrt(ratio) : ratio * 841 / 108 + 4.0 / 29;
    }
}
