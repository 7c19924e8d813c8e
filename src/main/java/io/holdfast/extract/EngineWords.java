package io.holdfast.extract;

import io.holdfast.lake.Column;
import io.holdfast.lake.LakeException;
import io.holdfast.ledger.Sha256;
import io.holdfast.source.Rule;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the engine says while a file is taken in, in a person's words: which file, which line, what to mend. */
final class EngineWords {

    private static final Pattern LINE = Pattern.compile("LINE (\\d+):");
    private static final Pattern RECORD = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern FILE = Pattern.compile("(?m)^\\s*file = (.+)$");
    private static final Pattern DETAIL = Pattern.compile(
            "(?m)^(Expected Number of Columns: .*|Value with .*|Invalid unicode.*|Maximum line size.*)$");

    private final Source source;
    private final Csv csv;
    private final RawRelations raw;

    EngineWords(Source source, Csv csv, RawRelations raw) {
        this.source = source;
        this.csv = csv;
        this.raw = raw;
    }

    /** A failure while rows were read, mapped, checked and written. */
    RuntimeException explain(LakeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (RECORD.matcher(message).find()) {
            return unreadableJoin(message);
        }
        if (message.startsWith("IO Error")) {
            return new LakeException(
                    csv.name() + ": cannot be brought to the staging folder: " + firstLines(message)
                            + "; is the disk full or read-only? Nothing of it was published",
                    failure);
        }
        if (message.startsWith("Out of Memory")) {
            return new LakeException(
                    csv.name() + ": needs more memory than jobs/company.yml allows; raise 'memory' there: "
                            + firstLines(message),
                    failure);
        }
        if (source.sql().isEmpty()) {
            return new LakeException(csv.name() + ": " + firstLines(message), failure);
        }
        return mappingFails(message);
    }

    /** The mapping fails over a value. */
    DefinitionException mappingFails(String message) {
        return new DefinitionException(
                source.sqlFile(),
                line(message),
                "fails over " + csv.name() + ": " + firstLines(message)
                        + "; yield texts as they are (they are checked row by row), or use try_cast");
    }

    /** The mapping cannot be understood. */
    DefinitionException mappingProblem(LakeException failure) {
        String message = String.valueOf(failure.getMessage());
        return new DefinitionException(
                source.sqlFile(),
                line(message),
                firstLines(message) + " (the mapping must be one select over input"
                        + source.joins().keySet().stream()
                                .map(name -> ", " + name)
                                .collect(Collectors.joining())
                        + "; columns of " + csv.name() + ": " + String.join(", ", csv.columns()) + ")");
    }

    /** A rule of the source cannot be understood. */
    DefinitionException ruleProblem(Rule rule, LakeException failure) {
        return new DefinitionException(
                source.definition(),
                0,
                "the rule '" + rule.name() + "' cannot be understood: "
                        + firstLines(String.valueOf(failure.getMessage())) + "; 'reject' is SQL over the columns of "
                        + source.entity() + ", true for a row to reject");
    }

    /** Nobody yields a column that every row needs. */
    RuntimeException missing(Column column) {
        String needed = "'" + column.name() + "', which every row of " + source.entity() + " needs";
        return source.sql().isEmpty()
                ? new UnreadableFileException(
                        csv.name(),
                        1,
                        "has no column " + needed + "; its columns: " + String.join(", ", csv.columns())
                                + ". Rename one, or map them in jobs/sources/" + source.name()
                                + ".sql; is 'delimiter' right?")
                : new DefinitionException(source.sqlFile(), 0, "does not yield " + needed);
    }

    /** The mapping made several rows of one record. */
    DefinitionException multiplied() {
        return new DefinitionException(
                source.sqlFile(),
                0,
                "yields several rows for one record of " + csv.name()
                        + ": a join finds more than one match; aggregate the joined file in a subquery");
    }

    private UnreadableFileException unreadableJoin(String message) {
        Matcher file = FILE.matcher(message);
        Matcher record = RECORD.matcher(message);
        Matcher detail = DETAIL.matcher(message);
        String path = file.find() ? file.group(1).strip() : csv.readable().toString();
        long ordinal = record.find() ? Long.parseLong(record.group(1)) : 0;
        return new UnreadableFileException(
                raw.name(path),
                physicalLine(Path.of(path), ordinal),
                "cannot be joined: " + (detail.find() ? detail.group(1) : firstLines(message))
                        + "; mend this line (rows of joined files are never left out)");
    }

    // The engine counts records, people count lines: they differ after a line break in quotes.
    private long physicalLine(Path file, long ordinal) {
        long[] line = {ordinal};
        try {
            new CsvWalker(source.format().delimiter(), source.format().quote(), (number, at, from, to) -> {
                        if (number == ordinal) {
                            line[0] = at;
                        }
                    })
                    .walk(file, Sha256.digest());
        } catch (IOException e) {
            return ordinal;
        }
        return line[0];
    }

    // The first line of the mapping is the second of the statement.
    private int line(String message) {
        Matcher place = LINE.matcher(message);
        int line = place.find() ? Integer.parseInt(place.group(1)) - 1 : 0;
        return line <= source.sql().lines().count() ? Math.max(0, line) : 0;
    }

    private static String firstLines(String message) {
        return message.lines()
                .takeWhile(text -> !text.startsWith("LINE") && !text.startsWith("Possible"))
                .filter(text -> !text.isBlank())
                .limit(3)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }
}
