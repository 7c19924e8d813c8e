package io.holdfast.deliver;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection to a mail server that remembers how far a message came. Until the line with the single dot a server that loses
 * the connection throws the message away (RFC 5321, 4.1.1.4); from that line on nobody can know, unless the server answers.
 */
final class SmtpLine extends SMTPTransport {

    private boolean ended;

    SmtpLine(Session session, String host, int port) {
        super(session, new URLName("smtp", host, port, null, null, null));
    }

    /** Another message begins. */
    void begin() {
        ended = false;
    }

    /** Whether the end of the message was, or may have been, written. */
    boolean ended() {
        return ended;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        ended = true;
        super.finishData();
    }
}
