package io.holdfast.extract;

import io.holdfast.ledger.Sha256;
import io.holdfast.source.CsvFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A CSV file, looked over before the engine reads it.
 *
 * @param name as people know it, relative to the workspace
 * @param readable the file that the engine reads: the file itself, or a copy in UTF-8 with even line ends
 * @param sha256 of the file itself; empty where only its head was looked at
 * @param columns its columns by name
 * @param records its data records, header and blank lines left out
 * @param mayHoldNul whether some text of it may hold a NUL character
 * @param drawn whether a database yielded it: its rows have numbers, not lines
 * @param stamp the file and what it was when it was looked over
 */
record Csv(
        String name,
        Path readable,
        String sha256,
        List<String> columns,
        long records,
        boolean mayHoldNul,
        boolean drawn,
        Stamp stamp) {

    /**
     * A file at one moment: a file that is written to afterwards differs in size or time.
     *
     * @param file the file itself
     * @param size its bytes
     * @param changed when it was last written to
     */
    record Stamp(Path file, long size, FileTime changed) {

        static Stamp of(Path file) throws IOException {
            return new Stamp(file, Files.size(file), Files.getLastModifiedTime(file));
        }
    }

    /**
     * Looks a file over.
     *
     * @param copies where a copy goes if one is needed
     * @throws UnreadableFileException saying what is wrong with the file as a whole
     */
    static Csv look(String name, Path file, CsvFormat format, Path copies) {
        try {
            Stamp stamp = Stamp.of(file);
            MessageDigest digest = Sha256.digest();
            CsvWalker.Found found = walk(file, format, digest);
            if (found.records() == 0) {
                throw new UnreadableFileException(
                        name,
                        0,
                        "is empty" + (format.header() ? ": not even a header line" : "")
                                + "; remove it or send it again");
            }
            Path readable = file;
            if (!format.isUtf8()) {
                readable = EngineCopy.inUtf8(name, file, format, copies);
                found = walk(readable, format, Sha256.digest());
            }
            refuseWhatSwallowsRows(name, found, format);
            if (found.mixedEnds()) {
                readable = EngineCopy.withEvenEnds(readable, format, copies);
            }
            return new Csv(
                    name,
                    readable,
                    Sha256.hex(digest.digest()),
                    columns(name, readable, format, StandardCharsets.UTF_8),
                    found.records() - (format.header() ? 1 : 0),
                    found.nul(),
                    false,
                    stamp);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** What a database yielded, of which there may be nothing. */
    static Csv drawn(String name, Path file, List<String> columns) {
        try {
            Stamp stamp = Stamp.of(file);
            MessageDigest digest = Sha256.digest();
            CsvWalker.Found found = walk(file, CsvFormat.DRAWN, digest);
            return new Csv(name, file, Sha256.hex(digest.digest()), columns, found.records(), found.nul(), true, stamp);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The columns of a file alone, as if it had no rows. */
    static Csv head(String name, Path file, CsvFormat format) {
        try {
            return new Csv(
                    name, file, "", columns(name, file, format, format.encoding()), 0, true, false, Stamp.of(file));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Refuses a file that was written to since it was looked over: it is read several times, and the readings must
     * agree.
     *
     * @throws UnreadableFileException where its size or time is another
     */
    void requireUnchanged() {
        try {
            if (!Stamp.of(stamp.file()).equals(stamp)) {
                throw new UnreadableFileException(
                        name,
                        0,
                        "was written to while it was read; nothing of it was taken in. Let the export end first (write"
                                + " it under another name and rename it when it is whole)");
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static UnreadableFileException unreadable(String name, IOException e) {
        return new UnreadableFileException(
                name, 0, "cannot be read (" + e + "); is it there, and may this user read it?");
    }

    private static CsvWalker.Found walk(Path file, CsvFormat format, MessageDigest digest) throws IOException {
        return new CsvWalker(format.delimiter(), format.quote(), CsvWalker.Visitor.NONE).walk(file, digest);
    }

    private static void refuseWhatSwallowsRows(String name, CsvWalker.Found found, CsvFormat format) {
        if (found.open() || found.longestLines() > format.longestRecord()) {
            throw new UnreadableFileException(
                    name,
                    found.open() ? found.openAt() : found.longestAt(),
                    "a quote opens in this record and "
                            + (found.open()
                                    ? "is never closed"
                                    : "the record runs over " + found.longestLines() + " lines")
                            + "; it would swallow the rows below it. Close the quote, or double it inside a field"
                            + " (\"\"); for long texts raise longest-record in the source");
        }
        if (found.loneReturnAt() > 0) {
            throw new UnreadableFileException(
                    name,
                    found.loneReturnAt(),
                    "has a carriage return (CR) without a line feed; save the file with LF or CR LF line ends, and put"
                            + " a text that holds one in quotes");
        }
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
        Set<String> seen = new HashSet<>(Set.of(RawRelations.FILE_LINE));
        for (String column : columns) {
            if (column.isEmpty() || !seen.add(column.toLowerCase(Locale.ROOT))) {
                throw new UnreadableFileException(name, 1, headerProblem(column));
            }
        }
        return columns;
    }

    private static String headerProblem(String column) {
        if (RawRelations.FILE_LINE.equalsIgnoreCase(column)) {
            return "the header names a column '" + column + "', which is the suite's own; rename it";
        }
        return "the header " + (column.isEmpty() ? "has a column without a name" : "names '" + column + "' twice")
                + "; each column needs a name of its own, and the delimiter of the source must be the file's";
    }
}
