package io.holdfast.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text is one query, as far as can be told without knowing the database's dialect: it begins with
 * {@code select} or {@code with}, and no second statement follows. That nothing is written, the read-only transaction
 * and the rights of the database's user see to.
 */
final class SelectText {

    /** What is wrong with it, and the line of the text on which. */
    record Wrong(int line, String says) {}

    private static final Pattern PASSED_OVER = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\\$(\\w*)\\$.*?\\$\\1\\$",
            Pattern.DOTALL);

    private SelectText() {}

    static Optional<Wrong> problem(String text) {
        // Comments and quoted texts lose what is in them, but not their lines.
        String bare = PASSED_OVER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        (found.group().startsWith("-") || found.group().startsWith("/") ? " " : "''")
                                + "\n".repeat((int) found.group().lines().count() - 1)));
        String first = bare.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
        if (!first.equals("select") && !first.equals("with")) {
            int line = bare.isBlank() ? 1 : line(bare, bare.indexOf(bare.strip()));
            return Optional.of(new Wrong(
                    line,
                    "begins with '" + first + "'; sources are only read: write one query that begins with select or"
                            + " with"));
        }
        int second = bare.indexOf(';');
        return second < 0
                ? Optional.empty()
                : Optional.of(new Wrong(
                        line(bare, second), "has a semicolon; write one query, without a second statement after it"));
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
