package io.holdfast.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A connection in a transaction that only reads. Nothing is ever committed on it. */
final class Session implements AutoCloseable {

    private static final int PING_SECONDS = 5;

    private final Connection connection;

    Session(Connection connection, Dialect dialect, String zone) throws SQLException {
        this.connection = connection;
        connection.setReadOnly(true);
        if (dialect == Dialect.OTHER
                && connection.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        for (String setting : dialect.settings(zone)) {
            run(setting);
        }
        connection.setAutoCommit(false);
        if (!dialect.begin().isEmpty()) {
            run(dialect.begin());
        }
    }

    /** PostgreSQL: names the state that this transaction sees, for {@link #see}, as long as this session lives. */
    String share() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_export_snapshot()")) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** PostgreSQL: from now on, the state that another session shares. */
    void see(String snapshot) throws SQLException {
        run("set transaction snapshot '" + snapshot.replace("'", "") + "'");
    }

    boolean isAlive() {
        try {
            return connection.isValid(PING_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** What to make of the rows of a query. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Runs a query whose rows come a few at a time, however many there are. */
    <T> T query(String sql, List<Object> values, Reader<T> reader) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Dialect.FETCH);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        }
    }

    /** Ends without a word: a connection that is gone already needs none. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // Nothing was written, so nothing can be lost.
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
