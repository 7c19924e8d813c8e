package io.holdfast.job;

import io.holdfast.archive.AuditSettings;
import io.holdfast.churn.ChurnDefinition;
import io.holdfast.churn.InsightSettings;
import io.holdfast.churn.ReasonCheck;
import io.holdfast.deliver.DeliverySettings;
import io.holdfast.extract.SourceCheck;
import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.FigureCheck;
import io.holdfast.kpi.FigureExample;
import io.holdfast.lake.Engine;
import io.holdfast.report.Reports;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Meeting;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks over every definition of a workspace, without its repository: so it is quick, and works beside a run. */
public final class WorkspaceCheck {

    private final Workspace workspace;

    public WorkspaceCheck(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Everything that a person has to mend, in the order of the files.
     *
     * @param examples whether the figures' worked examples are computed too, which takes a little longer
     */
    public List<Problem> problems(boolean examples) {
        // Templates are compiled while the engine loads its native library.
        CompletableFuture<List<Problem>> reports = CompletableFuture.supplyAsync(this::reports);
        List<Problem> problems = new ArrayList<>();
        try {
            Company company = workspace.company();
            problems.addAll(jobs(company));
            problems.addAll(queriesAndSources(company, examples));
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
        }
        problems.addAll(reports.join());
        // A reason's file is read with the settings of each step that measures it, too.
        return problems.stream().distinct().toList();
    }

    private List<Problem> reports() {
        try (ScratchMart mart = new ScratchMart();
                Connection connection = mart.database().getConnection()) {
            return new Reports(workspace.reports(), workspace.data("cache/templates")).check(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the mart in memory does not close", e);
        }
    }

    private List<Problem> jobs(Company company) {
        List<Problem> problems = new ArrayList<>();
        for (String name : JobDefinition.names(workspace.jobs())) {
            try {
                JobDefinition job = JobDefinition.read(workspace.jobs(), name);
                job.steps().forEach(step -> check(job, step));
                Deliveries.addressees(workspace, job);
            } catch (DefinitionException e) {
                problems.addAll(e.problems());
            }
        }
        try {
            Meeting.read(workspace.jobs());
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
        }
        try {
            AuditSettings.read(workspace);
            OwnDatabase.check(workspace);
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
        }
        try {
            DeliverySettings.read(workspace);
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
        }
        try {
            RetentionPolicy.read(workspace.jobs());
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
        }
        List<String> bundles = new Reports(workspace.reports(), workspace.data("cache/templates")).languages();
        for (String language : company.languages()) {
            if (!bundles.contains(language)) {
                problems.add(new Problem(
                        workspace.jobs().origin("company.yml"),
                        0,
                        "languages has '" + language + "', but reports/ has messages for " + bundles + " only"));
            }
        }
        return problems;
    }

    private void check(JobDefinition job, StepDefinition step) {
        if (step instanceof StepDefinition.Figures figures) {
            Catalogue.require(workspace.jobs(), figures.ids(), job.file());
        }
        if (step instanceof StepDefinition.Brief brief) {
            Catalogue.require(workspace.jobs(), brief.ids(), job.file());
        }
        if (step instanceof StepDefinition.Year year) {
            Catalogue.require(workspace.jobs(), year.ids(), job.file());
        }
        if (step instanceof StepDefinition.Churn churn) {
            ChurnDefinition definition = ChurnDefinition.read(workspace.jobs(), churn.settings(), job.file());
            InsightSettings.read(workspace.jobs(), workspace.company(), definition.discountRate());
        }
        if (step instanceof StepDefinition.Report report) {
            template(job, report.template());
            tables(job, report.template(), report.also());
        }
        if (step instanceof StepDefinition.Burst burst) {
            template(job, burst.template());
            tables(job, burst.template(), burst.also());
        }
    }

    private void template(JobDefinition job, String template) {
        if (!workspace.reports().exists(template + ".jrxml")) {
            throw new DefinitionException(
                    job.file(),
                    0,
                    "asks for the report '" + template + "', but reports/" + template + ".jrxml is not there");
        }
    }

    private void tables(JobDefinition job, String report, List<JobDefinition.Tables> also) {
        if (!also.isEmpty() && !new Reports(workspace.reports(), workspace.data("cache/templates")).hasTables(report)) {
            throw new DefinitionException(
                    job.file(),
                    0,
                    "asks for the tables of '" + report + "', but reports/tables/" + report
                            + ".yml, which would define them, is not there; add it or remove 'also'");
        }
    }

    private List<Problem> queriesAndSources(Company company, boolean examples) {
        Path temporary = workspace.data("tmp");
        List<Problem> problems = new ArrayList<>();
        try (Engine engine = Engine.start(temporary, company.memory(), company.threads());
                Connection connection = engine.connect()) {
            problems.addAll(FigureCheck.check(workspace.jobs(), company.parameters(), connection));
            problems.addAll(ReasonCheck.check(workspace.jobs(), company.parameters(), connection));
            problems.addAll(SourceCheck.check(workspace, engine));
            if (examples && problems.isEmpty()) {
                Catalogue catalogue = Catalogue.read(workspace.jobs());
                problems.addAll(FigureExample.check(catalogue, workspace.jobs(), company.parameters(), connection));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
        return problems;
    }
}
