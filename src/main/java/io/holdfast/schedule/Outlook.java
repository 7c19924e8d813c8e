package io.holdfast.schedule;

import io.holdfast.job.JobDefinition;
import io.holdfast.job.Standing;
import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What lies ahead of a job.
 *
 * @param job its name
 * @param next when it is due next; empty for a job without a schedule
 * @param waiting what was due and is not done, the oldest first
 * @param usual how long a run usually takes; empty where none was done yet
 */
public record Outlook(String job, Optional<Coming> next, List<Coming> waiting, Optional<Duration> usual) {

    /**
     * A run that is due at some time.
     *
     * @param deadline by when it is to be done; empty where the job says nothing of it
     */
    public record Coming(Period period, Instant due, Optional<Instant> deadline) {}

    /** Of every job of a workspace, by name. */
    public static List<Outlook> of(Workspace workspace, Standing standing, Instant now) {
        Map<String, ScheduledJob> scheduled = ScheduledJob.readAll(workspace.jobs(), workspace.company()).stream()
                .collect(Collectors.toMap(ScheduledJob::name, Function.identity()));
        return JobDefinition.names(workspace.jobs()).stream()
                .sorted()
                .map(name -> new Outlook(
                        name,
                        Optional.ofNullable(scheduled.get(name)).map(job -> next(job, now)),
                        Optional.ofNullable(scheduled.get(name))
                                .map(job -> waiting(job, standing, now))
                                .orElse(List.of()),
                        standing.job(name).flatMap(job -> Deadline.median(job.durations()))))
                .toList();
    }

    private static Coming next(ScheduledJob job, Instant now) {
        Instant due = job.next(now);
        return new Coming(job.period(due), due, job.deadline(due));
    }

    private static List<Coming> waiting(ScheduledJob job, Standing standing, Instant now) {
        Optional<Standing.Job> stands = standing.job(job.name());
        return Due.of(
                        job,
                        stands.map(Standing.Job::latest),
                        stands.map(Standing.Job::latestDone).orElse(true),
                        now,
                        now)
                .turns()
                .stream()
                .map(turn -> new Coming(turn.period(), turn.due(), job.deadline(turn.due())))
                .toList();
    }
}
