package io.holdfast.job;

import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Lets others see what a run is doing, as long as it works: a file that is written anew with each step and count, and now
 * and then as a sign of life; and the run, job and step in every line that is logged meanwhile, on whatever thread.
 */
final class Presence implements Narrator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.holdfast.run");

    /** A step may count to thousands in a second; nobody sees more than a few of them. */
    private static final Duration GLANCE = Duration.ofMillis(300);

    private final Workspace workspace;
    private final RunContext run;
    private final Clock clock;
    private final Narrator narrator;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "holdfast-at-work");
        thread.setDaemon(true);
        return thread;
    });

    private AtWork now;
    private boolean over;

    Presence(RunContext run, Clock clock, Narrator narrator) {
        this.workspace = run.workspace();
        this.run = run;
        this.clock = clock;
        this.narrator = narrator;
        Instant begun = clock.instant();
        this.now = new AtWork(
                ProcessHandle.current().pid(),
                run.runId(),
                run.job().name(),
                run.period(),
                begun,
                "",
                begun,
                "",
                0,
                0,
                begun);
        now.write(workspace);
        beat.scheduleWithFixedDelay(
                () -> tell(now), AtWork.BEAT.toMillis(), AtWork.BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void say(String line) {
        narrator.say(line);
    }

    @Override
    public void progress(String what, int done, int of) {
        narrator.progress(what, done, of);
        synchronized (this) {
            AtWork next = at(now.step(), now.stepBegun(), what, done, of);
            if (done >= of || Duration.between(now.seen(), next.seen()).compareTo(GLANCE) >= 0) {
                tell(next);
            }
        }
    }

    /** The tasklet, shown while it works. */
    Tasklet shown(Tasklet tasklet) {
        return (contribution, context) -> {
            // Of steps side by side, such as stage-file:orders-1.csv, the kind; there may be thousands.
            String name = context.getStepContext().getStepName();
            String step = name.replaceFirst(":.*", "");
            Level level = step.equals(name) ? Level.INFO : Level.DEBUG;
            mark(run);
            MDC.put("step", step);
            try {
                Instant begun = begin(step);
                LOG.atLevel(level).log("{} begins", name);
                RepeatStatus status = tasklet.execute(contribution, context);
                LOG.atLevel(level)
                        .addKeyValue(
                                "milliseconds",
                                Duration.between(begun, clock.instant()).toMillis())
                        .log("{} is done", name);
                return status;
            } catch (Exception e) {
                // Why is said, in words, when the run ends.
                LOG.warn("{} failed", name);
                throw e;
            } finally {
                MDC.remove("step");
            }
        };
    }

    /** Logs how the run ended. */
    void ended(Outcome outcome) {
        Level level =
                switch (outcome.state()) {
                    case DONE -> Level.INFO;
                    case WARNINGS, STOPPED -> Level.WARN;
                    default -> Level.ERROR;
                };
        LOG.atLevel(level)
                .addKeyValue("result", outcome.state().name().toLowerCase(Locale.ROOT))
                .addKeyValue(
                        "milliseconds",
                        Duration.between(now.begun(), clock.instant()).toMillis())
                .log("{} ended", run.runId());
    }

    /** From here on, what this thread logs belongs to a run. */
    static void mark(RunContext run) {
        MDC.put("run", run.runId());
        MDC.put("job", run.job().name());
    }

    /** From here on it does not. */
    static void unmark() {
        MDC.remove("run");
        MDC.remove("job");
    }

    private synchronized Instant begin(String step) {
        Instant begun = clock.instant();
        if (!step.equals(now.step())) {
            tell(at(step, begun, "", 0, 0));
        }
        return begun;
    }

    private AtWork at(String step, Instant stepBegun, String what, long done, long of) {
        return new AtWork(
                now.pid(),
                now.run(),
                now.job(),
                now.period(),
                now.begun(),
                step,
                stepBegun,
                what,
                done,
                of,
                clock.instant());
    }

    private synchronized void tell(AtWork next) {
        if (!over) {
            now = at(next.step(), next.stepBegun(), next.what(), next.done(), next.of());
            now.write(workspace);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
        }
        beat.shutdownNow();
        AtWork.over(workspace);
    }
}
