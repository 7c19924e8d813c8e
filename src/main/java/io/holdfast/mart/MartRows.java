package io.holdfast.mart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * All rows of a run as one text, the same from any database: for each table that has some, a line {@code # table}, a
 * line of its columns, a line for each row in the order of these lines, and an empty one. Fields are separated by
 * commas; texts stand in quotes, a quote within doubled; numbers without trailing zeros, floating ones with 17 digits;
 * what is null is empty. Names of customers are left out: a result is about a customer's number, and a name can be removed
 * on request without touching what was found.
 */
public final class MartRows {

    private static final String RUN = "run_id";
    private static final String LEDGER = "ledger";
    private static final Pattern FIELD = Pattern.compile("\\G(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)");
    private static final MathContext EXACT = new MathContext(17);

    private final JdbcTemplate jdbc;

    public MartRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows of all tables that the mart has today. */
    public String text(String runId) {
        return text(runId, columns());
    }

    /**
     * The rows of these tables with these columns, for comparing with what an earlier program wrote: a table or column that
     * the mart does not have reads as empty.
     */
    public String text(String runId, SortedMap<String, List<String>> shape) {
        SortedMap<String, List<String>> here = columns();
        StringBuilder text = new StringBuilder();
        shape.forEach((table, columns) -> {
            List<String> found = columns.stream()
                    .filter(here.getOrDefault(table, List.of())::contains)
                    .toList();
            List<String> rows = found.isEmpty() ? List.of() : rows(runId, table, columns, found);
            if (!rows.isEmpty()) {
                text.append("# ").append(table).append('\n');
                text.append(String.join(",", columns)).append('\n');
                rows.forEach(row -> text.append(row).append('\n'));
                text.append('\n');
            }
        });
        return text.toString();
    }

    /** The tables and columns of such a text. */
    public static SortedMap<String, List<String>> shape(String text) {
        SortedMap<String, List<String>> shape = new TreeMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("# ")) {
                shape.put(lines.get(i).substring(2), List.of(lines.get(i + 1).split(",")));
            }
        }
        return shape;
    }

    /** The rows of one table of such a text, each value by its column; what is null is not there. */
    public static List<Map<String, String>> read(String text, String wanted) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int start = lines.indexOf("# " + wanted);
        for (int i = start + 2; start >= 0 && i < lines.size() && !lines.get(i).isEmpty(); i++) {
            List<String> columns = List.of(lines.get(start + 1).split(","));
            Matcher field = FIELD.matcher(lines.get(i));
            Map<String, String> row = new TreeMap<>();
            for (String column : columns) {
                if (!field.find()) {
                    throw new IllegalArgumentException(
                            "a row of " + wanted + " has fewer fields than columns: " + lines.get(i));
                }
                String said = field.group(1);
                if (!said.isEmpty()) {
                    row.put(
                            column,
                            said.startsWith("\"")
                                    ? said.substring(1, said.length() - 1)
                                            .replace("\"\"", "\"")
                                            .replace("\\n", "\n")
                                    : said);
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private List<String> rows(String runId, String table, List<String> columns, List<String> found) {
        // Names come from the database's own catalogue, never from data.
        String select = "select " + String.join(", ", found) + " from " + table + " where " + RUN + " = ?";
        List<String> rows = new ArrayList<>(jdbc.query(
                select,
                (row, number) -> {
                    List<String> fields = new ArrayList<>();
                    for (String column : columns) {
                        int at = found.indexOf(column);
                        fields.add(at < 0 ? "" : field(row, at + 1));
                    }
                    return String.join(",", fields);
                },
                runId));
        rows.sort(null);
        return rows;
    }

    private static String field(ResultSet row, int column) throws SQLException {
        Object value =
                switch (row.getMetaData().getColumnType(column)) {
                    case Types.DATE -> row.getObject(column, LocalDate.class);
                    case Types.TIMESTAMP -> row.getObject(column, LocalDateTime.class);
                    case Types.DOUBLE, Types.FLOAT, Types.REAL -> floating(row, column);
                    case Types.DECIMAL, Types.NUMERIC -> row.getBigDecimal(column);
                    default -> row.getObject(column);
                };
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return value instanceof String text
                ? '"' + text.replace("\"", "\"\"").replace("\n", "\\n") + '"'
                : value.toString();
    }

    // How a double is printed changed between versions of Java; 17 digits name it in all of them.
    private static @Nullable BigDecimal floating(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : new BigDecimal(value, EXACT);
    }

    private SortedMap<String, List<String>> columns() {
        SortedMap<String, List<String>> tables = new TreeMap<>();
        jdbc.execute((ConnectionCallback<Integer>) connection -> read(connection, tables));
        tables.remove(LEDGER);
        tables.values().removeIf(columns -> !columns.remove(RUN));
        tables.values().stream()
                .filter(columns -> columns.contains("customer_id"))
                .forEach(columns -> columns.remove("name"));
        return tables;
    }

    private static int read(Connection connection, SortedMap<String, List<String>> tables) throws SQLException {
        DatabaseMetaData catalogue = connection.getMetaData();
        try (ResultSet column = catalogue.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (column.next()) {
                String table = column.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                tables.computeIfAbsent(table, absent -> new ArrayList<>())
                        .add(column.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
            }
            return tables.size();
        }
    }
}
