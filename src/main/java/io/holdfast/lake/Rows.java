package io.holdfast.lake;

import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Adds rows to a temporary table, value after value, without a statement for each: a million rows take about a second. */
public final class Rows implements AutoCloseable {

    private final DuckDBAppender appender;

    private Rows(DuckDBAppender appender) {
        this.appender = appender;
    }

    /** To a table that the connection created as temporary. */
    public static Rows into(Connection connection, String table) {
        try {
            return new Rows(connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", table));
        } catch (SQLException e) {
            throw new LakeException(e.getMessage(), e);
        }
    }

    /** A row, of what {@code values} adds. */
    public void row(Values values) {
        try {
            appender.beginRow();
            values.add(this);
            appender.endRow();
        } catch (SQLException e) {
            throw new LakeException(e.getMessage(), e);
        }
    }

    /** Adds the values of one row, in the order of the table's columns. */
    @FunctionalInterface
    public interface Values {
        void add(Rows row) throws SQLException;
    }

    public Rows text(@Nullable String value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        appender.append(value);
        return this;
    }

    public Rows number(int value) throws SQLException {
        appender.append(value);
        return this;
    }

    /** @throws IllegalArgumentException for what is not a number */
    public Rows number(double value) throws SQLException {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " cannot be kept; it is not a finite number");
        }
        appender.append(value);
        return this;
    }

    public Rows nothing() throws SQLException {
        appender.appendNull();
        return this;
    }

    @Override
    public void close() {
        try {
            appender.close();
        } catch (SQLException e) {
            throw new LakeException(e.getMessage(), e);
        }
    }
}
