package io.holdfast.mart;

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
}
