package io.holdfast.job;

import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.job.Outcome.State;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.batch.core.BatchStatus;

/** Past periods of a job, one after the other, each as it was known soon after its end. */
public final class Backfill implements AutoCloseable {

    /** Which periods are run. */
    public enum Which {
        /** Those that never began. */
        MISSING,
        /** Those that began and did not end well. */
        FAILED,
        /** Every one; a finished one as its next revision. */
        ALL
    }

    private final Workspace workspace;
    private final Company company;
    private final Narrator narrator;
    private final Runner runner;
    private final Lake lake;

    /** @throws BusyException where another process works in the workspace */
    public Backfill(Workspace workspace, Clock clock, Narrator narrator) {
        this.workspace = workspace;
        this.company = workspace.company();
        this.narrator = narrator;
        this.runner = new Runner(workspace, clock, narrator);
        this.lake = runner.lake();
    }

    /**
     * One period and what there is to do.
     *
     * @param known the position whose loads it would see
     */
    private record Task(Period period, Optional<BatchStatus> status, boolean due, Optional<Head> known) {}

    /**
     * Runs a job for the periods from one to another. One that fails does not keep the others from being run; what is
     * wrong with a definition does, because it is wrong for all of them.
     *
     * @param asKnownNow whether each sees what is known now; else what had been recorded by the end of the day after the
     *     period, as the run of that morning would have
     * @param dryRun whether it is only said what would be done
     */
    public Outcome run(String job, Period from, Period to, Which which, boolean asKnownNow, boolean dryRun) {
        JobDefinition definition = JobDefinition.read(workspace.jobs(), job);
        refuse(definition, from, to);
        List<Task> tasks = Stream.iterate(from, period -> period.compareTo(to) <= 0, Period::next)
                .map(period -> task(job, period, which, asKnownNow))
                .toList();
        List<String> lines = new ArrayList<>();
        State worst = State.DONE;
        int done = 0;
        for (Task task : tasks) {
            String words = task.period() + ": ";
            if (!task.due()) {
                lines.add(words + "left as it is, " + said(task));
            } else if (task.known().isEmpty()) {
                lines.add(words + "nothing was known by the end of the day after it; --as-known-now shows it as known"
                        + " now");
                worst = worse(worst, State.WARNINGS);
            } else if (dryRun) {
                lines.add(words + "would be run, as known at "
                        + known(task.known().get()) + "; " + said(task));
            } else {
                Outcome outcome = one(job, task);
                lines.addAll(outcome.lines());
                worst = worse(worst, outcome.state());
                done++;
                if (outcome.state() == State.DEFINITION) {
                    break;
                }
            }
        }
        lines.add(dryRun ? "nothing was done: a dry run" : done + " of " + tasks.size() + " periods run");
        return new Outcome(worst, lines);
    }

    private Outcome one(String job, Task task) {
        Head known = task.known().orElseThrow();
        narrator.say(task.period() + ", as known at " + known(known));
        try {
            return runner.run(job, Optional.of(task.period()), true, Optional.of(known.position()));
        } catch (DefinitionException e) {
            return new Outcome(
                    State.DEFINITION,
                    e.problems().stream().map(Object::toString).toList());
        }
    }

    private Task task(String job, Period period, Which which, boolean asKnownNow) {
        Optional<BatchStatus> status = runner.executions().status(job, period);
        boolean due =
                switch (which) {
                    case MISSING -> status.isEmpty();
                    case FAILED -> status.isPresent() && status.get() != BatchStatus.COMPLETED;
                    case ALL -> true;
                };
        return new Task(period, status, due, asKnownNow ? lake.known() : lake.knownBy(morning(period)));
    }

    // The night after a period takes in its last day; what is recorded by the end of that day counts.
    private Instant morning(Period period) {
        return period.end().plusDays(2).atStartOfDay(company.zone()).toInstant().minusMillis(1);
    }

    private void refuse(JobDefinition definition, Period from, Period to) {
        for (Period period : List.of(from, to)) {
            if (period.grain() != definition.grain()) {
                throw new DefinitionException(
                        definition.file(),
                        0,
                        "is about a " + definition.grain() + ", but " + period + " is a " + period.grain());
            }
        }
        if (from.compareTo(to) > 0) {
            throw new DefinitionException("--from", 0, from + " is after --to " + to);
        }
        if (definition.steps().stream().anyMatch(StepDefinition.Extract.class::isInstance)) {
            throw new DefinitionException(
                    definition.file(),
                    0,
                    "takes files in, and what lies in the inbox now did not lie there then; backfill is for jobs that"
                            + " only compute and report");
        }
    }

    private static String said(Task task) {
        return task.status()
                .map(status -> status == BatchStatus.COMPLETED ? "it is done" : "it did not end well")
                .orElse("it never began");
    }

    private String known(Head head) {
        return "ledger position " + head.position() + " ("
                + LocalDateTime.ofInstant(head.recordedAt(), company.zone()).toLocalDate() + ")";
    }

    private static State worse(State one, State other) {
        List<State> order = List.of(State.DONE, State.WARNINGS, State.DATA_GATE, State.FAILED, State.DEFINITION);
        return order.indexOf(one) >= order.indexOf(other) ? one : other;
    }

    @Override
    public void close() {
        runner.close();
    }
}
