package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.mart.ChurnInsights;
import io.holdfast.mart.ChurnMart;
import io.holdfast.mart.Mart;
import io.holdfast.mart.ReviewMart;
import io.holdfast.report.Reports;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a run makes of the lake: a function of the ledger position, the period and the definitions. The job of a night
 * and a rerun years later take the same way through here; they differ in where the results go.
 */
final class Computation {

    private final RunContext run;
    private final Engine engine;
    private final Lake lake;
    private final Archive archive;
    private final DataSource mart;
    private final Outlet outlet;
    private final Journal journal;

    /**
     * @param archive what earlier runs found, for a review of them
     * @param mart where results are written, and read for reports
     * @param outlet where files go
     */
    Computation(
            RunContext run,
            Engine engine,
            Lake lake,
            Archive archive,
            DataSource mart,
            Outlet outlet,
            Journal journal) {
        this.run = run;
        this.engine = engine;
        this.lake = lake;
        this.archive = archive;
        this.mart = mart;
        this.outlet = outlet;
        this.journal = journal;
    }

    /** The work of a step, by name, in order; none for what is no computation. */
    Map<String, Work> works(StepDefinition definition) {
        Map<String, Work> works = new LinkedHashMap<>();
        if (definition instanceof StepDefinition.Figures figures) {
            works.put("figures", new FiguresStep(run, figures.ids(), engine, lake, new Mart(jdbc()), journal));
        } else if (definition instanceof StepDefinition.Brief brief) {
            works.put("brief", new BriefStep(run, brief.ids(), engine, lake, new Mart(jdbc()), journal));
        } else if (definition instanceof StepDefinition.Year year) {
            works.put("year", new YearStep(run, year.ids(), engine, lake, archive, new Mart(jdbc()), journal));
        } else if (definition instanceof StepDefinition.Churn churn) {
            works.put("churn", churn(churn));
        } else if (definition instanceof StepDefinition.Report report) {
            Reports reports = reports();
            for (String language : run.company().languages()) {
                works.put(
                        "report-" + report.template() + "-" + language,
                        new ReportStep(run, report.template(), language, reports, mart, outlet, journal));
                for (JobDefinition.Tables form : report.also()) {
                    works.put(
                            "report-" + report.template() + "-" + language + "-"
                                    + form.name().toLowerCase(Locale.ROOT),
                            new TablesStep(
                                    run,
                                    new WrittenTables(reports, report.template(), form, language, run.runId()),
                                    mart,
                                    outlet));
                }
            }
        } else if (definition instanceof StepDefinition.Burst burst) {
            ReviewMart reviews = new ReviewMart(jdbc());
            works.put(
                    "review-" + burst.each(),
                    new ReviewStep(run, burst, engine, lake, new Mart(jdbc()), reviews, outlet, journal));
            for (String language : run.company().languages()) {
                works.put(
                        "report-" + burst.template() + "-" + burst.each() + "-" + language,
                        new BurstStep(run, burst, language, reports(), mart, reviews, outlet, journal));
            }
        }
        return works;
    }

    private Reports reports() {
        return new Reports(run.workspace().reports(), run.workspace().data("cache/templates"));
    }

    private Work churn(StepDefinition.Churn churn) {
        JdbcTemplate jdbc = jdbc();
        return new ChurnStep(
                run,
                churn.settings(),
                engine,
                lake,
                new Mart(jdbc),
                new ChurnMart(jdbc),
                new ChurnInsights(jdbc),
                outlet,
                journal);
    }

    private JdbcTemplate jdbc() {
        return new JdbcTemplate(mart);
    }
}
