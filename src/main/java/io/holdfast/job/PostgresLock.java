package io.holdfast.job;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One process at a time works with a database, from whatever machine. The server drops the lock when the connection is
 * gone, however the process ends.
 */
final class PostgresLock implements AutoCloseable {

    /** "holdfast" in ASCII: advisory locks are numbers, and a database may hold other programs' too. */
    static final long NUMBER = 0x686f6c6466617374L;

    private final Connection connection;

    private PostgresLock(Connection connection) {
        this.connection = connection;
    }

    /** @throws BusyException where another process has it */
    static PostgresLock take(OwnDatabase database) {
        Connection connection;
        try {
            connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        } catch (SQLException e) {
            throw unreachable(database, e);
        }
        try (Statement statement = connection.createStatement();
                ResultSet taken = statement.executeQuery("select pg_try_advisory_lock(" + NUMBER + ")")) {
            taken.next();
            if (taken.getBoolean(1)) {
                return new PostgresLock(connection);
            }
            connection.close();
        } catch (SQLException e) {
            throw unreachable(database, e);
        }
        throw new BusyException("another process is working with the database of this workspace; wait for it to end,"
                + " then run the same command again");
    }

    private static DatabaseException unreachable(OwnDatabase database, SQLException e) {
        return new DatabaseException(
                "the database of jobs/company.yml cannot be reached as user '" + database.user()
                        + "'; nothing was run. Is the server up, and are url, user and password right?",
                e);
    }

    @Override
    public void close() {
        // Given back by name: of a connection that is closed the server may think as open for a moment more.
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + NUMBER + ")");
        } catch (SQLException e) {
            // The server has dropped the connection, and the lock with it.
        }
    }
}
