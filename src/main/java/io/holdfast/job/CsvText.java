package io.holdfast.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small table as CSV (RFC 4180, lines that end with a line feed), the same in any language. */
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
                String quoted = field.group(1);
                row.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
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

    private static String field(Object value) {
        String field = value.toString();
        return field.matches("(?s).*[\",\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
