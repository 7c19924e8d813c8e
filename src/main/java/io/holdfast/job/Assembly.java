package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Ledger;
import io.holdfast.mart.ChurnInsights;
import io.holdfast.mart.ChurnMart;
import io.holdfast.mart.Mart;
import io.holdfast.report.Reports;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** A Spring Batch job made from its definition, with the parts that its steps need. */
final class Assembly implements AutoCloseable {

    private final ApplicationContext spring;
    private final RunContext run;
    private final Journal journal;
    private final Engine engine;
    private final Ledger ledger;
    private final Lake lake;
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    Assembly(ApplicationContext spring, RunContext run, Journal journal) {
        this.spring = spring;
        this.run = run;
        this.journal = journal;
        this.engine = Engine.start(
                run.workspace().data("tmp"),
                run.company().memory(),
                run.company().threads());
        this.ledger = new Ledger(spring.getBean(JdbcTemplate.class));
        this.lake = new Lake(run.workspace().data("lake"), ledger);
        this.repository = spring.getBean(JobRepository.class);
        this.transactions = spring.getBean(PlatformTransactionManager.class);
    }

    Job job() {
        List<Step> steps = new ArrayList<>();
        for (StepDefinition definition : run.job().steps()) {
            steps.addAll(steps(definition));
        }
        SimpleJobBuilder job = new JobBuilder(run.job().name(), repository).start(steps.get(0));
        steps.subList(1, steps.size()).forEach(job::next);
        return job.build();
    }

    private List<Step> steps(StepDefinition definition) {
        if (definition instanceof StepDefinition.Extract) {
            return new ExtractSteps(run, engine, ledger, lake, journal).steps(repository, transactions);
        }
        if (definition instanceof StepDefinition.Figures figures) {
            return List.of(figures(figures));
        }
        if (definition instanceof StepDefinition.Churn churn) {
            return List.of(churn(churn));
        }
        StepDefinition.Report report = (StepDefinition.Report) definition;
        Reports reports = new Reports(run.workspace().reports(), run.workspace().data("cache/templates"));
        return run.company().languages().stream()
                .map(language -> report(report.template(), language, reports))
                .toList();
    }

    private Step figures(StepDefinition.Figures figures) {
        Mart mart = new Mart(spring.getBean(JdbcTemplate.class));
        FiguresStep step = new FiguresStep(run, figures.ids(), engine, lake, mart, journal, Program.version());
        return new StepBuilder("figures", repository)
                .tasklet(journal.remembering(step), transactions)
                .build();
    }

    private Step churn(StepDefinition.Churn churn) {
        JdbcTemplate jdbc = spring.getBean(JdbcTemplate.class);
        ChurnStep step = new ChurnStep(
                run,
                churn.settings(),
                engine,
                lake,
                new Mart(jdbc),
                new ChurnMart(jdbc),
                new ChurnInsights(jdbc),
                journal,
                Program.version());
        return new StepBuilder("churn", repository)
                .tasklet(journal.remembering(step), transactions)
                .build();
    }

    private Step report(String template, String language, Reports reports) {
        Archive archive = new Archive(run.workspace().data("archive"), ledger);
        ReportStep step =
                new ReportStep(run, template, language, reports, archive, spring.getBean(DataSource.class), journal);
        return new StepBuilder("report-" + template + "-" + language, repository)
                .tasklet(journal.remembering(step), transactions)
                .build();
    }

    @Override
    public void close() {
        engine.close();
    }
}
