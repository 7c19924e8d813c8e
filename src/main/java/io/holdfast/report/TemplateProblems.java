package io.holdfast.report;

import io.holdfast.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What JasperReports says of a broken template, as file, line, message. It names a line only where the XML is
 * broken; of a broken expression it shows the Java that it made of it, which is turned back and looked up in the
 * source.
 */
final class TemplateProblems {

    /** As the XML reader writes it: {@code at [row,col {unknown-source}]: [12,7]} or {@code line: 12, column: 7}. */
    private static final Pattern POSITION = Pattern.compile("(?:\\]: \\[|line: )(\\d+),");

    /** As the compiler writes them: {@code 3. foo cannot be resolved}, below it the line of Java. */
    private static final Pattern ERROR = Pattern.compile("(?m)^\\d+\\. (.+)\\R(.*)$");

    /** As it lists what does not fit together, before it makes any Java: {@code Field not found : text}. */
    private static final Pattern FINDING = Pattern.compile("(?m)^\\s+\\d+\\. (.+)$");

    /** What it adds to a word it does not know: its whole vocabulary. */
    private static final Pattern VOCABULARY =
            Pattern.compile("Unrecognized field \"(\\w+)\" \\(class [\\w.]*?(\\w+)\\).*", Pattern.DOTALL);

    private static final Pattern REFERENCE =
            Pattern.compile("\\(\\([\\w.<>$\\[\\]]+\\)(field|parameter|variable)_(\\w+)\\.get\\w*Value\\(\\)\\)");
    private static final Map<String, String> SIGNS =
            Map.of("field", "\\$F{", "parameter", "\\$P{", "variable", "\\$V{");
    private static final Pattern QUOTED = Pattern.compile("[\":] ?([\\w.$-]{3,})");

    private TemplateProblems() {}

    static List<Problem> of(String file, String source, Exception failure) {
        String messages = messages(failure);
        Matcher position = POSITION.matcher(messages);
        if (position.find()) {
            return List.of(new Problem(
                    file,
                    Integer.parseInt(position.group(1)),
                    VOCABULARY
                                    .matcher(firstLine(deepest(failure)))
                                    .replaceFirst("'$1' is nothing that stands here ($2).")
                            + " Mend the XML at this line."));
        }
        List<Problem> problems = new ArrayList<>();
        Matcher errors = ERROR.matcher(messages);
        while (errors.find()) {
            String expression = asWritten(errors.group(2));
            problems.add(new Problem(
                    file,
                    lineThatHolds(source, expression),
                    errors.group(1).strip() + ". It stands in the expression " + expression));
        }
        if (problems.isEmpty()) {
            FINDING.matcher(messages)
                    .results()
                    .map(found -> found.group(1).strip())
                    .forEach(found -> problems.add(
                            new Problem(file, quotedLine(source, found), found + "; mend it or declare it")));
        }
        if (problems.isEmpty()) {
            problems.add(new Problem(file, quotedLine(source, messages), firstLine(messages)));
        }
        // One expression is compiled three times, for its present, its former and its estimated value.
        return problems.stream().distinct().toList();
    }

    /** The Java that JasperReports made of an expression, turned back to what the template says. */
    private static String asWritten(String code) {
        String expression = code.replaceFirst("^\\s*(?:value|return) ?=? ?", "").replaceFirst(";\\s*(?://.*)?$", "");
        String references =
                REFERENCE.matcher(expression).replaceAll(found -> SIGNS.get(found.group(1)) + found.group(2) + "}");
        return references.replaceAll("\\bstr\\(\"([^\"]+)\"\\)", "\\$R{$1}").strip();
    }

    private static int lineThatHolds(String source, String text) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!text.isEmpty() && lines.get(i).contains(text)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The first line that holds a name which the message puts in quotes or after a colon. */
    private static int quotedLine(String source, String messages) {
        Matcher names = QUOTED.matcher(messages);
        while (names.find()) {
            int line = lineThatHolds(source, names.group(1));
            if (line > 0) {
                return line;
            }
        }
        return 0;
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static String firstLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(message);
    }
}
