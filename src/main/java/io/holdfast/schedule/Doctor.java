package io.holdfast.schedule;

import io.holdfast.job.BusyException;
import io.holdfast.job.Failures;
import io.holdfast.job.Narrator;
import io.holdfast.job.Outcome;
import io.holdfast.job.Outcome.State;
import io.holdfast.job.Patience;
import io.holdfast.job.Runner;
import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for what is stuck, late or about to fail in a workspace, and names the command for each. Changes nothing. */
public final class Doctor {

    /** Below this many bytes a night of a large company may not find room. */
    private static final long LEAST_FREE = 2L << 30;

    private static final Narrator NOBODY = new Narrator() {
        @Override
        public void say(String line) {}

        @Override
        public void progress(String step, int done, int of) {}
    };

    private final Workspace workspace;
    private final Clock clock;

    public Doctor(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /** One line for each finding, its command last; done with warnings where there is any. */
    public Outcome look() {
        List<String> findings = new ArrayList<>(disk());
        try (Runner runner = new Runner(workspace, clock, NOBODY, Patience.NONE)) {
            findings.addAll(unfinished(runner));
            findings.addAll(late(runner));
        } catch (BusyException e) {
            findings.add("at work: " + Failures.describe(e).replaceFirst(";.*", "")
                    + "; what is stuck or late can be told when it is done");
        }
        if (findings.isEmpty()) {
            return new Outcome(State.DONE, List.of("nothing is stuck, late or low"));
        }
        return new Outcome(State.WARNINGS, findings);
    }

    private List<String> unfinished(Runner runner) {
        return runner.executions().unfinished().stream()
                .map(run -> (run.died() ? "stuck: " : "failed: ") + run.job() + " " + run.period() + ", begun "
                        + run.since().withNano(0) + (run.died() ? ", whose process ended without a word" : "")
                        + ": " + workspace.command("run " + run.job() + " --period " + run.period()))
                .toList();
    }

    private List<String> late(Runner runner) {
        Instant now = clock.instant();
        List<String> late = new ArrayList<>();
        for (ScheduledJob job : ScheduledJob.readAll(workspace.jobs(), workspace.company())) {
            Optional<Period> last = runner.executions().lastBegun(job.name());
            // What was begun and is not done is told of already.
            Due due = Due.of(job, last, true, now, now);
            due.turns()
                    .forEach(turn -> late.add("late: " + job.name() + " " + turn.period() + " was due "
                            + turn.due().atZone(job.zone()).toLocalDateTime() + ": "
                            + workspace.command("run " + job.name() + " --period " + turn.period())));
            if (last.isEmpty()) {
                late.add("never ran: " + job.name() + " has a schedule, which begins with its first run: "
                        + workspace.command("run " + job.name()));
            }
        }
        return late;
    }

    private List<String> disk() {
        Path data = workspace.data("");
        try {
            FileStore store = Files.getFileStore(data);
            long free = store.getUsableSpace();
            return free >= LEAST_FREE
                    ? List.of()
                    : List.of("low: " + (free >> 20) + " MB are free where " + data + " lies; a night needs room for"
                            + " what comes in and for what the engine puts aside: make room, or see what may go:"
                            + " holdfast retain --dry-run");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the disk of " + data, e);
        }
    }
}
