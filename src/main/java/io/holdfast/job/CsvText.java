package io.holdfast.job;

import io.holdfast.lake.CsvCells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small table as CSV (RFC 4180, lines that end with a line feed), the same in any language; texts as {@link CsvCells} guards them. */
final class CsvText {

    private static final Pattern FIELD = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*+)\"|([^,\n]*+))(,|\n)");

    private final StringBuilder text = new StringBuilder();

    CsvText(String... header) {
        row((Object[]) header);
    }

    CsvText row(Object... fields) {
        text.append(Stream.of(fields).map(CsvText::field).collect(Collectors.joining(",")))
                .append('\n');
        return this;
    }

    void write(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; is the disk full?", e);
        }
    }

    /** A table that is CSV already, its texts guarded and else as it is. */
    static String guarded(String table) {
        return FIELD.matcher(table).replaceAll(field -> {
            String text = plain(field);
            String cell = CsvCells.guarded(text);
            return Matcher.quoteReplacement(cell.equals(text) ? field.group() : field(text) + field.group(3));
        });
    }

    /** The rows of such a file, the header among them; none where it is not there. */
    static List<List<String>> read(Path file) {
        List<List<String>> rows = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return rows;
        }
        try {
            Matcher field = FIELD.matcher(Files.readString(file));
            List<String> row = new ArrayList<>();
            while (field.find()) {
                row.add(CsvCells.text(plain(field)));
                if (!field.group(3).equals(",")) {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String plain(MatchResult field) {
        String quoted = field.group(1);
        return quoted == null ? field.group(2) : quoted.replace("\"\"", "\"");
    }

    private static String field(Object value) {
        String field = CsvCells.guarded(value.toString());
        return field.matches("(?s).*[\",\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
