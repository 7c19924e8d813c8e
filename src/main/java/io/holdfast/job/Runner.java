package io.holdfast.job;

import io.holdfast.archive.KeptDefinitions;
import io.holdfast.lake.Lake;
import io.holdfast.mart.Run;
import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.source.Database;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs jobs in a workspace, one process at a time. A run is job, period and revision: a finished one is not repeated,
 * one whose process died is continued where it was.
 */
public final class Runner implements AutoCloseable {

    private final Workspace workspace;
    private final Company company;
    private final Clock clock;
    private final Narrator narrator;
    private final Termination termination;
    private final Repository repository;
    private final ConfigurableApplicationContext spring;
    private final Executions executions;
    private final Deliveries deliveries;

    /**
     * Opens the workspace's repository.
     *
     * @param clock tells when a run begins; nothing else asks for the time
     * @throws BusyException where another process has it
     */
    public Runner(Workspace workspace, Clock clock, Narrator narrator) {
        this(workspace, clock, narrator, Patience.NONE);
    }

    /**
     * Opens the workspace's repository, when its turn comes.
     *
     * @param patience how long another process is waited for
     */
    public Runner(Workspace workspace, Clock clock, Narrator narrator, Patience patience) {
        this.workspace = workspace;
        this.company = workspace.company();
        this.clock = clock;
        this.narrator = narrator;
        this.termination = new Termination(narrator);
        try {
            this.repository = new Repository(workspace, patience);
        } catch (RuntimeException e) {
            termination.close();
            throw e;
        }
        this.spring = repository.spring();
        this.executions = new Executions(repository);
        this.deliveries = repository.deliveries(clock);
    }

    /**
     * Runs a job, or continues it, or says that it is done.
     *
     * @param period what it is about; empty for the last complete one
     * @param again whether a finished period is computed once more, as its next revision
     */
    public Outcome run(String name, Optional<Period> period, boolean again) {
        Outcome outcome = run(name, period, again, Optional.empty());
        if (termination.asked()) {
            // What is queued goes with the next start, or the scheduler's.
            return outcome;
        }
        Period about = period.orElseGet(
                () -> lastComplete(JobDefinition.read(workspace.jobs(), name).grain()));
        return deliveries.after(outcome, name, about, Run.id(name, about, executions.latestRevision(name, about)));
    }

    /**
     * Likewise, from an earlier ledger position.
     *
     * @param known the position whose loads the run sees; the last one where empty. A continued run keeps its own
     */
    Outcome run(String name, Optional<Period> period, boolean again, Optional<Long> known) {
        if (termination.asked()) {
            return new Outcome(Outcome.State.STOPPED, List.of(name + " was not begun: the process was asked to end"));
        }
        JobDefinition definition = JobDefinition.read(workspace.jobs(), name);
        Period about = period.orElseGet(() -> Period.lastComplete(definition.grain(), today()));
        if (about.grain() != definition.grain()) {
            throw new DefinitionException(
                    definition.file(),
                    0,
                    "is about a " + definition.grain() + ", but --period " + about + " is a " + about.grain()
                            + "; write one such as " + Period.lastComplete(definition.grain(), today()));
        }
        if (about.start().isAfter(today())) {
            throw new DefinitionException(
                    definition.file(),
                    0,
                    "cannot run for " + about + ", which has not begun; the last complete one is "
                            + Period.lastComplete(definition.grain(), today()));
        }
        int revision = executions.latestRevision(name, about);
        Optional<JobExecution> last = executions.last(name, about, revision);
        if (last.isPresent() && last.get().getStatus() == BatchStatus.COMPLETED) {
            if (!again) {
                return new Outcome(
                        Outcome.State.DONE,
                        List.of(Run.id(name, about, revision)
                                + " is done already; nothing was done now. To do it anew, with what came since: "
                                + workspace.command("run " + name + " --period " + about + " --again")));
            }
            revision++;
            last = Optional.empty();
        }
        Instant at = last.map(execution -> Instant.parse(
                        Objects.requireNonNull(execution.getJobParameters().getString(RunParameters.AT))))
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Optional<Long> position = last.isPresent()
                ? last.map(execution -> execution.getJobParameters().getLong(RunParameters.KNOWN))
                : known;
        last.ifPresent(this::continued);
        if (last.isEmpty()) {
            forgetBeginning(name, about, revision);
        }
        return launch(name, about, revision, at, position);
    }

