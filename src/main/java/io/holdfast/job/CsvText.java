package io.holdfast.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small table as CSV (RFC 4180, lines that end with a line feed), the same in any language. */
final class CsvText {

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

    private static String field(Object value) {
        String field = value.toString();
        return field.matches("(?s).*[\",\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
