package io.holdfast.job;

import io.holdfast.archive.HeadProofs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The page of a pack that says what is in it and how to check it with common tools. */
final class VerifyPage {

    private static final String TEMPLATE = "/io/holdfast/job/verify.md";

    private VerifyPage() {}

    static void write(AuditPack pack) {
        String head = "head/" + pack.head().position() + HeadProofs.HEAD;
        boolean signed = Files.isRegularFile(pack.folder().resolve(head + HeadProofs.SIGNATURE));
        boolean stamped = Files.isRegularFile(pack.folder().resolve(head + HeadProofs.TIME_STAMP));
        try (InputStream in = Objects.requireNonNull(VerifyPage.class.getResourceAsStream(TEMPLATE))) {
            Path page = pack.folder().resolve("verify.md");
            Files.writeString(
                    page,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("{period}", pack.period().toString())
                            .replace("{runs}", String.valueOf(pack.runs().size()))
                            .replace("{position}", String.valueOf(pack.head().position()))
                            .replace("{recorded-at}", pack.head().recordedAt().toString())
                            .replace("{hash}", pack.head().hash())
                            .replace("{proofs}", proofs(head, signed, stamped))
                            .replace("{personal-data}", personalData(pack.personalData())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write verify.md; is the disk full?", e);
        }
    }

    private static String proofs(String head, boolean signed, boolean stamped) {
        if (!signed && !stamped) {
            return "This head was not signed when the pack was made. Compare it with one that reached you another way.";
        }
        String words = "Compare it with one that reached you another way, or check who signed it and when; the"
                + " certificates come from whoever you trust, not from this pack:\n\n```\n";
        if (signed) {
            words += "openssl cms -verify -binary -inform DER -in " + head + ".p7s -content " + head
                    + " -CAfile SIGNER.pem -purpose any\n";
        }
        if (stamped) {
            words += "openssl ts -verify -data " + head + " -in " + head + ".tsr -CAfile AUTHORITY.pem\n";
        }
        return words + "```";
    }

    private static String personalData(boolean kept) {
        return kept
                ? "Evidence rows and rejected rows are whole: they may hold names of customers and employees and what"
                        + " people wrote. Handle the pack accordingly."
                : "The pack was made without personal data: evidence rows lack the columns "
                        + String.join(
                                ", ", PackEvidence.PERSONAL.stream().sorted().toList())
                        + ", rejected rows the value and the raw text. Customer numbers are there. The publications are as they"
                        + " were published: leave out publications/ where names on them must not be passed on.";
    }
}
