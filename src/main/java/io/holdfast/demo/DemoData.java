package io.holdfast.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes the data of the demonstration company: its orders, order lines, customers, feedback, spend and staff
 * surveys from 2023-01-01 to 2025-12-31, as an export made at the end of that day.
 *
 * <p>The same number of orders gives the same bytes, on any machine and any number of threads: every value is a
 * function of its row's number (see {@code dice.sql}).
 */
public final class DemoData {

    /** Fewer would leave no customers to speak of. */
    public static final long FEWEST_ORDERS = 1_000;

    /** What order numbers have room for. */
    public static final long MOST_ORDERS = 1_000_000_000;

    /** In the order in which they build on each other. */
    private static final List<String> SCRIPTS = List.of(
            "dice.sql",
            "calendar.sql",
            "company.sql",
            "key-accounts.sql",
            "customers.sql",
            "orders.sql",
            "order-lines.sql",
            "feedback-texts.sql",
            "feedback.sql",
            "spend.sql",
            "staff.sql");

    private DemoData() {}

    /**
     * Writes {@code customers.csv}, {@code spend.csv}, {@code staff.csv} and, for each year, {@code orders-2023.csv},
     * {@code order_lines-2023.csv}, {@code feedback-2023.csv} and so on into the folder, over files of these names.
     * 100,000 orders take seconds, 10,000,000 some minutes and, with {@code memory_limit} at 1 GB, a few gigabytes
     * of the connection's {@code temp_directory}.
     *
     * @param duckdb a connection to DuckDB, in auto-commit mode; works in a database of its own that it attaches and
     *     detaches, so that nothing of the connection's is touched
     * @param orders how many orders the company took in, {@value #FEWEST_ORDERS} to {@value #MOST_ORDERS}; reprints
     *     of faulty orders come on top (about 6 in 1,000)
     * @param folder where the files go; made if it is not there
     */
    public static void write(Connection duckdb, long orders, Path folder) throws SQLException, IOException {
        if (orders < FEWEST_ORDERS || orders > MOST_ORDERS) {
            throw new IllegalArgumentException(
                    "cannot make up " + orders + " orders: give a number from " + FEWEST_ORDERS + " to " + MOST_ORDERS);
        }
        if (!duckdb.getAutoCommit()) {
            throw new IllegalArgumentException("the connection is within a transaction, which can write to one database"
                    + " only: give one in auto-commit mode");
        }
        Files.createDirectories(folder);
        try (Statement statement = duckdb.createStatement()) {
            String home = currentSchema(statement);
            // compressed, for the order book stays in memory as far as it fits
            statement.execute("attach ':memory:' as holdfast_demo (compress)");
            try {
                statement.execute("use holdfast_demo");
                statement.execute("set variable orders = " + orders);
                statement.execute("set variable folder = "
                        + literal(folder.toAbsolutePath().toString()));
                for (String script : SCRIPTS) {
                    statement.execute(text(script));
                }
            } finally {
                statement.execute("use " + home);
                statement.execute("detach holdfast_demo");
                statement.execute("reset variable orders");
                statement.execute("reset variable folder");
            }
        }
    }

    private static String currentSchema(Statement statement) throws SQLException {
        try (ResultSet current = statement.executeQuery("select current_database(), current_schema()")) {
            current.next();
            return identifier(current.getString(1)) + "." + identifier(current.getString(2));
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String text(String script) throws IOException {
        try (InputStream in = DemoData.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new FileNotFoundException(
                        script + " is missing beside " + DemoData.class.getName() + "; the jar is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
