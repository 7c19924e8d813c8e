package io.holdfast.extract;

import java.nio.file.Path;

/**
 * The files of one task in a staging folder, whether they are there yet or not.
 *
 * @param note says, when it is there, that the others are whole
 * @param accepted every accepted row; moved to {@code rows} where nothing was known before
 * @param first the accepted rows without second ones of the same key, while they are written
 * @param rows the new and changed rows
 * @param merged the rows that count beside earlier files of the same run
 * @param rejects the rejected records
 * @param deleted the keys of rows that are gone
 */
record StagedFiles(Path note, Path accepted, Path first, Path rows, Path merged, Path rejects, Path deleted) {

    private static final String NOTE = ".json";

    static StagedFiles of(Path folder, String task) {
        return new StagedFiles(
                folder.resolve(task + NOTE),
                folder.resolve(task + ".good.parquet"),
                folder.resolve(task + ".first.parquet"),
                folder.resolve(task + ".rows.parquet"),
                folder.resolve(task + ".merged.parquet"),
                folder.resolve(task + ".rejects.parquet"),
                folder.resolve(task + ".deleted.parquet"));
    }

    static boolean isNote(Path file) {
        return file.getFileName().toString().endsWith(NOTE);
    }

    static StagedFiles ofNote(Path note) {
        String name = note.getFileName().toString();
        return of(note.resolveSibling(""), name.substring(0, name.length() - NOTE.length()));
    }
}
