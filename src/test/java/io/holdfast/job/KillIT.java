package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

    private static WorkspaceState night;
    private static WorkspaceState undisturbed;

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
        afterNightly = WorkspaceState.copy(inbox, folder.resolve("after-nightly"));
        completed("nightly", afterNightly);
        night = WorkspaceState.of(afterNightly);
        Path workspace = WorkspaceState.copy(afterNightly, folder.resolve("undisturbed"));
        completed("monthly-pack", workspace);
        undisturbed = WorkspaceState.of(workspace);
        assertThat(undisturbed.publications()).as("PDF and workbook, en and zh").hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void killedAtAnyPointTheSameCommandEndsAsIfNothingHadHappened(Point point) throws Exception {
        Path workspace =
                WorkspaceState.copy(point.job.equals("nightly") ? inbox : afterNightly, folder.resolve(point.name()));

        RealProcess process = start(point.job, workspace);
        while (process.isAlive() && !point.reached.test(workspace)) {
            Thread.onSpinWait();
        }
        process.kill();

        completed(point.job, workspace);
        assertThat(WorkspaceState.of(workspace)).isEqualTo(point.job.equals("nightly") ? night : undisturbed);
        assertThat(workspace.resolve("data/staging/nightly-2025-12-31-r1")).doesNotExist();
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
}
