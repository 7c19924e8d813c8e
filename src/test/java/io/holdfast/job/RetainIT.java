package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two years of nights, of which a policy lets the oldest snapshots and rejected rows go. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetainIT {

    private static final String RUN = "monthly-pack-2025-12-r1";
    private static final String LATER = "2028-02-01T02:00:00Z";

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void takeInThreeNights() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"));
        Path orders = workspace.path("inbox/orders-2025.csv");
        List<String> lines = Files.readAllLines(orders);
        String order = lines.get(lines.size() - 1);
        workspace.write(
                "inbox/orders-bad.csv",
                lines.get(0) + "\n" + order.replaceFirst("^[^,]*", "") + "\n" + lines.get(lines.size() - 2) + "\n");
        workspace.write(
                "jobs/sources/orders.yml",
                Files.readString(workspace.path("jobs/sources/orders.yml")) + "max-rejects:\n  share: 60%\n");
        run("nightly", "2025-12-31", "2026-01-01T02:00:00Z");
        run("monthly-pack", "2025-12", "2026-01-01T02:00:00Z");
        for (int night = 1; night <= 3; night++) {
            workspace.write(
                    "inbox/orders-2026-" + night + ".csv",
                    lines.get(0) + "\n" + order.replaceFirst("^[^,]*", "late-" + night) + "\n");
            run("nightly", "2026-0" + night + "-01", "2026-0" + night + "-02T02:00:00Z");
        }
        workspace.write("inbox/orders-2028.csv", lines.get(0) + "\n" + order.replaceFirst("^[^,]*", "new") + "\n");
        run("nightly", "2028-01-30", "2028-01-31T02:00:00Z");
    }

    @Test
    @Order(1)
    void without_a_policy_nothing_goes() {
        Workspaces.Ended ended = workspace.run("retain", "--as-if-now", LATER);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("nothing is dropped: there is no policy in jobs/retention.yml");
    }

    @Test
    @Order(2)
    void a_policy_that_lets_records_go_is_refused_with_the_reason_and_the_line() {
        workspace.write("jobs/retention.yml", "rejects: 24 months\npublications: 10 years\n");
        Workspaces.Ended never = workspace.run("retain", "--as-if-now", LATER);
        workspace.write("jobs/retention.yml", "rejects: soon\n");
        Workspaces.Ended term = workspace.run("retain", "--as-if-now", LATER);

        assertThat(never.exitCode()).isEqualTo(2);
        assertThat(never.err())
                .contains("jobs/retention.yml:2")
                .contains("'publications' are never dropped: what was published is the record");
        assertThat(term.exitCode()).isEqualTo(2);
        assertThat(term.err())
                .contains("jobs/retention.yml:1")
                .contains("write a number of days, weeks, months or years");
        assertThat(workspace.run("check").err()).contains("'rejects' is 'soon'");
    }

    @Test
    @Order(3)
    void a_trial_says_what_would_go() throws IOException {
        workspace.write("jobs/retention.yml", "rejects: 24 months\nsnapshots: 13 months\n");
        long before = files();

        Workspaces.Ended ended = workspace.run("retain", "--dry-run", "--as-if-now", LATER);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out())
                .containsPattern("rejects, kept 24 months: 1 file, [1-9] kB, would be dropped")
                .containsPattern("snapshots, kept 13 months: [1-9] files?, [1-9][0-9]* [kM]B, would be dropped");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void killed_at_any_moment_the_records_are_as_the_ledger_says() throws Exception {
        for (int pause : new int[] {500, 1000, 1500, 2000, 2500}) {
            RealProcess process = RealProcess.start(
                    "retain", "--as-if-now", LATER, "--dir", workspace.root().toString());
            Thread.sleep(pause);
            process.kill();
            Workspaces.Ended verified = workspace.run("verify");
            assertThat(verified.exitCode()).as(pause + ": " + verified.said()).isZero();
        }
    }

    @Test
    @Order(5)
    void what_went_is_entered_and_every_run_still_gives_the_same_bytes() throws IOException {
        assertThat(workspace.run("retain", "--as-if-now", LATER).exitCode()).isZero();

        assertThat(workspace.path("data/lake/rejects")).isEmptyDirectory();
        Workspaces.Ended verified = workspace.run("verify");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
        assertThat(verified.out()).containsPattern("1 file dropped by entry .*; [1-9] files? dropped by entry ");
        Workspaces.Ended rerun = workspace.run("rerun", RUN);
        assertThat(rerun.exitCode()).as(rerun.said()).isZero();
        assertThat(rerun.out()).contains("the same in every byte");
        Workspaces.Ended again = workspace.run("retain", "--as-if-now", LATER);
        assertThat(again.out())
                .contains("rejects, kept 24 months: none is older")
                .contains("snapshots, kept 13 months: none");
    }

    @Test
    @Order(6)
    void the_nights_go_on_after_it() {
        workspace.write("inbox/orders-2029.csv", "order_id,customer_id,ordered_at\nlast,C000001,2028-01-01 10:00:00\n");
        run("nightly", "2028-01-31", "2028-02-01T03:00:00Z");

        assertThat(workspace.run("verify").exitCode()).isZero();
        assertThat(workspace.run("rerun", RUN).exitCode()).isZero();
    }

    @Test
    @Order(7)
    void copies_and_what_work_left_behind_go_and_what_a_person_or_a_run_still_needs_stays() throws IOException {
        workspace.write("jobs/retention.yml", "copies: 13 months\nreject-copies: 1 day\ntemporary: 1 day\n");
        workspace.write("out/2025-12/mine.txt", "a person's own").write("data/staging/gone/x", "left behind");
        Path copy = workspace.path("out/2025-12/management-pack.en.pdf");
        Path edited = workspace.path("out/2025-12/management-pack.zh.pdf");
        Files.write(edited, new byte[] {'x'}, StandardOpenOption.APPEND);
        List<String> published = names("data/archive");

        Workspaces.Ended ended = workspace.run("purge", "--as-if-now", LATER);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(copy).doesNotExist();
        assertThat(edited).exists();
        assertThat(workspace.path("out/2025-12/mine.txt")).exists();
        assertThat(workspace.path("data/staging/gone")).doesNotExist();
        assertThat(names("data/archive")).isEqualTo(published);
        assertThat(workspace.run("rerun", RUN).exitCode()).isZero();
        assertThat(workspace.database("select facts from ledger where kind = 'dropped' order by position"))
                .last()
                .satisfies(facts -> assertThat(facts)
                        .contains("\"what\":\"temporary\"")
                        .contains("\"count\":\"")
                        .contains("\"by\":\""));
        assertThat(workspace.run("verify").exitCode()).isZero();
    }

    private static List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(workspace.path(folder))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    private static void run(String job, String period, String at) {
        Workspaces.Ended ended = workspace.run("run", job, "--period", period, "--as-if-now", at);
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.walk(workspace.path("data/lake"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
