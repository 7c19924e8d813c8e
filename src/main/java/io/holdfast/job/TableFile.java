package io.holdfast.job;

import io.holdfast.lake.CsvCells;
import io.holdfast.lake.Sql;
import io.holdfast.report.Spreadsheet;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** Rows as a file for people, who choose its form and place: whole under its name, or not there. */
public final class TableFile {

    /** What a file is written as. */
    public enum Format {
        CSV,
        PARQUET,
        XLSX;

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST_SHEET_NAME = 31;

    private final Path target;
    private final Format format;

    /**
     * @param target to write or to replace
     * @throws DefinitionException where a file there would be a loss: the workspace's own, or a folder
     */
    TableFile(Workspace workspace, Path target, Format format) {
        this.target = target;
        this.format = format;
        OutFile.refuseFolder(target);
        OutFile.refuse(workspace, target);
    }

    /**
     * Writes the rows of a query and returns how many there are. What was there before stays where this fails.
     *
     * @param sheet the name of a workbook's sheet; 31 characters of it
     * @param created what a workbook says of its making
     */
    long write(Connection connection, String rows, String sheet, Instant created) {
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            Files.createDirectories(
                    Objects.requireNonNull(target.toAbsolutePath().getParent()));
            // A place that cannot be written to is told from a query that the engine refuses.
            Files.write(unfinished, new byte[0]);
            long written =
                    switch (format) {
                        case CSV -> csv(connection, rows, unfinished);
                        case PARQUET -> parquet(connection, rows, unfinished);
                        case XLSX ->
                            Sql.read(
                                    connection,
                                    rows,
                                    found -> Spreadsheet.write(found, shortened(sheet), created, unfinished));
                    };
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + target + "; may you write there, and is the disk not full?", e);
        } finally {
            unfinished.toFile().delete();
        }
    }

    /** Writes the rows of a query as CSV with a header to a file that nobody reads before it is whole. */
    static long csv(Connection connection, String rows, Path file) {
        return CsvCells.write(connection, rows, file);
    }

    private static long parquet(Connection connection, String rows, Path file) {
        return Sql.run(
                connection, "copy (\n" + rows + "\n) to " + Sql.literal(file) + " (format parquet, compression zstd)");
    }

    private static String shortened(String sheet) {
        return sheet.substring(0, Math.min(LONGEST_SHEET_NAME, sheet.length()));
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
