package io.holdfast.job;

import io.holdfast.report.KeptStatements;
import io.holdfast.report.Reports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;

/** Mart to PDF: one report in one language, rendered and handed on. */
final class ReportStep implements Work {

    private final RunContext run;
    private final String template;
    private final String language;
    private final Reports reports;
    private final DataSource mart;
    private final Outlet outlet;
    private final Journal journal;

    ReportStep(
            RunContext run,
            String template,
            String language,
            Reports reports,
            DataSource mart,
            Outlet outlet,
            Journal journal) {
        this.run = run;
        this.template = template;
        this.language = language;
        this.reports = reports;
        this.mart = mart;
        this.outlet = outlet;
        this.journal = journal;
    }

    @Override
    public void run() throws Exception {
        Path draft = run.staging().resolve(run.fileName(template, language, "pdf"));
        Files.deleteIfExists(draft);
        try (Connection connection = KeptStatements.of(mart.getConnection())) {
            journal.warn(Reports.lacking(
                    template, language, reports.render(template, language, run.runId(), connection, draft)));
        }
        outlet.report(template, language, draft);
    }
}
