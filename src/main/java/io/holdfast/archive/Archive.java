package io.holdfast.archive;

import io.holdfast.ledger.Claim;
import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.ledger.Removals.Gone;
import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what was published, and what every run was made with and found. Callers bring the transaction. */
public final class Archive {

    /** The kind of a publication's ledger entry. */
    public static final String KIND = "publication";

    // Within data.
    private static final String FOLDER = "archive/";

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

    /** Keeps a publication as it was made again, beside the one whose place it takes once an entry says so. */
    public Gone replace(Publication published, Path made) {
        ContentStore store = new ContentStore(folder, published.suffix());
        try {
            return Gone.replaced(
                    FOLDER + store.path(published.sha256()).getFileName(), published.sha256(), store.keep(made));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder + "; is the disk full or read-only?", e);
        }
    }

    /** Deletes what a killed process left of publications and never entered. */
    public void removeUnclaimed() {
        Set<Path> claimed = publications().stream().flatMap(this::files).collect(Collectors.toSet());
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.getFileName().toString().matches("[0-9a-f]{64}\\..*") && !claimed.contains(file))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }

    // A manifest that cannot be read stops it: whose files they are would not be known.
    private Stream<Path> files(Publication published) {
        return Stream.concat(
                Stream.of(file(published)),
                published.isBurst()
                        ? burst(published).files().entrySet().stream()
                                .map(piece -> pieces().path(piece.getKey(), piece.getValue()))
                        : Stream.empty());
    }

    /**
     * Keeps the text of a run's results and enters the run, unless it was entered before.
     *
     * @param finished all of it but its position and the hash of its results
     */
    public RunRecord enter(RunRecord finished, String results) {
        try {
            String sha256 = results().keep(results.getBytes(StandardCharsets.UTF_8));
            RunRecord run = finished.found(sha256);
            return runs().stream()
                    .filter(entered -> entered.runId().equals(run.runId())
                            && entered.facts().equals(run.facts()))
                    .findFirst()
                    .orElseGet(() ->
                            RunRecord.of(ledger.append(RunRecord.KIND, run.recordedAt(), run.runId(), run.facts())));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the results of " + finished.runId() + " in " + folder + " (" + e
                            + "); is the disk full or read-only? Run the same command again",
                    e);
        }
    }

    /** The finished runs, oldest first. */
    public List<RunRecord> runs() {
        return ledger.entries(RunRecord.KIND, Long.MAX_VALUE).stream()
                .map(RunRecord::of)
                .toList();
    }

    /** What was published, oldest first. */
    public List<Publication> publications() {
        Removals removals = Removals.of(ledger);
        return ledger.entries(KIND, Long.MAX_VALUE).stream()
                .map(Publication::of)
                .map(published -> published.with(removals.current(published.sha256(), published.position())))
                .toList();
    }

    /** Where a publication lies. */
    public Path file(Publication publication) {
        return new ContentStore(folder, publication.suffix()).path(publication.sha256());
    }

    /**
     * Writes a publication to a file, after its bytes were checked.
     *
     * @throws ArchiveException where it is missing or was changed
     */
    public void copy(Publication publication, Path target) {
        Path file = file(publication);
        if (!Files.isRegularFile(file)) {
            throw new ArchiveException(file + " is missing, but the ledger names it; put it back from a backup");
        }
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + "; is the disk full?", e);
        }
        String now = Sha256.of(target);
        if (!now.equals(publication.sha256())) {
            throw new ArchiveException(file + " was changed: its SHA-256 is " + now + ", the ledger says "
                    + publication.sha256() + "; put it back from a backup");
        }
    }

    /** Likewise a file of a burst. */
    public Gone replace(String name, String sha256, Path made) {
        return Gone.replaced(FOLDER + pieces().path(name, sha256).getFileName(), sha256, pieces().keep(made));
    }

    /** The files of bursts. */
    public Pieces pieces() {
        return new Pieces(folder);
    }

    /**
     * What a burst's manifest says, after its bytes were checked.
     *
     * @throws ArchiveException where it is missing or was changed
     */
    public Burst burst(Publication publication) {
        return Burst.of(text(file(publication), publication.sha256()));
    }

    /**
     * The text of a run's results, after its bytes were checked.
     *
     * @throws ArchiveException where it is missing or was changed
     */
    public String resultsOf(RunRecord run) {
        return text(results().path(run.results()), run.results());
    }

    private static String text(Path file, String sha256) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (!Sha256.of(content).equals(sha256)) {
                throw new ArchiveException(file + " was changed: its SHA-256 is " + Sha256.of(content)
                        + ", the ledger says " + sha256 + "; put it back from a backup");
            }
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ArchiveException(
                    file + " cannot be read (" + e + "), but the ledger names it; put it back from a backup");
        }
    }

    /** What the ledger says of the archive's files: publications, the files of bursts, the results of runs. */
    public List<Claim> claims() {
        return Stream.concat(
                        publications().stream().flatMap(this::claims),
                        runs().stream()
                                .map(run -> new Claim(
                                        run.position(),
                                        "results of " + run.runId(),
                                        results().path(run.results()),
                                        run.results())))
                .toList();
    }

    private Stream<Claim> claims(Publication published) {
        Claim file = new Claim(
                published.position(),
                "publication " + published.name() + " of " + published.runId(),
                file(published),
                published.sha256());
        return Stream.concat(Stream.of(file), published.isBurst() ? pieces(published) : Stream.empty());
    }

    // Of a manifest that is not as it was, nothing can be believed; it is found itself.
    private Stream<Claim> pieces(Publication published) {
        try {
            return burst(published).files().entrySet().stream()
                    .map(piece -> new Claim(
                            published.position(),
                            piece.getKey() + " of " + published.name() + " of " + published.runId(),
                            pieces().path(piece.getKey(), piece.getValue()),
                            piece.getValue()));
        } catch (ArchiveException e) {
            return Stream.empty();
        }
    }

    private ContentStore results() {
        return new ContentStore(folder.resolve("results"), ".txt");
    }

    private static boolean same(Entry published, String runId, Map<String, String> facts) {
        return published.runId().equals(runId) && published.facts().equals(facts);
    }
}
