package io.holdfast.archive;

import io.holdfast.workspace.Workspace;
import io.holdfast.workspace.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What heads of the ledger are signed and time-stamped with: {@code jobs/audit.yml}, which need not be there.
 *
 * @param key who signs; empty where nobody does
 * @param authority whose clock is asked; empty where nobody's is
 */
public record AuditSettings(Optional<Key> key, Optional<Authority> authority) {

    /** Its name in the tree of jobs. */
    public static final String FILE = "audit.yml";

    private static final long LONGEST = 300;
    private static final List<String> SIGNATURE = List.of("keystore", "alias", "password-variable");

    /**
     * A key in a keystore.
     *
     * @param place file and lines, for messages
     * @param keystore a PKCS#12 file
     * @param alias of the key in it
     * @param passwordVariable the environment variable that holds the password; the password itself stands in no file
     */
    public record Key(YamlMap place, Path keystore, String alias, String passwordVariable) {}

    /**
     * A time-stamping authority (RFC 3161 over HTTP).
     *
     * @param uri where it answers
     * @param timeout for its answer as a whole
     */
    public record Authority(URI uri, Duration timeout) {}

    /** Reads the settings of a workspace. */
    public static AuditSettings read(Workspace workspace) {
        if (!workspace.jobs().exists(FILE)) {
            return new AuditSettings(Optional.empty(), Optional.empty());
        }
        YamlMap yaml = YamlMap.read(workspace.jobs(), FILE).only("signature", "time-stamp");
        return new AuditSettings(
                yaml.has("signature") ? Optional.of(key(yaml.map("signature"), workspace.root())) : Optional.empty(),
                yaml.has("time-stamp") ? Optional.of(authority(yaml.map("time-stamp"))) : Optional.empty());
    }

    private static Key key(YamlMap yaml, Path root) {
        yaml.only(SIGNATURE.toArray(String[]::new));
        Path keystore = root.resolve(yaml.text("keystore")).normalize();
        for (String tree : List.of("jobs", "reports")) {
            if (keystore.startsWith(root.resolve(tree))) {
                throw yaml.problem(
                        "keystore",
                        "'keystore' is in " + tree + "/, of which every run keeps a copy; put it elsewhere, such as"
                                + " keys/audit.p12");
            }
        }
        String variable = yaml.text("password-variable");
        if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            // Perhaps the password itself, which belongs on no screen.
            throw yaml.problem(
                    "password-variable",
                    "'password-variable' is no name of an environment variable; write one such as"
                            + " HOLDFAST_AUDIT_PASSWORD, never the password itself");
        }
        return new Key(yaml, keystore, yaml.text("alias"), variable);
    }

    private static Authority authority(YamlMap yaml) {
        yaml.only("authority", "timeout");
        String text = yaml.text("authority");
        long seconds = yaml.wholeNumber("timeout", 1, 10);
        if (seconds > LONGEST) {
            throw yaml.problem("timeout", "'timeout' is " + seconds + "; write " + LONGEST + " seconds at most");
        }
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean here = host != null && host.matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
            if (host != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && here)) {
                return new Authority(uri, Duration.ofSeconds(seconds));
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw yaml.problem(
                "authority",
                "'authority' is '" + text + "'; write an address such as https://tsa.example/tsr (http only on this"
                        + " machine: http://localhost:8080)");
    }
}
