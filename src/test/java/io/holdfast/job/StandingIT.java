package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.RealPostgres;
import io.holdfast.job.Standing.Result;
import io.holdfast.job.Standing.Rows;
import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How jobs stand, as whoever had the database leaves it for others: the same with either database. */
class StandingIT {

    private static final String AT = "2026-01-05T04:00:00Z";

    private enum Database {
        EMBEDDED,
        POSTGRESQL
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void each_job_stands_as_its_last_try_ended_with_the_rows_of_each_source(Database database) {
        Workspaces workspace = workspace(database);
        workspace.write(
                "inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 8, "c1") + "o9,c1,yesterday,,open,1\n");

        workspace.run("run", "nightly", "--period", "2026-01-03", "--as-if-now", AT);

        Standing standing = left();
        // A load, its snapshot, the run.
        assertThat(standing.position()).isEqualTo(3);
        assertThat(standing.unfinished()).isEmpty();
        Standing.Job nightly = standing.job("nightly").orElseThrow();
        assertThat(nightly.latest()).isEqualTo(Period.parse("2026-01-03"));
        assertThat(nightly.latestDone()).isTrue();
        assertThat(nightly.durations()).hasSize(1);
        assertThat(nightly.last().run()).isEqualTo("nightly-2026-01-03-r1");
        assertThat(nightly.last().begun()).isEqualTo(Instant.parse(AT));
        assertThat(nightly.last().rows()).containsExactly(new Rows("orders", 9, 1));
    }

    @ParameterizedTest
    @EnumSource
    void a_run_that_refused_its_data_is_unfinished_until_it_is_done(Database database) {
        Workspaces workspace = workspace(database);
        workspace.write("inbox/orders-1.csv", Workspaces.HEADER + "o9,c1,yesterday,,open,1\n");
        assertThat(workspace.nightly("2026-01-03").exitCode()).isEqualTo(3);

        Standing refused = left();
        workspace.write("inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 2, "c1"));
        assertThat(workspace.nightly("2026-01-03").exitCode()).isZero();
        Standing done = left();

        assertThat(refused.job("nightly").orElseThrow().last().result()).isEqualTo(Result.DATA_GATE);
        assertThat(refused.job("nightly").orElseThrow().latestDone()).isFalse();
        assertThat(refused.unfinished()).singleElement().satisfies(run -> assertThat(
                        run.job() + " " + run.period() + " " + run.died())
                .isEqualTo("nightly 2026-01-03 false"));
        assertThat(done.unfinished()).isEmpty();
        assertThat(done.job("nightly").orElseThrow().last().result()).isEqualTo(Result.DONE);
        // It was not done at the first try, so it does not tell how long a run usually takes.
        assertThat(done.job("nightly").orElseThrow().durations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void warnings_are_counted(Database database) {
        Workspaces workspace = workspace(database);
        workspace.write("inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 2, "c1"));
        workspace.write("inbox/mystery.csv", "a,b\n1,2\n");

        assertThat(workspace.nightly("2026-01-03").exitCode()).isEqualTo(4);

        assertThat(left().job("nightly").orElseThrow().last().result()).isEqualTo(Result.WARNINGS);
        assertThat(left().job("nightly").orElseThrow().last().warnings()).isEqualTo(1);
        assertThat(workspace.run("status").out()).contains("1 warning");
    }

    private Standing left() {
        return Standing.left(new Workspace(folder)).orElseThrow();
    }

    private Workspaces workspace(Database database) {
        Workspaces workspace = Workspaces.withOrders(folder);
        if (database == Database.POSTGRESQL) {
            workspace.write(
                    "jobs/company.yml",
                    workspace.read("jobs/company.yml") + "database:\n  url: "
                            + RealPostgres.running().database()
                            + "\n  user: postgres\n  password: ${file:secret}\n");
            workspace.write("secret", "postgres");
        }
        return workspace;
    }
}
