package io.holdfast.job;

import io.holdfast.cli.Holdfast;
import io.holdfast.demo.DemoData;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A small workspace whose inbox and definitions a test writes, and in which it runs commands as a person would. */
final class Workspaces {

    static final String HEADER = "order_id,customer_id,ordered_at,delivered_at,status,amount\n";

    private static final String NIGHTLY = "period: day\nsteps:\n  - extract: all\n";

    private final Path root;

    private Workspaces(Path root) {
        this.root = root;
    }

    /** A workspace that is there already. */
    static Workspaces in(Path root) {
        return new Workspaces(root);
    }

    /** A workspace with a nightly job and one source, of orders, of which 40% may be rejected. */
    static Workspaces withOrders(Path root) {
        return new Workspaces(root)
                .write("jobs/company.yml", "company: Druckerei\nzone: Europe/Berlin\nlanguages: en\n")
                .write("jobs/nightly.yml", NIGHTLY)
                .source("orders", "max-rejects:\n  share: 40%")
                .folder("inbox");
    }

    /** The demonstration company, small, with the default definitions to edit; nothing of it is taken in yet. */
    static Workspaces demo(Path root) {
        Workspaces workspace = in(root).folder("inbox");
        Workspace.writeDefaults(root);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            DemoData.write(connection, 2000, root.resolve("inbox"));
            return workspace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows of orders that are right, numbered from one to another, of a customer. */
    static String rows(int from, int to, String customer) {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i <= to; i++) {
            rows.append("o").append(i).append(',').append(customer).append(",2025-01-02 10:00:00,,open,10.00\n");
        }
        return rows.toString();
    }

    Path root() {
        return root;
    }

    Path path(String file) {
        return root.resolve(file);
    }

    Workspaces folder(String folder) {
        try {
            Files.createDirectories(root.resolve(folder));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a source of this entity, which reads the files of its name. */
    Workspaces source(String entity, String... lines) {
        return write(
                "jobs/sources/" + entity + ".yml",
                "entity: " + entity + "\nread: inbox/" + entity + "*.csv\n" + String.join("\n", lines) + "\n");
    }

    Workspaces write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    Workspaces write(String file, byte[] bytes) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workspaces delete(String file) {
        try (Stream<Path> files = Files.walk(root.resolve(file))) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a command said and how it ended.
     *
     * @param out standard output
     * @param err standard error
     */
    record Ended(int exitCode, String out, String err) {

        String said() {
            return out + err;
        }
    }

    /** Takes in what lies in the inbox, about the last day of 2025. */
    Ended nightly() {
        return nightly("2025-12-31");
    }

    Ended nightly(String day) {
        return run("run", "nightly", "--period", day);
    }

    /** Runs a command in this workspace. */
    Ended run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--dir", root.toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream toOut = new ByteArrayOutputStream();
        ByteArrayOutputStream toErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(toOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(toErr, true, StandardCharsets.UTF_8));
            int exitCode = Holdfast.run(all.toArray(String[]::new));
            return new Ended(exitCode, toOut.toString(StandardCharsets.UTF_8), toErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** The loads in the ledger, oldest first. */
    List<Load> loads() {
        if (!Files.exists(root.resolve("data/db"))) {
            return List.of();
        }
        String url = "jdbc:hsqldb:file:" + root.resolve("data/db/holdfast") + ";shutdown=true;readonly=true";
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            return new Ledger(new JdbcTemplate(new SingleConnectionDataSource(connection, true)))
                    .entries(Load.KIND, Long.MAX_VALUE).stream()
                            .map(entry -> Load.of(entry.position(), entry.recordedAt(), entry.runId(), entry.facts()))
                            .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many entries the ledger has. */
    long ledgerEntries() {
        return Long.parseLong(database("select cast(max(position) as varchar(20)) from ledger")
                .get(0));
    }

    /** The first column of what the embedded database answers, which nobody has open. */
    List<String> database(String sql) {
        String url = "jdbc:hsqldb:file:" + root.resolve("data/db/holdfast") + ";shutdown=true;readonly=true";
        try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
            return new JdbcTemplate(new SingleConnectionDataSource(connection, true)).queryForList(sql, String.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rejected rows of a load, each as {@code line column rule value | raw}. */
    List<String> rejects(Load load) {
        return query("select concat_ws(' ', coalesce(cast(line as varchar), '?'), coalesce(column_name, '-'), rule,"
                + " coalesce(value, '-'), '|', raw) from read_parquet('"
                + root.resolve("data/lake/rejects/" + load.rejectsSha256() + ".parquet") + "')"
                + " where file = '" + load.file() + "' and expected is not null order by line, column_name, rule");
    }

    /** Every order as known now, each as the columns asked for, by its id. */
    List<String> orders(String columns) {
        return query(script() + "select concat_ws(' ', " + columns + ") from orders order by order_id");
    }

    /** Changes the embedded database, which nobody has open. */
    void update(String... statements) {
        String url = "jdbc:hsqldb:file:" + root.resolve("data/db/holdfast") + ";shutdown=true";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String script() {
        try {
            return Files.readString(root.resolve("data/lake/as-known-at.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of what the engine answers. */
    static List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
