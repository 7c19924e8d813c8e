package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.archive.Keys;
import io.holdfast.archive.LoopbackAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A head that is signed and time-stamped by the command, and checked by the command and by OpenSSL. */
class SignedHeadIT {

    @TempDir
    static Path folder;

    private static final Keys SIGNER = Keys.of("CN=Audit, O=Druckerei");
    private static final Keys CLOCK = Keys.ofAuthority("CN=Clock");

    private static Workspaces workspace;
    private static Path head;
    private static Path trusted;
    private static LoopbackAuthority authority;

    @BeforeAll
    static void sign() {
        authority = new LoopbackAuthority(CLOCK);
        workspace = Workspaces.withOrders(folder.resolve("company"))
                .write("inbox/orders.csv", Workspaces.HEADER + Workspaces.rows(1, 3, "c1"))
                .write(
                        "jobs/audit.yml",
                        "signature:\n  keystore: keys/audit.p12\n  alias: audit\n  password-variable: AUDIT_PASSWORD\n"
                                + "time-stamp:\n  authority: " + authority.uri() + "\n  timeout: 60\n");
        assertThat(workspace.nightly().exitCode()).isZero();
        SIGNER.keystore(workspace.path("keys/audit.p12"));
        trusted = SIGNER.pem(folder.resolve("audit.pem"));
        RealProcess.Ended ended = RealProcess.start(
                        Map.of("AUDIT_PASSWORD", Keys.PASSWORD),
                        Path.of(System.getProperty("java.home")),
                        List.of(),
                        "ledger",
                        "head",
                        "--sign",
                        "--as-if-now",
                        Keys.NOW.toString(),
                        "--dir",
                        workspace.root().toString())
                .await();
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        head = workspace.path("out/ledger/" + workspace.ledgerEntries() + ".head");
        assertThat(ended.said())
                .contains(head + ".p7s belongs to it")
                .contains("signed by CN=Audit,O=Druckerei")
                .contains(
                        head + " was there at " + LoopbackAuthority.AT + ", says the time-stamping authority CN=Clock");
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void openSslChecksTheSignature() {
        assumeThat(Shell.has("openssl")).isTrue();
        String check = "openssl cms -verify -binary -inform DER -in " + head + ".p7s -content " + head + " -CAfile "
                + trusted + " -purpose any -attime " + Keys.NOW.getEpochSecond();

        Shell.Ended ended = Shell.run(folder, check);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("erification successful");
        assertThat(Shell.run(folder, check.replace("-content " + head, "-content " + trusted))
                        .exitCode())
                .as("of another file")
                .isNotZero();
    }

    @Test
    void openSslChecksTheTimeStamp() {
        assumeThat(Shell.has("openssl")).isTrue();
        Path clock = CLOCK.pem(folder.resolve("clock.pem"));
        String check = "openssl ts -verify -data " + head + " -in " + head + ".tsr -CAfile " + clock + " -attime "
                + Keys.NOW.getEpochSecond();

        Shell.Ended ended = Shell.run(folder, check);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("Verification: OK");
        assertThat(Shell.run(folder, check.replace("-data " + head, "-data " + trusted))
                        .exitCode())
                .as("of another file")
                .isNotZero();
    }

    @Test
    void verifySaysWhoSignedAndWhenAndWhetherThatIsWhoIsTrusted() {
        Workspaces.Ended anybody = workspace.run("verify", "--head", head.toString());
        Workspaces.Ended known = workspace.run("verify", "--head", head.toString(), "--trust", trusted.toString());
        Path stranger = Keys.of("CN=Stranger").pem(folder.resolve("stranger.pem"));
        Workspaces.Ended other = workspace.run("verify", "--head", head.toString(), "--trust", stranger.toString());

        assertThat(anybody.exitCode()).as(anybody.said()).isZero();
        assertThat(anybody.out())
                .contains("signed by CN=Audit,O=Druckerei (who was not compared with a known signer")
                .contains("says the time-stamping authority CN=Clock")
                .contains("as recorded: ");
        assertThat(known.exitCode()).as(known.said()).isZero();
        assertThat(known.out()).contains("signed by CN=Audit,O=Druckerei, who is trusted");
        assertThat(other.exitCode()).as(other.said()).isEqualTo(5);
        assertThat(other.err()).contains("with another certificate (number 42) than the trusted [CN=Stranger");
    }

    @Test
    void aHeadThatWasEditedIsFoundByItsProofs() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("safe")).resolve("head");
        for (String suffix : List.of("", ".p7s", ".tsr")) {
            Files.copy(
                    Path.of(head + suffix),
                    Path.of(elsewhere + suffix),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(elsewhere, Files.readString(head).replaceFirst("recorded-at 2", "recorded-at 1"));

        Workspaces.Ended ended = workspace.run("verify", "--head", elsewhere.toString());

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(5);
        assertThat(ended.err())
                .contains(elsewhere + ".p7s is a signature of other bytes")
                .contains(elsewhere + ".tsr is about other bytes")
                .contains("2 things are not as recorded");
    }

    @Test
    void withoutThePasswordNothingIsSignedAndTheVariableIsNamed() {
        Workspaces.Ended ended = workspace.run(
                "ledger", "head", "--sign", "--out", folder.resolve("x.head").toString());

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
        assertThat(ended.err()).contains("jobs/audit.yml:4: the environment has no AUDIT_PASSWORD");
        assertThat(folder.resolve("x.head")).doesNotExist();
    }

    @Test
    void checkNamesTheLineOfASettingThatCannotBeAndTakesTheFileForNoJob() {
        Workspaces other = Workspaces.withOrders(folder.resolve("other"))
                .write(
                        "jobs/audit.yml",
                        "# who signs\nsignature: {keystore: jobs/audit.p12, alias: a, password-variable: P}\n");

        assertThat(other.run("check").err()).contains("jobs/audit.yml:2: 'keystore' is in jobs/");
        assertThat(other.run("run", "audit").err()).contains("is not there; jobs here: nightly");
    }
}
