package io.holdfast.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB server of a test's own, where this machine has the program (Debian: {@code mariadb-server}). */
final class RealMariaDb implements AutoCloseable {

    static final String PASSWORD = "s3cret-of-the-shop";

    private final Process server;
    private final int port;

    private RealMariaDb(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts one in a folder; empty where the program is not there. */
    static Optional<RealMariaDb> start(Path folder) {
        Optional<Path> program = program("mariadbd");
        Optional<Path> installer = program("mariadb-install-db");
        if (program.isEmpty() || installer.isEmpty()) {
            return Optional.empty();
        }
        try (ServerSocket free = new ServerSocket(0)) {
            int port = free.getLocalPort();
            String data = "--datadir=" + Files.createDirectories(folder.resolve("data"));
            String user = "--user=" + System.getProperty("user.name");
            free.close();
            process(folder, installer.get(), "--no-defaults", data, user, "--auth-root-authentication-method=normal")
                    .waitFor(60, TimeUnit.SECONDS);
            Process server = process(
                    folder,
                    program.get(),
                    "--no-defaults",
                    data,
                    user,
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--socket=" + folder.resolve("socket"),
                    "--default-time-zone=+09:00",
                    "--innodb-buffer-pool-size=32M");
            RealMariaDb started = new RealMariaDb(server, port);
            started.awaitAnswer();
            started.does(
                    "create database shop character set utf8mb4",
                    "create user reader@'127.0.0.1' identified by '" + PASSWORD + "'",
                    "grant select on shop.* to reader@'127.0.0.1'");
            return Optional.of(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String url(String scheme) {
        return "jdbc:" + scheme + "://127.0.0.1:" + port + "/shop";
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

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "");
    }

    private void awaitAnswer() throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            try (Connection connection = connect()) {
                return;
            } catch (SQLException e) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("MariaDB does not start");
    }

    private static Optional<Path> program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Process process(Path folder, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    @Override
    public void close() {
        server.destroy();
        try {
            server.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
