package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.RealPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a night besides kills: two people start it, its database goes away, the clock is set back. */
class FaultsIT {

    private static final String MORNING = "2026-01-01T02:00:00Z";

    @TempDir
    static Path folder;

    private static Path evening;
    private static WorkspaceState undisturbed;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        evening = Workspaces.demo(folder.resolve("evening")).root();
        Path morning = WorkspaceState.copy(evening, folder.resolve("undisturbed"));
        assertThat(nightly(morning, MORNING).await().exitCode()).isZero();
        undisturbed = WorkspaceState.of(morning);
        assertThat(undisturbed.ledger()).hasSizeGreaterThan(12);
    }

    @Test
    void ofTwoOperatorsWhoStartTheSamePeriodAtOnceOneRunsItAndTheOtherIsToldThatItIsDone() throws Exception {
        Path workspace = WorkspaceState.copy(evening, folder.resolve("two"));

        RealProcess first = nightly(workspace, MORNING);
        RealProcess second = nightly(workspace, MORNING);
        List<RealProcess.Ended> ended = List.of(first.await(), second.await());

        assertThat(ended).extracting(RealProcess.Ended::exitCode).containsExactly(0, 0);
        assertThat(ended.stream().filter(one -> one.said().contains("nightly-2025-12-31-r1 is done already")))
                .hasSize(1);
        assertThat(WorkspaceState.of(workspace)).isEqualTo(undisturbed);
    }

    @Test
    void aDatabaseThatGoesAwayForAMinuteEndsTheRunInWordsAndTheSameCommandContinues() throws Exception {
        String url = RealPostgres.running().database();
        int port = Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
        Path workspace = folder.resolve("gone");
        Workspaces small = Workspaces.withOrders(workspace)
                .write("inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 3, "c1"));
        try (CuttingProxy between = new CuttingProxy(port)) {
            small.write("secret", "postgres")
                    .write(
                            "jobs/company.yml",
                            small.read("jobs/company.yml") + "database:\n  url: "
                                    + url.replace(":" + port, ":" + between.port())
                                    + "\n  user: postgres\n  password: ${file:secret}\n");

            RealProcess process = nightly(workspace, MORNING).until("orders");
            between.goAway();
            RealProcess.Ended failed = process.await();
            RealProcess.Ended meanwhile = nightly(workspace, MORNING).await();
            between.comeBack();
            RealProcess.Ended continued = nightly(workspace, MORNING).await();

            assertThat(failed.exitCode()).as(failed.said()).isEqualTo(1);
            assertThat(failed.said())
                    .contains("the database does not answer any more")
                    .doesNotContain("\tat ");
            assertThat(meanwhile.exitCode()).as(meanwhile.said()).isEqualTo(1);
            assertThat(meanwhile.said()).contains("cannot be reached").doesNotContain("\tat ");
            assertThat(continued.exitCode()).as(continued.said()).isZero();
        }
        try (Connection database = DriverManager.getConnection(url, "postgres", "postgres")) {
            WorkspaceState state = WorkspaceState.of(workspace, database);
            assertThat(state.ledger()).as("the load, its snapshot, the run").hasSize(3);
            assertThat(state.executionsLeftRunning()).isZero();
        }
    }

    @Test
    void aClockThatWasSetBackAnHourRunsNothingTwice() throws Exception {
        Path workspace = WorkspaceState.copy(evening, folder.resolve("clock"));
        assertThat(nightly(workspace, MORNING).await().exitCode()).isZero();

        RealProcess.Ended earlier = nightly(workspace, "2026-01-01T01:00:00Z").await();
        RealProcess.Ended scheduled = RealProcess.run(
                "schedule", "--once", "--dir", workspace.toString(), "--as-if-now", "2026-01-01T02:30:00Z");

        assertThat(earlier.exitCode()).as(earlier.said()).isZero();
        assertThat(earlier.said()).contains("nightly-2025-12-31-r1 is done already");
        assertThat(scheduled.exitCode()).as(scheduled.said()).isZero();
        assertThat(scheduled.said()).doesNotContain("nightly 2025-12-31: begins");
    }

    private static RealProcess nightly(Path workspace, String now) {
        return RealProcess.start("run", "nightly", "--dir", workspace.toString(), "--as-if-now", now);
    }
}
