package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Running jobs, as operations do: once, again, with the wrong words, and two at a time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunIT {

    private static final String[] MORNING = {"--as-if-now", "2026-01-01T02:00:00Z"};

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void layOut() {
        workspace = demo("company");
    }

    @Test
    @Order(1)
    void aReportBeforeAnyLoadSaysToTakeTheSourcesInFirst() {
        Workspaces.Ended ended = run("monthly-pack", "--period", "2025-11");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("jobs/monthly-pack.yml")
                .contains("no load was published yet")
                .contains("holdfast run nightly");
    }

    @Test
    @Order(2)
    void aJobRunsForTheLastCompletePeriodWhereNoneIsNamed() {
        Workspaces.Ended nightly = run("nightly");
        Workspaces.Ended monthly = run("monthly-pack");

        assertThat(nightly.exitCode()).as(nightly.said()).isZero();
        assertThat(nightly.out()).contains("nightly-2025-12-31-r1 is done");
        assertThat(monthly.exitCode()).as(monthly.said()).isZero();
        assertThat(workspace.path("out/2025-12/management-pack.en.pdf")).isNotEmptyFile();
        assertThat(workspace.path("out/2025-12/management-pack.zh.pdf")).isNotEmptyFile();
        assertThat(workspace.path("out/2025-12/management-pack.en.xlsx")).isNotEmptyFile();
        assertThat(workspace.path("out/2025-12/management-pack.zh.xlsx")).isNotEmptyFile();
    }

    @Test
    @Order(3)
    void aFinishedPeriodIsNotComputedTwice() {
        String before = Sha256.of(workspace.path("out/2025-12/management-pack.en.pdf"));

        Workspaces.Ended ended = run("monthly-pack", "--period", "2025-12");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("monthly-pack-2025-12-r1 is done already; nothing was done now")
                .contains("--again");
        assertThat(Sha256.of(workspace.path("out/2025-12/management-pack.en.pdf")))
                .isEqualTo(before);
    }

    @Test
    @Order(4)
    void againMakesANewRevisionAndKeepsTheOldOne() {
        String before = Sha256.of(workspace.path("out/2025-12/management-pack.en.pdf"));

        Workspaces.Ended ended = run("monthly-pack", "--period", "2025-12", "--again");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).contains("monthly-pack-2025-12-r2 is done");
        assertThat(workspace.path("out/2025-12/management-pack-r2.en.pdf")).isNotEmptyFile();
        assertThat(Sha256.of(workspace.path("out/2025-12/management-pack.en.pdf")))
                .isEqualTo(before);
        assertThat(workspace.path("data/archive/" + before + ".pdf")).isNotEmptyFile();
    }

    @Test
    @Order(5)
    void anUnknownJobNamesThoseThatAreThere() {
        Workspaces.Ended ended = run("weekly-pack");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("jobs/weekly-pack.yml").contains("monthly-pack, nightly");
    }

    @Test
    @Order(6)
    void aPeriodOfTheWrongLengthOrFormSaysWhatToWrite() {
        Workspaces.Ended tooShort = run("monthly-pack", "--period", "2025-12-31");
        Workspaces.Ended nonsense = run("monthly-pack", "--period", "December");

        assertThat(tooShort.exitCode()).isEqualTo(2);
        assertThat(tooShort.err()).contains("is about a month").contains("--period 2025-12-31 is a day");
        assertThat(nonsense.exitCode()).isEqualTo(2);
        assertThat(nonsense.err()).contains("'December' is not a period").contains("2025-Q4");
    }

    @Test
    @Order(7)
    void theSameInputsGiveTheSameBytesInAnotherWorkspaceLocaleAndZone() throws Exception {
        Workspaces other = demo("other");
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(other.run("run", "nightly", MORNING[0], MORNING[1]).exitCode())
                    .isZero();
            assertThat(other.run("run", "monthly-pack", MORNING[0], MORNING[1]).exitCode())
                    .isZero();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        for (String pack : List.of("out/2025-12/management-pack.en.pdf", "out/2025-12/management-pack.zh.pdf")) {
            assertThat(other.path(pack)).hasSameBinaryContentAs(workspace.path(pack));
        }
    }

    @Test
    @Order(8)
    void theSameInputsGiveTheSameBytesOnAnotherJavaInAProcessOfItsOwn() throws Exception {
        Path other = RealProcess.otherJava();
        Workspaces here = demo("this-java");
        Workspaces there = demo("other-java");
        runBoth(Path.of(System.getProperty("java.home")), List.of(), here);
        runBoth(other, List.of("-Duser.timezone=America/St_Johns", "-Duser.language=tr", "-Duser.country=TR"), there);

        for (String pack : List.of("out/2025-12/management-pack.en.pdf", "out/2025-12/management-pack.zh.pdf")) {
            assertThat(there.path(pack)).hasSameBinaryContentAs(here.path(pack));
        }
    }

    private static void runBoth(Path javaHome, List<String> options, Workspaces in) {
        for (String job : List.of("nightly", "monthly-pack")) {
            String dir = in.root().toString();
            RealProcess.Ended ended = RealProcess.start(
                            javaHome, options, "run", job, "--dir", dir, MORNING[0], MORNING[1])
                    .await();
            assertThat(ended.exitCode()).as(ended.said()).isZero();
        }
    }

    @Test
    @Order(9)
    void whileOneProcessWorksAnotherIsToldSoAndTouchesNothing() throws Exception {
        WorkspaceLock lock = WorkspaceLock.take(new Workspace(workspace.root()));
        try (lock) {
            RealProcess.Ended ended = RealProcess.run(
                    "run", "nightly", "--wait", "0", "--dir", workspace.root().toString());

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.said())
                    .contains("(pid " + ProcessHandle.current().pid() + ")")
                    .contains("wait for it to end")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    @Order(10)
    void aWorkspaceWithoutDefinitionsUsesThoseOfTheJar() throws Exception {
        Path bare = Files.createDirectories(folder.resolve("bare/inbox")).getParent();
        Files.copy(workspace.path("inbox/orders-2025.csv"), bare.resolve("inbox/orders-2025.csv"));

        RealProcess.Ended nightly = RealProcess.run("run", "nightly", "--dir", bare.toString(), MORNING[0], MORNING[1]);
        RealProcess.Ended monthly =
                RealProcess.run("run", "monthly-pack", "--dir", bare.toString(), MORNING[0], MORNING[1]);

        assertThat(nightly.exitCode()).as(nightly.said()).isZero();
        assertThat(monthly.exitCode()).as(monthly.said()).isZero();
        assertThat(monthly.said())
                .contains("answer-time is left out: nobody supplies feedback.answered_at")
                .contains("complaint-ratio is left out");
        assertThat(bare.resolve("out/2025-12/management-pack.en.pdf")).isNotEmptyFile();
        assertThat(bare.resolve("jobs")).doesNotExist();
    }

    @Test
    @Order(11)
    void aRunKilledBeforeItsFirstExecutionWasEnteredStartsAsIfItNeverHad() throws Exception {
        assertThat(run("nightly", "--period", "2025-12-30").exitCode()).isZero();
        // What a kill leaves between the two: the instance alone.
        String executions = "select job_execution_id from batch_job_execution where job_instance_id ="
                + " (select max(job_instance_id) from batch_job_instance)";
        String steps =
                "select step_execution_id from batch_step_execution where job_execution_id in (" + executions + ")";
        workspace.update(
                "delete from batch_step_execution_context where step_execution_id in (" + steps + ")",
                "delete from batch_step_execution where job_execution_id in (" + executions + ")",
                "delete from batch_job_execution_context where job_execution_id in (" + executions + ")",
                "delete from batch_job_execution_params where job_execution_id in (" + executions + ")",
                "delete from batch_job_execution where job_execution_id in (" + executions + ")");

        Workspaces.Ended ended = run("nightly", "--period", "2025-12-30");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).contains("nightly-2025-12-30-r1 is done").doesNotContain("done already");
    }

    @Test
    @Order(12)
    void aPeriodThatHasNotBegunIsRefusedAndOneWithoutOrdersIsPublishedWithAWarning() {
        Workspaces.Ended future = run("monthly-pack", "--period", "2026-02");
        Workspaces.Ended empty = run("monthly-pack", "--period", "2026-01");

        assertThat(future.exitCode()).isEqualTo(2);
        assertThat(future.err()).contains("2026-02, which has not begun").contains("2025-12");
        assertThat(empty.exitCode()).as(empty.said()).isEqualTo(4);
        assertThat(empty.out()).contains("No order was entered in 2026-01; the last one known is of 2025-12-3");
    }

    @Test
    @Order(13)
    void aFolderThatIsNoWorkspaceIsSaidToBeNoneAndStaysAsItWas() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        Workspaces.Ended ended = Workspaces.in(empty).run("run", "nightly");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("is no workspace").contains("holdfast init");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    @Order(14)
    void theMappingThatTheReadmeShowsWorksAsItStands() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Charset windows = Charset.forName("windows-1252");
        Workspaces shop = Workspaces.withOrders(folder.resolve("readme"))
                .write("jobs/sources/orders.yml", block(readme, "```yaml\n# jobs/sources/orders.yml"))
                .write("jobs/sources/orders.sql", block(readme, "```sql\n-- jobs/sources/orders.sql"))
                .write(
                        "inbox/auftraege-1.csv",
                        "nr;kunde;datum;betrag;filiale\n1;Müller;31.12.2025 17:30;1234,50;2\n2;-;01.02.2025;7,00;1\n"
                                .getBytes(windows))
                .write("inbox/filialen.csv", "filiale;name\n1;Süd\n2;Nord\n".getBytes(windows));
        shop.write(
                "jobs/sources/orders.yml",
                Files.readString(shop.path("jobs/sources/orders.yml")).replace("share: 2%", "share: 50%"));

        Workspaces.Ended check = shop.run("check");
        Workspaces.Ended ended = shop.nightly();

        assertThat(check.exitCode()).as(check.said()).isZero();
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
        assertThat(shop.orders("order_id, customer_id, ordered_at, amount, branch"))
                .containsExactly("1 Müller 2025-12-31 17:30:00 1234.50 Nord");
        assertThat(shop.rejects(shop.loads().get(0))).singleElement().asString().contains("3 customer_id required");
    }

    @Test
    @Order(16)
    void theFirstStartSaysThatItPreparesTheProgramAndTheNextDoesNot() throws Exception {
        String said = "preparing the program for faster starts (once)…";

        assertThat(script("first")).isEqualTo(said + "\n");
        assertThat(script("second")).isEmpty();
    }

    /** What the shell script says on standard error, with a cache of its own. */
    private static String script(String name) throws Exception {
        Path err = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder("./holdfast", "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("HOLDFAST_ARCHIVE", "on");
        assertThat(builder.start().waitFor()).isZero();
        return Files.readString(err);
    }

    @Test
    @Order(15)
    void twoJobsThatRenderTheSameReportKeepTheirCopiesApartHoweverOftenTheyRun() {
        workspace.write(
                "jobs/board.yml",
                "period: month\nsteps:\n  - figures: on-time-delivery\n  - report: management-pack\n");
        Path pack = workspace.path("out/2025-12/management-pack.en.pdf");
        String before = Sha256.of(pack);

        assertThat(run("board", "--period", "2025-12").out())
                .contains("published out/2025-12/board-management-pack.en.pdf")
                .contains("published out/2025-12/board-management-pack.zh.pdf");
        assertThat(Sha256.of(pack)).isEqualTo(before);
        assertThat(run("board", "--period", "2025-12", "--again").out())
                .contains("published out/2025-12/board-management-pack-r2.en.pdf");
        assertThat(run("monthly-pack", "--period", "2025-12", "--again").out())
                .contains("published out/2025-12/management-pack-r");
    }

    private static String block(String text, String start) {
        int from = text.indexOf(start) + start.indexOf('\n') + 1;
        return text.substring(from, text.indexOf("```", from));
    }

    private static Workspaces.Ended run(String job, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "run";
        arguments[1] = job;
        System.arraycopy(more, 0, arguments, 2, more.length);
        System.arraycopy(MORNING, 0, arguments, more.length + 2, 2);
        return workspace.run(arguments);
    }

    private static Workspaces demo(String name) {
        return Workspaces.demo(folder.resolve(name));
    }
}
