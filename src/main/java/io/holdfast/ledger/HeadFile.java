package io.holdfast.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A head, written down to be kept elsewhere: whoever has one can tell later whether the ledger was cut off or changed
 * before it. Three lines: {@code position N}, {@code recorded-at INSTANT}, {@code hash SHA-256}.
 */
public final class HeadFile {

    private static final List<String> WORDS = List.of("position ", "recorded-at ", "hash ");

    private HeadFile() {}

    /** What stands in the file of a head. */
    public static String text(Head head) {
        return WORDS.get(0) + head.position() + "\n" + WORDS.get(1) + head.recordedAt() + "\n" + WORDS.get(2)
                + head.hash() + "\n";
    }

    /** Writes a head; the file appears whole or not at all. */
    public static void write(Head head, Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, text(head));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; may you write there?", e);
        }
    }

    /**
     * Reads a head.
     *
     * @throws IllegalArgumentException where the file is none
     */
    public static Head read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() == WORDS.size()
                    && lines.get(0).startsWith(WORDS.get(0))
                    && lines.get(1).startsWith(WORDS.get(1))
                    && lines.get(2).matches(WORDS.get(2) + "[0-9a-f]{64}")) {
                return new Head(
                        Long.parseLong(lines.get(0).substring(WORDS.get(0).length())),
                        Instant.parse(lines.get(1).substring(WORDS.get(1).length())),
                        lines.get(2).substring(WORDS.get(2).length()));
            }
            throw none(file);
        } catch (NumberFormatException | DateTimeException e) {
            throw none(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read (" + e + ")", e);
        }
    }

    private static IllegalArgumentException none(Path file) {
        return new IllegalArgumentException(file + " is not a ledger's head; it has three lines: position, recorded-at"
                + " and hash, as 'holdfast ledger head' writes them");
    }
}
