package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.RealPostgres;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories by chance, from which a policy lets all go that it may: whatever is asked afterwards has the same answer. */
class PurgeIT {

    private static final String LATER = "2030-01-01T04:00:00Z";
    private static final String POLICY = "rejects: 1 day\nsnapshots: 1 day\nexecutions: 1 day\ncopies: 1 day\n"
            + "reject-copies: 1 day\ntemporary: 1 day\n";

    @TempDir
    Path folder;

    private final List<String> runs = new ArrayList<>();
    private Workspaces workspace;
    private int orders;

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true"})
    void after_a_purge_everything_that_is_asked_has_the_same_answer(long seed, boolean postgres) {
        workspace = company(postgres);
        history(new Random(seed));
        workspace.write("jobs/retention.yml", POLICY);
        workspace.run("status");
        String position = String.valueOf(left().position());
        List<String> before = answers(position);
        Standing stood = left();

        Workspaces.Ended purged = workspace.run("purge", "--as-if-now", LATER);

        assertThat(purged.exitCode()).as(purged.said()).isZero();
        assertThat(purged.out()).containsPattern("executions, kept 1 day: [0-9]+ steps of runs that are done, dropped");
        assertThat(left().jobs()).isEqualTo(stood.jobs());
        assertThat(left().unfinished()).isEqualTo(stood.unfinished());
        assertThat(answers(position)).isEqualTo(before);
        Workspaces.Ended again = workspace.run("purge", "--as-if-now", LATER);
        assertThat(again.out().lines()).allMatch(line -> line.endsWith("none is older"), "nothing is left to drop");
        // The night that was refused goes on where it was.
        workspace.delete("inbox/orders-bad.csv");
        Workspaces.Ended continued = nightly("2026-01-20");
        assertThat(continued.exitCode()).as(continued.said()).isZero();
        assertThat(continued.out()).contains("continuing where it was");
    }

    // Nights with new orders or none, months computed once or more, refused files mended or not.
    private void history(Random chance) {
        for (int night = 10; night < 14 + chance.nextInt(3); night++) {
            if (orders == 0 || chance.nextInt(3) > 0) {
                int from = orders + 1;
                orders += 1 + chance.nextInt(5);
                workspace.write(
                        "inbox/orders-" + night + ".csv",
                        Workspaces.HEADER + Workspaces.rows(from, orders, "c" + chance.nextInt(3)));
            }
            assertThat(nightly("2026-01-" + night).exitCode()).isIn(0, 4);
            if (chance.nextBoolean()) {
                month("2025-01");
            }
        }
        month("2025-01");
        month("2025-02");
        workspace.write("inbox/orders-bad.csv", Workspaces.HEADER + "o9999,c1,yesterday,,open,1.00\n");
        assertThat(nightly("2026-01-20").exitCode()).isEqualTo(3);
    }

    private void month(String period) {
        Workspaces.Ended ended =
                workspace.run("run", "figures", "--period", period, "--again", "--as-if-now", "2026-01-19T04:00:00Z");
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
        runs.add(ended.out().replaceAll("(?s).*(figures-[0-9-]+-r[0-9]+) is done.*", "$1"));
    }

    private Workspaces.Ended nightly(String day) {
        return workspace.run("run", "nightly", "--period", day, "--as-if-now", day + "T20:00:00Z");
    }

    private List<String> answers(String position) {
        List<String> answers = new ArrayList<>();
        for (String run : new TreeSet<>(runs)) {
            Workspaces.Ended rerun = workspace.run("rerun", run);
            answers.add(rerun.exitCode() + " " + rerun.said());
            assertThat(rerun.said()).contains("the same in every byte");
        }
        Workspaces.Ended verified = workspace.run("verify");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
        Workspaces.Ended packed = workspace.run(
                "audit-pack",
                "--period",
                "2025-01",
                "--up-to",
                position,
                "--out",
                folder.resolve("pack.zip").toString());
        assertThat(packed.exitCode()).as(packed.said()).isZero();
        answers.add(Sha256.of(folder.resolve("pack.zip")));
        workspace.delete("pack.zip");
        for (String[] asked : new String[][] {
            {"schedule", "--list", "5", "--as-if-now", LATER},
            {"doctor", "--as-if-now", "2026-01-22T04:00:00Z"},
            {"backfill", "figures", "--from", "2024-12", "--to", "2025-03", "--missing", "--dry-run"},
            {"backfill", "figures", "--from", "2024-12", "--to", "2025-03", "--all", "--dry-run"},
            {"run", "nightly", "--period", "2026-01-11"}
        }) {
            Workspaces.Ended ended = workspace.run(asked);
            answers.add(ended.exitCode() + " " + ended.said());
        }
        return answers;
    }

    private Standing left() {
        return Standing.left(new Workspace(folder)).orElseThrow();
    }

    private Workspaces company(boolean postgres) {
        Workspace.writeDefaults(folder);
        Workspaces company = Workspaces.in(folder)
                .folder("inbox")
                .write("jobs/nightly.yml", "period: day\nsteps:\n  - extract: all\nschedule:\n  cron: \"0 3 * * *\"\n")
                .write("jobs/figures.yml", "period: month\nsteps:\n  - figures: [repeat-purchase-rate]\n");
        return postgres
                ? company.write("secret", "postgres")
                        .write(
                                "jobs/company.yml",
                                company.read("jobs/company.yml") + "database:\n  url: "
                                        + RealPostgres.running().database()
                                        + "\n  user: postgres\n  password: ${file:secret}\n")
                : company;
    }
}
