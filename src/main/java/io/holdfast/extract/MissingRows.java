package io.holdfast.extract;

import io.holdfast.lake.Column;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.query.Drawn;
import io.holdfast.source.Query.Deletes;
import io.holdfast.source.Source;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that are known and not in the database any more. */
final class MissingRows {

    private final Connection connection;
    private final Source source;
    private final Lake lake;

    MissingRows(Connection connection, Source source, Lake lake) {
        this.connection = connection;
        this.source = source;
        this.lake = lake;
    }

    /**
     * Writes the keys of those rows.
     *
     * @param drawn what the database yielded, rejected rows too: they are there
     * @param knownAt the ledger position whose rows are known
     * @return how many there are
     * @throws TooManyRejectsException where the source's limits are passed
     */
    long write(Deletes limits, Drawn drawn, long knownAt, Path target) {
        if (lake.supplied(source.entity(), knownAt).isEmpty()) {
            return 0;
        }
        String key = String.join(", ", source.entity().key());
        String known = lake.asKnownAt(source.entity(), knownAt);
        String same = source.entity().key().stream()
                .map(name -> "present." + name + " = known." + name)
                .collect(Collectors.joining(" and "));
        long gone = Sql.write(
                connection,
                "select " + key + " from (" + known + ") as known where not exists (select 1 from (" + present(drawn)
                        + ") as present where " + same + ") order by " + key,
                target);
        if (gone > 0) {
            requireFew(limits, gone, Sql.number(connection, "select count(*) from (" + known + ")"), target);
        }
        return gone;
    }

    private String present(Drawn drawn) {
        List<String> columns = drawn.keys().isPresent() ? source.entity().key() : drawn.columns();
        String types =
                columns.stream().map(name -> "'" + name + "': 'VARCHAR'").collect(Collectors.joining(", ", "{", "}"));
        return source.entity().columns().stream()
                .filter(column -> source.entity().key().contains(column.name()))
                .map(column -> column.type() == Column.Type.TEXT
                        ? column.name()
                        : "try_cast(" + column.name() + " as " + column.type().sql() + ") as " + column.name())
                .collect(Collectors.joining(
                        ", ",
                        "select ",
                        " from read_csv(" + Sql.literal(drawn.keys().orElse(drawn.rows()))
                                + ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"',"
                                + " nullstr = '', max_line_size = 8000000, buffer_size = 16000000, columns = " + types
                                + ")"));
    }

    private void requireFew(Deletes limits, long gone, long known, Path target) {
        if (gone <= limits.maxCount()
                && new BigDecimal(gone).compareTo(limits.maxShare().multiply(new BigDecimal(known))) <= 0) {
            return;
        }
        String examples = String.join(
                ", ",
                Sql.query(
                        connection,
                        "select concat_ws('/', "
                                + String.join(", ", source.entity().key()) + ") from read_parquet("
                                + Sql.literal(target) + ") limit 5",
                        row -> row.getString(1)));
        throw new TooManyRejectsException(source.asks().orElseThrow() + ": " + gone + " of " + known
                + " rows that are known are gone from the database, such as " + examples
                + ", more than max-deletes in " + source.definition() + " allows (share "
                + limits.maxShare().movePointRight(2).stripTrailingZeros().toPlainString() + " %"
                + (limits.maxCount() == Long.MAX_VALUE ? "" : ", count " + limits.maxCount())
                + "); nothing of this run was published. Is it the right database, and is the table whole? If they are"
                + " gone for good, raise the limit and run the same command again");
    }
}
