package io.holdfast.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key with a certificate that it signed itself, valid in 2026 unless said otherwise. */
public record Keys(PrivateKey key, X509Certificate certificate) {

    public static final Instant NOW = Instant.parse("2026-01-02T02:00:00Z");
    public static final String PASSWORD = "correct horse";

    public static Keys of(String subject) {
        return of(subject, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", false);
    }

    /** Such a certificate that may sign time-stamps. */
    public static Keys ofAuthority(String subject) {
        return of(subject, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", true);
    }

    public static Keys of(String subject, String from, String to, boolean stamps) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(stamps ? "RSA" : "EC");
            generator.initialize(stamps ? 2048 : 256);
            KeyPair pair = generator.generateKeyPair();
            X500Principal name = new X500Principal(subject);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(42),
                    Date.from(Instant.parse(from)),
                    Date.from(Instant.parse(to)),
                    name,
                    pair.getPublic());
            if (stamps) {
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            return new Keys(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder(stamps ? "SHA256withRSA" : "SHA256withECDSA")
                                            .build(pair.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes a keystore with it under {@code audit}. */
    public Path keystore(Path file) {
        try {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(null, null);
            keystore.setKeyEntry("audit", key, PASSWORD.toCharArray(), new Certificate[] {certificate});
            Files.createDirectories(file.getParent());
            try (OutputStream out = Files.newOutputStream(file)) {
                keystore.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes its certificate as people hand it on. */
    public Path pem(Path file) {
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
