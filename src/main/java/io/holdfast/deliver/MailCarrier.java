package io.holdfast.deliver;

import io.holdfast.deliver.Parcel.Item;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Secrets;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to the company's server, one for each recipient, over one connection as long as it holds. A refusal for good (5xx) of
 * sender, recipient or message is final; what goes wrong before them, and what the server itself calls temporary (4xx), may go
 * later.
 */
final class MailCarrier implements Carrier {

    private static final int TAKEN = 250;

    private final MailServer server;
    private final Optional<String> links;
    private final Secrets secrets;
    private final Path out;
    private final Clock clock;
    private @Nullable SmtpLine line;

    /** @param out where linked files lie */
    MailCarrier(MailServer server, Optional<String> links, Secrets secrets, Path out, Clock clock) {
        this.server = server;
        this.links = links;
        this.secrets = secrets;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Answer carry(Parcel parcel) {
        Optional<String> linked =
                server.linkOver().filter(most -> parcel.bytes() > most).flatMap(most -> links);
        if (linked.isPresent()) {
            for (Item item : parcel.files()) {
                Path copy = FolderCarrier.within(out, item.place());
                if (!Files.isRegularFile(copy) || !Sha256.of(copy).equals(item.sha256())) {
                    return Answer.never(copy + ", where the link would lead, is not there as it was published; put it"
                            + " back, then send this again");
                }
            }
        }
        SmtpLine open;
        Session session = Session.getInstance(new Properties());
        Letter letter;
        try {
            letter = Letter.of(session, parcel, server.from(), clock.instant(), linked);
            open = open();
        } catch (DefinitionException e) {
            return Answer.nobody(String.valueOf(e.getMessage()));
        } catch (MessagingException e) {
            close();
            return Answer.nobody(said("cannot hand mail to " + server.host() + ":" + server.port(), e));
        }
        try {
            open.begin();
            open.sendMessage(letter, letter.getAllRecipients());
            return taken(open, linked.isPresent());
        } catch (MessagingException e) {
            // What is left of the conversation is of no use to another message.
            close();
            return open.verdict() == TAKEN ? taken(open, linked.isPresent()) : judge(e, open);
        } catch (RuntimeException e) {
            close();
            if (open.ended()) {
                return Answer.doubt("the message was handed over as a whole, then this failed: " + e.getMessage());
            }
            throw e;
        }
    }

    private Answer taken(SmtpLine open, boolean linked) {
        return Answer.taken(Dispatch.oneLine(secrets.scrub(open.words()), 300), linked ? "linked" : "attached");
    }

    private Answer judge(MessagingException failure, SmtpLine open) {
        int code = open.ended() ? open.verdict() : code(failure);
        if (code >= 500) {
            return Answer.never("refused for good: " + words(failure, open));
        }
        if (code >= 400) {
            return Answer.later("refused for now: " + words(failure, open));
        }
        return open.ended()
                ? Answer.doubt(said(
                        "the message was handed over as a whole, but the connection broke, or the server was silent for "
                                + server.timeout().toSeconds() + " s, before it said that it took it",
                        failure))
                : Answer.later(said("the connection broke before the message was whole", failure));
    }

    // What the server said to sender, recipient or the announcement of a message.
    private static int code(MessagingException failure) {
        for (Exception link = failure; link instanceof MessagingException said; link = said.getNextException()) {
            int code = link instanceof SMTPAddressFailedException address
                    ? address.getReturnCode()
                    : link instanceof SMTPSenderFailedException sender
                            ? sender.getReturnCode()
                            : link instanceof SMTPSendFailedException message
                                    ? message.getReturnCode()
                                    : SmtpLine.NOTHING;
            if (code >= 400) {
                return code;
            }
        }
        return SmtpLine.NOTHING;
    }

    private String words(MessagingException failure, SmtpLine open) {
        return open.ended() ? Dispatch.oneLine(secrets.scrub(open.words()), 300) : causes(failure);
    }

    private String said(String what, MessagingException failure) {
        return what + ": " + causes(failure);
    }

    private String causes(MessagingException failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable link = failure; link != null; link = cause(link)) {
            String more =
                    Dispatch.oneLine(String.valueOf(link.getMessage()), 300).replaceFirst(";? *$", "");
            if (link.getMessage() != null && !more.isEmpty() && text.indexOf(more) < 0) {
                text.append(text.length() == 0 ? "" : "; ").append(more);
            }
        }
        return secrets.scrub(text.toString());
    }

    private static @Nullable Throwable cause(Throwable link) {
        return link instanceof MessagingException said && said.getNextException() != null
                ? said.getNextException()
                : link.getCause();
    }

    private SmtpLine open() throws MessagingException {
        SmtpLine known = line;
        if (known != null && known.isConnected()) {
            return known;
        }
        close();
        Optional<MailServer.Login> login = server.login();
        String user = login.map(MailServer.Login::user).map(secrets::reveal).orElse(null);
        String password =
                login.map(MailServer.Login::password).map(secrets::reveal).orElse(null);
        SmtpLine opened = new SmtpLine(Session.getInstance(SmtpSettings.of(server)), server.host(), server.port());
        opened.connect(server.host(), server.port(), user, password);
        line = opened;
        return opened;
    }

    @Override
    public void close() {
        SmtpLine known = line;
        line = null;
        if (known != null) {
            try {
                known.close();
            } catch (MessagingException e) {
                // The other side has gone already.
            }
        }
    }
}
