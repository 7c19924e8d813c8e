package io.holdfast;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A PostgreSQL server of the tests' own, on a port of its own; it ends with the process. */
public final class RealPostgres {

    private static final class Running {
        static final RealPostgres SERVER = new RealPostgres();
    }

    private final AtomicInteger databases = new AtomicInteger();
    private final EmbeddedPostgres server;

    private RealPostgres() {
        try {
            this.server = EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    /** The one server of this process. */
    public static RealPostgres running() {
        return Running.SERVER;
    }

    /** The JDBC address of a new database that sorts by code points, as the one for Holdfast must. */
    public String database() {
        return database("template template0 encoding 'UTF8' locale 'C'");
    }

    /** Likewise, made as the options say. */
    public String database(String options) {
        String name = "test_" + databases.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " " + options);
            return "jdbc:postgresql://localhost:" + server.getPort() + "/" + name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
