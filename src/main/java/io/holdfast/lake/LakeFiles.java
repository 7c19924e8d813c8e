package io.holdfast.lake;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
        String sha256 = Sha256.of(finished);
        Path target = path(kind, sha256);
        try {
            Files.createDirectories(folder.resolve(kind));
            force(finished, StandardOpenOption.WRITE);
            Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folder.resolve(kind), StandardOpenOption.READ);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + target + "; is the disk full or read-only? Nothing was published", e);
        }
        checked.add(target);
        return sha256;
    }

    /** The file of this hash; its bytes were checked once in this process. */
    Path verified(String kind, String sha256) {
        Path file = path(kind, sha256);
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

    Path path(String kind, String sha256) {
        return folder.resolve(kind).resolve(sha256 + ".parquet");
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
