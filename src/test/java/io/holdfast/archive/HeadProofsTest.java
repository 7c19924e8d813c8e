package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.LoopbackAuthority.Mood;
import io.holdfast.ledger.Finding;
import io.holdfast.ledger.Head;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadProofsTest {

    private static final Head HEAD = new Head(12, Instant.parse("2026-01-02T01:00:00Z"), "4f".repeat(32));
    private static final Map<String, String> ENVIRONMENT = Map.of("AUDIT_PASSWORD", Keys.PASSWORD, "WRONG", "battery");

    private static Keys signer;
    private static Keys clockmaker;
    private static LoopbackAuthority authority;

    @TempDir
    private Path folder;

    private Path file;
    private int timeout = 60;

    @BeforeAll
    static void start() {
        signer = Keys.of("CN=Audit, O=Druckerei");
        clockmaker = Keys.ofAuthority("CN=Clock");
        authority = new LoopbackAuthority(clockmaker);
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @BeforeEach
    void place() {
        file = folder.resolve("12.head");
        authority.in(Mood.WELL);
        signer.keystore(folder.resolve("keys/audit.p12"));
    }

    @Test
    void a_signed_head_says_who_signed_it_and_when_it_was_there() {
        assertThat(write()).containsExactly(folder.resolve("12.head.p7s"), folder.resolve("12.head.tsr"));

        HeadProofs.Seen seen = look();
        assertThat(seen.findings()).isEmpty();
        assertThat(seen.lines())
                .containsExactly(
                        file
                                + ".p7s is right, signed by CN=Audit,O=Druckerei (who was not compared with a known signer:"
                                + " name one with --trust)",
                        file
                                + " was there at 2026-01-02T02:00:01Z, says the time-stamping authority CN=Clock (which was"
                                + " not compared with a known one)");
        assertThat(HeadProofs.look(file, HEAD, HeadProofs.certificates(signer.pem(folder.resolve("a.pem"))), true)
                        .lines())
                .contains(file + ".p7s is right, signed by CN=Audit,O=Druckerei, who is trusted");
    }

    @Test
    void another_signer_than_the_trusted_one_is_found_even_of_the_same_name() {
        write();
        Path other = Keys.of("CN=Audit, O=Druckerei").pem(folder.resolve("other.pem"));

        assertThat(HeadProofs.look(file, HEAD, HeadProofs.certificates(other), true)
                        .findings())
                .extracting(Finding::toString)
                .containsExactly("ledger entry 12: " + file + ".p7s was signed by CN=Audit,O=Druckerei with another"
                        + " certificate (number 42) than the trusted [CN=Audit,O=Druckerei (number 42)]");
    }

    @Test
    void a_head_that_lost_its_signature_is_found_by_who_trusts_somebody() throws IOException {
        write();
        Files.delete(folder.resolve("12.head.p7s"));
        var trusted = HeadProofs.certificates(signer.pem(folder.resolve("a.pem")));

        assertThat(HeadProofs.look(file, HEAD, trusted, true).findings())
                .singleElement()
                .asString()
                .contains("is not signed");
        assertThat(HeadProofs.look(file, HEAD, trusted, false).findings()).isEmpty();
    }

    @Test
    void any_byte_of_the_head_that_is_changed_is_found_by_signature_and_time_stamp() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            assertThat(look().findings())
                    .as("byte %d", i)
                    .extracting(Finding::words)
                    .satisfiesExactly(
                            signature -> assertThat(signature).endsWith(".p7s is a signature of other bytes"),
                            stamp -> assertThat(stamp).contains(".tsr is about other bytes: their hash is "));
        }
    }

    @Test
    void no_byte_of_the_signature_that_is_changed_brings_in_another_signer() throws IOException {
        write();
        Path signature = folder.resolve("12.head.p7s");
        var trusted = HeadProofs.certificates(signer.pem(folder.resolve("a.pem")));
        byte[] whole = Files.readAllBytes(signature);
        int found = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(signature, changed);
            HeadProofs.Seen seen = HeadProofs.look(file, HEAD, trusted, true);
            found += seen.findings().size();
            assertThat(seen.findings().size() + seen.lines().size()).isEqualTo(2);
            assertThat(String.join("", seen.lines())).doesNotContain("not compared with a known signer");
        }
        // A few bytes of the envelope, such as a version or a hint at the algorithm, say nothing that anybody signed.
        assertThat(found).isGreaterThan(whole.length * 95 / 100);
    }

    @Test
    void cut_empty_and_foreign_files_beside_a_head_are_found() throws IOException {
        write();
        for (String proof : List.of("12.head.p7s", "12.head.tsr")) {
            Path beside = folder.resolve(proof);
            byte[] whole = Files.readAllBytes(beside);
            for (byte[] other : List.of(
                    new byte[0], "hello".getBytes(), java.util.Arrays.copyOf(whole, whole.length / 2), new byte[500])) {
                Files.write(beside, other);
                assertThat(look().findings()).as(proof).hasSize(1);
            }
            Files.write(beside, whole);
        }
        Files.copy(
                folder.resolve("12.head.p7s"),
                folder.resolve("12.head.tsr"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(look().findings()).singleElement().asString().contains("is not a whole RFC 3161 answer");
    }

    @Test
    void a_token_of_another_head_is_found() throws IOException {
        write();
        Path stamp = folder.resolve("12.head.tsr");
        byte[] other = Files.readAllBytes(stamp);
        Head next = new Head(13, HEAD.recordedAt(), "5e".repeat(32));
        HeadProofs.write(next, file, settings("AUDIT_PASSWORD", "audit"), ENVIRONMENT::get, Keys.NOW);
        Files.write(stamp, other);

        assertThat(HeadProofs.look(file, next, List.of(), false).findings())
                .singleElement()
                .asString()
                .contains("ledger entry 13: " + stamp + " is about other bytes");
    }

    @Test
    void a_head_written_over_another_takes_its_proofs_away() {
        write();
        HeadProofs.write(HEAD, file);
        assertThat(folder.resolve("12.head.p7s")).as("the same head").exists();

        HeadProofs.write(new Head(13, HEAD.recordedAt(), HEAD.hash()), file);

        assertThat(folder.resolve("12.head.p7s")).doesNotExist();
        assertThat(folder.resolve("12.head.tsr")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LATE | did not answer within 1 seconds (timeout in jobs/audit.yml)",
                "GARBAGE | is not an RFC 3161 answer",
                "OTHER_HASH | is about other bytes: their hash is 0000000000",
                "OTHER_NONCE | is an answer to another question: its nonce is 1, the question had ",
                "REFUSES | is a refusal: status 2, not today",
                "BROKEN | answered with HTTP status 503",
                "ENDLESS | sent more than a token",
            })
    void an_authority_that_gives_no_token_is_told_in_words_and_the_signature_stands(Mood mood, String words) {
        authority.in(mood);
        timeout = mood == Mood.LATE ? 1 : 60;

        assertThatThrownBy(this::write)
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(authority.uri())
                .hasMessageContaining(words)
                .hasMessageContaining("The head and its signature are written");
        assertThat(look().findings()).isEmpty();
        assertThat(folder.resolve("12.head.p7s")).exists();
        assertThat(folder.resolve("12.head.tsr")).doesNotExist();
    }

    @Test
    void an_authority_that_is_not_there_is_named() throws IOException {
        String uri;
        try (LoopbackAuthority gone = new LoopbackAuthority(clockmaker)) {
            uri = gone.uri();
        }
        AuditSettings settings = settings("signature: {keystore: keys/audit.p12, alias: audit, password-variable:"
                + " AUDIT_PASSWORD}\ntime-stamp: {authority: '" + uri + "'}\n");

        assertThatThrownBy(() -> HeadProofs.write(HEAD, file, settings, ENVIRONMENT::get, Keys.NOW))
                .hasMessageContaining("the time-stamping authority " + uri + " cannot be reached");
    }

    @Test
    void a_key_that_cannot_be_used_is_told_with_its_line_and_nothing_is_written() throws IOException {
        refused(
                "WRONG",
                "audit",
                "jobs/audit.yml:2: the password in WRONG does not open " + folder.resolve("keys/audit.p12"));
        refused("NOT_SET", "audit", "jobs/audit.yml:4: the environment has no NOT_SET; set it to the password of ");
        refused("AUDIT_PASSWORD", "signer", "jobs/audit.yml:3: 'alias' is 'signer', but ", "it has [audit]");
        Keys.of("CN=Old", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z", false)
                .keystore(folder.resolve("keys/audit.p12"));
        refused("AUDIT_PASSWORD", "audit", "the certificate of 'audit' expired at 2025-01-01T00:00:00Z; renew it");
        Keys.of("CN=New", "2028-01-01T00:00:00Z", "2029-01-01T00:00:00Z", false)
                .keystore(folder.resolve("keys/audit.p12"));
        refused("AUDIT_PASSWORD", "audit", "the certificate of 'audit' is not valid before 2028-01-01T00:00:00Z");
        Files.writeString(folder.resolve("keys/audit.p12"), "not a keystore");
        refused("AUDIT_PASSWORD", "audit", "is no PKCS#12 keystore that can be read");
        Files.delete(folder.resolve("keys/audit.p12"));
        refused("AUDIT_PASSWORD", "audit", "jobs/audit.yml:2: ", "keys/audit.p12 is not there");
        assertThat(file).doesNotExist();
    }

    @Test
    void without_a_key_there_is_nothing_to_sign_with() throws IOException {
        AuditSettings none = settings("");

        assertThatThrownBy(() -> HeadProofs.write(HEAD, file, none, ENVIRONMENT::get, Keys.NOW))
                .hasMessageStartingWith("jobs/audit.yml: names no key to sign with; write signature:");
    }

    @Test
    void a_file_without_a_certificate_is_no_trust() throws IOException {
        Path none = Files.writeString(folder.resolve("none.pem"), "");

        assertThatThrownBy(() -> HeadProofs.certificates(none))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("holds no certificate");
    }

    private void refused(String variable, String alias, String... words) throws IOException {
        AuditSettings settings = settings(variable, alias);
        ThrowingCallable signing = () -> HeadProofs.write(HEAD, file, settings, ENVIRONMENT::get, Keys.NOW);
        assertThatThrownBy(signing).isInstanceOf(DefinitionException.class).hasMessageContainingAll(words);
    }

    private List<Path> write() {
        try {
            return HeadProofs.write(HEAD, file, settings("AUDIT_PASSWORD", "audit"), ENVIRONMENT::get, Keys.NOW);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HeadProofs.Seen look() {
        return HeadProofs.look(file, HEAD, List.of(), false);
    }

    private AuditSettings settings(String variable, String alias) throws IOException {
        return settings("signature:\n  keystore: keys/audit.p12\n  alias: " + alias + "\n  password-variable: "
                + variable + "\ntime-stamp:\n  authority: " + authority.uri() + "\n  timeout: " + timeout + "\n");
    }

    private AuditSettings settings(String yaml) throws IOException {
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs/audit.yml"), yaml);
        return AuditSettings.read(new Workspace(folder));
    }
}
