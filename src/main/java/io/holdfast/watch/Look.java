package io.holdfast.watch;

import java.util.Locale;

/**
 * How a terminal can show things.
 *
 * @param unicode whether it has more than ASCII
 * @param colour whether it takes ANSI colours
 */
public record Look(boolean unicode, boolean colour) {

    /** What a mark or a word stands for. */
    enum Mood {
        GOOD("32"),
        CARE("33"),
        BAD("31"),
        PLAIN("0"),
        STRONG("1"),
        FAINT("2");

        private final String code;

        Mood(String code) {
            this.code = code;
        }
    }

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    String paint(Mood mood, String text) {
        return colour && mood != Mood.PLAIN ? "\u001b[" + mood.code + "m" + text + "\u001b[0m" : text;
    }

    String either(String rich, String ascii) {
        return unicode ? rich : ascii;
    }

    /**
     * A bar.
     *
     * @param share of it that is filled, 0 to 1
     * @param width in characters
     */
    String bar(double share, int width) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * width * 8);
        if (!unicode) {
            int full = eighths / 8;
            return "[" + "#".repeat(full) + "-".repeat(width - full) + "]";
        }
        int full = eighths / 8;
        int rest = eighths % 8;
        String bar = "█".repeat(full) + (rest == 0 ? "" : EIGHTHS.charAt(rest));
        return "▕" + bar + " ".repeat(width - bar.length()) + "▏";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", Math.round(share * 100));
    }
}
