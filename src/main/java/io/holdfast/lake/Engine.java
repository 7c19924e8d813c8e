package io.holdfast.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * The SQL engine over the lake's files, in this process: DuckDB, bounded in memory, spilling to a folder of the
 * workspace, closed to the network and to extensions that are not built in.
 */
public final class Engine implements AutoCloseable {

    private final DuckDBConnection first;

    private Engine(DuckDBConnection first) {
        this.first = first;
    }

    /**
     * Starts the engine.
     *
     * @param temporary where it spills what does not fit
     * @param memory its limit, such as {@code 1GB}
     * @param threads how many it uses; results do not depend on it
     */
    public static Engine start(Path temporary, String memory, int threads) {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", String.valueOf(threads));
        settings.setProperty("temp_directory", temporary.toAbsolutePath().toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        NativeLibrary.unpack();
        try {
            Files.createDirectories(temporary);
            DuckDBConnection connection =
                    DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
            Sql.run(connection, "set TimeZone = 'UTC'");
            Sql.run(connection, "set lock_configuration = true");
            return new Engine(connection);
        } catch (SQLException e) {
            throw new LakeException("the figures' engine does not start: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the folder " + temporary, e);
        }
    }

    /** A connection of its own to the same engine. Temporary relations belong to it alone. */
    public Connection connect() {
        try {
            return first.duplicate();
        } catch (SQLException e) {
            throw new LakeException("the figures' engine gives no connection: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            first.close();
        } catch (SQLException e) {
            throw new LakeException("the figures' engine does not close: " + e.getMessage(), e);
        }
    }
}
