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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A load that is ready to be published: its files lie in the staging folder, and a note beside them, written last
 * and renamed into place, says what they hold. A file without its note is the rest of a killed process.
 *
 * @param load what the ledger will say, the hashes of its files still empty
 * @param rows its Parquet file, where it has rows
 * @param rejects its Parquet file of rejected records, where there are some
 */
record Staged(Load load, Optional<Path> rows, Optional<Path> rejects) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Path rowsFile(Path staging, String task) {
        return staging.resolve(task + ".rows.parquet");
    }

    static Path rejectsFile(Path staging, String task) {
        return staging.resolve(task + ".rejects.parquet");
    }

    static void note(Path staging, String task, Load load) {
        try {
            Path draft = staging.resolve(task + ".draft");
            JSON.writeValue(draft.toFile(), load.facts());
            Files.move(draft, staging.resolve(task + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + staging + "; is the disk full?", e);
        }
    }

    /** Everything that is ready in a staging folder, in the order of its tasks. */
    static List<Staged> all(Path staging, String runId, Instant at) {
        if (!Files.isDirectory(staging)) {
            return List.of();
        }
        try (Stream<Path> notes = Files.list(staging)) {
            return notes.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(note -> read(staging, note, runId, at))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + staging, e);
        }
    }

    private static Staged read(Path staging, Path note, String runId, Instant at) {
        String task = note.getFileName().toString().replaceFirst("\\.json$", "");
        try {
            Load load = Load.of(
                    0, at, runId, JSON.readValue(note.toFile(), new TypeReference<TreeMap<String, String>>() {}));
            return new Staged(
                    load,
                    Optional.of(rowsFile(staging, task)).filter(file -> load.stored() > 0),
                    Optional.of(rejectsFile(staging, task)).filter(file -> load.rejected() > 0));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + note, e);
        }
    }
}
