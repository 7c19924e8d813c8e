package io.holdfast.job;

import io.holdfast.archive.Zip;
import io.holdfast.job.JobDefinition.Tables;
import io.holdfast.report.Reports;
import io.holdfast.report.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;

/**
 * The tables of a report in one language as one file.
 *
 * @param report as its template is called
 */
record WrittenTables(Reports reports, String report, Tables form, String language, String runId) {

    // One for all: the bytes follow from the tables, and what they hold says when it was known.
    // Not the format's first hour, which Java takes for 'earlier than can be said'.
    private static final Instant TIME = Instant.parse("1980-02-01T00:00:00Z");

    /** @param subject empty for the run as a whole */
    void write(Optional<Subject> subject, Connection mart, Path target) {
        if (form == Tables.XLSX) {
            reports.workbook(report, subject, language, runId, mart, target);
        } else {
            zip(subject, mart, target);
        }
    }

    private void zip(Optional<Subject> subject, Connection mart, Path target) {
        Path folder = target.resolveSibling(target.getFileName() + ".csv");
        try {
            Folders.delete(folder);
            reports.csv(report, subject, language, runId, mart, Files.createDirectories(folder));
            Zip.write(folder, TIME, target);
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + " (" + e + "); is the disk full?", e);
        }
    }
}
