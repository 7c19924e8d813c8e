package io.holdfast.schedule;

import io.holdfast.deliver.DeliverySettings;
import io.holdfast.job.Failures;
import io.holdfast.job.Narrator;
import io.holdfast.job.Outcome;
import io.holdfast.job.Outcome.State;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs each job that has a timetable when it is due, until the process is asked to end. Any number of these may work
 * with one database: what one has done the others find done.
 */
public final class Scheduler {

    /** Files are read anew and the clock is looked at so often: an edit, or a clock that was set, counts soon. */
    private static final Duration GLANCE = Duration.ofSeconds(20);

    private static final Duration OUTBOX = Duration.ofMinutes(5);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm XXX", Locale.ROOT);

    private final Workspace workspace;
    private final Clock clock;
    private final Narrator narrator;
    private final Shift shift;
    private final Runnable looked;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    public Scheduler(Workspace workspace, Clock clock, Narrator narrator) {
        this(workspace, clock, narrator, () -> {});
    }

    /**
     * Likewise, for somebody who watches.
     *
     * @param looked is called after each job that was due, and each look at the clock
     */
    public Scheduler(Workspace workspace, Clock clock, Narrator narrator, Runnable looked) {
        this.workspace = workspace;
        this.clock = clock;
        this.narrator = narrator;
        this.looked = looked;
        this.shift = new Shift(workspace, clock, narrator, this::sleep);
    }

    /** Everything wrong with the timetables of a workspace. */
    public static List<Problem> check(Workspace workspace) {
        try {
            ScheduledJob.readAll(workspace.jobs(), workspace.company());
            return List.of();
        } catch (DefinitionException e) {
            return e.problems();
        }
    }

    /** Runs what is due now and was missed, then ends. */
    public Outcome once() {
        Instant now = clock.instant();
        State worst = jobs().stream()
                .map(job -> work(job, now))
                .max(Comparator.comparing(State::exitCode))
                .orElse(State.DONE);
        deliver(now);
        return new Outcome(worst, List.of());
    }

    /** Works until the process is asked to end. */
    public Outcome serve() {
        Thread hook = new Thread(this::end, "holdfast-schedule-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Instant since = clock.instant();
            List<ScheduledJob> jobs = jobs();
            narrator.say(
                    coming(jobs, since, 1).isEmpty()
                            ? "no job has a schedule; write one such as schedule: {cron: \"0 3 * * *\"} into jobs/nightly.yml"
                            : "waiting; next is " + coming(jobs, since, 1).get(0));
            jobs.forEach(job -> work(job, since));
            looked.run();
            Instant seen = since;
            Instant deliver = deliver(since);
            while (sleep(clock.instant().plus(GLANCE))) {
                seen = glance(seen, since);
                if (!seen.isBefore(deliver)) {
                    deliver = deliver(seen);
                }
            }
            // Said here: the process ends as soon as the hook may.
            narrator.say("the scheduler was asked to end; no job is at work");
            return new Outcome(State.STOPPED, List.of());
        } finally {
            ended.countDown();
        }
    }

    // What waits is sent when it is due; that a process of another has left something is seen soon enough.
    private Instant deliver(Instant now) {
        if (!workspace.jobs().exists(DeliverySettings.FILE)) {
            return now.plus(OUTBOX);
        }
        Instant latest = clock.instant().plus(OUTBOX);
        return shift.deliver().filter(next -> next.isBefore(latest)).orElse(latest);
    }

    // What became due between two glances. A clock that was set back is followed: the repository knows what is done.
    private Instant glance(Instant seen, Instant since) {
        Instant now = clock.instant();
        try {
            for (ScheduledJob job : jobs()) {
                if (!job.next(seen).isAfter(now)) {
                    work(job, since);
                }
            }
        } catch (DefinitionException e) {
            e.problems().forEach(problem -> narrator.say(problem.toString()));
        } catch (RuntimeException e) {
            narrator.say(Failures.describe(e));
        }
        looked.run();
        return now;
    }

    private State work(ScheduledJob job, Instant since) {
        State state = shift.work(job, since);
        looked.run();
        return state;
    }

    /** The next runs of all jobs, the soonest first, in words. */
    public List<String> coming(int most) {
        return coming(jobs(), clock.instant(), most);
    }

    private static List<String> coming(List<ScheduledJob> jobs, Instant now, int most) {
        record Coming(Instant at, ScheduledJob job) {}
        return jobs.stream()
                .flatMap(job ->
                        Stream.iterate(job.next(now), job::next).limit(most).map(at -> new Coming(at, job)))
                .sorted(Comparator.comparing(Coming::at)
                        .thenComparing(coming -> coming.job().name()))
                .limit(most)
                .map(coming -> MOMENT.format(coming.at().atZone(coming.job().zone())) + "  "
                        + coming.job().name() + " " + coming.job().period(coming.at()))
                .toList();
    }

    private List<ScheduledJob> jobs() {
        return ScheduledJob.readAll(workspace.jobs(), workspace.company());
    }

    private boolean sleep(Instant until) {
        long millis = Math.max(0, Duration.between(clock.instant(), until).toMillis());
        try {
            return !asked.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void end() {
        asked.countDown();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
