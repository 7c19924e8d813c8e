package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The daily brief of the demonstration company, small: made in the morning, of a Sunday, and again years later. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BriefIT {

    private static final String[] MORNING = {"--as-if-now", "2026-01-01T02:00:00Z"};

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void takeIn() {
        workspace = Workspaces.demo(folder.resolve("company"));
    }

    @Test
    @Order(1)
    void beforeAnyLoadItSaysToTakeTheSourcesInFirst() {
        Workspaces.Ended ended = run("daily-brief");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("no load was published yet").contains("run nightly");
    }

    @Test
    @Order(2)
    void theMorningAfterTheNightItTellsOfTheLastDay() {
        assertThat(run("nightly").exitCode()).isZero();

        Workspaces.Ended ended = run("daily-brief");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(workspace.path("out/2025-12-31/daily-brief.en.pdf")).isNotEmptyFile();
        assertThat(workspace.path("out/2025-12-31/daily-brief.zh.pdf")).isNotEmptyFile();
        assertThat(of("2025-12-31", "cast(arrived as integer) from brief_arrival", "measure = 'orders'"))
                .isEqualTo(workspace.orders("order_id, cast(ordered_at as date), status").stream()
                        .filter(order -> order.contains("2025-12-31") && !order.contains("cancelled"))
                        .count());
        assertThat(of("2025-12-31", "late from brief", "true"))
                .isEqualTo(workspace
                        .orders("order_id, coalesce(status, 'open'), cast(promised_at as date)"
                                + " || case when delivered_at is null then ' nowhere' else ' there' end")
                        .stream()
                        .filter(order -> order.endsWith(" nowhere") && !order.contains("cancelled"))
                        .filter(order -> order.split(" ")[2].compareTo("2026") < 0)
                        .count());
    }

    @Test
    @Order(3)
    void aSundayEndsWellAndADayWhoseFileDidNotComeWithAWarning() {
        Workspaces.Ended sunday = run("daily-brief", "--period", "2025-12-28");
        Workspaces.Ended today = run("daily-brief", "--period", "2026-01-01");

        assertThat(sunday.exitCode()).as(sunday.said()).isZero();
        assertThat(today.exitCode()).as(today.said()).isEqualTo(4);
        assertThat(today.out()).contains("No order was entered in 2026-01-01; the last one known is of 2025-12-3");
    }

    @Test
    @Order(4)
    void aListThatWasMadeSinceIsNewsAndWhatWasMadeThenIsMadeAgainWithTheSameBytes() {
        String last = "cast(coalesce(year(scored_on), 0) as integer) from brief";
        assertThat(of("2025-12-31", last, "true")).isZero();
        for (String month : new String[] {"2025-11", "2025-12"}) {
            assertThat(run("churn", "--period", month).exitCode()).isIn(0, 4);
        }

        Workspaces.Ended again = run("daily-brief", "--period", "2025-12-31", "--again");

        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(workspace.database(
                        "select cast(scored_on as varchar(10)) || ' ' || cast(compared_with as varchar(10))"
                                + " from brief where run_id = 'daily-brief-2025-12-31-r2'"))
                .containsExactly("2025-12-31 2025-11-30");
        for (String run : new String[] {"daily-brief-2025-12-31-r1", "daily-brief-2025-12-31-r2"}) {
            Workspaces.Ended rerun = workspace.run("rerun", run);
            assertThat(rerun.exitCode()).as(rerun.said()).isZero();
        }
    }

    @Test
    @Order(5)
    void aBriefThatFailsLeavesTheLoadsAndItsJobAlone() {
        workspace.write("jobs/daily-brief.yml", "period: day\nsteps:\n  - brief: [no-such-figure]\n");
        long entries = workspace.ledgerEntries();

        Workspaces.Ended ended = run("daily-brief", "--period", "2025-12-30");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("jobs/daily-brief.yml").contains("no-such-figure");
        assertThat(workspace.ledgerEntries()).isEqualTo(entries);
        workspace.write("jobs/daily-brief.yml", "period: month\nsteps:\n  - brief: all\n");
        assertThat(workspace.run("check").err() + workspace.run("check").out())
                .contains("jobs/daily-brief.yml")
                .contains("a brief is about a day, but 'period' is month; write period: day");
    }

    private static long of(String day, String column, String condition) {
        return Long.parseLong(workspace
                .database("select cast(" + column.replaceFirst(" from ", " as varchar(20)) from ")
                        + " where run_id = 'daily-brief-" + day + "-r1' and " + condition)
                .get(0));
    }

    private static Workspaces.Ended run(String job, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "run";
        arguments[1] = job;
        System.arraycopy(more, 0, arguments, 2, more.length);
        System.arraycopy(MORNING, 0, arguments, more.length + 2, 2);
        return workspace.run(arguments);
    }
}
