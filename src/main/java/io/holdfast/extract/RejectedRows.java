package io.holdfast.extract;

import io.holdfast.lake.Sql;
import io.holdfast.ledger.Sha256;
import io.holdfast.source.CsvFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rejected rows of one file as a Parquet file: file, line, column, rule, value, expected, raw; one row for each
 * thing that is wrong. The raw text is read from the file itself, so it is what was sent.
 */
final class RejectedRows {

    private final Connection connection;
    private final Csv csv;
    private final CsvFormat format;

    RejectedRows(Connection connection, Csv csv, CsvFormat format) {
        this.connection = connection;
        this.csv = csv;
        this.format = format;
    }

    /** Writes what {@code refused} holds and what the reader did not understand. */
    void write(Map<Long, String> malformed, Path target) {
        Set<Long> wanted = new TreeSet<>(Sql.query(
                connection,
                "select distinct file_line from refused where file_line is not null",
                row -> row.getLong(1)));
        List<@Nullable Object[]> places = new ArrayList<>();
        List<@Nullable Object[]> unread = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(csv.readable())) {
            long[] understood = {0};
            new CsvWalker(format.delimiter(), format.quote(), (ordinal, line, from, to) -> {
                        String why = malformed.get(ordinal);
                        if (why != null) {
                            unread.add(new Object[] {line, why, text(channel, from, to)});
                        } else if (to > from && !(format.header() && ordinal == 1)) {
                            understood[0]++;
                            if (wanted.contains(understood[0])) {
                                places.add(new Object[] {understood[0], line, text(channel, from, to)});
                            }
                        }
                    })
                    .walk(csv.readable(), Sha256.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + csv.readable(), e);
        }
        Sql.run(connection, "create or replace temp table places (file_line bigint, line bigint, raw varchar)");
        Sql.append(connection, "places", places);
        Sql.run(connection, "create or replace temp table unread (line bigint, expected varchar, raw varchar)");
        Sql.append(connection, "unread", unread);
        Sql.run(
                connection,
                "copy (select " + Sql.literal(csv.name())
                        + " as file, line, column_name, rule, value, expected, raw from ("
                        + " select line, split_part(problem.rule, '|', 2) as column_name, split_part(problem.rule, '|', 1) as rule,"
                        + " problem.value as value, split_part(problem.rule, '|', 3) as expected, raw"
                        + " from (select file_line, unnest(problems) as problem from refused) left join places using (file_line)"
                        + " union all select line, null, 'malformed', null, expected, raw from unread)"
                        + " order by line nulls last, column_name nulls first, rule, value, raw) to "
                        + Sql.literal(target) + " (format parquet, compression zstd)");
    }

    private static String text(FileChannel channel, long from, long to) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Reads on until the record is whole.
            }
            return new String(bytes.array(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
