package io.holdfast.job;

import io.holdfast.extract.Extraction;
import io.holdfast.extract.FileTask;
import io.holdfast.extract.StagingArea;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Ledger;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** Source to lake: stage every file, a partition each; publish all of them at once; close the snapshots. */
final class ExtractSteps {

    private static final String FILE = "file";
    private static final String SOURCE = "source";

    private final RunContext run;
    private final Engine engine;
    private final Ledger ledger;
    private final Lake lake;
    private final Extraction extraction;
    private final Journal journal;
    private final AtomicInteger staged = new AtomicInteger();
    private final AtomicInteger files = new AtomicInteger();

    ExtractSteps(RunContext run, Engine engine, Ledger ledger, Lake lake, Journal journal) {
        this.run = run;
        this.engine = engine;
        this.ledger = ledger;
        this.lake = lake;
        this.extraction = new Extraction(run.workspace(), engine, lake, ledger);
        this.journal = journal;
    }

    List<Step> steps(JobRepository repository, PlatformTransactionManager transactions) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("stage-");
        threads.setConcurrencyLimit(run.company().threads());
        Step stageOne = new StepBuilder("stage-file", repository)
                .tasklet(journal.remembering(stage()), transactions)
                .allowStartIfComplete(true)
                .build();
        return List.of(
                new StepBuilder("stage", repository)
                        .partitioner("stage-file", partitions())
                        .step(stageOne)
                        .taskExecutor(threads)
                        // A person mends, adds, takes away files before the next try: every file is looked at again,
                        // and what is staged already is kept.
                        .allowStartIfComplete(true)
                        .build(),
                new StepBuilder("publish", repository)
                        .tasklet(journal.remembering(publish()), transactions)
                        .build(),
                new StepBuilder("snapshot", repository)
                        .tasklet(journal.remembering(snapshot()), transactions)
                        .build());
    }

    private Partitioner partitions() {
        return gridSize -> {
            Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
            if (!extraction.published(run.runId()).isEmpty()) {
                journal.say("published by an earlier try of this run");
                return partitions;
            }
            Folders.delete(area().rejects());
            List<FileTask> tasks = extraction.tasks();
            extraction.forgetAllBut(tasks, area());
            files.set(tasks.size());
            journal.warn(extraction.unread());
            for (FileTask task : tasks) {
                ExecutionContext context = new ExecutionContext();
                context.putString(SOURCE, task.source());
                context.putString(FILE, task.name());
                partitions.put(task.id(), context);
            }
            if (partitions.isEmpty()) {
                journal.say("no file matches any source; nothing to take in");
            }
            return partitions;
        };
    }

    private Tasklet stage() {
        return (contribution, context) -> {
            ExecutionContext partition =
                    context.getStepContext().getStepExecution().getExecutionContext();
            String name = partition.getString(FILE);
            journal.say(extraction.stage(
                    new FileTask(
                            partition.getString(SOURCE),
                            name,
                            run.workspace().root().resolve(name)),
                    area(),
                    ledger.head().position()));
            journal.progress("files", staged.incrementAndGet(), files.get());
            return RepeatStatus.FINISHED;
        };
    }

    private Tasklet publish() {
        return (contribution, context) -> {
            List<Load> loads = extraction.publish(area(), run.runId(), run.at());
            journal.say(
                    loads.isEmpty()
                            ? "nothing new to publish"
                            : loads.size() == 1
                                    ? "1 load published, ledger position "
                                            + loads.get(0).position()
                                    : loads.size() + " loads published, ledger positions "
                                            + loads.get(0).position() + " to "
                                            + loads.get(loads.size() - 1).position());
            return RepeatStatus.FINISHED;
        };
    }

    private Tasklet snapshot() {
        return (contribution, context) -> {
            try (Connection connection = engine.connect()) {
                lake.closeSnapshots(connection, run.staging(), run.runId(), run.at());
                lake.writeScript(ledger.head());
                List<Load> loads = extraction.published(run.runId());
                if (!loads.isEmpty()) {
                    lake.createViews(connection, ledger.head().position());
                    journal.warn(extraction.warnings(connection, loads, area()));
                }
            }
            Folders.delete(run.staging());
            return RepeatStatus.FINISHED;
        };
    }

    private StagingArea area() {
        return new StagingArea(
                run.staging(), run.workspace().out().resolve("rejects").resolve(run.runId()));
    }
}
