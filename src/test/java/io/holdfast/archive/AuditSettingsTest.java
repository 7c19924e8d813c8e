package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void nothing_is_needed() throws IOException {
        AuditSettings nothing = new AuditSettings(Optional.empty(), Optional.empty());
        assertThat(read("")).isEqualTo(nothing);
        Files.delete(folder.resolve("jobs/audit.yml"));
        assertThat(AuditSettings.read(new Workspace(folder))).isEqualTo(nothing);
    }

    @Test
    void the_default_says_in_comments_what_can_be_written() throws IOException {
        String shipped = Files.readString(Path.of("jobs/audit.yml"));
        assertThat(read(shipped)).isEqualTo(new AuditSettings(Optional.empty(), Optional.empty()));

        AuditSettings written = read(shipped.lines()
                .skip(2)
                .map(line -> line.replaceFirst("^# ", ""))
                .reduce("", (before, line) -> before + line + "\n"));

        assertThat(written.key()).hasValueSatisfying(key -> {
            assertThat(key.keystore()).isEqualTo(folder.resolve("keys/audit.p12"));
            assertThat(key.alias()).isEqualTo("audit");
            assertThat(key.passwordVariable()).isEqualTo("HOLDFAST_AUDIT_PASSWORD");
        });
        assertThat(written.authority()).hasValueSatisfying(authority -> {
            assertThat(authority.uri()).hasToString("https://tsa.example/tsr");
            assertThat(authority.timeout()).isEqualTo(Duration.ofSeconds(10));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "signature: {keystore: jobs/a.p12, alias: a, password-variable: P} | 'keystore' is in jobs/, of which"
                        + " every run keeps a copy; put it elsewhere, such as keys/audit.p12",
                "signature: {keystore: x/../reports/a.p12, alias: a, password-variable: P} | 'keystore' is in reports/,"
                        + " of which every run keeps a copy; put it elsewhere, such as keys/audit.p12",
                "signature: {keystore: a.p12, alias: a, password-variable: 's3cr-et!'} | 'password-variable' is no name of"
                        + " an environment variable; write one such as HOLDFAST_AUDIT_PASSWORD, never the password itself",
                "signature: {keystore: a.p12, alias: a, password: x} | 'password' is not known here; allowed: keystore,"
                        + " alias, password-variable",
                "signature: {keystore: a.p12, password-variable: P} | 'alias' is missing; it is required here",
                "time-stamp: {authority: 'http://tsa.example/tsr'} | 'authority' is 'http://tsa.example/tsr'; write an"
                        + " address such as https://tsa.example/tsr (http only on this machine: http://localhost:8080)",
                "time-stamp: {authority: 'ftp://localhost/'} | 'authority' is 'ftp://localhost/'; write an"
                        + " address such as https://tsa.example/tsr (http only on this machine: http://localhost:8080)",
                "time-stamp: {authority: 'https://a b'} | 'authority' is 'https://a b'; write an"
                        + " address such as https://tsa.example/tsr (http only on this machine: http://localhost:8080)",
                "time-stamp: {authority: 'https://tsa.example', timeout: 301} | 'timeout' is 301; write 300 seconds at"
                        + " most",
                "timestamp: {} | 'timestamp' is not known here; allowed: signature, time-stamp",
            })
    void what_cannot_be_is_refused_with_its_line_and_what_is_allowed(String line, String message) {
        assertThatThrownBy(() -> read("# first\n" + line + "\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessage("jobs/audit.yml:2: " + message);
    }

    private AuditSettings read(String yaml) throws IOException {
        Files.createDirectories(folder.resolve("jobs"));
        Files.writeString(folder.resolve("jobs/audit.yml"), yaml);
        return AuditSettings.read(new Workspace(folder));
    }
}
