package io.holdfast.extract;

import io.holdfast.ledger.Sha256;
import io.holdfast.source.CsvFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A CSV file, looked over before the engine reads it.
 *
 * @param name as people know it, relative to the workspace
 * @param readable the file that the engine reads: the file itself, or a copy in UTF-8 with even line ends
 * @param sha256 of the file itself
 * @param columns its columns by name
 * @param records its data records, header and blank lines left out
 */
record Csv(String name, Path readable, String sha256, List<String> columns, long records) {

    /**
     * Looks a file over.
     *
     * @param copies where a copy goes if one is needed
     * @throws UnreadableFileException saying what is wrong with the file as a whole
     */
    static Csv look(String name, Path file, CsvFormat format, Path copies) {
        try {
            MessageDigest digest = Sha256.digest();
            CsvWalker.Found found = walk(file, format, digest);
            if (found.records() == 0) {
                throw new UnreadableFileException(
                        name, 0, "is empty: not even a header line; remove it or send it again");
            }
            Path readable = file;
            if (!format.isUtf8() || found.mixedEnds()) {
                readable = evenCopy(name, file, format, copies);
                found = walk(readable, format, Sha256.digest());
            }
            if (found.open() || found.longestLines() > format.longestRecord()) {
                throw new UnreadableFileException(
                        name,
                        found.longestAt(),
                        "a quote opens in this record and "
                                + (found.open()
                                        ? "is never closed"
                                        : "the record runs over " + found.longestLines() + " lines")
                                + "; it would swallow the rows below it. Close the quote, or double it inside a field"
                                + " (\"\"); for long texts raise longest-record in the source");
            }
            List<String> columns = columns(name, readable, format, StandardCharsets.UTF_8);
            return new Csv(
                    name, readable, Sha256.hex(digest.digest()), columns, found.records() - (format.header() ? 1 : 0));
        } catch (IOException e) {
            throw new UnreadableFileException(
                    name, 0, "cannot be read (" + e.getMessage() + "); may this user read it?");
        }
    }

    /** The columns of a file alone, as if it had no rows. */
    static Csv head(String name, Path file, CsvFormat format) {
        try {
            return new Csv(name, file, "", columns(name, file, format, format.encoding()), 0);
        } catch (IOException e) {
            throw new UnreadableFileException(
                    name, 0, "cannot be read (" + e.getMessage() + "); may this user read it?");
        }
    }

    private static CsvWalker.Found walk(Path file, CsvFormat format, MessageDigest digest) throws IOException {
        return new CsvWalker(format.delimiter(), format.quote(), CsvWalker.Visitor.NONE).walk(file, digest);
    }

    // Only for files that the engine would misread: other encodings, and CR LF mixed with LF.
    private static Path evenCopy(String name, Path file, CsvFormat format, Path copies) throws IOException {
        Path copy = Files.createTempFile(copies, "utf8-", ".csv");
        long line = 1;
        try (Reader in = new InputStreamReader(
                        Files.newInputStream(file),
                        format.encoding()
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
                Reader buffered = new BufferedReader(in, 1 << 16);
                Writer out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            int held = -1;
            for (int c = buffered.read(); c >= 0; c = buffered.read()) {
                if (held >= 0 && c != '\n') {
                    out.write(held);
                }
                held = c == '\r' ? c : -1;
                line += c == '\n' ? 1 : 0;
                if (held < 0) {
                    out.write(c);
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(
                    name,
                    line,
                    "is not " + format.encoding() + " (near this line); set encoding in the source to what it is");
        }
        return copy;
    }

    private static List<String> columns(String name, Path file, CsvFormat format, Charset encoding) throws IOException {
        if (!format.header()) {
            return format.columns();
        }
        List<String> columns = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), encoding))) {
            StringBuilder field = new StringBuilder();
            boolean quoted = false;
            for (int c = in.read(); c >= 0 && (quoted || c != '\n'); c = in.read()) {
                if (c == format.quote()) {
                    quoted = !quoted;
                } else if (c == format.delimiter() && !quoted) {
                    columns.add(field.toString().strip());
                    field.setLength(0);
                } else if (c != '\ufeff') {
                    field.append((char) c);
                }
            }
            columns.add(field.toString().strip());
        }
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (column.isEmpty() || !seen.add(column.toLowerCase(java.util.Locale.ROOT))) {
                throw new UnreadableFileException(
                        name,
                        1,
                        "the header names the column '" + column + "' "
                                + (column.isEmpty() ? "with nothing" : "twice")
                                + "; each column needs a name of its own, and the delimiter of the source must be the file's");
            }
        }
        return columns;
    }
}
