package io.holdfast.deliver;

import io.holdfast.workspace.Secret;
import io.holdfast.workspace.YamlMap;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The company's own mail server, which takes a message and sees to the rest: {@code mail:} in {@code jobs/delivery.yml}.
 *
 * @param host its name
 * @param port it listens on
 * @param tls how what is said is kept secret
 * @param login who sends; empty where the server asks nobody
 * @param from the sender, with or without a name
 * @param trust a PEM file with the certificate that the server's is signed with; empty for those that Java knows
 * @param timeout how long the server may be silent
 * @param linkOver bytes of files, over which a message has links to them instead; empty where they always go with it
 */
record MailServer(
        String host,
        int port,
        Tls tls,
        Optional<Login> login,
        InternetAddress from,
        Optional<Path> trust,
        Duration timeout,
        Optional<Long> linkOver) {

    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5}) ?(kB|MB|GB)");
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
    private static final int LONGEST_ADDRESS = 254;
    private static final long LONGEST_TIMEOUT = 600;

    /** As whom mail is handed in. */
    record Login(Secret user, Secret password) {}

    /** How what is said to the server is kept secret. */
    enum Tls {
        /** From the second sentence on; a server that cannot is refused. */
        STARTTLS(587),
        /** From the first byte on. */
        IMPLICIT(465),
        /** Not at all: on this machine alone. */
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    static MailServer read(YamlMap yaml, Path root, boolean links) {
        yaml.only("host", "port", "tls", "user", "password", "from", "trust", "timeout", "link-over");
        String host = yaml.text("host");
        if (!host.matches("[A-Za-z0-9.:-]+")) {
            throw yaml.problem("host", "'host' is '" + host + "'; write a name such as mail.example.com");
        }
        Tls tls = Tls.valueOf(
                yaml.oneOf("tls", "starttls", "starttls", "implicit", "none").toUpperCase(Locale.ROOT));
        if (tls == Tls.NONE && !Loopback.is(host)) {
            throw yaml.problem(
                    "tls",
                    "'tls' is none, but " + host + " is another machine: anybody between could read the reports and the"
                            + " password; write starttls, or implicit for port 465");
        }
        long timeout = yaml.wholeNumber("timeout", 1, 30);
        if (timeout > LONGEST_TIMEOUT) {
            throw yaml.problem(
                    "timeout", "'timeout' is " + timeout + "; write " + LONGEST_TIMEOUT + " seconds at most");
        }
        return new MailServer(
                host,
                port(yaml, tls),
                tls,
                login(yaml),
                from(yaml),
                yaml.optionalText("trust").map(file -> root.resolve(file).normalize()),
                Duration.ofSeconds(timeout),
                linkOver(yaml, links));
    }

    /** A mail address of one person or list, as it stands behind a key. */
    static String address(YamlMap yaml, String key) {
        String address = yaml.text(key);
        if (!ADDRESS.matcher(address).matches() || address.length() > LONGEST_ADDRESS) {
            throw yaml.problem(
                    key,
                    "'" + printable(address) + "' is no mail address; write one such as board@example.com (for several"
                            + " people, a recipient each, or a list of your mail server)");
        }
        return address;
    }

    private static InternetAddress from(YamlMap yaml) {
        String text = yaml.text("from");
        try {
            InternetAddress[] parsed = InternetAddress.parse(text, true);
            if (parsed.length == 1
                    && ADDRESS.matcher(parsed[0].getAddress()).matches()
                    && text.chars().noneMatch(Character::isISOControl)) {
                return parsed[0];
            }
        } catch (AddressException e) {
            // Said below.
        }
        throw yaml.problem(
                "from",
                "'from' is '" + printable(text) + "'; write one address, such as reports@example.com or"
                        + " \"Reports <reports@example.com>\"");
    }

    private static int port(YamlMap yaml, Tls tls) {
        long port = yaml.wholeNumber("port", 1, tls.port);
        if (port > 65535) {
            throw yaml.problem("port", "'port' is " + port + "; write 65535 at most");
        }
        return (int) port;
    }

    private static Optional<Login> login(YamlMap yaml) {
        if (yaml.has("user") != yaml.has("password")) {
            throw yaml.problem(
                    yaml.has("user") ? "user" : "password",
                    "'user' and 'password' go together; write both, or neither for a server that asks nobody");
        }
        return yaml.has("user")
                ? Optional.of(new Login(Secret.text(yaml, "user"), Secret.hidden(yaml, "password")))
                : Optional.empty();
    }

    private static Optional<Long> linkOver(YamlMap yaml, boolean links) {
        return yaml.optionalText("link-over").map(text -> {
            Matcher size = SIZE.matcher(text);
            if (!size.matches()) {
                throw yaml.problem("link-over", "'link-over' is '" + text + "'; write a size such as 500 kB or 10 MB");
            }
            if (!links) {
                throw yaml.problem(
                        "link-over",
                        "a link needs to know where people find out/; write 'links: https://files.example.com/reports'"
                                + " (or a share, \\\\server\\reports) at the top of this file");
            }
            long unit =
                    switch (size.group(2)) {
                        case "kB" -> 1_000L;
                        case "MB" -> 1_000_000L;
                        default -> 1_000_000_000L;
                    };
            return Long.parseLong(size.group(1)) * unit;
        });
    }

    /** What somebody wrote, fit for a message of one line. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
