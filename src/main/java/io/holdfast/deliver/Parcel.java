package io.holdfast.deliver;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A delivery with its files, as they are handed to a carrier.
 *
 * @param delivery what it is
 * @param recipient who gets it, as reachable now
 * @param files in order
 */
record Parcel(Delivery delivery, Recipient recipient, List<Item> files) {

    Parcel {
        files = List.copyOf(files);
    }

    /**
     * A published file.
     *
     * @param name people know it by
     * @param place within {@code out/}, with {@code /} between folders
     * @param file where the archive has it
     * @param sha256 of its bytes
     */
    record Item(String name, String place, Path file, String sha256) {

        long bytes() {
            try {
                return Files.size(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }

        /** @throws NotAsPublishedException where its bytes were changed */
        void check() {
            if (!Sha256.of(file).equals(sha256)) {
                throw new NotAsPublishedException(file, sha256);
            }
        }

        /**
         * The published bytes.
         *
         * @throws NotAsPublishedException where they were changed
         */
        byte[] content() {
            try {
                byte[] content = Files.readAllBytes(file);
                if (!Sha256.of(content).equals(sha256)) {
                    throw new NotAsPublishedException(file, sha256);
                }
                return content;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    /** A file is not what was published: nothing of it goes out. */
    static final class NotAsPublishedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotAsPublishedException(Path file, String sha256) {
            super(file + " is not as it was published (SHA-256 " + sha256
                    + "); put it back from a backup, see holdfast verify");
        }
    }

    /** What all files come to. */
    long bytes() {
        return files.stream().mapToLong(Item::bytes).sum();
    }
}
