package io.holdfast.archive;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files that one step of a run made, each for a recipient of its own: one entry of the ledger names their manifest, and the
 * manifest all of them. It is a text in the form of {@code sha256sum}: a line for each file in the order of the names, its
 * hash, two spaces, its name; then for each that could not be made a line that begins with {@code #}, which that program skips.
 *
 * @param files hash by name, such as {@code key-account/4711-0f3a5c7e9b1d.en.pdf}
 * @param missing the names of those that could not be made
 */
public record Burst(SortedMap<String, String> files, List<String> missing) {

    private static final String BETWEEN = "  ";
    private static final String MISSING = "# not made: ";

    public Burst {
        files = new TreeMap<>(files);
        missing = List.copyOf(new TreeSet<>(missing));
    }

    /** The manifest. */
    public String text() {
        StringBuilder text = new StringBuilder();
        files.forEach((name, sha256) ->
                text.append(sha256).append(BETWEEN).append(name).append('\n'));
        missing.forEach(name -> text.append(MISSING).append(name).append('\n'));
        return text.toString();
    }

    /** What a manifest says. */
    public static Burst of(String text) {
        SortedMap<String, String> files = new TreeMap<>();
        List<String> missing = text.lines()
                .filter(line -> line.startsWith(MISSING))
                .map(line -> line.substring(MISSING.length()))
                .toList();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int between = line.indexOf(BETWEEN);
            if (between != 64) {
                throw new ArchiveException("'" + line + "' is no line of a manifest: a SHA-256, two spaces, a name");
            }
            files.put(line.substring(between + BETWEEN.length()), line.substring(0, between));
        });
        return new Burst(files, missing);
    }
}
