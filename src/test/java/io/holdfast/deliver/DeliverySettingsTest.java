package io.holdfast.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliverySettingsTest {

    private static final String MAIL = "mail:\n  host: mail.example.com\n  from: Reports <reports@example.com>\n";

    @TempDir
    private Path root;

    @Test
    void without_a_file_nobody_can_be_reached() {
        assertThat(read(null).recipients()).isEmpty();
    }

    @Test
    void mail_is_encrypted_unless_told_otherwise_on_the_port_for_it() {
        MailServer mail = read(MAIL).mail().orElseThrow();

        assertThat(mail.tls()).isEqualTo(MailServer.Tls.STARTTLS);
        assertThat(mail.port()).isEqualTo(587);
        assertThat(mail.from().getAddress()).isEqualTo("reports@example.com");
        assertThat(read(MAIL + "  tls: implicit\n").mail().orElseThrow().port()).isEqualTo(465);
    }

    @Test
    void recipients_have_one_way_to_them_and_perhaps_a_language() {
        DeliverySettings settings = read(MAIL
                + "recipients:\n"
                + "  board: {mail: board@example.com, language: zh}\n"
                + "  share: {folder: delivered/share}\n"
                + "  bi: {hook: \"https://bi.example.com/holdfast\", secret: \"${env:BI_SECRET}\"}\n"
                + "operators: [board]\n");

        assertThat(settings.recipients().keySet()).containsExactly("board", "share", "bi");
        assertThat(settings.recipient("board").orElseThrow())
                .isEqualTo(
                        new Recipient("board", new Recipient.Mail("board@example.com"), Optional.of("zh"), Map.of()));
        assertThat(settings.recipient("share").orElseThrow().channel().address())
                .isEqualTo(root.resolve("delivered/share").toString());
        assertThat(settings.operators()).containsExactly("board");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_by_line() {
        List<String> problems = problems("mail:\n"
                + "  host: mail.example.com\n"
                + "  tls: none\n"
                + "  from: reports@example.com\n"
                + "recipients:\n"
                + "  board: {mail: not an address}\n"
                + "  two: {mail: a@example.com, folder: x}\n"
                + "  nowhere: {language: en}\n"
                + "  own: {folder: data/archive}\n"
                + "  plain: {hook: \"http://bi.example.com\", secret: \"${env:S}\"}\n"
                + "  open: {hook: \"https://bi.example.com\", secret: hunter2}\n"
                + "  french: {mail: a@example.com, language: fr}\n"
                + "operators: [nobody]\n");

        assertThat(problems)
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:3:") && line.contains("'tls' is none"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:6:") && line.contains("no mail address"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:7:") && line.contains("several ways"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:8:") && line.contains("no way"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:9:") && line.contains("workspace's data/"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:10:") && line.contains("https://"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:11:") && line.contains("'secret' is written out"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:12:") && line.contains("'fr'"))
                .anyMatch(line -> line.startsWith("jobs/delivery.yml:13:") && line.contains("'nobody' is no recipient"))
                .hasSize(9);
        assertThat(problems).noneMatch(line -> line.contains("hunter2"));
    }

    @Test
    void a_mail_address_that_would_begin_another_header_is_refused() {
        for (String address : List.of(
                "\"a@example.com\\r\\nBcc: thief@example.com\"",
                "\"a@example.com, thief@example.com\"",
                "\"<a@example.com>\"",
                "\"a@example.com \"")) {
            assertThat(problems(MAIL + "recipients:\n  board: {mail: " + address + "}\n"))
                    .as(address)
                    .singleElement()
                    .asString()
                    .contains("is no mail address")
                    .doesNotContain("\r")
                    .doesNotContain("\n");
        }
        assertThat(problems("mail:\n  host: mail.example.com\n  from: \"a@example.com\\nBcc: b@example.com\"\n"))
                .singleElement()
                .asString()
                .startsWith("jobs/delivery.yml:3: 'from'");
    }

    @Test
    void a_link_needs_to_know_where_people_find_the_files() {
        assertThat(problems(MAIL + "  link-over: 10 MB\n"))
                .singleElement()
                .asString()
                .contains("write 'links:");
        assertThat(read("links: https://files.example.com/reports/\n" + MAIL + "  link-over: 10 MB\n")
                        .mail()
                        .orElseThrow()
                        .linkOver())
                .contains(10_000_000L);
        assertThat(problems("links: files.example.com\n"))
                .singleElement()
                .asString()
                .contains("'links' is");
    }

    @Test
    void no_mail_without_a_server_and_no_user_without_a_password() {
        assertThat(problems("recipients:\n  board: {mail: board@example.com}\n"))
                .singleElement()
                .asString()
                .contains("mail needs a server");
        assertThat(problems(MAIL + "  user: holdfast\n"))
                .singleElement()
                .asString()
                .contains("go together");
    }

    private DeliverySettings read(String delivery) {
        try {
            Files.createDirectories(root.resolve("jobs"));
            Files.writeString(
                    root.resolve("jobs/company.yml"), "company: Druckerei\nzone: Europe/Berlin\nlanguages: [en, zh]\n");
            if (delivery != null) {
                Files.writeString(root.resolve("jobs/delivery.yml"), delivery);
            }
            return DeliverySettings.read(new Workspace(root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> problems(String delivery) {
        return catchThrowableOfType(DefinitionException.class, () -> read(delivery)).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
