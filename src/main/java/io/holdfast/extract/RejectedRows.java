package io.holdfast.extract;

import io.holdfast.lake.CsvCells;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Sha256;
import io.holdfast.source.CsvFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of one file as a Parquet file: file, line, column_name, rule, value, expected, raw; one row for
 * each thing that is wrong. The raw text is read from the file itself, so it is what was sent.
 */
final class RejectedRows {

    private static final int AT_ONCE = 10_000;

    private final Connection connection;
    private final Csv csv;
    private final CsvFormat format;

    RejectedRows(Connection connection, Csv csv, CsvFormat format) {
        this.connection = connection;
        this.csv = csv;
        this.format = format;
    }

    /** Physical lines within malformed records beyond the first of each: rows that a stray quote may have swallowed. */
    long swallowedLines(BitSet malformed) {
        long[] swallowed = {0};
        long[] start = {-1};
        long lines = walk((ordinal, line, from, to) -> {
                    swallowed[0] += start[0] < 0 ? 0 : line - start[0] - 1;
                    start[0] = malformed.get(Math.toIntExact(ordinal)) ? line : -1;
                })
                .lines();
        return swallowed[0] + (start[0] < 0 ? 0 : lines - start[0]);
    }

    /**
     * Writes what {@code refused} holds and what the reader did not understand.
     *
     * @param malformed ordinals of the records that the reader did not understand
     * @param complaints what is wrong with those that are to be written
     */
    void write(BitSet malformed, Map<Long, String> complaints, Path target) {
        Sql.run(connection, "create or replace temp table places (file_line bigint, line bigint, raw varchar)");
        Sql.run(connection, "create or replace temp table unread (line bigint, expected varchar, raw varchar)");
        findPlaces(malformed, complaints);
        Sql.write(
                connection,
                "select " + Sql.literal(csv.name())
                        + " as file, line, column_name, rule, value, expected, raw from ("
                        + "select line, problem.column_name, problem.rule, problem.value,"
                        + " problem.expected || case when file_line is null"
                        + " then ' (the mapping does not pass on file_line, so the line is not known)' else '' end"
                        + " as expected, raw"
                        + " from (select file_line, unnest(problems) as problem from refused)"
                        + " left join places using (file_line)"
                        + " union all select line, null, 'malformed', null, expected, raw from unread)"
                        + " order by line nulls last, column_name nulls first, rule, value, raw",
                target);
    }

    /** A copy of the written file as CSV, for people. */
    void copyForPeople(Path rejects, Path copy) {
        try {
            Files.createDirectories(copy.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder " + copy.getParent(), e);
        }
        CsvCells.write(connection, "from read_parquet(" + Sql.literal(rejects) + ")", copy);
    }

    private void findPlaces(BitSet malformed, Map<Long, String> complaints) {
        BitSet wanted = new BitSet();
        Sql.query(connection, "select distinct file_line from refused where file_line is not null", row -> {
            wanted.set(Math.toIntExact(row.getLong(1)));
            return true;
        });
        List<@Nullable Object[]> places = new ArrayList<>();
        List<@Nullable Object[]> unread = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(csv.readable())) {
            int[] understood = {0};
            walk((ordinal, line, from, to) -> {
                if (malformed.get(Math.toIntExact(ordinal))) {
                    String complaint = complaints.get(ordinal);
                    if (complaint != null) {
                        unread.add(new Object[] {csv.drawn() ? ordinal : line, complaint, text(channel, from, to)});
                    }
                } else if (to > from && !(format.header() && ordinal == 1)) {
                    understood[0]++;
                    if (wanted.get(understood[0])) {
                        places.add(new Object[] {
                            (long) understood[0], csv.drawn() ? ordinal : line, text(channel, from, to)
                        });
                    }
                }
                append("places", places, AT_ONCE);
                append("unread", unread, AT_ONCE);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + csv.readable(), e);
        }
        append("places", places, 0);
        append("unread", unread, 0);
    }

    private void append(String table, List<@Nullable Object[]> rows, int over) {
        if (rows.size() > over) {
            Sql.append(connection, table, rows);
            rows.clear();
        }
    }

    private CsvWalker.Found walk(CsvWalker.Visitor visitor) {
        try {
            return new CsvWalker(format.delimiter(), format.quote(), visitor).walk(csv.readable(), Sha256.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + csv.readable(), e);
        }
    }

    private static String text(FileChannel channel, long from, long to) {
        try {
            return new String(CsvWalker.bytes(channel, from, to), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the rejected rows again", e);
        }
    }
}
