package io.holdfast.job;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL with a shop in it, whose user {@code reader} may only read and needs a password. */
final class ShopDatabase implements AutoCloseable {

    static final String PASSWORD = "s3cret-of-the-shop";

    private final EmbeddedPostgres postgres;

    private ShopDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static ShopDatabase start() {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.zonky"))
                .setLevel(ch.qos.logback.classic.Level.WARN);
        try {
            ShopDatabase shop = new ShopDatabase(EmbeddedPostgres.builder()
                    .setPGStartupWait(java.time.Duration.ofSeconds(60))
                    .start());
            Path access = Path.of(shop.answers("show hba_file").get(0));
            Files.writeString(access, "host all reader all scram-sha-256\nhost all all all trust\n");
            shop.does(
                    "create role reader login password '" + PASSWORD + "'",
                    "grant pg_read_all_data to reader",
                    "grant pg_signal_backend to reader",
                    "select pg_reload_conf()");
            return shop;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return postgres.getPort();
    }

    /** The shop with so many orders, o1 …, each changed at noon of 1 January 2026 and as many minutes. */
    void reset(int orders) {
        does(
                "drop table if exists orders cascade",
                "create table orders (id bigint primary key, customer text not null, ordered timestamptz not null, amount"
                        + " numeric(12, 2), status text, updated_at timestamptz)",
                "insert into orders select n, 'c' || n % 7, timestamptz '2025-12-01 10:00:00+01' + n * interval '1 minute',"
                        + " n + 0.5, 'open', timestamptz '2026-01-01 12:00:00+00' + n * interval '1 minute'"
                        + " from generate_series(1, " + orders + ") n");
    }

    void does(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> answers(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port() + "/postgres", "postgres", "postgres");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
