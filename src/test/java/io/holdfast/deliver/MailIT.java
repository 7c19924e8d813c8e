package io.holdfast.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.deliver.Delivery.State;
import io.holdfast.deliver.Dispatch.Enclosure;
import io.holdfast.deliver.Dispatch.Kind;
import io.holdfast.deliver.MailRoom.Tls;
import io.holdfast.ledger.Sha256;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Mail to a real server, which takes it, refuses it, is slow, or hangs up. */
class MailIT {

    private static final String BOARD = "recipients:\n  board: {mail: board@example.com}\n"
            + "  it: {mail: it@example.com}\n  log: {folder: told}\noperators: [log]\ntries: 8\n";

    @TempDir
    private Path root;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:mail-it;hsqldb.tx=mvcc", true);

    private OutboxTable outbox;
    private Enclosure pack;

    @BeforeEach
    void open() {
        outbox = new OutboxTable(root, database);
        pack = outbox.publish("management-pack.en.pdf", "%PDF the pack");
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void aPackGoesOverStartTlsWithALoginAndArrivesAsItWasPublished() throws Exception {
        try (MailRoom room = new MailRoom(Tls.STARTTLS)) {
            settings(room, "starttls", true);
            Enclosure tables = outbox.publish("management-pack.en.xlsx", "PK the tables");
            outbox.queue("board", pack, tables);

            outbox.round();

            assertThat(outbox.only().standing()).startsWith("sent");
            MimeMessage mail = room.arrived(1).get(0);
            assertThat(mail.getSubject()).isEqualTo("Druckerei: Management pack, December 2025");
            assertThat(mail.getAllRecipients()[0].toString()).isEqualTo("board@example.com");
            assertThat(mail.getFrom()[0].toString()).isEqualTo("Reports <reports@example.com>");
            assertThat(mail.getHeader("Message-ID"))
                    .containsExactly("<" + outbox.only().key() + "@example.com>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            Multipart parts = (Multipart) mail.getContent();
            assertThat(parts.getCount()).isEqualTo(3);
            assertThat(parts.getBodyPart(0).getContent().toString())
                    .isEqualToIgnoringWhitespace("Management pack, December 2025, of Druckerei."
                            + " As known on 2 January 2026 03:00 (Europe/Berlin).");
            assertThat(sha256(parts.getBodyPart(1))).isEqualTo(pack.sha256());
            assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("management-pack.en.pdf");
            assertThat(sha256(parts.getBodyPart(2))).isEqualTo(tables.sha256());
            assertThat(room.commands()).containsSubsequence("EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA");
            assertThat(outbox.entered()).singleElement().satisfies(facts -> assertThat(facts)
                    .containsEntry("recipient", "board")
                    .containsEntry("form", "attached")
                    .containsEntry(
                            "files",
                            "management-pack.en.pdf=" + pack.sha256() + ",management-pack.en.xlsx=" + tables.sha256()));
        }
    }

    @Test
    void implicitTlsWorksTooAndAMailIsSentOnce() {
        try (MailRoom room = new MailRoom(Tls.IMPLICIT)) {
            settings(room, "implicit", true);
            outbox.queue("board", pack);
            outbox.queue("board", pack);

            outbox.round().round().later(Duration.ofDays(2)).round();

            assertThat(outbox.state()).isEqualTo(State.SENT);
            assertThat(room.arrived(1)).hasSize(1);
        }
    }

    @Test
    void severalMailsGoOverOneConnection() {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.queue("board", pack);
            outbox.queue("it", pack);
            outbox.queue("it");

            outbox.round();

            assertThat(room.arrived(3)).hasSize(3);
            assertThat(room.commands()).containsOnlyOnce("EHLO");
        }
    }

    @Test
    void aServerThatDoesNotEncryptGetsNeitherPasswordNorReport() {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "starttls", true);
            outbox.queue("board", pack);

            outbox.round();

            assertThat(outbox.state()).isEqualTo(State.FAILED);
            assertThat(outbox.only().answer()).containsIgnoringCase("STARTTLS");
            assertThat(room.commands()).doesNotContain("AUTH", "MAIL");
        }
    }

    @Test
    void aServerWithACertificateThatNobodySignedGetsNothing() {
        try (MailRoom room = new MailRoom(Tls.STARTTLS)) {
            settings(room, "starttls", true);
            outbox.delivery(outbox.workspace().jobs().text("delivery.yml").replaceFirst("  trust: .*\n", ""));
            outbox.queue("board", pack);

            outbox.round();

            assertThat(outbox.state()).isEqualTo(State.FAILED);
            assertThat(room.commands()).doesNotContain("AUTH", "MAIL");
        }
    }

    @Test
    void aWrongPasswordIsTriedAgainAndStandsInNoRecord() {
        try (MailRoom room = new MailRoom(Tls.STARTTLS)) {
            settings(room, "starttls", true);
            outbox.write("password", "wrong-and-secret\n");
            outbox.queue("board", pack);

            outbox.round();
            assertThat(outbox.state()).isEqualTo(State.FAILED);
            assertThat(outbox.only().answer()).contains("535").doesNotContain("wrong-and-secret");
            assertThat(outbox.jdbc().queryForList("select answer from outbox_attempt", String.class))
                    .noneMatch(answer -> answer.contains("wrong-and-secret"));

            outbox.write("password", MailRoom.PASSWORD + "\n")
                    .later(Duration.ofMinutes(1))
                    .round();
            assertThat(outbox.state()).isEqualTo(State.SENT);
        }
    }

    @Test
    void aRecipientThatTheServerRefusesForGoodIsGivenUpAtOnceAndTheOperatorsAreTold() throws IOException {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.queue("board", pack);
            outbox.queue("it", pack);

            room.answers("RCPT", "550 5.1.1 no such user here", 1);
            outbox.round();

            Delivery refused = outbox.rows().get(0);
            assertThat(refused.state()).isEqualTo(State.GIVEN_UP);
            assertThat(refused.answer()).contains("refused for good").contains("550 5.1.1 no such user here");
            assertThat(outbox.rows().get(1).state()).as("another recipient").isEqualTo(State.SENT);
            Delivery told = outbox.rows().get(2);
            assertThat(told.kind()).isEqualTo(Kind.UNSENT);
            assertThat(told.state()).isEqualTo(State.SENT);
            assertThat(Files.readString(Path.of(told.answer())))
                    .contains("management-pack 2025-12 (en) to board by mail")
                    .contains("550 5.1.1 no such user here")
                    .contains("holdfast resend " + refused.id());
            outbox.later(Duration.ofDays(2)).round();
            assertThat(room.arrived(1)).hasSize(1);
        }
    }

    @Test
    void whatTheServerRefusesForNowGoesLater() {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.queue("board", pack);

            room.answers("RCPT", "451 4.7.1 greylisted, come back later", 1).answers(".", "452 4.3.1 disk full", 1);
            outbox.round();
            assertThat(outbox.only().standing())
                    .contains("not sent after 1 try")
                    .contains("451 4.7.1 greylisted");
            outbox.later(Duration.ofSeconds(59)).round();
            assertThat(outbox.only().tries()).as("before a minute is over").isEqualTo(1);
            outbox.later(Duration.ofSeconds(1)).round();
            assertThat(outbox.only().standing())
                    .contains("not sent after 2 tries")
                    .contains("452 4.3.1 disk full");
            outbox.later(Duration.ofMinutes(2)).round();

            assertThat(outbox.state()).isEqualTo(State.SENT);
            assertThat(room.arrived(1)).hasSize(1);
        }
    }

    @Test
    void aConnectionThatBreaksBeforeTheMessageIsWholeIsSafeToTryAgain() {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            // More than fits into what a connection has under way.
            outbox.delivery(outbox.workspace().jobs().text("delivery.yml").replace("timeout: 1\n", "timeout: 30\n"));
            outbox.queue("board", outbox.publish("management-pack.zh.pdf", "x".repeat(16_000_000)));

            room.hangsUpAt("body", false);
            outbox.round();
            assertThat(outbox.state()).isEqualTo(State.FAILED);
            assertThat(outbox.only().answer()).contains("before the message was whole");
            outbox.later(Duration.ofMinutes(1)).round();

            assertThat(outbox.state()).isEqualTo(State.SENT);
            assertThat(room.arrived(1)).hasSize(1);
        }
    }

    @Test
    void aConnectionThatBreaksAfterTheLastLineLeavesDoubtWhichIsSaidAndNothingIsSentAgain() {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.queue("board", pack);

            room.hangsUpAt(".", true);
            outbox.round();

            assertThat(outbox.rows().get(0).state()).isEqualTo(State.DOUBT);
            assertThat(outbox.rows().get(0).answer()).contains("handed over as a whole");
            assertThat(outbox.rows().get(1).kind()).as("the operators are told").isEqualTo(Kind.UNSENT);
            outbox.later(Duration.ofDays(2)).round();
            assertThat(room.arrived(1)).as("it did arrive").hasSize(1);
        }
    }

    @Test
    void aServerThatIsSilentIsNotWaitedForForEver() {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.queue("board", pack);
            outbox.queue("it", pack);

            room.isSilentAt("greeting");
            outbox.round();

            assertThat(outbox.rows()).allMatch(row -> row.state() == State.FAILED);
            assertThat(outbox.rows().get(1).answer())
                    .as("the second did not wait")
                    .contains("nobody answered");
            room.isSilentAt("RCPT");
            outbox.later(Duration.ofMinutes(1)).round();
            assertThat(outbox.rows().get(0).state()).isEqualTo(State.FAILED);
            room.isSilentAt(".");
            outbox.later(Duration.ofMinutes(2)).round();
            assertThat(outbox.rows().get(0).state())
                    .as("silent after the last line")
                    .isEqualTo(State.DOUBT);
        }
    }

    @Test
    void aServerThatIsAwayIsGivenUpAfterTheTriesAndTheOperatorsAreToldTwice() {
        MailRoom away = new MailRoom(Tls.NONE);
        settings(away, "none", false);
        away.close();
        outbox.queue("board", pack);

        for (int round = 0; round < 12; round++) {
            outbox.round().later(Duration.ofHours(1));
        }

        assertThat(outbox.rows().get(0).state()).isEqualTo(State.GIVEN_UP);
        assertThat(outbox.rows().get(0).tries()).isEqualTo(8);
        assertThat(outbox.rows().stream().filter(row -> row.kind() == Kind.UNSENT))
                .as("after the sixth try, and when it was given up")
                .hasSize(2);
    }

    @Test
    void whatIsLargerThanALetterMayBeIsALinkToTheCopyForPeople() throws Exception {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.delivery("links: https://files.example.com/reports\n"
                    + outbox.workspace().jobs().text("delivery.yml").replace("mail:\n", "mail:\n  link-over: 1 kB\n"));
            Enclosure large = outbox.publish("management-pack.zh.pdf", "x".repeat(1001));
            outbox.queue("board", large);
            outbox.queue("it", pack);

            outbox.round();

            String text = room.arrived(2).get(0).getContent().toString();
            assertThat(text)
                    .contains("management-pack.zh.pdf")
                    .contains("https://files.example.com/reports/2025-12/management-pack.zh.pdf");
            assertThat(room.arrived().get(1).getContent()).as("a small one").isInstanceOf(Multipart.class);
            assertThat(outbox.entered().get(0)).containsEntry("form", "linked");
        }
    }

    @Test
    void aFileThatIsNotAsItWasPublishedGoesToNobody() throws IOException {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.queue("board", pack);
            Files.writeString(root.resolve("data/archive/" + pack.sha256() + ".pdf"), "%PDF another pack");

            outbox.round();

            assertThat(outbox.rows().get(0).state()).isEqualTo(State.GIVEN_UP);
            assertThat(outbox.rows().get(0).answer()).contains("is not as it was published");
            assertThat(room.commands()).doesNotContain("DATA");
        }
    }

    @Test
    void whatDataSaysNeverBecomesAHeader() throws MessagingException {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.write(
                    "jobs/company.yml",
                    "company: \"Druckerei\\r\\nBcc: thief@example.com\\r\\n\\r\\nHello\"\nzone: Europe/Berlin\n"
                            + "languages: en\n");
            outbox.queue("board", pack);

            outbox.round();

            MimeMessage mail = room.arrived(1).get(0);
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getSubject()).startsWith("Druckerei Bcc: thief@example.com Hello: Management pack");
        }
    }

    @Test
    void aMailThatAProcessHadInHandWhenItDiedIsInDoubtAndSaid() {
        try (MailRoom room = new MailRoom(Tls.NONE)) {
            settings(room, "none", false);
            outbox.queue("board", pack);
            // What is on record at the moment before the first byte leaves.
            assertThat(outbox.outbox()
                            .take(
                                    outbox.only(),
                                    "mail",
                                    "board@example.com",
                                    outbox.clock().instant()))
                    .isTrue();

            outbox.round();

            assertThat(outbox.rows().get(0).state()).isEqualTo(State.DOUBT);
            assertThat(outbox.rows().get(1).kind()).isEqualTo(Kind.UNSENT);
            assertThat(room.commands()).isEmpty();
        }
    }

    private void settings(MailRoom room, String tls, boolean login) {
        outbox.write("password", MailRoom.PASSWORD + "\n");
        room.trust(root.resolve("mail-ca.pem"));
        outbox.delivery("mail:\n  host: localhost\n  port: " + room.port() + "\n  tls: " + tls
                + "\n  from: Reports <reports@example.com>\n  timeout: 1\n"
                + (login ? "  user: " + MailRoom.USER + "\n  password: ${file:password}\n" : "")
                + "  trust: mail-ca.pem\n" + BOARD);
    }

    private static String sha256(BodyPart part) throws IOException, MessagingException {
        return Sha256.of(part.getInputStream().readAllBytes());
    }
}
