package io.holdfast.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what references in definitions stand for, remembers what nobody may see of it, and takes that out of messages:
 * drivers and servers like to repeat what they were given.
 */
public final class Secrets {

    private static final String MASK = "•••";

    // What looks like a password even though nobody told of it: user:password@host, password=…
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile(
            "(?i)((?://|thin:)[^/@:\\s]*[:/])[^@/\\s]+(?=@)|(\\bpass(?:word|wd|phrase)?\\s*=\\s*)[^&;,)\\s]+");

    private final Path root;
    private final Function<String, @Nullable String> environment;
    private final Set<String> masked = ConcurrentHashMap.newKeySet();

    /**
     * @param root the workspace's folder, from which files are seen
     * @param environment value by variable
     */
    public Secrets(Path root, Function<String, @Nullable String> environment) {
        this.root = root;
        this.environment = environment;
    }

    /** Those of this process, in a workspace. */
    public static Secrets of(Workspace workspace) {
        return new Secrets(workspace.root(), System::getenv);
    }

    /**
     * The value with everything that it refers to.
     *
     * @throws DefinitionException where a variable or a file is not there or empty; names it, and the line that asks
     */
    public String reveal(Secret secret) {
        StringBuilder revealed = new StringBuilder();
        Matcher reference = Secret.REFERENCE.matcher(secret.toString());
        while (reference.find()) {
            String value = "env".equals(reference.group(1))
                    ? variable(secret, reference.group(2))
                    : file(secret, reference.group(2));
            if (secret.masked()) {
                masked.add(value);
            }
            reference.appendReplacement(revealed, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(revealed).toString();
    }

    /** The text without anything that was revealed and nobody may see, and without what looks like a password. */
    public String scrub(@Nullable String text) {
        String scrubbed = text == null ? "" : text;
        List<String> longestFirst = masked.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String value : longestFirst) {
            scrubbed = scrubbed.replace(value, MASK);
        }
        return LOOKS_LIKE_ONE
                .matcher(scrubbed)
                .replaceAll(found -> (found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)))
                        + (found.group(2) == null ? "" : Matcher.quoteReplacement(found.group(2)))
                        + MASK);
    }

    private String variable(Secret secret, String name) {
        String value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            throw secret.place()
                    .problem(
                            secret.key(),
                            "the environment has no " + name + ", which '" + secret.key()
                                    + "' asks for; set it for the user and the service that run this");
        }
        return value;
    }

    private String file(Secret secret, String name) {
        Path file = root.resolve(name).normalize();
        for (String tree : List.of("jobs", "reports")) {
            if (file.startsWith(root.resolve(tree))) {
                throw secret.place()
                        .problem(
                                secret.key(),
                                file + " lies in " + tree + "/, of which every run keeps a copy; move it elsewhere,"
                                        + " such as /run/secrets");
            }
        }
        try {
            String value = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
            if (!value.isEmpty()) {
                return value;
            }
            throw secret.place()
                    .problem(secret.key(), file + " is empty; '" + secret.key() + "' needs one line of text in it");
        } catch (IOException e) {
            throw secret.place()
                    .problem(
                            secret.key(),
                            file + " cannot be read (" + e.getClass().getSimpleName() + "); '" + secret.key()
                                    + "' needs it: is it there, and may this user read it?");
        }
    }
}
