package io.holdfast;

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

/** A shop in a real PostgreSQL, whose user {@code reader} may only read and needs a password. */
public final class ShopDatabase {

    public static final String PASSWORD = "s3cret-of-the-shop";

    private final String url = RealPostgres.running().database();

    public ShopDatabase() {
        Path access = Path.of(answers("show hba_file").get(0));
        try {
            String others = Files.readString(access);
            if (!others.contains(" reader ")) {
                Files.writeString(access, "host all reader all scram-sha-256\n" + others);
                does(
                        "create role reader login password '" + PASSWORD + "'",
                        "grant pg_read_all_data to reader",
                        "select pg_reload_conf()");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return url;
    }

    /** The same by another port, as through a proxy. */
    public String url(int port) {
        return url.replaceFirst(":\\d+/", ":" + port + "/");
    }

    public int port() {
        return Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
    }

    /** So many orders, 1 …, of which each was changed as many minutes after noon of 1 January 2026. */
    public void reset(int orders) {
        does(
                "drop table if exists orders cascade",
                "create table orders (id bigint primary key, customer text not null, ordered timestamptz not null, amount"
                        + " numeric(12, 2), status text, updated_at timestamptz)");
        add(1, orders);
    }

    public void add(int from, int to) {
        does(
                "insert into orders select n, 'c' || n % 7, timestamptz '2025-12-01 10:00:00+01' + n * interval '1 minute',"
                        + " n + 0.5, 'open', timestamptz '2026-01-01 12:00:00+00' + n * interval '1 minute'"
                        + " from generate_series(" + from + ", " + to + ") n");
    }

    /** The file that describes it, by an address of it. */
    public static String definition(String url) {
        return "shop:\n  url: " + url + "\n  user: reader\n  password: ${file:secrets/shop}\n";
    }

    public void does(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> answers(String sql) {
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

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }
}
