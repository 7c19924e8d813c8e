package io.holdfast.archive;

import io.holdfast.archive.AuditSettings.Key;
import io.holdfast.workspace.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.CMSVerifierCertificateNotValidException;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Detached signatures over a few bytes: CMS SignedData (RFC 5652) with SHA-256, the signer's certificates and the time of
 * signing in it. What {@code openssl cms -verify -binary -inform DER -content FILE} checks.
 */
final class Signatures {

    private Signatures() {}

    /**
     * A signature that is right for its bytes.
     *
     * @param certificate of who signed; whether it is known to anybody was not looked at
     */
    record Signed(X509Certificate certificate) {

        String subject() {
            return certificate.getSubjectX500Principal().getName();
        }
    }

    /**
     * Signs.
     *
     * @param environment value by variable
     * @param now when; the certificate must be valid then
     * @throws DefinitionException where the key cannot be used, with the line that names it
     */
    static byte[] sign(byte[] content, Key key, Function<String, @Nullable String> environment, Instant now) {
        KeyStore keystore = open(key, environment);
        try {
            if (!keystore.isKeyEntry(key.alias())) {
                throw key.place()
                        .problem(
                                "alias",
                                "'alias' is '" + key.alias() + "', but " + key.keystore() + " has no such key; it has "
                                        + Collections.list(keystore.aliases()));
            }
            PrivateKey secret = (PrivateKey) keystore.getKey(key.alias(), password(key, environment));
            List<X509Certificate> chain = Stream.of(keystore.getCertificateChain(key.alias()))
                    .map(X509Certificate.class::cast)
                    .toList();
            requireValid(chain.get(0), key, now);
            return signed(content, secret, chain, algorithm(secret, key), now);
        } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
            throw key.place()
                    .problem(
                            "alias",
                            "the key '" + key.alias() + "' cannot sign (" + e.getMessage() + "); is it whole?");
        }
    }

    /**
     * Who signed these bytes.
     *
     * @throws ArchiveException where the signature is not one over them
     */
    static Signed check(byte[] content, byte[] signature) {
        try {
            CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(content), signature);
            Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
            if (signers.size() != 1) {
                throw new ArchiveException("has " + signers.size() + " signers, and should have one");
            }
            SignerInformation signer = signers.iterator().next();
            X509CertificateHolder found = data.getCertificates().getMatches(null).stream()
                    .filter(signer.getSID()::match)
                    .findFirst()
                    .orElseThrow(() -> new ArchiveException("lacks the certificate of who signed"));
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(found);
            if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
                throw new ArchiveException("was not made with the key of "
                        + certificate.getSubjectX500Principal().getName());
            }
            return new Signed(certificate);
        } catch (CMSSignerDigestMismatchException e) {
            throw new ArchiveException("is a signature of other bytes");
        } catch (CMSVerifierCertificateNotValidException e) {
            throw new ArchiveException("was made when the signer's certificate was not valid");
        } catch (ArchiveException e) {
            throw e;
        } catch (CMSException | CertificateException | OperatorCreationException | RuntimeException e) {
            // What somebody put there may be anything; the library says so in many ways.
            throw new ArchiveException("is not a whole CMS signature (" + e.getMessage() + ")");
        }
    }

    private static byte[] signed(
            byte[] content, PrivateKey secret, List<X509Certificate> chain, String algorithm, Instant now)
            throws GeneralSecurityException, OperatorCreationException, CMSException, IOException {
        AttributeTable attributes =
                new AttributeTable(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now)))));
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes))
                        .build(new JcaContentSignerBuilder(algorithm).build(secret), chain.get(0)));
        generator.addCertificates(new JcaCertStore(chain));
        return generator.generate(new CMSProcessableByteArray(content), false).getEncoded(ASN1Encoding.DER);
    }

    private static KeyStore open(Key key, Function<String, @Nullable String> environment) {
        if (!Files.isRegularFile(key.keystore())) {
            throw key.place()
                    .problem(
                            "keystore",
                            key.keystore() + " is not there; make one with keytool -genkeypair -storetype PKCS12, or"
                                    + " ask who keeps the keys");
        }
        try (InputStream in = Files.newInputStream(key.keystore())) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(in, password(key, environment));
            return keystore;
        } catch (IOException e) {
            throw key.place()
                    .problem(
                            "keystore",
                            e.getCause() instanceof UnrecoverableKeyException
                                    ? "the password in " + key.passwordVariable() + " does not open " + key.keystore()
                                    : key.keystore() + " is no PKCS#12 keystore that can be read (" + e.getMessage()
                                            + ")");
        } catch (GeneralSecurityException e) {
            throw key.place().problem("keystore", key.keystore() + " cannot be opened (" + e.getMessage() + ")");
        }
    }

    private static char[] password(Key key, Function<String, @Nullable String> environment) {
        String password = environment.apply(key.passwordVariable());
        if (password == null || password.isEmpty()) {
            throw key.place()
                    .problem(
                            "password-variable",
                            "the environment has no " + key.passwordVariable() + "; set it to the password of "
                                    + key.keystore());
        }
        return password.toCharArray();
    }

    private static void requireValid(X509Certificate certificate, Key key, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            throw key.place()
                    .problem(
                            "alias",
                            "the certificate of '" + key.alias() + "' expired at "
                                    + certificate.getNotAfter().toInstant() + "; renew it");
        } catch (CertificateNotYetValidException e) {
            throw key.place()
                    .problem(
                            "alias",
                            "the certificate of '" + key.alias() + "' is not valid before "
                                    + certificate.getNotBefore().toInstant());
        }
    }

    private static String algorithm(PrivateKey secret, Key key) {
        return switch (secret.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default ->
                throw key.place()
                        .problem(
                                "alias",
                                "the key '" + key.alias() + "' is of the kind " + secret.getAlgorithm()
                                        + "; use an RSA or EC key, which every tool can check");
        };
    }
}
