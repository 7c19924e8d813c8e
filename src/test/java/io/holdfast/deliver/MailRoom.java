package io.holdfast.deliver;

import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A real mail server on this machine (GreenMail) behind a front that speaks TLS, which it does not by itself after STARTTLS, and that
 * refuses, is silent or hangs up when a test wants it to.
 */
public final class MailRoom implements AutoCloseable {

    public static final String USER = "holdfast";
    public static final String PASSWORD = "s3cret-of-mail";

    /** How what is said is encrypted. */
    public enum Tls {
        NONE,
        STARTTLS,
        IMPLICIT
    }

    /** What happens instead of the server's answer. */
    private record Trouble(String answer, boolean passedOn) {
        private static final String SILENCE = "";
        private static final String HANG_UP = "-";
    }

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Tls tls;
    private final Certificate certificate = new Certificate("localhost");
    private final SSLContext keys = certificate.server();
    private final ServerSocket front;
    private final Map<String, Deque<Trouble>> troubles = new ConcurrentHashMap<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public MailRoom(Tls tls) {
        this.tls = tls;
        mail.start();
        mail.getUserManager().setAuthRequired(true);
        try {
            mail.getUserManager().createUser("holdfast@example.com", USER, PASSWORD);
            this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UserException e) {
            throw new AssertionError(e);
        }
        start(this::accept);
    }

    public int port() {
        return front.getLocalPort();
    }

    /** Writes the certificate that clients are to trust. */
    public Path trust(Path file) {
        return certificate.pem(file);
    }

    /** What arrived, in order. */
    public List<MimeMessage> arrived() {
        return List.of(mail.getReceivedMessages());
    }

    /** Waits until so many have arrived: the server takes a message in after it has said so. */
    public List<MimeMessage> arrived(int number) {
        mail.waitForIncomingEmail(5000, number);
        return arrived();
    }

    /** The first words of all commands that clients sent. */
    public List<String> commands() {
        return List.copyOf(said);
    }

    /**
     * The next command that begins like this gets this answer, so many times, and does not reach the server.
     *
     * @param command such as {@code RCPT}; {@code .} is the end of a message
     */
    public MailRoom answers(String command, String answer, int times) {
        return trouble(command, new Trouble(answer, false), times);
    }

    /** The next such command gets no answer. */
    public MailRoom isSilentAt(String command) {
        return trouble(command, new Trouble(Trouble.SILENCE, false), 1);
    }

    /**
     * At the next such command the connection is cut.
     *
     * @param command or {@code body}: after the first line of a message
     * @param passedOn whether the server hears it, and does as told, though its answer does not come back
     */
    public MailRoom hangsUpAt(String command, boolean passedOn) {
        return trouble(command, new Trouble(Trouble.HANG_UP, passedOn), 1);
    }

    private MailRoom trouble(String command, Trouble trouble, int times) {
        Deque<Trouble> waiting = troubles.computeIfAbsent(command, any -> new ArrayDeque<>());
        for (int i = 0; i < times; i++) {
            waiting.add(trouble);
        }
        return this;
    }

    @Override
    public void close() {
        try {
            front.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mail.stop();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = front.accept();
                open.add(client);
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(
                        InetAddress.getLoopbackAddress(), mail.getSmtp().getPort())) {
            new Talk(tls == Tls.IMPLICIT ? encrypted(client) : client, server).go();
        } catch (IOException e) {
            // One of them has gone.
        }
    }

    private Socket encrypted(Socket client) throws IOException {
        SSLSocket socket = (SSLSocket) keys.getSocketFactory().createSocket(client, null, client.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "mail-room");
        thread.setDaemon(true);
        thread.start();
    }

    /** One client's conversation, passed on line by line. */
    private final class Talk {

        private Socket client;
        private InputStream fromClient;
        private OutputStream toClient;
        private final InputStream fromServer;
        private final OutputStream toServer;

        Talk(Socket client, Socket server) throws IOException {
            this.client = client;
            this.fromClient = new BufferedInputStream(client.getInputStream());
            this.toClient = client.getOutputStream();
            this.fromServer = new BufferedInputStream(server.getInputStream());
            this.toServer = server.getOutputStream();
        }

        void go() throws IOException {
            if (!trouble("greeting", "")) {
                return;
            }
            reply("");
            for (String line = line(fromClient); line != null; line = line(fromClient)) {
                String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                said.add(command);
                if (command.equals("STARTTLS") && tls == Tls.STARTTLS) {
                    write(toClient, "220 go ahead\r\n");
                    client = encrypted(client);
                    fromClient = new BufferedInputStream(client.getInputStream());
                    toClient = client.getOutputStream();
                } else if (!trouble(command, line)) {
                    return;
                }
            }
        }

        // Whether the conversation goes on.
        private boolean trouble(String command, String line) throws IOException {
            Deque<Trouble> waiting = troubles.getOrDefault(command, new ArrayDeque<>());
            Trouble trouble = waiting.poll();
            if (trouble == null) {
                if (!command.equals("greeting")) {
                    write(toServer, line + "\r\n");
                    return !reply(command).startsWith("354") || body();
                }
                return true;
            }
            if (trouble.passedOn()) {
                write(toServer, line + "\r\n");
                read(fromServer);
            }
            if (trouble.answer().equals(Trouble.HANG_UP)) {
                return false;
            }
            if (trouble.answer().equals(Trouble.SILENCE)) {
                // Until the client has had enough.
                return line(fromClient) != null;
            }
            write(toClient, trouble.answer() + "\r\n");
            return true;
        }

        private boolean body() throws IOException {
            for (String line = line(fromClient); line != null; line = line(fromClient)) {
                if (line.equals(".")) {
                    return trouble(".", line);
                }
                Deque<Trouble> waiting = troubles.getOrDefault("body", new ArrayDeque<>());
                if (waiting.poll() != null) {
                    return false;
                }
                write(toServer, line + "\r\n");
            }
            return false;
        }

        private String reply(String command) throws IOException {
            String reply = read(fromServer);
            if (command.equals("EHLO") && tls == Tls.STARTTLS && !(client instanceof SSLSocket)) {
                // Before it is encrypted nobody is asked to log in.
                reply = "250-localhost\r\n250 STARTTLS\r\n";
            }
            write(toClient, reply);
            return reply;
        }

        private String read(InputStream in) throws IOException {
            StringBuilder reply = new StringBuilder();
            for (String line = line(in); line != null; line = line(in)) {
                reply.append(line).append("\r\n");
                if (line.length() < 4 || line.charAt(3) != '-') {
                    return reply.toString();
                }
            }
            throw new IOException("the server has gone");
        }

        private @Nullable String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read == '\n') {
                    return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
                }
                line.write(read);
            }
            return null;
        }

        private void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }
}
