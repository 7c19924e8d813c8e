package io.holdfast.deliver;

import io.holdfast.deliver.MailServer.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** What the mail library is told: encrypted or not at all, to the server that was named, and never waiting for ever. */
final class SmtpSettings {

    private SmtpSettings() {}

    static Properties of(MailServer server) {
        String millis = String.valueOf(server.timeout().toMillis());
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.connectiontimeout", millis);
        settings.setProperty("mail.smtp.timeout", millis);
        settings.setProperty("mail.smtp.writetimeout", millis);
        settings.setProperty("mail.smtp.quitwait", "false");
        settings.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        settings.setProperty("mail.smtp.starttls.enable", String.valueOf(server.tls() == Tls.STARTTLS));
        settings.setProperty("mail.smtp.starttls.required", String.valueOf(server.tls() == Tls.STARTTLS));
        settings.setProperty("mail.smtp.ssl.enable", String.valueOf(server.tls() == Tls.IMPLICIT));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        server.trust().ifPresent(file -> settings.put("mail.smtp.ssl.socketFactory", trusting(file)));
        return settings;
    }

    private static SSLSocketFactory trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("trusted-" + number++, certificate);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableTrustException(file, e);
        }
    }

    /** The file of trusted certificates cannot be used. */
    static final class UnusableTrustException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnusableTrustException(Path file, Exception cause) {
            super(
                    "'trust' in jobs/" + DeliverySettings.FILE + " names " + file
                            + ", which cannot be read as certificates (" + cause.getMessage()
                            + "); put a PEM file there",
                    cause);
        }
    }
}
