package io.holdfast.job;

import io.holdfast.extract.Extraction;
import io.holdfast.extract.FileTask;
import io.holdfast.extract.ReadTask;
import io.holdfast.extract.StagingArea;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Ledger;
import java.sql.Connection;
import java.util.ArrayList;
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

/**
 * Source to lake: read databases, a partition for each part; stage every file, a partition each; publish all of them at
 * once; close the snapshots.
 */
final class ExtractSteps implements AutoCloseable {

    private static final String FILE = "file";
    private static final String SOURCE = "source";
    private static final String PART = "part";

    private final RunContext run;
    private final Engine engine;
    private final Ledger ledger;
    private final Lake lake;
    private final Extraction extraction;
    private final Journal journal;
    private final Traces traces;
    private final AtomicInteger staged = new AtomicInteger();
    private final AtomicInteger files = new AtomicInteger();

    ExtractSteps(RunContext run, Engine engine, Ledger ledger, Lake lake, Journal journal, Traces traces) {
        this.run = run;
        this.engine = engine;
        this.ledger = ledger;
        this.lake = lake;
        this.extraction = new Extraction(run.workspace(), engine, lake, ledger);
        this.journal = journal;
        this.traces = traces;
    }

    List<Step> steps(JobRepository repository, PlatformTransactionManager transactions) {
        List<Step> steps = new ArrayList<>();
        if (extraction.asks()) {
            steps.add(sideBySide("read", "read-part", parts(), read(), repository, transactions));
        }
        steps.add(sideBySide("stage", "stage-file", partitions(), stage(), repository, transactions));
        steps.add(new StepBuilder("publish", repository)
                .observationRegistry(traces.registry())
                .tasklet(journal.remembering(publish()), transactions)
                .build());
        steps.add(new StepBuilder("snapshot", repository)
                .observationRegistry(traces.registry())
                .tasklet(journal.remembering(snapshot()), transactions)
                .build());
        return steps;
    }

    // A person mends, adds, takes away files before the next try: every file is looked at again, and what is staged
    // already is kept.
    private Step sideBySide(
            String name,
            String nameOfOne,
            Partitioner partitions,
            Tasklet one,
            JobRepository repository,
            PlatformTransactionManager transactions) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(name + "-");
        threads.setConcurrencyLimit(run.company().threads());
        threads.setTaskDecorator(traces.handedOn());
        Step stepOfOne = new StepBuilder(nameOfOne, repository)
                .observationRegistry(traces.registry())
                .tasklet(journal.remembering(one), transactions)
                .allowStartIfComplete(true)
                .build();
        return new StepBuilder(name, repository)
                .observationRegistry(traces.registry())
                .partitioner(nameOfOne, partitions)
                .step(stepOfOne)
                .taskExecutor(threads)
                .allowStartIfComplete(true)
                .build();
    }

    private Partitioner parts() {
        return gridSize -> {
            Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
            if (extraction.published(run.runId()).isEmpty()) {
                for (ReadTask part : extraction.open(area(), ledger.head().position(), run.at(), journal::say)) {
                    ExecutionContext context = new ExecutionContext();
                    context.putString(SOURCE, part.source());
                    context.putInt(PART, part.part());
                    partitions.put(part.source() + "-" + part.part(), context);
                }
            }
            return partitions;
        };
    }

    private Tasklet read() {
        return (contribution, context) -> {
            ExecutionContext partition =
                    context.getStepContext().getStepExecution().getExecutionContext();
            extraction.read(new ReadTask(partition.getString(SOURCE), partition.getInt(PART)));
            return RepeatStatus.FINISHED;
        };
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
            journal.say(extraction.stage(
                    extraction.task(partition.getString(SOURCE), partition.getString(FILE)),
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

    /** Lets go of databases that a failed try left open. */
    @Override
    public void close() {
        extraction.close();
    }

    private StagingArea area() {
        return new StagingArea(
                run.staging(), run.workspace().out().resolve("rejects").resolve(run.runId()));
    }
}
