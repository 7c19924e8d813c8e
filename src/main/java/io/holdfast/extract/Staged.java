package io.holdfast.extract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.lake.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A load that is ready to be published: its files lie in the staging folder, and a note beside them, written last
 * and renamed into place, says what they hold. A file without its note is the rest of a killed process.
 *
 * @param load what the ledger will say, the hashes of its files still empty
 * @param knownAt the ledger position against which its new rows were found
 * @param files where they lie
 */
record Staged(Load load, long knownAt, StagedFiles files) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KNOWN_AT = "known-at";

    /** What is ready of a task; empty where nothing is, or a file is missing that a killed publication took away. */
    static Optional<Staged> find(Path folder, String task) {
        StagedFiles files = StagedFiles.of(folder, task);
        return Files.isRegularFile(files.note()) ? Optional.of(read(files)).filter(Staged::isWhole) : Optional.empty();
    }

    /** Everything that is ready in a staging folder. */
    static List<Staged> all(Path folder) {
        return list(folder).stream()
                .filter(StagedFiles::isNote)
                .map(note -> read(StagedFiles.ofNote(note)))
                .toList();
    }

    /** Removes what belongs to none of these tasks: its file was taken away since an earlier try of the run. */
    static void retainAll(Path folder, Set<String> tasks) {
        try {
            for (Path file : list(folder)) {
                String name = file.getFileName().toString();
                if (name.contains(".") && !tasks.contains(name.substring(0, name.indexOf('.')))) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }

    /** Says that all files are in place. */
    void note() {
        Map<String, String> facts = new TreeMap<>(load.facts());
        facts.put(KNOWN_AT, String.valueOf(knownAt));
        Path draft = files.note().resolveSibling(files.note().getFileName() + ".draft");
        try {
            JSON.writeValue(draft.toFile(), facts);
            Files.move(draft, files.note(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + files.note() + "; is the disk full?", e);
        }
    }

    private boolean isWhole() {
        boolean deletes = load.extent().filter(extent -> extent.deleted() > 0).isPresent();
        return Files.isRegularFile(files.rows())
                && (load.rejected() == 0 || Files.isRegularFile(files.rejects()))
                && (!deletes || Files.isRegularFile(files.deleted()));
    }

    private static Staged read(StagedFiles files) {
        try {
            Map<String, String> facts =
                    JSON.readValue(files.note().toFile(), new TypeReference<TreeMap<String, String>>() {});
            return new Staged(
                    Load.of(0, Instant.EPOCH, "", facts), Long.parseLong(facts.getOrDefault(KNOWN_AT, "")), files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + files.note(), e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
