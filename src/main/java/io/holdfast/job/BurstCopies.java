package io.holdfast.job;

import io.holdfast.archive.Pieces;
import io.holdfast.job.BurstMade.Piece;
import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A burst's files where people look for them, with {@code index.csv}: whose file is which, in every language and of every kind
 * that lies in the folder, and what could not be made.
 */
final class BurstCopies {

    private static final List<String> HEADER = List.of("item", "kind", "name", "language", "file", "sha256", "state");

    private final Path folder;
    private final Pieces pieces;

    BurstCopies(Path folder, Pieces pieces) {
        this.folder = folder;
        this.pieces = pieces;
    }

    void write(BurstMade made) {
        Path index = folder.resolve("index.csv");
        CsvText table = new CsvText(HEADER.toArray(String[]::new));
        List<List<String>> others = new ArrayList<>();
        for (List<String> row : CsvText.read(index)) {
            if (row.size() != HEADER.size() || row.equals(HEADER)) {
                continue;
            }
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
