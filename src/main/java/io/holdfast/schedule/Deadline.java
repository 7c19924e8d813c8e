package io.holdfast.schedule;

import io.holdfast.schedule.Due.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Says when a run is likely to pass its deadline, before it begins, and when it has passed it, while it still runs. What
 * is likely is the median of past runs.
 */
final class Deadline implements AutoCloseable {

    /** How many past runs count. */
    static final int PAST = 20;

    private static final Duration LONGEST_ALARM = Duration.ofMinutes(3);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final ScheduledJob job;
    private final Turn turn;
    private final List<Duration> durations;
    private final Alarm alarm;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "holdfast-deadline");
        thread.setDaemon(true);
        return thread;
    });

    /** Whom it says so; called by another thread than the one that runs the job. */
    interface Alarm {
        void say(String line);
    }

    /** @param durations of past runs; none for a job that never ran */
    Deadline(ScheduledJob job, Turn turn, List<Duration> durations, Alarm alarm) {
        this.job = job;
        this.turn = turn;
        this.durations = durations;
        this.alarm = alarm;
        // Of a run that is done in time nobody wants to hear.
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** From now on, until it is closed. A period that is caught up is late already, and not watched. */
    void watch(Instant now) {
        job.deadline(turn.due()).filter(deadline -> !deadline.isBefore(now)).ifPresent(deadline -> {
            String run = job.name() + " " + turn.period();
            // The job does not wait for a mail server.
            forecast(run, now, deadline, durations, job.zone()).ifPresent(line -> timer.execute(() -> alarm.say(line)));
            String late = "late: " + run + " still runs at its deadline, " + time(deadline, job.zone())
                    + "; it began at " + time(now, job.zone())
                    + median(durations)
                            .map(usual -> " and usually takes " + words(usual))
                            .orElse("");
            timer.schedule(
                    () -> alarm.say(late), Duration.between(now, deadline).toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** What is to be said before a run begins at a moment; empty where it is likely to be in time, or nobody can tell. */
    static Optional<String> forecast(
            String run, Instant begins, Instant deadline, List<Duration> durations, ZoneId zone) {
        return median(durations)
                .filter(usual -> begins.plus(usual).isAfter(deadline))
                .map(usual -> "likely to be late: " + run + " usually takes " + words(usual) + " (median of "
                        + durations.size() + (durations.size() == 1 ? " run" : " runs") + "), so it may end at "
                        + time(begins.plus(usual), zone) + ", after its deadline, " + time(deadline, zone));
    }

    /** How long a run usually takes; empty where none has been done. */
    static Optional<Duration> median(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        // Of an even number the upper one of the middle: better early with a warning.
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }

    private static String time(Instant moment, ZoneId zone) {
        return TIME.format(moment.atZone(zone));
    }

    private static String words(Duration duration) {
        return duration.toMinutes() < 2 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            // What it is about to send is sent before the database is closed.
            if (!timer.awaitTermination(LONGEST_ALARM.toSeconds(), TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
