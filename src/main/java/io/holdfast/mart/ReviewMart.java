package io.holdfast.mart;

import io.holdfast.review.Reviewed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the contents of a run's reviews and says what there is to review. Callers bring the transaction. */
public final class ReviewMart {

    private final JdbcTemplate jdbc;

    public ReviewMart(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a review is about.
     *
     * @param item its key: a customer's number, or the name of a branch or account manager
     * @param name for people
     */
    public record Item(String item, String name) {}

    /** Removes what an earlier try of the run wrote of a kind. */
    public void clear(String runId, Reviewed kind) {
        jdbc.update("delete from review_kind where run_id = ? and kind = ?", runId, kind.toString());
    }

    /** Copies rows, whose columns are named as those of the table. */
    public int copy(String runId, String table, ResultSet rows) throws SQLException {
        return Batch.copy(jdbc, runId, table, rows);
    }

    /** Whose reviews show a customer in their lists: of each kind the items. */
    public Map<Reviewed, Set<String>> showing(String runId, String customer) {
        Map<Reviewed, Set<String>> showing = new EnumMap<>(Reviewed.class);
        for (String table : List.of("review", "review_open", "review_account")) {
            jdbc.query(
                    "select distinct kind, item from " + table + " where run_id = ? and customer_id = ?",
                    row -> {
                        showing.computeIfAbsent(Reviewed.named(row.getString(1)), any -> new TreeSet<>())
                                .add(row.getString(2));
                    },
                    runId,
                    customer);
        }
        return showing;
    }

    /** What there is to review, the largest first. */
    public List<Item> items(String runId, Reviewed kind) {
        return jdbc.query(
                "select item, name from review where run_id = ? and kind = ? order by ordinal",
                (row, number) -> new Item(row.getString(1), row.getString(2)),
                runId,
                kind.toString());
    }
}
