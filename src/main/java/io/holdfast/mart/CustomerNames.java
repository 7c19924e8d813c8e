package io.holdfast.mart;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** A customer's name in the results of all runs. Where a customer has none, its number stands there and stays. */
public final class CustomerNames {

    private final JdbcTemplate jdbc;
    private final String marker;

    /** @param marker what stands for a name that was removed */
    public CustomerNames(JdbcTemplate jdbc, String marker) {
        this.jdbc = jdbc;
        this.marker = marker;
    }

    /** How many rows name the customer. */
    public long rows(String customer) {
        return tables().stream()
                .mapToLong(table -> jdbc.queryForList(
                                "select run_id from " + table + " where " + named(), String.class, customer, marker)
                        .size())
                .sum();
    }

    /** The runs whose results name the customer. */
    public SortedSet<String> runs(String customer) {
        SortedSet<String> runs = new TreeSet<>();
        tables().forEach(table -> runs.addAll(jdbc.queryForList(
                "select distinct run_id from " + table + " where " + named(), String.class, customer, marker)));
        return runs;
    }

    /** Puts the marker in the place of the name; callers bring the transaction. */
    public void remove(String customer) {
        tables().forEach(table ->
                jdbc.update("update " + table + " set name = ? where " + named(), marker, customer, marker));
    }

    private static String named() {
        return "customer_id = ? and name <> customer_id and name <> ?";
    }

    // From the database's own catalogue, so that no table of a later program is forgotten.
    private List<String> tables() {
        return jdbc.queryForList(
                "select lower(c.table_name) from information_schema.columns c join information_schema.columns n on"
                        + " n.table_schema = c.table_schema and n.table_name = c.table_name where lower(c.column_name) ="
                        + " 'customer_id' and lower(n.column_name) = 'name' and c.table_schema = current_schema order by"
                        + " 1",
                String.class);
    }
}
