package io.holdfast.archive;

import io.holdfast.ledger.Finding;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.HeadFile;
import io.holdfast.workspace.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside the file of a head and says who wrote it down ({@code FILE.p7s}) and when ({@code FILE.tsr}), in
 * forms that other programs check too.
 */
public final class HeadProofs {

    /** How the file of a head ends. */
    public static final String HEAD = ".head";

    /** How the file of a signature ends. */
    public static final String SIGNATURE = ".p7s";

    /** How the file of a time-stamp ends. */
    public static final String TIME_STAMP = ".tsr";

    private HeadProofs() {}

    /**
     * What lies beside one head.
     *
     * @param lines what is right, for people
     * @param findings what is wrong
     */
    public record Seen(List<String> lines, List<Finding> findings) {}

    /** Writes a head, and takes away what lies there of another head that it replaces. */
    public static void write(Head head, Path file) {
        try {
            byte[] text = HeadFile.text(head).getBytes(StandardCharsets.UTF_8);
            if (Files.isRegularFile(file) && !Arrays.equals(text, Files.readAllBytes(file))) {
                Files.deleteIfExists(beside(file, SIGNATURE));
                Files.deleteIfExists(beside(file, TIME_STAMP));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; may you write there?", e);
        }
        HeadFile.write(head, file);
    }

    /**
     * Writes a head with its signature and, where an authority is named, its time-stamp.
     *
     * @param environment value by variable
     * @param now when it is signed
     * @return what was written
     * @throws DefinitionException where the key cannot be used; nothing was written then
     * @throws ArchiveException where the authority gives no token; head and signature were written then
     */
    public static List<Path> write(
            Head head, Path file, AuditSettings settings, Function<String, @Nullable String> environment, Instant now) {
        AuditSettings.Key key = settings.key()
                .orElseThrow(
                        () -> new DefinitionException(
                                "jobs/" + AuditSettings.FILE,
                                0,
                                "names no key to sign with; write signature: with keystore, alias and password-variable below"));
        byte[] content = HeadFile.text(head).getBytes(StandardCharsets.UTF_8);
        byte[] signature = Signatures.sign(content, key, environment, now);
        write(head, file);
        List<Path> written = new ArrayList<>(List.of(put(beside(file, SIGNATURE), signature)));
        settings.authority().ifPresent(authority -> {
            try {
                written.add(put(beside(file, TIME_STAMP), TimeStamps.ask(content, authority, now)));
            } catch (ArchiveException e) {
                throw new ArchiveException(e.getMessage() + ". The head and its signature are written, "
                        + written.get(0) + "; for the time-stamp run the same command again");
            }
        });
        return written;
    }

    /**
     * Writes a head elsewhere, with the proofs that lie beside a file of the same head.
     *
     * @param own that file; it need not be there
     */
    public static void copy(Head head, Path own, Path target) {
        HeadFile.write(head, target);
        try {
            if (Files.isRegularFile(own) && Files.mismatch(own, target) < 0) {
                for (String proof : List.of(SIGNATURE, TIME_STAMP)) {
                    if (Files.isRegularFile(beside(own, proof))) {
                        Files.copy(beside(own, proof), beside(target, proof));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write beside " + target + "; is the disk full?", e);
        }
    }

    /**
     * Looks at what lies beside a head.
     *
     * @param trusted who may sign; anybody, where empty
     * @param required whether there must be a signature
     */
    public static Seen look(Path file, Head head, List<X509Certificate> trusted, boolean required) {
        List<String> lines = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        byte[] content = bytes(file);
        Path signature = beside(file, SIGNATURE);
        if (Files.isRegularFile(signature)) {
            try {
                lines.add(signed(signature, Signatures.check(content, bytes(signature)), trusted));
            } catch (ArchiveException e) {
                findings.add(new Finding(head.position(), signature + " " + e.getMessage()));
            }
        } else if (required) {
            findings.add(new Finding(
                    head.position(), file + " is not signed: " + signature + " is missing, but --trust asks for it"));
        }
        Path stamp = beside(file, TIME_STAMP);
        if (Files.isRegularFile(stamp)) {
            try {
                TimeStamps.Stamp checked = TimeStamps.check(content, bytes(stamp));
                lines.add(file + " was there at " + checked.at() + ", says the time-stamping authority "
                        + checked.authority() + " (which was not compared with a known one)");
            } catch (ArchiveException e) {
                findings.add(new Finding(head.position(), stamp + " " + e.getMessage()));
            }
        }
        return new Seen(List.copyOf(lines), List.copyOf(findings));
    }

    /**
     * Reads certificates.
     *
     * @throws DefinitionException where the file has none
     */
    public static List<X509Certificate> certificates(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (IOException | CertificateException e) {
            throw new DefinitionException("--trust", 0, pem + " is no certificate that can be read (" + e + ")");
        }
        throw new DefinitionException(
                "--trust", 0, pem + " holds no certificate; it should begin with BEGIN CERTIFICATE");
    }

    private static String signed(Path file, Signatures.Signed signed, List<X509Certificate> trusted) {
        if (trusted.isEmpty()) {
            return file + " is right, signed by " + signed.subject()
                    + " (who was not compared with a known signer: name one with --trust)";
        }
        if (!trusted.contains(signed.certificate())) {
            throw new ArchiveException("was signed by " + signed.subject() + " with another certificate (number "
                    + signed.certificate().getSerialNumber() + ") than the trusted "
                    + trusted.stream()
                            .map(known -> known.getSubjectX500Principal().getName() + " (number "
                                    + known.getSerialNumber() + ")")
                            .toList());
        }
        return file + " is right, signed by " + signed.subject() + ", who is trusted";
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static Path put(Path file, byte[] content) {
        try {
            Path draft = beside(file, ".draft");
            Files.write(draft, content);
            return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; may you write there?", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
