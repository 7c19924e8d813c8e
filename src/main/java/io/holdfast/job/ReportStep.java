package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.report.Reports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Mart to PDF: one report in one language, rendered, archived, entered in the ledger, and copied to {@code out}. */
final class ReportStep implements Tasklet {

    private final RunContext run;
    private final String template;
    private final String language;
    private final Reports reports;
    private final Archive archive;
    private final DataSource mart;
    private final Journal journal;

    ReportStep(
            RunContext run,
            String template,
            String language,
            Reports reports,
            Archive archive,
            DataSource mart,
            Journal journal) {
        this.run = run;
        this.template = template;
        this.language = language;
        this.reports = reports;
        this.archive = archive;
        this.mart = mart;
        this.journal = journal;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
        String name = template + (run.revision() > 1 ? "-r" + run.revision() : "") + "." + language + ".pdf";
        Path draft = run.staging().resolve(name);
        Files.deleteIfExists(draft);
        try (Connection connection = mart.getConnection()) {
            reports.render(template, language, run.runId(), connection, draft);
        }
        Path copy = run.workspace().out().resolve(run.period().toString()).resolve(name);
        archive.publish(
                draft,
                run.runId(),
                run.at(),
                Map.of(
                        "report",
                        template,
                        "language",
                        language,
                        "period",
                        run.period().toString()),
                copy);
        journal.say("published " + run.workspace().root().relativize(copy));
        return RepeatStatus.FINISHED;
    }
}
