package io.holdfast.mart;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many rows in one go. */
final class Batch {

    private Batch() {}

    /** @param rows a value, or null, for each of the statement's parameters; there may be none */
    static void update(JdbcTemplate jdbc, String sql, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    /** Copies rows of a run, whose columns are named as those of the table, and says how many there were. */
    static int copy(JdbcTemplate jdbc, String runId, String table, ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> names = new ArrayList<>(List.of("run_id"));
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i));
        }
        List<@Nullable Object[]> copies = new ArrayList<>();
        while (rows.next()) {
            @Nullable Object[] copy = new @Nullable Object[names.size()];
            copy[0] = runId;
            for (int i = 1; i < copy.length; i++) {
                copy[i] = rows.getObject(i);
            }
            copies.add(copy);
        }
        if (!copies.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into " + table + " (" + String.join(", ", names) + ") values ("
                            + String.join(", ", Collections.nCopies(names.size(), "?")) + ")",
                    copies);
        }
        return copies.size();
    }
}
