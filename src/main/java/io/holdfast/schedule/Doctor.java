package io.holdfast.schedule;

import io.holdfast.job.AtWork;
import io.holdfast.job.BusyException;
import io.holdfast.job.Failures;
import io.holdfast.job.Narrator;
import io.holdfast.job.Outcome;
import io.holdfast.job.Outcome.State;
import io.holdfast.job.Patience;
import io.holdfast.job.Runner;
import io.holdfast.job.Standing;
import io.holdfast.schedule.Concern.Kind;
import io.holdfast.schedule.Outlook.Coming;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for what is stuck, late or about to fail in a workspace, and names the command for each. Changes nothing. */
public final class Doctor {

    /** Below this many bytes a night of a large company may not find room. */
    private static final long LEAST_FREE = 2L << 30;

    private final Workspace workspace;
    private final Clock clock;

    public Doctor(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /** One line for each finding, its command last; done with warnings where there is any. */
    public Outcome look() {
        List<String> lines = new ArrayList<>();
        Standing standing;
        Optional<AtWork> work = Optional.empty();
        try (Runner runner = new Runner(workspace, clock, Narrator.SILENT, Patience.NONE)) {
            standing = runner.standing();
        } catch (BusyException e) {
            work = AtWork.in(workspace);
            lines.add("at work: " + Failures.describe(e).replaceFirst(";.*", "")
                    + "; what is said here is how things stood before it began");
            standing = Standing.left(workspace).orElse(Standing.EMPTY);
        }
        findings(standing, work).forEach(finding -> lines.add(finding.line()));
        if (lines.isEmpty()) {
            return new Outcome(State.DONE, List.of("nothing is stuck, late, unsent or low"));
        }
        return new Outcome(State.WARNINGS, lines);
    }

    /** What there is to say without the database, as it was left by whoever had it last: quick, and beside any work. */
    public List<Concern> glance() {
        return findings(Standing.left(workspace).orElse(Standing.EMPTY), AtWork.in(workspace));
    }

    private List<Concern> findings(Standing standing, Optional<AtWork> work) {
        List<Concern> findings = new ArrayList<>(disk());
        Optional<AtWork> alive = work.filter(run -> run.alive(clock.instant()));
        try {
            ZoneId zone = workspace.company().zone();
            findings.addAll(unfinished(standing, alive, zone));
            work.filter(run -> alive.isEmpty() && standing.unfinished().stream().noneMatch(known -> is(run, known)))
                    .ifPresent(run -> findings.add(Concern.of(
                            Kind.STUCK,
                            run.job(),
                            run.job() + " " + run.period() + ", begun " + time(run.begun(), zone)
                                    + ", whose process gave no sign of life since " + time(run.seen(), zone) + ": "
                                    + command(run.job(), run.period().toString()))));
            findings.addAll(late(standing, alive, zone));
            findings.addAll(unsent(standing));
        } catch (DefinitionException e) {
            e.problems().forEach(problem -> findings.add(new Concern(Kind.DEFINITION, "", problem.toString())));
        }
        return findings;
    }

    private List<Concern> unfinished(Standing standing, Optional<AtWork> alive, ZoneId zone) {
        return standing.unfinished().stream()
                .filter(run -> alive.filter(work -> is(work, run)).isEmpty())
                .map(run -> Concern.of(
                        run.died() ? Kind.STUCK : Kind.FAILED,
                        run.job(),
                        run.job() + " " + run.period() + ", begun " + time(run.since(), zone)
                                + (run.died() ? ", whose process ended without a word" : "")
                                + ": " + command(run.job(), run.period().toString())))
                .toList();
    }

    private List<Concern> late(Standing standing, Optional<AtWork> alive, ZoneId zone) {
        Instant now = clock.instant();
        List<Concern> late = new ArrayList<>();
        for (Outlook outlook : Outlook.of(workspace, standing, now)) {
            String job = outlook.job();
            for (Coming due : outlook.waiting()) {
                boolean works = alive.filter(
                                run -> run.job().equals(job) && run.period().equals(due.period()))
                        .isPresent();
                if (works) {
                    due.deadline()
                            .filter(deadline -> deadline.isBefore(now))
                            .ifPresent(deadline -> late.add(Concern.of(
                                    Kind.LATE,
                                    job,
                                    job + " " + due.period() + " is at work past its deadline, " + time(deadline, zone)
                                            + ": holdfast status --watch")));
                    // What was begun and is not done is told of already.
                } else if (standing.unfinished().stream()
                        .noneMatch(run -> run.job().equals(job) && run.period().equals(due.period()))) {
                    late.add(Concern.of(
                            Kind.LATE,
                            job,
                            job + " " + due.period() + " was due " + time(due.due(), zone) + ": "
                                    + command(job, due.period().toString())));
                }
            }
            if (outlook.next().isPresent()
                    && standing.job(job).isEmpty()
                    && alive.filter(run -> run.job().equals(job)).isEmpty()) {
                late.add(Concern.of(
                        Kind.NEVER_RAN,
                        job,
                        job + " has a schedule, which begins with its first run: " + workspace.command("run " + job)));
            }
        }
        return late;
    }

    private List<Concern> unsent(Standing standing) {
        return standing.unsent().stream()
                .map(delivery -> Concern.of(
                        delivery.doubt() ? Kind.IN_DOUBT : Kind.UNSENT,
                        "",
                        delivery.what() + ": " + workspace.command("resend " + delivery.id())))
                .toList();
    }

    private static boolean is(AtWork work, Standing.Unfinished run) {
        return work.job().equals(run.job()) && work.period().equals(run.period());
    }

    private String command(String job, String period) {
        return workspace.command("run " + job + " --period " + period);
    }

    private static LocalDateTime time(Instant moment, ZoneId zone) {
        return LocalDateTime.ofInstant(moment, zone).withNano(0);
    }

    private List<Concern> disk() {
        Path data = workspace.root();
        try {
            FileStore store = Files.getFileStore(data);
            long free = store.getUsableSpace();
            return free >= LEAST_FREE
                    ? List.of()
                    : List.of(Concern.of(
                            Kind.LOW,
                            "",
                            (free >> 20) + " MB are free where " + data + " lies; a night needs room for"
                                    + " what comes in and for what the engine puts aside: make room, or see what may go:"
                                    + " holdfast retain --dry-run"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at the disk of " + data, e);
        }
    }
}
