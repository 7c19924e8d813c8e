package io.holdfast.archive;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping authority on this machine, which answers well or as a test wants it to. */
public final class LoopbackAuthority implements AutoCloseable {

    public static final Instant AT = Instant.parse("2026-01-02T02:00:01Z");

    /** What it does with a question. */
    enum Mood {
        WELL,
        LATE,
        GARBAGE,
        OTHER_HASH,
        OTHER_NONCE,
        REFUSES,
        BROKEN,
        ENDLESS
    }

    private final Keys keys;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Mood mood = Mood.WELL;

    public LoopbackAuthority(Keys keys) {
        this.keys = keys;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] question = exchange.getRequestBody().readAllBytes();
                boolean asked = "application/timestamp-query"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
                byte[] answer = answer(new TimeStampRequest(question));
                exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
                exchange.sendResponseHeaders(asked && mood != Mood.BROKEN ? 200 : 503, 0);
                try (exchange) {
                    exchange.getResponseBody().write(answer);
                }
            });
            // A late answer keeps nobody else waiting.
            server.setExecutor(threads);
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoopbackAuthority in(Mood other) {
        mood = other;
        return this;
    }

    public String uri() {
        return "http://localhost:" + server.getAddress().getPort() + "/tsr";
    }

    private byte[] answer(TimeStampRequest asked) {
        try {
            return switch (mood) {
                case WELL, BROKEN -> granted(asked).getEncoded();
                case LATE -> {
                    Thread.sleep(2500);
                    yield granted(asked).getEncoded();
                }
                case GARBAGE -> "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
                case OTHER_HASH ->
                    granted(about(new byte[32], asked.getNonce())).getEncoded();
                case OTHER_NONCE ->
                    granted(about(asked.getMessageImprintDigest(), BigInteger.ONE))
                            .getEncoded();
                case REFUSES ->
                    generator()
                            .generateFailResponse(PKIStatus.REJECTION, PKIFailureInfo.systemFailure, "not today")
                            .getEncoded();
                case ENDLESS -> new byte[3_000_000];
            };
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static TimeStampRequest about(byte[] hash, BigInteger nonce) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA256, hash, nonce);
    }

    private TimeStampResponse granted(TimeStampRequest asked) throws Exception {
        return generator().generate(asked, BigInteger.valueOf(7), Date.from(AT));
    }

    private TimeStampResponseGenerator generator() throws Exception {
        DigestCalculator sha256 = new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", keys.key(), keys.certificate()),
                sha256,
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        tokens.addCertificates(new JcaCertStore(List.of(keys.certificate())));
        return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
