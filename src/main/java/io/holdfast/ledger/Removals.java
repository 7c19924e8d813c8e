package io.holdfast.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files that went for good, by entries of the ledger that say so: replaced by another without a person's name, or dropped
 * past their term. An entry speaks of files as they were named before it; the same content may come again after it.
 */
public final class Removals {

    /** The kind of an entry whose files were replaced. */
    public static final String FORGET = "forget";

    /** The kind of an entry whose files were dropped. */
    public static final String DROPPED = "dropped";

    /** The fact of a {@link #FORGET} entry that names the customer. */
    public static final String CUSTOMER = "customer";

    private static final String FILES = "files";

    // An entry's facts have their length; so many files fit into one.
    private static final int AT_ONCE = 500;

    /**
     * A file that went.
     *
     * @param position of the entry that says so
     * @param kind of that entry
     * @param path within {@code data}
     * @param sha256 of its content
     * @param successor hash of the file in its place; empty where it was dropped
     */
    public record Gone(long position, String kind, String path, String sha256, String successor) {

        /** A file that a new entry will name. */
        public static Gone replaced(String path, String sha256, String successor) {
            return new Gone(Long.MAX_VALUE, FORGET, path, sha256, successor);
        }

        /** Likewise, with nothing in its place. */
        public static Gone dropped(String path, String sha256) {
            return new Gone(Long.MAX_VALUE, DROPPED, path, sha256, "");
        }

        private static Gone of(Entry entry, String text) {
            int between = text.indexOf('=');
            String path = between < 0 ? text : text.substring(0, between);
            String name = path.substring(path.lastIndexOf('/') + 1);
            return new Gone(
                    entry.position(),
                    entry.kind(),
                    path,
                    name.contains(".") ? name.substring(0, name.indexOf('.')) : name,
                    between < 0 ? "" : text.substring(between + 1));
        }

        private String text() {
            return successor.isEmpty() ? path : path + "=" + successor;
        }
    }

    private final List<Gone> all;
    private final Map<String, List<Gone>> bySha256 = new HashMap<>();

    private Removals(List<Gone> all) {
        this.all = all;
        all.forEach(gone -> bySha256.computeIfAbsent(gone.sha256(), any -> new ArrayList<>())
                .add(gone));
    }

    /** Those that the ledger has now. */
    public static Removals of(Ledger ledger) {
        return new Removals(Stream.of(FORGET, DROPPED)
                .flatMap(kind -> ledger.entries(kind, Long.MAX_VALUE).stream())
                .sorted(Comparator.comparingLong(Entry::position))
                .flatMap(entry -> Stream.of(entry.fact(FILES).split(","))
                        .filter(text -> !text.isEmpty())
                        .map(text -> Gone.of(entry, text)))
                .toList());
    }

    /** The customers whose names and texts were removed. */
    public static Set<String> customers(Ledger ledger) {
        return ledger.entries(FORGET, Long.MAX_VALUE).stream()
                .map(entry -> entry.fact(CUSTOMER))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** These and others that are not entered yet. */
    public Removals with(List<Gone> pending) {
        return new Removals(Stream.concat(all.stream(), pending.stream()).toList());
    }

    /** All files that went, oldest entry first. */
    public List<Gone> all() {
        return all;
    }

    /** What went, in words, by entry; empty where nothing did. */
    public List<String> words() {
        Map<Long, Long> files = new TreeMap<>();
        all.forEach(gone -> files.merge(gone.position(), 1L, Long::sum));
        return files.entrySet().stream()
                .map(entry -> entry.getValue()
                        + (entry.getValue() == 1 ? " file" : " files")
                        + (all.stream()
                                        .anyMatch(gone -> gone.position() == entry.getKey()
                                                && gone.kind().equals(FORGET))
                                ? " replaced by entry " + entry.getKey() + " (forget)"
                                : " dropped by entry " + entry.getKey()))
                .toList();
    }

    /** The hash of what stands now for a file that an entry named, whether it was dropped since or not. */
    public String current(String sha256, long namedAt) {
        return follow(sha256, namedAt).sha256();
    }

    /** The hash of what stands now for a file that an entry named; empty where it was dropped. */
    public Optional<String> kept(String sha256, long namedAt) {
        Named now = follow(sha256, namedAt);
        return after(now.sha256(), now.at(), DROPPED).isPresent() ? Optional.empty() : Optional.of(now.sha256());
    }

    private record Named(String sha256, long at) {}

    private Named follow(String sha256, long namedAt) {
        Named now = new Named(sha256, namedAt);
        for (Optional<Gone> next = after(sha256, namedAt, FORGET);
                next.isPresent();
                next = after(now.sha256(), now.at(), FORGET)) {
            now = new Named(next.get().successor(), next.get().position());
        }
        return now;
    }

    private Optional<Gone> after(String sha256, long at, String kind) {
        return bySha256.getOrDefault(sha256, List.of()).stream()
                .filter(gone -> gone.position() > at && gone.kind().equals(kind))
                .findFirst();
    }

    /** Enters files that went, in as few entries as hold them; callers bring the transaction. */
    public static void enter(Ledger ledger, List<Gone> files, String kind, Instant at, Map<String, String> facts) {
        for (int from = 0; from == 0 || from < files.size(); from += AT_ONCE) {
            Map<String, String> all = new TreeMap<>(facts);
            all.put(
                    FILES,
                    String.join(
                            ",",
                            files.subList(from, Math.min(from + AT_ONCE, files.size())).stream()
                                    .map(Gone::text)
                                    .toList()));
            ledger.append(kind, at, kind, all);
        }
    }
}
