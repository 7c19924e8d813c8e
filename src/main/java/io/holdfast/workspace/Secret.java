package io.holdfast.workspace;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a definition that may say where (a part of) it is found instead of saying what it is:
 * {@code ${env:NAME}}, a variable of the environment, or {@code ${file:/run/secrets/NAME}}, a file of its own, seen
 * from the workspace. Every run keeps a copy of its definitions, so a password never stands in one;
 * {@link Secrets#reveal} finds it when it is used.
 */
public final class Secret {

    static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^{}]+)}");

    private static final String HOW =
            "${env:NAME} for a variable of the environment, or ${file:/run/secrets/NAME} for a"
                    + " file outside of jobs/ and reports/";

    // Stands for a reference while the text around it is looked at: no text of a YAML file has it.
    private static final String REFERRED = "\0";

    private static final Pattern IN_PARAMETER = Pattern.compile(
            "(?i)(?:^|[^\\w.])([\\w.]*(?:passw|passphrase|passwd|pwd|secret|token|credential)[\\w.]*)\\s*=\\s*([^&;,)}\\s]+)");
    private static final Pattern BEFORE_HOST = Pattern.compile("//[^/@\\s]*?:([^@/\\s]+)@");
    private static final Pattern ORACLE = Pattern.compile("(?i)jdbc:oracle:\\w+:[^/@\\s]+/([^@\\s]+)@");

    private final YamlMap place;
    private final String key;
    private final String written;
    private final boolean masked;

    private Secret(YamlMap place, String key, String written, boolean masked) {
        this.place = place;
        this.key = key;
        this.written = written;
        this.masked = masked;
        requireReferences();
    }

    /** A value that anybody may see, such as a user's name; it may hold references. */
    public static Secret text(YamlMap yaml, String key) {
        return new Secret(yaml, key, yaml.text(key), false);
    }

    /**
     * An address (a URL), which may hold references: what they stand for is masked in messages.
     *
     * @throws DefinitionException where a password stands in it
     */
    public static Secret address(YamlMap yaml, String key) {
        Secret address = new Secret(yaml, key, yaml.text(key), true);
        String text = REFERENCE.matcher(address.written).replaceAll(REFERRED);
        Matcher parameter = IN_PARAMETER.matcher(text);
        while (parameter.find()) {
            boolean settingOnly = parameter.group(1).matches("(?i).*(encoding|provider|file)");
            if (!settingOnly && !parameter.group(2).equals(REFERRED)) {
                throw yaml.problem(key, inClear("'" + key + "' has " + parameter.group(1) + "=…"));
            }
        }
        for (Pattern pattern : new Pattern[] {BEFORE_HOST, ORACLE}) {
            Matcher password = pattern.matcher(text);
            if (password.find() && !password.group(1).equals(REFERRED)) {
                throw yaml.problem(key, inClear("'" + key + "' has a password before the @"));
            }
        }
        return address;
    }

    /**
     * A value that nobody may see, such as a password: it has to be a reference as a whole, and what it stands for is
     * masked in messages.
     *
     * @throws DefinitionException where it is anything else
     */
    public static Secret hidden(YamlMap yaml, String key) {
        String written = yaml.text(key);
        if (!REFERENCE.matcher(written).matches()) {
            throw yaml.problem(key, inClear("'" + key + "' is written out"));
        }
        return new Secret(yaml, key, written, true);
    }

    YamlMap place() {
        return place;
    }

    String key() {
        return key;
    }

    boolean masked() {
        return masked;
    }

    /** As it is written: with references, without what they stand for. */
    @Override
    public String toString() {
        return written;
    }

    private void requireReferences() {
        String rest = REFERENCE.matcher(written).replaceAll("");
        if (rest.contains("${")
                || REFERENCE.matcher(written).results().anyMatch(one -> !isRight(one.group(1), one.group(2)))) {
            throw place.problem(key, "'" + key + "' has a reference that cannot be followed; write " + HOW);
        }
    }

    private static boolean isRight(String kind, String name) {
        if ("env".equals(kind)) {
            return name.matches("[A-Za-z_][A-Za-z0-9_]*");
        }
        Path file = Path.of(name).normalize();
        return !file.startsWith("jobs") && !file.startsWith("reports");
    }

    private static String inClear(String what) {
        return what + ", and every run keeps a copy of this file; write " + HOW
                + ", and change the password if others could read it here";
    }
}
