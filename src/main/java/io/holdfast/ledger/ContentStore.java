package io.holdfast.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A folder of files that are named by the SHA-256 of their content, as entries of the ledger name them.
 *
 * @param folder made on first use
 * @param suffix of the files' names, with its point
 */
public record ContentStore(Path folder, String suffix) {

    /** How a file's name ends that a killed process may have left. */
    private static final String DRAFT = ".draft";

    /**
     * Moves a finished file into the folder, on disk before it is visible there and whole at any moment, and returns
     * its hash. The same content twice is one file.
     */
    public String keep(Path finished) throws IOException {
        String sha256 = Sha256.of(finished);
        Files.createDirectories(folder);
        force(finished, StandardOpenOption.WRITE);
        Files.move(finished, path(sha256), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder, StandardOpenOption.READ);
        return sha256;
    }

    /** Writes a content into the folder likewise, unless it is there and whole, and returns its hash. */
    public String keep(byte[] content) throws IOException {
        String sha256 = Sha256.of(content);
        Path file = path(sha256);
        if (Files.isRegularFile(file) && Sha256.of(file).equals(sha256)) {
            return sha256;
        }
        Files.createDirectories(folder);
        return keep(Files.write(folder.resolve(sha256 + DRAFT), content));
    }

    /** Where the file of this hash lies, if it is kept. */
    public Path path(String sha256) {
        return folder.resolve(sha256 + suffix);
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
