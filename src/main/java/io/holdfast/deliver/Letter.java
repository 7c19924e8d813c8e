package io.holdfast.deliver;

import io.holdfast.deliver.Parcel.Item;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** A parcel as a mail: plain text, and its files or links to them. */
final class Letter extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String id;

    private Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    /**
     * @param links where people find the files; empty where they go with it
     * @throws Parcel.NotAsPublishedException where a file was changed
     */
    static Letter of(Session session, Parcel parcel, InternetAddress from, Instant now, Optional<String> links)
            throws MessagingException {
        Delivery delivery = parcel.delivery();
        Letter letter = new Letter(session, messageId(delivery, from));
        letter.setFrom(from);
        letter.setRecipient(
                Message.RecipientType.TO,
                new InternetAddress(parcel.recipient().channel().address(), true));
        letter.setSubject(delivery.subject(), UTF_8);
        letter.setSentDate(Date.from(now));
        // Nobody's out-of-office reply is wanted (RFC 3834).
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setContentLanguage(new String[] {delivery.language()});
        if (links.isPresent() || parcel.files().isEmpty()) {
            letter.setText(text(parcel, links), UTF_8);
        } else {
            MimeMultipart parts = new MimeMultipart("mixed");
            MimeBodyPart text = new MimeBodyPart();
            text.setText(delivery.body() + "\n", UTF_8);
            parts.addBodyPart(text);
            for (Item item : parcel.files()) {
                parts.addBodyPart(attachment(item));
            }
            letter.setContent(parts);
        }
        letter.saveChanges();
        return letter;
    }

    /** The same at every try: a mailbox that gets it twice can tell by it. */
    static String messageId(Delivery delivery, InternetAddress from) {
        String address = from.getAddress();
        return "<" + delivery.key() + address.substring(address.indexOf('@')) + ">";
    }

    private static String text(Parcel parcel, Optional<String> links) {
        StringBuilder text = new StringBuilder(parcel.delivery().body()).append('\n');
        links.ifPresent(base -> {
            for (Item item : parcel.files()) {
                text.append('\n')
                        .append(item.name())
                        .append('\n')
                        .append(Links.of(base, item.place()))
                        .append('\n');
            }
        });
        return text.toString();
    }

    private static MimeBodyPart attachment(Item item) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(item.content(), type(item.name()))));
        part.setFileName(Dispatch.oneLine(item.name(), 200));
        part.setDisposition("attachment");
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "pdf" -> "application/pdf";
            case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case "zip" -> "application/zip";
            default -> "application/octet-stream";
        };
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
