package io.holdfast.job;

import io.holdfast.extract.Extraction;
import io.holdfast.extract.FileTask;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
    private static final String TASK = "task";

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
                .build();
        return List.of(
                new StepBuilder("stage", repository)
                        .partitioner("stage-file", partitions())
                        .step(stageOne)
                        .taskExecutor(threads)
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
            for (FileTask task : extraction.tasks()) {
                ExecutionContext context = new ExecutionContext();
                context.putString(TASK, task.id());
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
            files.incrementAndGet();
            journal.say(extraction.stage(
                    new FileTask(
                            partition.getString(TASK),
                            partition.getString(SOURCE),
                            name,
                            run.workspace().root().resolve(name)),
                    run.staging(),
                    ledger.head().position()));
            journal.progress("files", staged.incrementAndGet(), files.get());
            return RepeatStatus.FINISHED;
        };
    }

    private Tasklet publish() {
        return (contribution, context) -> {
            List<Load> loads = extraction.publish(run.staging(), run.runId(), run.at());
            journal.say(
                    loads.isEmpty()
                            ? "nothing new to publish"
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
                List<Load> loads = lake.loads(Long.MAX_VALUE).stream()
                        .filter(load -> load.runId().equals(run.runId()))
                        .toList();
                if (!loads.isEmpty()) {
                    lake.createViews(connection, ledger.head().position());
                    journal.warn(extraction.warnings(connection, loads));
                }
            }
            delete(run.staging());
            return RepeatStatus.FINISHED;
        };
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }
}
