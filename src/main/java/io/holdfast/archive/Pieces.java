package io.holdfast.archive;

import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The files of bursts, which manifests name: each under its SHA-256, as publications are. May be used by several threads. */
public final class Pieces {

    private final Path folder;

    Pieces(Path folder) {
        this.folder = folder;
    }

    /** Moves a finished file into the archive, on disk before a manifest names it, and returns its hash. */
    public String keep(Path finished) {
        String name = String.valueOf(finished.getFileName());
        try {
            return store(name).keep(finished);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep " + name + " in " + folder + " (" + e
                            + "); is the disk full or read-only? Run the same command again: it continues",
                    e);
        }
    }

    /** Whether the archive has a file of this content, whole. */
    public boolean has(String name, String sha256) {
        Path file = path(name, sha256);
        return Files.isRegularFile(file) && Sha256.of(file).equals(sha256);
    }

    /** Where a file of this content lies. */
    public Path path(String name, String sha256) {
        return store(name).path(sha256);
    }

    /**
     * Copies a file to where people look; there it is whole or not at all.
     *
     * @throws ArchiveException where it is missing or was changed
     */
    public void copy(String name, String sha256, Path target) {
        Path file = path(name, sha256);
        if (!Files.isRegularFile(file)) {
            throw new ArchiveException(file + " is missing, but a manifest names it; put it back from a backup");
        }
        Path draft = target.resolveSibling("." + target.getFileName() + ".draft");
        try {
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING);
            String now = Sha256.of(draft);
            if (!now.equals(sha256)) {
                Files.delete(draft);
                throw new ArchiveException(file + " was changed: its SHA-256 is " + now + ", the manifest says "
                        + sha256 + "; put it back from a backup");
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + " (" + e + "); is the disk full?", e);
        }
    }

    private ContentStore store(String name) {
        return new ContentStore(folder, name.substring(name.lastIndexOf('.')));
    }
}
