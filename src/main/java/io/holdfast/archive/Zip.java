package io.holdfast.archive;

import io.holdfast.ledger.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder as one file whose bytes follow from its content alone: sorted entries, one time for all, one level of compression. */
public final class Zip {

    /** The list of hashes, in the form of {@code sha256sum}. */
    public static final String SUMS = "SHA256SUMS";

    private static final int LEVEL = 6;

    private Zip() {}

    /**
     * Lists the hashes of all files in the folder as a file in it.
     *
     * @return the hash of that list, which names all of them
     */
    public static String sum(Path folder) {
        StringBuilder sums = new StringBuilder();
        for (String name : names(folder)) {
            sums.append(Sha256.of(folder.resolve(name)))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        try {
            Files.writeString(folder.resolve(SUMS), sums);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + "; is the disk full?", e);
        }
        return Sha256.of(sums.toString());
    }

    /**
     * Writes the folder's files; the target appears whole or not at all.
     *
     * @param at the time that all entries have, to two seconds, in UTC
     * @return how many files there are
     */
    public static int write(Path folder, Instant at, Path target) {
        List<String> names = names(folder);
        // In the machine's zone an hour that it skips would become another.
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        Path draft = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            Files.createDirectories(
                    Objects.requireNonNull(target.toAbsolutePath().getParent()));
            try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
                zip.setLevel(LEVEL);
                for (String name : names) {
                    ZipEntry entry = new ZipEntry(name);
                    entry.setTimeLocal(time);
                    zip.putNextEntry(entry);
                    Files.copy(folder.resolve(name), zip);
                    zip.closeEntry();
                }
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return names.size();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + target + "; may you write there, and is the disk not full?", e);
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            String separator = folder.getFileSystem().getSeparator();
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace(separator, "/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
