package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A closed period done again, after its definitions were edited and more rows came. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RerunIT {

    private static final String RUN = "monthly-pack-2025-12-r1";

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void publishThenChangeAll() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"));
        for (String job : List.of("nightly", "monthly-pack")) {
            Workspaces.Ended ended = workspace.run("run", job, "--as-if-now", "2026-01-01T02:00:00Z");
            assertThat(ended.exitCode()).as(ended.said()).isZero();
        }
        edit("jobs/kpis/retention-rate.yml", "better: up", "better: down");
        edit("reports/messages_en.properties", "=", "=!");
        edit("jobs/company.yml", "company:", "company: Another, formerly");
        workspace.delete("reports/scorecard.jrxml");
        // One more order that was promised in the closed period, and one of it that changed.
        Path orders = workspace.path("inbox/orders-2025.csv");
        List<String> lines = Files.readAllLines(orders);
        String late = lines.get(lines.size() - 1).replaceFirst("^[^,]*", "late-1");
        workspace.write("inbox/orders-2026.csv", lines.get(0) + "\n" + late + "\n");
        Workspaces.Ended ended =
                workspace.run("run", "nightly", "--period", "2026-01-01", "--as-if-now", "2026-01-02T02:00:00Z");
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
        assertThat(workspace.loads()).as("the late order was taken in").anyMatch(load -> load.file()
                .endsWith("orders-2026.csv"));
    }

    @Test
    @Order(1)
    void aClosedPeriodGivesTheSameBytesWhateverWasEditedOrCameSince() {
        Workspaces.Ended ended = workspace.run("rerun", RUN);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out())
                .contains("values: the same")
                .contains("management-pack.en.pdf: the same bytes, SHA-256 "
                        + Sha256.of(workspace.path("out/2025-12/management-pack.en.pdf")))
                .contains("management-pack.zh.pdf: the same bytes")
                .contains("management-pack.en.xlsx: the same bytes, SHA-256 "
                        + Sha256.of(workspace.path("out/2025-12/management-pack.en.xlsx")))
                .contains(RUN + " was made again, the same in every byte");
    }

    @Test
    @Order(2)
    void anotherProcessLanguageZoneAndNumberOfThreadsGiveTheSameBytes() {
        RealProcess.Ended ended = RealProcess.start(
                        Map.of("TZ", "Asia/Kolkata", "LANG", "tr_TR.UTF-8", "LC_ALL", "tr_TR.UTF-8"),
                        Path.of(System.getProperty("java.home")),
                        List.of("-Duser.timezone=Pacific/Chatham", "-Duser.language=ar", "-Duser.country=EG"),
                        "rerun",
                        "--report",
                        "management-pack",
                        "--period",
                        "2025-12",
                        "--threads",
                        "1",
                        "--dir",
                        workspace.root().toString())
                .await();

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains(RUN + " was made again, the same in every byte");
    }

    @Test
    @Order(3)
    void anotherJavaGivesTheSameBytes() throws IOException {
        RealProcess.Ended ended = RealProcess.start(
                        RealProcess.otherJava(),
                        List.of(),
                        "rerun",
                        RUN,
                        "--dir",
                        workspace.root().toString())
                .await();

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains(RUN + " was made again, the same in every byte");
    }

    @Test
    @Order(4)
    void aRerunThatIsKilledLeavesTheRecordsAsTheyWere() throws Exception {
        long entries = entries();
        for (int pause : new int[] {1500, 4000, 8000}) {
            RealProcess process =
                    RealProcess.start("rerun", RUN, "--dir", workspace.root().toString());
            Thread.sleep(pause);
            process.kill();
        }

        assertThat(entries()).as("a rerun that did not end is not entered").isEqualTo(entries);
        Workspaces.Ended verified = workspace.run("verify");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
        Workspaces.Ended again = workspace.run("rerun", RUN);
        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(entries()).isEqualTo(entries + 1);
        assertThat(workspace.path("data/staging/rerun-" + RUN)).doesNotExist();
    }

    @Test
    @Order(5)
    void aPublicationThatWasEditedIsFoundByBothAndNamed() throws IOException {
        String sha256 = Sha256.of(workspace.path("out/2025-12/management-pack.en.pdf"));
        Path kept = workspace.path("data/archive/" + sha256 + ".pdf");
        byte[] whole = Files.readAllBytes(kept);
        byte[] edited = whole.clone();
        edited[edited.length / 2] ^= 1;
        Files.write(kept, edited);
        try {
            Workspaces.Ended verified = workspace.run("verify");

            assertThat(verified.exitCode()).isEqualTo(5);
            assertThat(verified.err())
                    .contains("publication management-pack.en.pdf of " + RUN)
                    .contains(kept + " was changed")
                    .contains("1 thing is not as recorded");
        } finally {
            Files.write(kept, whole);
        }
    }

    @Test
    @Order(6)
    void aFigureThatWasEditedInTheMartIsFoundWithWhatWasPublished() {
        workspace.update("update scorecard set figure = figure + 0.01 where kpi = 'retention-rate'");
        try {
            Workspaces.Ended verified = workspace.run("verify");

            assertThat(verified.exitCode()).isEqualTo(5);
            assertThat(verified.err())
                    .contains("the mart's rows of " + RUN + " were changed, 1 of")
                    .contains("scorecard: recorded \"retention-rate\"");
        } finally {
            workspace.update("update scorecard set figure = figure - 0.01 where kpi = 'retention-rate'");
        }
        assertThat(workspace.run("verify").exitCode()).isZero();
    }

    @Test
    @Order(7)
    void aHeadThatWasWrittenDownShowsLaterThatTheLedgerWasCut() throws IOException {
        Path head = folder.resolve("elsewhere.head");
        assertThat(workspace.run("ledger", "head", "--out", head.toString()).exitCode())
                .isZero();
        assertThat(workspace.run("verify", "--head", head.toString()).out()).contains("reaches 1 head");
        workspace.update("delete from ledger where position = (select max(position) from ledger)");

        assertThat(workspace.run("verify").exitCode())
                .as("by itself it looks whole")
                .isZero();
        Workspaces.Ended verified = workspace.run("verify", "--head", head.toString());
        assertThat(verified.exitCode()).isEqualTo(5);
        assertThat(verified.err()).contains("is missing: it was the head once");
    }

    @Test
    @Order(8)
    void whatCannotBeDoneAgainSaysWhy() {
        Workspaces.Ended unknown = workspace.run("rerun", "monthly-pack-1999-12-r1");
        Workspaces.Ended nightly = workspace.run("rerun", "nightly-2025-12-31-r1");
        Workspaces.Ended neither = workspace.run("rerun");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("no finished run 'monthly-pack-1999-12-r1'")
                .contains(RUN);
        assertThat(nightly.exitCode()).isEqualTo(2);
        assertThat(nightly.err()).contains("it only took in files");
        assertThat(neither.exitCode()).isEqualTo(2);
        assertThat(neither.err()).contains("--report management-pack --period 2025-12");
    }

    private static long entries() {
        return workspace.ledgerEntries();
    }

    private static void edit(String file, String from, String to) throws IOException {
        Path path = workspace.path(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replaceFirst(from, to));
    }
}
