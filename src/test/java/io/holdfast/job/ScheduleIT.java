package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.RealPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Jobs that run when they are due: after a stop, beside commands by hand, two schedulers at once, asked to end. */
class ScheduleIT {

    /** The morning of 5 January 2026; the last night that anybody was there is that of the 2nd. */
    private static final String[] MONDAY = {"--as-if-now", "2026-01-05T07:00:00Z"};

    @TempDir
    private Path folder;

    @Test
    void afterThreeDaysDownTheMissedPeriodsAreRunInOrder() {
        Workspaces workspace = orders("all");
        assertThat(workspace.nightly("2026-01-01").exitCode()).isZero();

        Workspaces.Ended ended = workspace.run("schedule", "--once", MONDAY[0], MONDAY[1]);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out())
                .containsSubsequence(
                        "nightly-2026-01-02-r1 is done",
                        "nightly-2026-01-03-r1 is done",
                        "nightly-2026-01-04-r1 is done");
        assertThat(workspace.run("schedule", "--once", MONDAY[0], MONDAY[1]).out())
                .doesNotContain("begins");
    }

    @Test
    void orTheLastOnlyAndItSaysWhichWereSkippedAndHowToRunOne() {
        Workspaces workspace = orders("last");
        assertThat(workspace.nightly("2026-01-01").exitCode()).isZero();

        Workspaces.Ended ended = workspace.run("schedule", "--once", MONDAY[0], MONDAY[1]);

        assertThat(ended.out())
                .contains("nightly: skipped 2026-01-02, 2026-01-03")
                .contains("holdfast run nightly --period 2026-01-02")
                .contains("nightly-2026-01-04-r1 is done")
                .doesNotContain("nightly-2026-01-03-r1");
    }

    @Test
    void aPeriodThatFailsHoldsThoseAfterItUntilItIsMended() {
        Workspaces workspace = orders("all");
        assertThat(workspace.nightly("2026-01-01").exitCode()).isZero();
        workspace.write("inbox/orders-2.csv", Workspaces.HEADER + "o9,c1,yesterday,,open,1.00\n");

        Workspaces.Ended refused = workspace.run("schedule", "--once", MONDAY[0], MONDAY[1]);
        workspace.write("inbox/orders-2.csv", Workspaces.HEADER + "o9,c1,2026-01-02 10:00:00,,open,1.00\n");
        Workspaces.Ended mended = workspace.run("schedule", "--once", MONDAY[0], MONDAY[1]);

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.out()).contains("nightly: 2026-01-03, 2026-01-04 wait until 2026-01-02 is done");
        assertThat(mended.exitCode()).as(mended.said()).isZero();
        assertThat(mended.out()).contains("nightly-2026-01-02-r1 is done").contains("nightly-2026-01-04-r1 is done");
    }

    @Test
    void theDoctorSaysWhatIsStuckLateAndFailedAndWhatToDo() {
        Workspaces workspace = orders("all");
        assertThat(workspace.nightly("2026-01-01").exitCode()).isZero();
        assertThat(workspace
                        .run("doctor", "--as-if-now", "2026-01-02T07:00:00Z")
                        .out())
                .contains("nothing is stuck, late, unsent or low");
        workspace.update("update batch_job_execution set status = 'STARTED', end_time = null");

        Workspaces.Ended ended = workspace.run("doctor", MONDAY[0], MONDAY[1]);

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out())
                .contains("stuck: nightly 2026-01-01")
                .contains("whose process ended without a word: holdfast run nightly --period 2026-01-01")
                .contains(
                        "late: nightly 2026-01-04 was due 2026-01-05T03:00: holdfast run nightly --period 2026-01-04");
        workspace.write("inbox/orders-2.csv", Workspaces.HEADER + "o9,c1,yesterday,,open,1.00\n");
        assertThat(workspace.nightly("2026-01-02").exitCode()).isEqualTo(3);
        assertThat(workspace.run("doctor", MONDAY[0], MONDAY[1]).out())
                .contains("failed: nightly 2026-01-02")
                .contains("holdfast run nightly --period 2026-01-02");
    }

    @Test
    void aCommandByHandRunsBesideASchedulerAndTheSchedulerEndsWhenAsked() {
        Workspaces workspace = orders("all");
        RealProcess scheduler = RealProcess.start("schedule", MONDAY[0], MONDAY[1], "--dir", folder.toString())
                .until("waiting; next is 2026-01-06 03:00 +01:00  nightly 2026-01-05");

        Workspaces.Ended byHand = workspace.nightly("2026-01-04");
        RealProcess.Ended ended = scheduler.terminate();

        assertThat(byHand.exitCode()).as(byHand.said()).isZero();
        assertThat(ended.exitCode()).isEqualTo(143);
        assertThat(ended.said()).contains("the scheduler was asked to end; no job is at work");
    }

    @Test
    void aRunThatIsAskedToEndFinishesItsStepAndTheNextStartContinues() {
        Workspaces workspace = Workspaces.demo(folder);
        assertThat(workspace.nightly().exitCode()).isZero();

        RealProcess.Ended ended = RealProcess.start(
                        "run", "monthly-pack", "--period", "2025-11", "--dir", folder.toString())
                .until("figures of 2025-11")
                .terminate();
        RealProcess.Ended continued =
                RealProcess.run("run", "monthly-pack", "--period", "2025-11", "--dir", folder.toString());

        assertThat(ended.exitCode()).isEqualTo(143);
        assertThat(ended.said())
                .contains("asked to end: what is at work is finished first")
                .contains("monthly-pack-2025-11-r1 stopped, because the process was asked to end")
                .contains("holdfast run monthly-pack --period 2025-11");
        assertThat(continued.exitCode()).as(continued.said()).isIn(0, 4);
        assertThat(continued.said())
                .contains("the last try stopped; continuing where it was")
                .doesNotContain("figures of 2025-11")
                .contains("monthly-pack-2025-11-r1 is done");
    }

    @Test
    void ofTwoSchedulersOnOnePostgresqlOneIsKilledAndEachPeriodIsStillRunOnce() throws SQLException {
        String url = RealPostgres.running().database();
        Workspaces workspace = Workspaces.demo(folder)
                .write("secret", "postgres")
                .write(
                        "jobs/company.yml",
                        "company: Druckerei\nzone: Europe/Berlin\nlanguages: en\ndatabase:\n  url: " + url
                                + "\n  user: postgres\n  password: ${file:secret}\n")
                .write("jobs/nightly.yml", nightly("all"));
        assertThat(workspace.nightly("2026-01-01").exitCode()).isZero();
        String[] command = {"schedule", "--once", MONDAY[0], MONDAY[1], "--dir", folder.toString()};

        RealProcess first = RealProcess.start(command).until("nightly 2026-01-02: begins");
        RealProcess second = RealProcess.start(command).until("waiting: another process");
        first.kill();
        RealProcess.Ended ended = second.await();

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("nightly-2026-01-04-r1 is done");
        try (SingleConnectionDataSource database =
                new SingleConnectionDataSource(DriverManager.getConnection(url, "postgres", "postgres"), false)) {
            JdbcTemplate jdbc = new JdbcTemplate(database);
            assertThat(jdbc.queryForList(
                            "select p.parameter_value from batch_job_execution e join batch_job_execution_params p on"
                                    + " p.job_execution_id = e.job_execution_id and p.parameter_name = 'period' where"
                                    + " e.status = 'COMPLETED' order by 1",
                            String.class))
                    .containsExactly("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04");
            assertThat(jdbc.queryForObject(
                            "select count(*) - count(distinct run_id) from ledger where kind = 'run'", Long.class))
                    .isZero();
        }
    }

    private Workspaces orders(String catchUp) {
        return Workspaces.withOrders(folder)
                .write("jobs/nightly.yml", nightly(catchUp))
                .write("inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 3, "c1"));
    }

    private static String nightly(String catchUp) {
        return "period: day\nsteps:\n  - extract: all\nschedule:\n  cron: \"0 3 * * *\"\n  catch-up: " + catchUp + "\n";
    }
}
