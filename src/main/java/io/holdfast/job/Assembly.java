package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.RunRecord;
import io.holdfast.deliver.Outbox;
import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.mart.Mart;
import io.holdfast.mart.MartRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final RunContext run;
    private final Journal journal;
    private final Traces traces;
    private final Engine engine;
    private final Ledger ledger;
    private final Lake lake;
    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final Archive archive;
    private final DataSource mart;
    private final Computation computation;
    private final boolean anew;
    private final List<ExtractSteps> extracts = new ArrayList<>();

    Assembly(ApplicationContext spring, RunContext run, Journal journal, Traces traces) {
        this.run = run;
        this.journal = journal;
        this.traces = traces;
        this.engine = Engine.start(
                run.workspace().data("tmp"),
                run.company().memory(),
                run.company().threads());
        this.ledger = new Ledger(spring.getBean(JdbcTemplate.class));
        this.lake = new Lake(run.workspace().data("lake"), ledger);
        this.repository = spring.getBean(JobRepository.class);
        this.transactions = spring.getBean(PlatformTransactionManager.class);
        this.archive = new Archive(run.workspace().data("archive"), ledger);
        this.mart = spring.getBean(DataSource.class);
        this.computation =
                new Computation(run, engine, lake, archive, mart, new Records(run, lake, archive, journal), journal);
        this.anew = new Mart(new JdbcTemplate(mart)).madeOtherwise(run.entered(Head.EMPTY));
    }

    Job job() {
        List<Step> steps = new ArrayList<>();
        for (StepDefinition definition : run.job().steps()) {
            steps.addAll(steps(definition));
        }
        steps.add(step("enter", this::enter));
        SimpleJobBuilder job = new JobBuilder(run.job().name(), repository)
                .observationRegistry(traces.registry())
                .listener(new Endings(journal))
                .start(steps.get(0));
        steps.subList(1, steps.size()).forEach(job::next);
        return job.build();
    }

    private List<Step> steps(StepDefinition definition) {
        if (definition instanceof StepDefinition.Extract) {
            ExtractSteps extract = new ExtractSteps(run, engine, ledger, lake, journal, traces);
            extracts.add(extract);
            return extract.steps(repository, transactions);
        }
        return computation.works(definition).entrySet().stream()
                .map(work -> step(work.getKey(), work.getValue()))
                .toList();
    }

    // What an earlier try computed with other definitions is computed anew: a run is made with one set of them.
    // A burst is always looked at again: what it made is taken as it is, and what it could not make is told again.
    private Step step(String name, Work work) {
        return new StepBuilder(name, repository)
                .observationRegistry(traces.registry())
                .tasklet(journal.remembering(work), transactions)
                .allowStartIfComplete(anew || work instanceof BurstStep)
                .build();
    }

    // The last word of a run: what it was made with and, by their hash, its results as a whole; and to whom they go.
    private void enter() {
        JdbcTemplate jdbc = new JdbcTemplate(mart);
        RunRecord finished = new RunRecord(
                0,
                run.at(),
                run.runId(),
                run.job().name(),
                run.period(),
                run.revision(),
                new Mart(jdbc).position(run.runId()),
                run.definitions(),
                run.programVersion(),
                Program.java(),
                Program.user(),
                "");
        archive.enter(finished, new MartRows(jdbc).text(run.runId()));
        Optional<Instant> known = finished.knownAt().flatMap(ledger::at).map(Head::recordedAt);
        new QueueReports(run, archive, new Outbox(jdbc), known, journal).run();
    }

    @Override
    public void close() {
        extracts.forEach(ExtractSteps::close);
        engine.close();
    }
}
