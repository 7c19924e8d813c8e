package io.holdfast.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The entries as files that need no program of this house: of each entry exactly the text that is hashed, named by its
 * position, and {@code SHA256SUMS} with the hashes that the ledger has. So {@code sha256sum -c} checks every entry, and the
 * last line of each file is the hash of the one before.
 */
public final class EntryFiles {

    /** The list of hashes, in the form of {@code sha256sum}. */
    public static final String SUMS = "SHA256SUMS";

    private static final String NAME = "\\d{8,19}\\.txt";

    private EntryFiles() {}

    /** How an entry's file is called: {@code 00000012.txt}. */
    public static String name(long position) {
        return String.format(Locale.ROOT, "%08d.txt", position);
    }

    /**
     * Writes the entries up to a position. What an earlier export left there stays: an entry that reads otherwise today, or
     * is gone, was changed since.
     *
     * @return such entries
     */
    public static List<Finding> write(Chain chain, long upTo, Path folder) {
        List<Finding> findings = new ArrayList<>();
        StringBuilder sums = new StringBuilder();
        try {
            Files.createDirectories(folder);
            long[] last = {0};
            chain.forEach(link -> {
                if (link.position() <= upTo) {
                    write(link, folder, findings);
                    sums.append(link.hash())
                            .append("  ")
                            .append(name(link.position()))
                            .append('\n');
                    last[0] = link.position();
                }
            });
            Files.writeString(folder.resolve(SUMS), sums);
            if (upTo == Long.MAX_VALUE) {
                findings.addAll(gone(last[0], folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write to " + folder + "; may you write there, and is the disk not full?", e);
        }
        return findings;
    }

    private static void write(Chain.Link link, Path folder, List<Finding> findings) {
        Path file = folder.resolve(name(link.position()));
        byte[] text = link.text().getBytes(StandardCharsets.UTF_8);
        try {
            if (Files.isRegularFile(file) && !Sha256.of(file).equals(Sha256.of(text))) {
                findings.add(new Finding(
                        link.position(),
                        "reads otherwise than in the earlier export " + file + ", which was left as it is"));
            } else {
                Files.write(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + file + "; may you write there, and is the disk not full?", e);
        }
    }

    private static List<Finding> gone(long last, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches(NAME))
                    .map(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .filter(position -> position > last)
                    .sorted()
                    .map(position -> new Finding(
                            position,
                            "is missing: an earlier export has it as " + folder.resolve(name(position))
                                    + ", and the ledger now ends at " + last))
                    .toList();
        }
    }
}