    // What is edited while a run is at work counts from the next start on: it reads what was kept when it began.
    private Outcome launch(String name, Period about, int revision, Instant at, Optional<Long> position) {
        Database.refusePasswords(workspace.jobs());
        Deliveries.addressees(workspace, JobDefinition.read(workspace.jobs(), name));
        KeptDefinitions definitions = new KeptDefinitions(workspace.data("archive"));
        String kept = definitions.keep(workspace);
        Workspace place = definitions.open(workspace, kept);
        return launch(new RunContext(
                place,
                kept,
                place.company(),
                JobDefinition.read(place.jobs(), name),
                about,
                revision,
                at,
                position.flatMap(repository.lake()::at),
                Program.version(),
                workspace.data("staging/" + Run.id(name, about, revision))));
    }

    private Outcome launch(RunContext run) {
        Presence.mark(run);
        try (Presence presence = new Presence(run, clock, narrator);
                Traces traces = Traces.of(run, System.getenv())) {
            Journal journal = new Journal(presence, tasklet -> termination.unlessAsked(presence.shown(tasklet)));
            Outcome outcome = launch(run, journal, traces);
            presence.ended(outcome);
            repository.leaveWord();
            return outcome;
        }
    }

    private Outcome launch(RunContext run, Journal journal, Traces traces) {
        try (Assembly assembly = new Assembly(spring, run, journal, traces)) {
            Job job = assembly.job();
            JobExecution execution =
                    spring.getBean(JobOperator.class).start(job, RunParameters.of(run, clock.instant()));
            return outcome(run, execution, journal);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the job " + run.runId() + " could not be started: " + e.getMessage(), e);
        }
    }

    // A process killed between entering an instance and its first execution leaves an instance that cannot be started.
    private void forgetBeginning(String name, Period period, int revision) {
        JobRepository repository = spring.getBean(JobRepository.class);
        JobInstance begun = repository.getJobInstance(name, RunParameters.of(period, revision));
        if (begun != null) {
            repository.deleteJobInstance(begun);
        }
    }

    // The lock is ours, so whatever is marked as running has no process any more.
    private void continued(JobExecution last) {
        if (last.isRunning() || last.getStatus() == BatchStatus.UNKNOWN) {
            narrator.say("the process of the last try ended without a word; continuing where it was");
            spring.getBean(JobOperator.class).recover(last);
        } else {
            narrator.say("the last try " + last.getStatus().name().toLowerCase(java.util.Locale.ROOT)
                    + "; continuing where it was");
        }
    }

    // The run is entered as done: what cannot be cleared away does not undo that.
    private static void clear(Path staging, Journal journal) {
        try {
            Folders.delete(staging);
        } catch (UncheckedIOException e) {
            journal.warn(
                    List.of(e.getMessage() + " (" + e.getCause() + "); nothing in it is needed any more: delete it"));
        }
    }

    private Outcome outcome(RunContext run, JobExecution execution, Journal journal) {
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            List<String> lines = new ArrayList<>();
            clear(run.staging(), journal);
            journal.warnings().forEach(warning -> lines.add("warning: " + warning));
            lines.add(run.runId() + (lines.isEmpty() ? " is done" : " is done, with warnings"));
            return new Outcome(lines.size() == 1 ? Outcome.State.DONE : Outcome.State.WARNINGS, lines);
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return new Outcome(
                    Outcome.State.STOPPED,
                    List.of(run.runId()
                            + " stopped, because the process was asked to end; what was finished stays so. To go on: "
                            + workspace.command("run " + run.job().name() + " --period " + run.period())));
        }
        List<String> lines = new ArrayList<>();
        Endings.causes(execution, journal).forEach(cause -> lines.add(Failures.describe(cause)));
        lines.add(run.runId()
                + " failed; what was published before is as it was. After mending, the same command continues: "
                + workspace.command("run " + run.job().name() + " --period " + run.period()));
        return new Outcome(Endings.state(execution, journal), lines);
    }

    Lake lake() {
        return repository.lake();
    }

    /** What ran before. */
    public Executions executions() {
        return executions;
    }

    /** How the jobs stand. Nothing is running: this process has the workspace. */
    public Standing standing() {
        return repository.standings().standing();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    /** What goes to people and programs. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** The last complete period of a grain, on the runner's clock. */
    public Period lastComplete(Grain grain) {
        return Period.lastComplete(grain, today());
    }

    @Override
    public void close() {
        Presence.unmark();
        repository.close();
        termination.close();
    }
}
