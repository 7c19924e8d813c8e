package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.deliver.MailRoom;
import io.holdfast.deliver.MailRoom.Tls;
import io.holdfast.ledger.Sha256;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Reports of whole runs reach those whom a job names; what goes wrong with that is said, kept, and mended by one command. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliverIT {

    private static final String RECIPIENTS = "recipients:\n  board: {mail: board@example.com, language: en}\n"
            + "  share: {folder: delivered}\n  operations: {mail: operations@example.com}\noperators: [operations]\n";

    @TempDir
    static Path folder;

    private static Workspaces workspace;
    private static MailRoom room;

    @BeforeAll
    static void takeIn() {
        room = new MailRoom(Tls.STARTTLS);
        workspace = Workspaces.demo(folder.resolve("company"));
        workspace.write(
                "jobs/daily-brief.yml",
                workspace.read("jobs/daily-brief.yml")
                        + "deliver:\n  daily-brief: [board, share]\nnotify: {success: share}\n");
        reachable(room.port());
        assertThat(workspace
                        .run("run", "nightly", "--as-if-now", "2026-01-01T02:00:00Z")
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    @Order(1)
    void aBriefReachesTheBoardInItsLanguageAndAFolderInAll() throws Exception {
        Workspaces.Ended ended = brief("2025-12-31", "2026-01-01T03:00:00Z");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(room.arrived(1)).hasSize(1);
        Multipart mail = (Multipart) room.arrived().get(0).getContent();
        assertThat(mail.getCount()).isEqualTo(2);
        assertThat(Sha256.of(mail.getBodyPart(1).getInputStream().readAllBytes()))
                .isEqualTo(Sha256.of(workspace.path("out/2025-12-31/daily-brief.en.pdf")));
        assertThat(files("delivered/2025-12-31")).containsExactly("daily-brief.en.pdf", "daily-brief.zh.pdf");
        assertThat(files("delivered/notices")).singleElement().asString().startsWith("success-daily-brief-2025-12-31");
        assertThat(states()).containsOnly("sent");
        assertThat(workspace.run("verify").exitCode()).isZero();
    }

    @Test
    @Order(2)
    void runningItOnceMoreSendsNothing() {
        Workspaces.Ended ended = brief("2025-12-31", "2026-01-03T03:00:00Z");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(room.arrived()).hasSize(1);
    }

    @Test
    @Order(3)
    void aServerThatIsAwayMakesTheRunDoneWithWarningsAndTheSameCommandSendsWhatIsDue() {
        reachable(1);

        Workspaces.Ended away = brief("2025-12-30", "2026-01-01T03:00:00Z");

        assertThat(away.exitCode()).as(away.said()).isEqualTo(4);
        assertThat(away.out())
                .contains("warning: not delivered: daily-brief 2025-12-30 (en) to board by mail, not sent after 1 try:"
                        + " cannot hand mail to localhost:1")
                .contains("holdfast resend ")
                .contains("daily-brief-2025-12-30-r1 is done");
        assertThat(away.said()).doesNotContain(MailRoom.PASSWORD);
        assertThat(files("delivered/2025-12-30")).as("who can be reached is").hasSize(2);

        reachable(room.port());
        Workspaces.Ended back = brief("2025-12-30", "2026-01-01T03:01:00Z");
        assertThat(back.exitCode()).as(back.said()).isZero();
        assertThat(room.arrived(2)).hasSize(2);
    }

    @Test
    @Order(4)
    void theNextRevisionIsSentAndSaysWhichItIs() throws Exception {
        Workspaces.Ended ended = workspace.run(
                "run", "daily-brief", "--period", "2025-12-30", "--again", "--as-if-now", "2026-01-01T04:00:00Z");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(room.arrived(3).get(2).getSubject())
                .isEqualTo("Your company: Daily brief, 30 December 2025, revision 2");
    }

    @Test
    @Order(5)
    void aRunThatFailsIsToldToTheOperatorsOnceInItsOwnWords() throws Exception {
        workspace.write("inbox/orders-bad.csv", Workspaces.HEADER + "o9,c1,yesterday,,open,1.00\n");

        Workspaces.Ended failed = workspace.run("run", "nightly", "--as-if-now", "2026-01-02T02:00:00Z");
        workspace.run("run", "nightly", "--as-if-now", "2026-01-02T02:05:00Z");
        workspace.delete("inbox/orders-bad.csv");

        assertThat(failed.exitCode()).as(failed.said()).isEqualTo(3);
        assertThat(room.arrived(4)).hasSize(4);
        assertThat(room.arrived().get(3).getSubject()).isEqualTo("Your company: nightly 2026-01-01 failed");
        assertThat(room.arrived().get(3).getAllRecipients()[0]).hasToString("operations@example.com");
        assertThat(room.arrived().get(3).getContent().toString())
                .contains("orders-bad.csv")
                .contains("holdfast run nightly --period 2026-01-01");
    }

    @Test
    @Order(6)
    void whatIsMadeUpForOfLongAgoIsSentToNobody() {
        Workspaces.Ended ended = workspace.run(
                "backfill",
                "daily-brief",
                "--from",
                "2025-12-20",
                "--to",
                "2025-12-21",
                "--as-known-now",
                "--as-if-now",
                "2026-01-02T03:00:00Z");

        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
        assertThat(files("delivered")).doesNotContain("2025-12-20", "2025-12-21");
        assertThat(room.arrived()).hasSize(4);
    }

    @Test
    @Order(7)
    void checkNamesARecipientThatIsNotThereAndAReportThatTheJobDoesNotMake() {
        String brief = workspace.read("jobs/daily-brief.yml");
        workspace.write("jobs/daily-brief.yml", brief.replace("[board, share]", "[bord]"));
        assertThat(workspace.run("check").err())
                .contains("jobs/daily-brief.yml:13: 'bord' is no recipient of jobs/delivery.yml");
        workspace.write("jobs/daily-brief.yml", brief.replace("  daily-brief: [", "  year-review: ["));
        assertThat(workspace.run("check").err())
                .contains("jobs/daily-brief.yml:13: 'year-review' is no report of this job, which makes [daily-brief]");
        workspace.write("jobs/daily-brief.yml", brief);
        assertThat(workspace.run("check").exitCode()).isZero();
    }

    @Test
    @Order(8)
    void aProcessKilledWhileItHandedAMailOverLeavesItInDoubtAndSendsItToNobodyTwice() {
        room.isSilentAt(".");
        int before = (int) ends();
        RealProcess process = RealProcess.start(
                "run",
                "daily-brief",
                "--period",
                "2025-12-29",
                "--as-if-now",
                "2026-01-02T03:00:00Z",
                "--dir",
                workspace.root().toString());
        until(() -> ends() > before || !process.isAlive());
        process.kill();

        Workspaces.Ended next = brief("2025-12-29", "2026-01-02T04:00:00Z");

        assertThat(next.exitCode()).as(next.said()).isEqualTo(4);
        assertThat(next.out())
                .contains("daily-brief-2025-12-29-r1 is done")
                .contains(
                        "not delivered: daily-brief 2025-12-29 (en) to board by mail, in doubt whether it arrived: the"
                                + " process ended while it handed the mail over; to send it again: holdfast resend ");
        assertThat(files("delivered/2025-12-29")).as("a folder has no doubt").hasSize(2);
        assertThat(ends()).as("one for the operators").isEqualTo(before + 2);
    }

    @Test
    @Order(9)
    void theDoctorNamesItAndResendSendsItBecauseAPersonSaysSo() {
        Workspaces.Ended doctor = workspace.run("doctor", "--as-if-now", "2026-01-02T05:00:00Z");
        String id = workspace
                .database("select cast(id as varchar(9)) from outbox where state = 'doubt'")
                .get(0);
        int arrived = room.arrived().size();

        assertThat(doctor.out())
                .contains("in doubt: daily-brief 2025-12-29 (en) to board by mail, in doubt whether it arrived")
                .contains("holdfast resend " + id);
        assertThat(resend().out()).contains("of 1 it is in doubt whether they arrived");
        assertThat(resend(id, "--dry-run").out()).contains("1 would be sent now");
        assertThat(room.arrived()).hasSize(arrived);
        Workspaces.Ended sent = resend(id);
        assertThat(sent.exitCode()).as(sent.said()).isZero();
        assertThat(sent.out()).contains("1 of 1 sent");
        assertThat(room.arrived(arrived + 1)).hasSize(arrived + 1);
        assertThat(resend(id).err()).contains(id + " was sent").contains("--even-if-sent");
        assertThat(resend("4711").err()).contains("there is no delivery 4711");
        assertThat(states()).containsOnly("sent");
        assertThat(workspace.run("verify").exitCode()).isZero();
    }

    @Test
    @Order(10)
    void theSchedulerSendsWhatIsDue() {
        reachable(1);
        assertThat(brief("2025-12-28", "2026-01-02T06:00:00Z").exitCode()).isEqualTo(4);
        reachable(room.port());
        int arrived = room.arrived().size();

        workspace.run("schedule", "--once", "--as-if-now", "2026-01-02T06:00:30Z");
        assertThat(unsentBriefs()).as("before the minute is over").isEqualTo(1);
        workspace.run("schedule", "--once", "--as-if-now", "2026-01-02T06:01:00Z");

        assertThat(unsentBriefs()).isZero();
        assertThat(room.arrived().size()).isGreaterThan(arrived);
    }

    @Test
    @Order(11)
    void aJobThatPassesItsDeadlineIsToldToTheOperatorsWhileItStillRuns() throws Exception {
        workspace.write(
                "jobs/nightly.yml",
                workspace.read("jobs/nightly.yml").replace("deadline: \"06:00\"", "deadline: \"03:00:01\"")
                        + "notify: {success: share}\n");
        workspace.write("inbox/orders-2.csv", Workspaces.HEADER + Workspaces.rows(1, 200000, "c1"));

        // Due at 03:00 in Berlin; so shortly before the deadline that no machine is done by then.
        Workspaces.Ended ended = workspace.run("schedule", "--once", "--as-if-now", "2026-01-03T02:00:00.980Z");

        assertThat(ended.out()).contains("late: nightly 2026-01-02 still runs at its deadline, 03:00");
        assertThat(
                        workspace.database(
                                "select l.subject from outbox l where l.kind = 'late' and l.state = 'sent' and l.id <"
                                        + " (select d.id from outbox d where d.kind = 'success' and d.job = 'nightly' and d.period = l.period)"))
                .as("queued before the run was done")
                .contains("Your company: nightly 2026-01-02 is late");
    }

    private static long unsentBriefs() {
        return workspace
                .database("select period from outbox where state <> 'sent' and report = 'daily-brief'")
                .size();
    }

    private static Workspaces.Ended resend(String... arguments) {
        return workspace.run(
                Stream.concat(Stream.of("resend", "--as-if-now", "2026-01-02T05:00:00Z"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static long ends() {
        return room.commands().stream().filter("DATA"::equals).count();
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) {
        try {
            for (int tenth = 0; tenth < 1200 && !condition.holds(); tenth++) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(condition.holds()).isTrue();
    }

    private static Workspaces.Ended brief(String day, String now) {
        return workspace.run("run", "daily-brief", "--period", day, "--as-if-now", now);
    }

    private static void reachable(int port) {
        workspace.write("password", MailRoom.PASSWORD + "\n");
        room.trust(workspace.path("mail-ca.pem"));
        workspace.write(
                "jobs/delivery.yml",
                "mail:\n  host: localhost\n  port: " + port + "\n  user: " + MailRoom.USER
                        + "\n  password: ${file:password}\n  from: reports@example.com\n  trust: mail-ca.pem\n"
                        + RECIPIENTS);
    }

    private static List<String> states() {
        return workspace.database("select state from outbox order by id");
    }

    private static List<String> files(String place) {
        try (Stream<Path> files = Files.list(workspace.path(place))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
