package io.holdfast.query;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes rows as CSV (RFC 4180, UTF-8, no header); no value is an empty field. */
final class CsvRows implements AutoCloseable {

    private final Path file;
    private final Writer out;
    private boolean first = true;

    CsvRows(Path file) {
        this.file = file;
        try {
            this.out = new BufferedWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), 1 << 16);
        } catch (IOException e) {
            throw full(e);
        }
    }

    void value(@Nullable String text) {
        try {
            if (!first) {
                out.write(',');
            }
            first = false;
            if (text != null) {
                write(text);
            }
        } catch (IOException e) {
            throw full(e);
        }
    }

    void endRow() {
        try {
            out.write('\n');
            first = true;
        } catch (IOException e) {
            throw full(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw full(e);
        }
    }

    private void write(String text) throws IOException {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        out.write(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    private UncheckedIOException full(IOException e) {
        return new UncheckedIOException("cannot write " + file + "; is the disk full or read-only?", e);
    }
}
