package io.holdfast.report;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The message bundles of a reports tree: {@code messages_<language>.properties}, UTF-8. */
final class Bundles {

    private static final String PREFIX = "messages_";
    private static final String SUFFIX = ".properties";

    private final Definitions reports;
    private final Map<String, Read> known = new ConcurrentHashMap<>();

    /** A bundle and the text that it was made of. */
    private record Read(String text, ResourceBundle bundle) {}

    Bundles(Definitions reports) {
        this.reports = reports;
    }

    List<String> languages() {
        return reports.list("", SUFFIX).stream()
                .filter(file -> file.startsWith(PREFIX))
                .map(file -> file.substring(PREFIX.length(), file.length() - SUFFIX.length()))
                .sorted()
                .toList();
    }

    ResourceBundle load(String language) {
        String file = PREFIX + language + SUFFIX;
        if (!reports.exists(file)) {
            throw new DefinitionException(
                    reports.origin(file),
                    0,
                    "is missing: a report was asked for in '" + language + "'; there is " + languages()
                            + "; add the file, or ask for one of these");
        }
        String text = reports.text(file);
        return Objects.requireNonNull(known.compute(
                        language,
                        (any, read) ->
                                read != null && read.text().equals(text) ? read : new Read(text, parsed(file, text))))
                .bundle();
    }

    private ResourceBundle parsed(String file, String text) {
        try {
            return new PropertyResourceBundle(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new DefinitionException(
                    reports.origin(file),
                    0,
                    "has a broken escape (" + e.getMessage() + "); write characters plainly, the file is UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + reports.origin(file), e);
        }
    }

    /** Keys that one bundle has and another lacks: that text would come out as its key. */
    List<Problem> check() {
        Map<String, Set<String>> keys = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String language : languages()) {
            try {
                keys.put(language, new TreeSet<>(load(language).keySet()));
            } catch (DefinitionException e) {
                problems.addAll(e.problems());
            }
        }
        keys.forEach((language, present) -> keys.forEach((other, wanted) -> {
            for (String key : wanted) {
                if (!present.contains(key)) {
                    problems.add(new Problem(
                            reports.origin(PREFIX + language + SUFFIX),
                            0,
                            "lacks the key '" + key + "' that " + PREFIX + other + SUFFIX + " has at line "
                                    + line(other, key) + "; add it with its text in '" + language + "'"));
                }
            }
        }));
        return problems;
    }

    /** The keys that every language has. */
    Set<String> common() {
        Set<String> common = null;
        for (String language : languages()) {
            Set<String> keys = load(language).keySet();
            if (common == null) {
                common = new TreeSet<>(keys);
            } else {
                common.retainAll(keys);
            }
        }
        return common == null ? Set.of() : common;
    }

    private int line(String language, String key) {
        List<String> lines = reports.text(PREFIX + language + SUFFIX).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(key) && line.substring(key.length()).strip().startsWith("=")) {
                return i + 1;
            }
        }
        return 0;
    }
}
