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

    /** The server said nothing. */
    static final int NOTHING = -1;

    private boolean ended;
    private boolean listening;
    private int verdict = NOTHING;
    private String words = "";

    SmtpLine(Session session, String host, int port) {
        super(session, new URLName("smtp", host, port, null, null, null));
    }

    /** Another message begins. */
    void begin() {
        ended = false;
        listening = false;
        verdict = NOTHING;
        words = "";
    }

    /** Whether the end of the message was, or may have been, written. */
    boolean ended() {
        return ended;
    }

    /** The code that the server answered to the end of the message, such as 250. */
    int verdict() {
        return verdict;
    }

    /** All that the server said to the end of the message. */
    String words() {
        return words;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        ended = true;
        listening = true;
        super.finishData();
    }

    // The library tidies up after a refusal; if the server has gone by then, all that it says is that.
    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (listening) {
            verdict = code;
            words = String.valueOf(getLastServerResponse());
            listening = false;
        }
        return code;
    }
}
