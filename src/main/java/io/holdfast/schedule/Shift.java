package io.holdfast.schedule;

import io.holdfast.job.BusyException;
import io.holdfast.job.Failures;
import io.holdfast.job.Narrator;
import io.holdfast.job.Outcome;
import io.holdfast.job.Outcome.State;
import io.holdfast.job.Patience;
import io.holdfast.job.Runner;
import io.holdfast.period.Period;
import io.holdfast.schedule.Due.Turn;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs what is due of a job. The workspace is opened for that alone: between two jobs it is anybody's, so commands by
 * hand and jobs of a cron table work beside a scheduler. Of two schedulers with one database the second waits, then
 * finds nothing left to do; if the first was killed, it goes on where that one was.
 */
final class Shift {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Workspace workspace;
    private final Clock clock;
    private final Narrator narrator;
    private final Patience patience;
    private final Sleep sleep;

    /** How the time between two tries is spent. */
    interface Sleep {
        /** @return false when the process was asked to end */
        boolean until(Instant moment);
    }

    Shift(Workspace workspace, Clock clock, Narrator narrator, Sleep sleep) {
        this.workspace = workspace;
        this.clock = clock;
        this.narrator = narrator;
        this.patience = new Patience(Duration.ofDays(1), narrator::say);
        this.sleep = sleep;
    }

    /**
     * Runs what is due, in order; where one period fails, those after it wait.
     *
     * @param since since when somebody is there: what was due before was missed
     * @return how the last of them ended
     */
    State work(ScheduledJob job, Instant since) {
        Due due;
        try (Runner runner = open()) {
            Optional<Period> last = runner.executions().lastBegun(job.name());
            boolean finished = last.map(period -> runner.executions().isDone(job.name(), period))
                    .orElse(true);
            due = Due.of(job, last, finished, since, clock.instant());
        }
        if (!due.skipped().isEmpty()) {
            narrator.say(job.name() + ": skipped " + list(due.skipped()) + ", which "
                    + (due.skipped().size() == 1 ? "was" : "were") + " due while nobody was there (catch-up: "
                    + job.catchUp().name().toLowerCase(Locale.ROOT) + "); to run one: "
                    + workspace.command(
                            "run " + job.name() + " --period " + due.skipped().get(0)));
        }
        State state = State.DONE;
        for (int i = 0; i < due.turns().size(); i++) {
            state = turn(job, due.turns().get(i));
            if (state != State.DONE && state != State.WARNINGS) {
                List<Period> waiting = due.turns().subList(i + 1, due.turns().size()).stream()
                        .map(Turn::period)
                        .toList();
                if (!waiting.isEmpty()) {
                    narrator.say(job.name() + ": " + list(waiting) + " wait until "
                            + due.turns().get(i).period() + " is done");
                }
                return state;
            }
        }
        return state;
    }

    private State turn(ScheduledJob job, Turn turn) {
        for (int attempt = 1; ; attempt++) {
            State state = once(job, turn);
            // Data and definitions do not mend themselves; a database that was away, or a full disk, may.
            if (state != State.FAILED || attempt >= job.attempts()) {
                return state;
            }
            Duration pause = PAUSE.multipliedBy(1L << (attempt - 1));
            narrator.say(job.name() + " " + turn.period() + ": try " + (attempt + 1) + " of " + job.attempts() + " in "
                    + pause.toMinutes() + " min");
            if (!sleep.until(clock.instant().plus(pause))) {
                return State.STOPPED;
            }
        }
    }

    private State once(ScheduledJob job, Turn turn) {
        try (Runner runner = open();
                Deadline deadline = new Deadline(
                        job,
                        turn,
                        runner.executions().durations(job.name(), Deadline.PAST),
                        line -> late(runner, job, turn, line))) {
            narrator.say(job.name() + " " + turn.period() + ": begins");
            deadline.watch(clock.instant());
            Outcome outcome = run(runner, job, turn);
            outcome.lines().forEach(narrator::say);
            return outcome.state();
        } catch (DefinitionException e) {
            e.problems().forEach(problem -> narrator.say(problem.toString()));
            return State.DEFINITION;
        } catch (RuntimeException e) {
            narrator.say(Failures.describe(e));
            return State.FAILED;
        }
    }

    // Nobody looks at a terminal: who is to mend a definition, or the disk, hears of it.
    private Outcome run(Runner runner, ScheduledJob job, Turn turn) {
        try {
            return runner.run(job.name(), Optional.of(turn.period()), false);
        } catch (DefinitionException e) {
            List<String> lines = e.problems().stream().map(Object::toString).toList();
            tell(() -> runner.deliveries().cannotRun(job.name(), turn.period(), lines));
            throw e;
        } catch (RuntimeException e) {
            tell(() -> runner.deliveries().cannotRun(job.name(), turn.period(), List.of(Failures.describe(e))));
            throw e;
        }
    }

    private void late(Runner runner, ScheduledJob job, Turn turn, String line) {
        narrator.say(line);
        tell(() -> runner.deliveries().late(job.name(), turn.period(), line));
    }

    private void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            narrator.say("nobody could be told: " + Failures.describe(e));
        }
    }

    /**
     * Sends what is due, unless another process is at work: it will do.
     *
     * @return when something is to be sent next; empty where nothing waits, or nobody can tell
     */
    Optional<Instant> deliver() {
        try (Runner runner = new Runner(workspace, clock, narrator, Patience.NONE)) {
            runner.deliveries().round().forEach(narrator::say);
            return runner.deliveries().next();
        } catch (BusyException e) {
            return Optional.empty();
        } catch (DefinitionException e) {
            e.problems().forEach(problem -> narrator.say(problem.toString()));
        } catch (RuntimeException e) {
            narrator.say("nothing could be delivered: " + Failures.describe(e));
        }
        return Optional.empty();
    }

    private Runner open() {
        return new Runner(workspace, clock, narrator, patience);
    }

    private static String list(List<Period> periods) {
        return periods.size() > 5
                ? periods.get(0) + " to " + periods.get(periods.size() - 1) + " (" + periods.size() + " periods)"
                : periods.stream().map(Period::toString).collect(Collectors.joining(", "));
    }
}
