package io.holdfast.job;

import io.holdfast.archive.Pieces;
import io.holdfast.job.BurstMade.Piece;
import io.holdfast.lake.Erasure;
import io.holdfast.ledger.Sha256;
import io.holdfast.review.Reviewed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A burst's files where people look for them, with {@code index.csv}: whose file is which, in every language and of every kind
 * that lies in the folder, and what could not be made.
 */
final class BurstCopies {

    private static final String INDEX = "index.csv";
    private static final List<String> HEADER = List.of("item", "kind", "name", "language", "file", "sha256", "state");
    private static final int NAME = HEADER.indexOf("name");
    private static final int HASH = HEADER.indexOf("sha256");

    private final Path folder;
    private final Pieces pieces;

    BurstCopies(Path folder, Pieces pieces) {
        this.folder = folder;
        this.pieces = pieces;
    }

    void write(BurstMade made) {
        Path index = folder.resolve(INDEX);
        CsvText table = new CsvText(HEADER.toArray(String[]::new));
        List<List<String>> others = new ArrayList<>();
        for (List<String> row : rows(index)) {
            if (row.get(1).equals(made.each().toString()) && row.get(3).equals(made.language())) {
                remove(row, made);
            } else {
                others.add(row);
            }
        }
        others.forEach(row -> table.row(row.toArray()));
        for (Piece piece : made.pieces()) {
            piece.sha256().ifPresent(sha256 -> pieces.copy(piece.file(), sha256, folder.resolve(piece.file())));
            table.row(
                    piece.item(),
                    made.each(),
                    piece.name(),
                    made.language(),
                    piece.file(),
                    piece.sha256().orElse(""),
                    piece.sha256().isPresent() ? "made" : "failed: " + piece.failure());
        }
        table.write(index);
    }

    /**
     * Brings every index up to files that were made again without a name, and takes the name out.
     *
     * @param out where people look
     * @param replaced hash of what stands in the place of a file, by the file's
     * @param forgotten customers whose names were removed
     */
    static void renew(Path out, Map<String, String> replaced, Set<String> forgotten) {
        try (Stream<Path> files = Files.isDirectory(out) ? Files.walk(out) : Stream.empty()) {
            for (Path index : files.filter(file -> file.endsWith(INDEX)).toList()) {
                List<List<String>> rows = rows(index);
                List<List<String>> renewed = rows.stream()
                        .map(row -> renewed(row, replaced, forgotten))
                        .toList();
                if (!renewed.equals(rows)) {
                    CsvText table = new CsvText(HEADER.toArray(String[]::new));
                    renewed.forEach(row -> table.row(row.toArray()));
                    table.write(index);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look through " + out, e);
        }
    }

    private static List<String> renewed(List<String> row, Map<String, String> replaced, Set<String> forgotten) {
        String hash = row.get(HASH);
        boolean isOfForgotten = row.get(1).equals(Reviewed.KEY_ACCOUNT.toString()) && forgotten.contains(row.get(0));
        if (!replaced.containsKey(hash) && !(isOfForgotten && hash.isEmpty())) {
            return row;
        }
        List<String> renewed = new ArrayList<>(row);
        renewed.set(HASH, replaced.getOrDefault(hash, hash));
        renewed.set(NAME, isOfForgotten ? Erasure.REMOVED : row.get(NAME));
        return renewed;
    }

    // Another file of this name is none of ours.
    private static List<List<String>> rows(Path index) {
        List<List<String>> rows = CsvText.read(index);
        return rows.isEmpty() || !rows.get(0).equals(HEADER)
                ? List.of()
                : rows.stream()
                        .skip(1)
                        .filter(row -> row.size() == HEADER.size())
                        .toList();
    }

    // A copy of an earlier try that is no longer made, unless somebody changed it.
    private void remove(List<String> row, BurstMade made) {
        Path copy = folder.resolve(row.get(4)).normalize();
        boolean stays = made.pieces().stream()
                .anyMatch(piece ->
                        piece.file().equals(row.get(4)) && piece.sha256().isPresent());
        try {
            if (!stays
                    && copy.startsWith(folder.normalize())
                    && Files.isRegularFile(copy)
                    && Sha256.of(copy).equals(row.get(5))) {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + copy, e);
        }
    }
}
