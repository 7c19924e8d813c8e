package io.holdfast.archive;

import io.holdfast.archive.AuditSettings.Authority;
import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Somebody else's word that a few bytes were there at a time: answers of a time-stamping authority (RFC 3161) over their SHA-256,
 * as {@code openssl ts -verify} checks them.
 */
final class TimeStamps {

    private static final int LONGEST_ANSWER = 1 << 20;

    private TimeStamps() {}

    /**
     * A token that is right for its bytes.
     *
     * @param at when, by the authority's clock
     * @param authority the subject of the certificate that signed the token; whether anybody knows it was not looked at
     */
    record Stamp(Instant at, String authority) {}

    /**
     * Asks for a token.
     *
     * @param now makes the number that an answer must repeat, so that an old answer does not serve; chance is not needed
     *     for that, since nobody else chooses the bytes
     * @return the authority's whole answer
     * @throws ArchiveException where it cannot be reached, refuses, or answers something else
     */
    static byte[] ask(byte[] content, Authority authority, Instant now) {
        BigInteger nonce = new BigInteger(
                1, Arrays.copyOf(HexFormat.of().parseHex(Sha256.of(Sha256.of(content) + " " + now)), Long.BYTES));
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request = generator.generate(TSPAlgorithms.SHA256, hash(content), nonce);
        byte[] answer = send(request, authority);
        try {
            TimeStampResponse response = new TimeStampResponse(answer);
            TimeStampToken token = granted(response);
            if (!nonce.equals(token.getTimeStampInfo().getNonce())) {
                throw new ArchiveException("is an answer to another question: its nonce is "
                        + token.getTimeStampInfo().getNonce() + ", the question had " + nonce);
            }
            check(content, answer);
            response.validate(request);
            return answer;
        } catch (ArchiveException e) {
            throw new ArchiveException(
                    "what the time-stamping authority " + authority.uri() + " sent " + e.getMessage());
        } catch (TSPException | IOException | RuntimeException e) {
            throw new ArchiveException("what the time-stamping authority " + authority.uri()
                    + " sent is not an RFC 3161 answer (" + e.getMessage() + ")");
        }
    }

    /**
     * When the bytes were there, and who says so.
     *
     * @throws ArchiveException where the answer is not one about them
     */
    static Stamp check(byte[] content, byte[] answer) {
        try {
            TimeStampToken token = granted(new TimeStampResponse(answer));
            if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                    || !Arrays.equals(token.getTimeStampInfo().getMessageImprintDigest(), hash(content))) {
                throw new ArchiveException("is about other bytes: their hash is "
                        + Sha256.hex(token.getTimeStampInfo().getMessageImprintDigest()) + ", and should be "
                        + Sha256.of(content));
            }
            X509CertificateHolder certificate = token.getCertificates().getMatches(null).stream()
                    .filter(token.getSID()::match)
                    .findFirst()
                    .orElseThrow(() -> new ArchiveException("lacks the certificate of the authority"));
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
            return new Stamp(
                    token.getTimeStampInfo().getGenTime().toInstant(),
                    new JcaX509CertificateConverter()
                            .getCertificate(certificate)
                            .getSubjectX500Principal()
                            .getName());
        } catch (ArchiveException e) {
            throw e;
        } catch (TSPException | IOException | CertificateException | OperatorCreationException | RuntimeException e) {
            // What somebody put there may be anything; the library says so in many ways.
            throw new ArchiveException("is not a whole RFC 3161 answer (" + e.getMessage() + ")");
        }
    }

    private static TimeStampToken granted(TimeStampResponse response) {
        TimeStampToken token = response.getTimeStampToken();
        if (token == null
                || response.getStatus() != PKIStatus.GRANTED && response.getStatus() != PKIStatus.GRANTED_WITH_MODS) {
            throw new ArchiveException("is a refusal: status " + response.getStatus()
                    + (response.getStatusString() == null ? "" : ", " + response.getStatusString()));
        }
        return token;
    }

    // The whole answer within the time, however slowly it drips.
    private static byte[] send(TimeStampRequest request, Authority authority) {
        try {
            HttpRequest http = HttpRequest.newBuilder(authority.uri())
                    .header("Content-Type", "application/timestamp-query")
                    .timeout(authority.timeout())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                    .build();
            return HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(authority.timeout())
                    .build()
                    .sendAsync(http, HttpResponse.BodyHandlers.ofInputStream())
                    .thenApplyAsync(response -> body(response, authority))
                    .get(authority.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw late(authority);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArchiveException said) {
                throw said;
            }
            if (e.getCause() instanceof java.net.http.HttpTimeoutException) {
                throw late(authority);
            }
            throw new ArchiveException(
                    "the time-stamping authority " + authority.uri() + " cannot be reached (" + e.getCause() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + authority.uri(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] body(HttpResponse<InputStream> response, Authority authority) {
        try (InputStream in = response.body()) {
            if (response.statusCode() != 200) {
                throw new ArchiveException("the time-stamping authority " + authority.uri()
                        + " answered with HTTP status " + response.statusCode());
            }
            byte[] body = in.readNBytes(LONGEST_ANSWER + 1);
            if (body.length > LONGEST_ANSWER) {
                throw new ArchiveException("the time-stamping authority " + authority.uri()
                        + " sent more than a token: over " + LONGEST_ANSWER + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchiveException late(Authority authority) {
        return new ArchiveException("the time-stamping authority " + authority.uri() + " did not answer within "
                + authority.timeout().toSeconds() + " seconds (timeout in jobs/" + AuditSettings.FILE + ")");
    }

    private static byte[] hash(byte[] content) {
        return HexFormat.of().parseHex(Sha256.of(content));
    }
}
