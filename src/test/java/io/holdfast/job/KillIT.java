package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real process, killed with SIGKILL when it reaches a point, then the same command again: it must end as an
 * undisturbed run does, down to the bytes of every published file and the hash of every ledger entry.
 */
class KillIT {

    private static final String MORNING = "2026-01-01T02:00:00Z";

    @TempDir
    static Path folder;

    private static State undisturbed;

    private static Path inbox;

    private static Path afterNightly;

    /** A point that a process passes, seen from outside by what it leaves in the workspace. */
    enum Point {
        STAGING_HAS_BEGUN("nightly", root -> has(root, "data/staging", ".good.parquet")),
        A_FILE_IS_STAGED("nightly", root -> has(root, "data/staging", ".json")),
        ALL_FILES_ARE_STAGED("nightly", root -> count(root, "data/staging", ".json") == 12),
        A_FILE_IS_IN_THE_LAKE("nightly", root -> has(root, "data/lake", ".parquet")),
        EVERY_LOAD_IS_IN_THE_LAKE("nightly", root -> count(root, "data/lake", ".parquet") >= 12),
        SNAPSHOTS_ARE_CLOSED("nightly", root -> Files.exists(root.resolve("data/lake/as-known-at.sql"))),
        FIGURES_ARE_BEING_COMPUTED("monthly-pack", root -> true),
        SCORES_ARE_IN_THE_LAKE("monthly-pack", root -> has(root, "data/lake/scores", ".parquet")),
        A_TEMPLATE_IS_COMPILED("monthly-pack", root -> has(root, "data/cache/templates", ".jasper")),
        A_PDF_IS_RENDERED("monthly-pack", root -> has(root, "data/staging", ".pdf")),
        A_PDF_IS_ARCHIVED("monthly-pack", root -> has(root, "data/archive", ".pdf")),
        A_PDF_IS_PUBLISHED("monthly-pack", root -> has(root, "out", ".en.pdf"));

        private final String job;
        private final Predicate<Path> reached;

        Point(String job, Predicate<Path> reached) {
            this.job = job;
            this.reached = reached;
        }
    }

    @BeforeAll
    static void runUndisturbed() throws IOException, SQLException {
        inbox = Workspaces.demo(folder.resolve("inbox")).root();
        afterNightly = copy(inbox, "after-nightly");
        completed("nightly", afterNightly);
        Path workspace = copy(afterNightly, "undisturbed");
        completed("monthly-pack", workspace);
        undisturbed = State.of(workspace);
        assertThat(undisturbed.publications()).as("PDF and workbook, en and zh").hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyPointTheSameCommandEndsAsIfNothingHadHappened(Point point) throws Exception {
        Path workspace = copy(point.job.equals("nightly") ? inbox : afterNightly, point.name());

        RealProcess process = start(point.job, workspace);
        while (process.isAlive() && !point.reached.test(workspace)) {
            Thread.onSpinWait();
        }
        process.kill();

        completed(point.job, workspace);
        if (point.job.equals("nightly")) {
            completed("monthly-pack", workspace);
        }
        State state = State.of(workspace);
        assertThat(state.publications()).isEqualTo(undisturbed.publications());
        assertThat(state.ledger()).isEqualTo(undisturbed.ledger());
        assertThat(state.executionsLeftRunning()).isZero();
        assertThat(workspace.resolve("data/staging/nightly-2025-12-31-r1")).doesNotExist();
    }

    private static Path copy(Path from, String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }

    private static RealProcess start(String job, Path workspace) {
        return RealProcess.start("run", job, "--dir", workspace.toString(), "--as-if-now", MORNING);
    }

    private static void completed(String job, Path workspace) {
        RealProcess.Ended ended = start(job, workspace).await();
        assertThat(ended.exitCode()).as(ended.said()).isZero();
    }

    private static boolean has(Path root, String folder, String suffix) {
        return count(root, folder, suffix) > 0;
    }

    private static long count(Path root, String folder, String suffix) {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }

    /**
     * What a workspace holds when its process has ended.
     *
     * @param publications SHA-256 of each file under out, by name
     * @param ledger the hash of each entry, in order
     * @param executionsLeftRunning executions of jobs and steps that nobody will ever end
     */
    private record State(Map<String, String> publications, List<String> ledger, long executionsLeftRunning) {

        static State of(Path workspace) throws IOException, SQLException {
            Map<String, String> publications = new TreeMap<>();
            try (Stream<Path> files = Files.walk(workspace.resolve("out"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    publications.put(workspace.relativize(file).toString(), Sha256.of(file));
                }
            }
            List<String> ledger = new ArrayList<>();
            String url = "jdbc:hsqldb:file:" + workspace.resolve("data/db/holdfast") + ";shutdown=true";
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                try (ResultSet rows = statement.executeQuery("select hash from ledger order by position")) {
                    while (rows.next()) {
                        ledger.add(rows.getString(1));
                    }
                }
                try (ResultSet rows = statement.executeQuery(
                        "select (select count(*) from batch_job_execution where status in ('STARTED', 'STARTING'))"
                                + " + (select count(*) from batch_step_execution where status in ('STARTED', 'STARTING'))"
                                + " from (values (0))")) {
                    rows.next();
                    return new State(publications, ledger, rows.getLong(1));
                }
            }
        }
    }
}
