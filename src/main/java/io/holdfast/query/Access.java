package io.holdfast.query;

import io.holdfast.source.Database;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Secrets;
import io.holdfast.workspace.Workspace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import java.util.stream.Collectors;

/** The way to a database: driver, address, who asks; and its complaints without a password. */
final class Access {

    private final Database database;
    private final Secrets secrets;
    private final Drivers drivers;
    private final String zone;

    Access(Workspace workspace, Database database) {
        this.database = database;
        this.secrets = Secrets.of(workspace);
        this.drivers = new Drivers(workspace.root());
        this.zone = workspace.company().zone().getId();
    }

    Dialect dialect() {
        return Dialect.of(secrets.reveal(database.url()));
    }

    /**
     * A new session, in a transaction that only reads.
     *
     * @throws DefinitionException where no driver knows the address, or a password is not found
     */
    Session open() throws SQLException {
        String url = secrets.reveal(database.url());
        Drivers.Found found =
                drivers.find(url).orElseThrow(() -> database.place().problem("url", drivers.missing(url)));
        Dialect dialect = Dialect.of(url);
        Properties properties = dialect.properties();
        database.properties().forEach((name, value) -> properties.setProperty(name, secrets.reveal(value)));
        database.user().ifPresent(user -> properties.setProperty("user", secrets.reveal(user)));
        database.password().ifPresent(password -> properties.setProperty("password", secrets.reveal(password)));
        Connection connection = found.driver().connect(found.url(), properties);
        if (connection == null) {
            throw database.place().problem("url", drivers.missing(url));
        }
        try {
            patience(connection);
            return new Session(connection, dialect, zone);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether a failure means that the way to the database is gone, so that another try may succeed. */
    static boolean isLost(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        // 57P: the server shuts down or ended the session; 40: it gave this transaction up for another.
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("40")) {
            return true;
        }
        // What kind of failure it is, a driver's class tells less well: it counts where the state says nothing.
        boolean silent = state.isEmpty() || state.equals("HY000");
        return silent
                && (failure instanceof SQLRecoverableException
                        || failure instanceof SQLNonTransientConnectionException
                        || failure instanceof SQLTransientConnectionException);
    }

    /** The failure in words, without anything that nobody may see. */
    String says(SQLException failure) {
        return secrets.scrub(String.valueOf(failure.getMessage()))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(3)
                .collect(Collectors.joining(" "));
    }

    private void patience(Connection connection) throws SQLException {
        try {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(database.timeout().toMillis()));
        } catch (SQLFeatureNotSupportedException e) {
            // Then the network's own patience counts.
        }
    }
}
