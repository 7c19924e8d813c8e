package io.holdfast.job;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a workspace holds when its process has ended.
 *
 * @param publications SHA-256 of each file under out, by name
 * @param ledger the hash of each entry, in order
 * @param executionsLeftRunning executions of jobs and steps that nobody will ever end
 */
record WorkspaceState(Map<String, String> publications, List<String> ledger, long executionsLeftRunning) {

    static WorkspaceState of(Path workspace) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:hsqldb:file:" + workspace.resolve("data/db/holdfast") + ";shutdown=true")) {
            return of(workspace, connection);
        }
    }

    /** Likewise with a database elsewhere. */
    static WorkspaceState of(Path workspace, Connection database) throws IOException, SQLException {
        Map<String, String> publications = new TreeMap<>();
        if (Files.isDirectory(workspace.resolve("out"))) {
            try (Stream<Path> files = Files.walk(workspace.resolve("out"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    publications.put(workspace.relativize(file).toString(), Sha256.of(file));
                }
            }
        }
        List<String> ledger = new ArrayList<>();
        try (Statement statement = database.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select hash from ledger order by position")) {
                while (rows.next()) {
                    ledger.add(rows.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "select (select count(*) from batch_job_execution where status in ('STARTED', 'STARTING'))"
                            + " + (select count(*) from batch_step_execution where status in ('STARTED', 'STARTING'))"
                            + " from (values (0)) as one(n)")) {
                rows.next();
                return new WorkspaceState(publications, ledger, rows.getLong(1));
            }
        }
    }

    /** A workspace as another one is. */
    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
