package io.holdfast.lake;

import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The lake's files: each is named by its SHA-256, never changed, and not believed before that was checked. */
final class LakeFiles {

    private final Path folder;
    private final Set<Path> checked = ConcurrentHashMap.newKeySet();

    LakeFiles(Path folder) {
        this.folder = folder;
    }

    /** Moves a finished file into the lake under its hash, on disk before it is visible, and returns the hash. */
    String adopt(String kind, Path finished) {
        ContentStore store = store(kind);
        try {
            String sha256 = store.keep(finished);
            checked.add(store.path(sha256));
            return sha256;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + store.folder() + "; is the disk full or read-only? Nothing was published", e);
        }
    }

    /** The file of this hash; its bytes were checked once in this process. */
    Path verified(String kind, String sha256) {
        Path file = store(kind).path(sha256);
        if (checked.contains(file)) {
            return file;
        }
        if (!Files.isRegularFile(file)) {
            throw new LakeException(file + " is missing, but the ledger names it; put it back from a backup");
        }
        String now = Sha256.of(file);
        if (!now.equals(sha256)) {
            throw new LakeException(file + " was changed: its SHA-256 is " + now + ", the ledger says " + sha256
                    + "; put it back from a backup");
        }
        checked.add(file);
        return file;
    }

    /** Where the file of this hash lies, unchecked. */
    Path path(String kind, String sha256) {
        return store(kind).path(sha256);
    }

    private ContentStore store(String kind) {
        return new ContentStore(folder.resolve(kind), ".parquet");
    }
}
