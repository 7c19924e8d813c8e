package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Months that never had a report, of a company whose first files came at the end of 2024 and the next a year later. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackfillIT {

    private static final String[] NOW = {"--as-if-now", "2026-01-01T02:00:00Z"};

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void takeInTwice() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"))
                .write("jobs/figures.yml", "period: month\nsteps:\n  - figures:\n      - on-time-delivery\n");
        Path later = Files.createDirectories(folder.resolve("later")).resolve("orders-2025.csv");
        Files.move(workspace.path("inbox/orders-2025.csv"), later);
        take("2024-12-31", "2025-01-01T02:00:00Z");
        Files.move(later, workspace.path("inbox/orders-2025.csv"));
        take("2025-12-31", NOW[1]);
    }

    private static void take(String day, String now) {
        Workspaces.Ended ended = workspace.run("run", "nightly", "--period", day, "--as-if-now", now);
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }

    @Test
    @Order(1)
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        long entries = workspace.ledgerEntries();

        Workspaces.Ended ended = backfill("--from", "2024-11", "--to", "2024-12", "--dry-run");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out())
                .contains("2024-11: nothing was known by the end of the day after it; --as-known-now")
                .contains("2024-12: would be run, as known at ledger position")
                .contains("(2025-01-01); it never began")
                .contains("nothing was done: a dry run");
        assertThat(workspace.ledgerEntries()).isEqualTo(entries);
    }

    @Test
    @Order(2)
    void eachMonthIsAsItWasKnownByTheDayAfterIt() {
        Workspaces.Ended ended = backfill("--from", "2024-12", "--to", "2024-12");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).contains("figures-2024-12-r1 is done").contains("1 of 1 periods run");
        assertThat(
                        workspace.database(
                                "select cast(cast(as_known_at as date) as varchar(10)) from run where run_id = 'figures-2024-12-r1'"))
                .containsExactly("2025-01-01");
        assertThat(workspace.run("rerun", "figures-2024-12-r1").exitCode())
                .as("it can be done again like any other")
                .isZero();
    }

    @Test
    @Order(3)
    void whatIsDoneIsLeftAndAsKnownNowIsADecision() {
        Workspaces.Ended ended = backfill("--from", "2024-11", "--to", "2024-12", "--as-known-now");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out())
                .contains("2024-12: left as it is, it is done")
                .contains("figures-2024-11-r1 is done")
                .contains("1 of 2 periods run");
        assertThat(
                        workspace.database(
                                "select cast(cast(as_known_at as date) as varchar(10)) from run where run_id = 'figures-2024-11-r1'"))
                .containsExactly("2026-01-01");
    }

    @Test
    @Order(4)
    void allMakesTheNextRevisionOfWhatIsDone() {
        Workspaces.Ended ended = backfill("--from", "2024-12", "--to", "2024-12", "--all");

        assertThat(ended.out()).contains("figures-2024-12-r2 is done");
    }

    @Test
    @Order(5)
    void failedContinuesWhatDidNotEndWellAndNothingElse() throws IOException {
        workspace.write(
                "jobs/broken.yml", "period: month\nsteps:\n  - figures: all\n  - report: nothing-of-the-kind\n");
        assertThat(workspace
                        .run("run", "broken", "--period", "2025-11", NOW[0], NOW[1])
                        .exitCode())
                .isEqualTo(2);
        workspace.write("jobs/broken.yml", "period: month\nsteps:\n  - figures:\n      - on-time-delivery\n");

        Workspaces.Ended ended =
                workspace.run("backfill", "broken", "--from", "2025-10", "--to", "2025-12", "--failed", NOW[0], NOW[1]);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out())
                .contains("2025-10: left as it is, it never began")
                .contains("broken-2025-11-r1 is done")
                .contains("2025-12: left as it is, it never began");
    }

    @Test
    @Order(6)
    void whatIsWrongWithADefinitionStopsAllAndIsSaidOnce() {
        workspace.write("jobs/broken.yml", "period: month\nsteps:\n  - figures:\n      - nothing-of-the-kind\n");

        Workspaces.Ended ended =
                workspace.run("backfill", "broken", "--from", "2025-01", "--to", "2025-03", "--as-known-now");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).containsOnlyOnce("nothing-of-the-kind");
    }

    @Test
    @Order(7)
    void wrongWordsSayWhatToWrite() {
        assertThat(backfill("--from", "2025-02", "--to", "2025-01").err()).contains("2025-02 is after --to 2025-01");
        assertThat(backfill("--from", "2025-Q1", "--to", "2025-Q2").err()).contains("is about a month");
        assertThat(backfill("--from", "spring", "--to", "2025-02").err()).contains("--from: 'spring' is not a period");
        assertThat(workspace
                        .run("backfill", "nightly", "--from", "2025-01-01", "--to", "2025-01-02")
                        .err())
                .contains("jobs/nightly.yml: takes files in");
    }

    private static Workspaces.Ended backfill(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "backfill";
        all[1] = "figures";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        System.arraycopy(NOW, 0, all, arguments.length + 2, 2);
        return workspace.run(all);
    }
}
