package io.holdfast.job;

import io.holdfast.archive.Zip;
import io.holdfast.job.JobDefinition.Tables;
import io.holdfast.report.Reports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import javax.sql.DataSource;

/** Mart to workbook or CSV: the tables of one report in one language, written and handed on. */
final class TablesStep implements Work {

    // One for all: the bytes follow from the tables, and what they hold says when it was known.
    // Not the format's first hour, which Java takes for 'earlier than can be said'.
    private static final Instant TIME = Instant.parse("1980-02-01T00:00:00Z");

    private final RunContext run;
    private final String report;
    private final String language;
    private final Tables form;
    private final Reports reports;
    private final DataSource mart;
    private final Outlet outlet;

    TablesStep(
            RunContext run,
            String report,
            String language,
            Tables form,
            Reports reports,
            DataSource mart,
            Outlet outlet) {
        this.run = run;
        this.report = report;
        this.language = language;
        this.form = form;
        this.reports = reports;
        this.mart = mart;
        this.outlet = outlet;
    }

    @Override
    public void run() throws Exception {
        Path draft = run.staging().resolve(run.fileName(report, language, form == Tables.CSV ? "zip" : "xlsx"));
        Files.deleteIfExists(draft);
        try (Connection connection = mart.getConnection()) {
            if (form == Tables.XLSX) {
                reports.workbook(report, language, run.runId(), connection, draft);
            } else {
                zip(connection, draft);
            }
        }
        outlet.report(report, language, draft);
    }

    private void zip(Connection connection, Path draft) throws Exception {
        Path folder = run.staging().resolve("csv");
        Folders.delete(folder);
        reports.csv(report, language, run.runId(), connection, Files.createDirectories(folder));
        Zip.write(folder, TIME, draft);
        Folders.delete(folder);
    }
}
