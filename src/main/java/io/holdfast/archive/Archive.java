package io.holdfast.archive;

import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Keeps what was published. Callers bring the transaction. */
public final class Archive {

    /** The kind of a publication's ledger entry. */
    public static final String KIND = "publication";

    private final Path folder;
    private final Ledger ledger;

    public Archive(Path folder, Ledger ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    /**
     * Moves a finished file into the archive, on disk before the ledger names it, and copies it to where people look.
     * A file that the same run published before, with the same name, is not entered twice.
     *
     * @param facts what the ledger says of it besides its hash: report, language, period
     * @param copy where people look for it
     */
    public void publish(Path finished, String runId, Instant at, Map<String, String> facts, Path copy) {
        String name = copy.getFileName().toString();
        String suffix = name.substring(name.lastIndexOf('.'));
        ContentStore store = new ContentStore(folder, suffix);
        try {
            String sha256 = store.keep(finished);
            Map<String, String> entry = new TreeMap<>(facts);
            entry.put("sha256", sha256);
            entry.put("name", name);
            if (ledger.entries(KIND, Long.MAX_VALUE).stream().noneMatch(published -> same(published, runId, entry))) {
                ledger.append(KIND, at, runId, entry);
            }
            // A copy appears under its name whole or not at all.
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Path draft = copy.resolveSibling("." + name + ".draft");
            Files.copy(store.path(sha256), draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot publish " + name + " to " + folder + " and " + copy + " (" + e
                            + "); is the disk full or read-only? The figures are kept; run the same command again",
                    e);
        }
    }

    private static boolean same(Entry published, String runId, Map<String, String> facts) {
        return published.runId().equals(runId) && published.facts().equals(facts);
    }
}
