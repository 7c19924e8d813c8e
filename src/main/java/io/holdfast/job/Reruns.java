package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Forgotten;
import io.holdfast.archive.Publication;
import io.holdfast.archive.RunRecord;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finished runs, done again from the loads of their ledger position with the definitions they had, in a mart of their own,
 * and laid beside what the records have; or computed with what was recorded since, and each difference explained. Published figures are not touched; that there was a rerun is entered in the
 * ledger.
 */
public final class Reruns implements AutoCloseable {

    /** The kind of a rerun's ledger entry. */
    static final String KIND = "rerun";

    /**
     * What of this machine a rerun may use; no result depends on it.
     *
     * @param threads of the figures' engine; as the run's company.yml says, where empty
     */
    public record Means(Optional<Integer> threads) {}

    private final Workspace workspace;
    private final Clock clock;
    private final Narrator narrator;
    private final Repository repository;
    private final Ledger ledger;
    private final Lake lake;
    private final Archive archive;

    /** @throws BusyException where another process works in the workspace */
    public Reruns(Workspace workspace, Clock clock, Narrator narrator) {
        this.workspace = workspace;
        this.clock = clock;
        this.narrator = narrator;
        this.repository = new Repository(workspace);
        this.ledger = new Ledger(repository.jdbc());
        this.lake = repository.lake();
        this.archive = new Archive(workspace.data("archive"), ledger);
    }

    /**
     * The last finished run of this id.
     *
     * @throws DefinitionException where there is none, with those there are
     */
    public RunRecord run(String runId) {
        List<RunRecord> runs = archive.runs();
        return runs.stream()
                .filter(run -> run.runId().equals(runId))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new DefinitionException(
                        "holdfast rerun",
                        0,
                        "there is no finished run '" + runId + "'; "
                                + (runs.isEmpty()
                                        ? "none has finished yet"
                                        : "the last ones are "
                                                + String.join(
                                                        ", ",
                                                        runs.subList(Math.max(0, runs.size() - 5), runs.size()).stream()
                                                                .map(RunRecord::runId)
                                                                .toList()))));
    }

    /** The last finished run that published a report of a period. */
    public RunRecord run(String report, Period period) {
        return archive.publications().stream()
                .filter(published ->
                        published.report().equals(report) && published.period().equals(period.toString()))
                .reduce((earlier, later) -> later)
                .map(Publication::runId)
                .map(this::run)
                .orElseThrow(() -> new DefinitionException(
                        "holdfast rerun", 0, "no run has published " + report + " for " + period));
    }

    /**
     * Does a run again and compares.
     *
     * @param out a folder for what differs
     * @return done where every byte is the same; otherwise what differs
     */
    public Outcome rerun(RunRecord recorded, Means means, Path out) {
        Head known = known(recorded);
        narrator.say(recorded.runId() + " again, as known at ledger position " + known.position()
                + ", with the definitions it had");
        Outcome outcome = new Redoing(workspace, lake, archive, narrator)
                .again(recorded, known, means, made -> new Comparison(recorded, out, Forgotten.of(ledger))
                        .of(made.before(), made.now(), made.files()));
        transaction(
                () -> enter(recorded, known, Map.of("same", String.valueOf(outcome.state() == Outcome.State.DONE))));
        return outcome;
    }

    /**
     * The figures of a run with what was recorded since, and a report in every language of the company and a workbook that
     * explain every difference, published; that it was done is entered in the ledger. The run's own publications and the mart stay
     * as they are.
     *
     * @param at a ledger position or a time ({@link KnownAt}); where empty, all that is recorded
     * @return done where every figure is the number that was published; otherwise which are not, and by what
     */
    public Outcome restate(RunRecord recorded, Optional<String> at, Means means) {
        Head then = known(recorded);
        Head now = at.map(text -> new KnownAt(lake, workspace.company().zone()).of(text))
                .orElseGet(() -> lake.known().orElse(then));
        if (now.position() < then.position()) {
            throw new DefinitionException(
                    "--as-known-at",
                    0,
                    "position " + now.position() + " is before position " + then.position() + ", which "
                            + recorded.runId() + " knew; name that one or a later");
        }
        Path staging = workspace.data("staging/restatement-of-" + recorded.runId());
        try {
            narrator.say(recorded.runId() + ", known at ledger position " + then.position() + ", as known at position "
                    + now.position());
            Restating.Told told =
                    new Restating(workspace, lake, archive, recorded).restate(then, now, means.threads(), staging);
            List<String> lines = new ArrayList<>(told.lines());
            transaction(() -> {
                told.files()
                        .forEach(file ->
                                lines.add("published " + workspace.root().relativize(publish(recorded, file))));
                enter(
                        recorded,
                        now,
                        Map.of("same", String.valueOf(told.moved() == 0), "moved", String.valueOf(told.moved())));
            });
            return new Outcome(told.moved() == 0 ? Outcome.State.DONE : Outcome.State.DIFFERS, lines);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(recorded.runId() + " could not be restated: " + e.getMessage(), e);
        } finally {
            Folders.delete(staging);
        }
    }

    private Path publish(RunRecord recorded, Restating.Made file) {
        String period = recorded.period().toString();
        Path copy = workspace.out().resolve(period).resolve(file.path().getFileName());
        archive.publish(
                file.path(),
                recorded.runId(),
                clock.instant(),
                Map.of("report", Restating.REPORT, "language", file.language(), "period", period),
                copy);
        return copy;
    }

    private Head known(RunRecord recorded) {
        return recorded.knownAt()
                .flatMap(lake::at)
                .orElseThrow(() -> new DefinitionException(
                        "holdfast rerun",
                        0,
                        recorded.runId() + " computed nothing that could be done again: it only took in files"));
    }

    private void enter(RunRecord recorded, Head known, Map<String, String> found) {
        Map<String, String> facts = new TreeMap<>(found);
        facts.put("known-at", String.valueOf(known.position()));
        facts.put("program", Program.version());
        facts.put("java", Program.java());
        facts.put("by", Program.user());
        ledger.append(KIND, clock.instant(), recorded.runId(), facts);
    }

    private void transaction(Runnable writing) {
        new TransactionTemplate(repository.spring().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> writing.run());
    }

    @Override
    public void close() {
        repository.close();
    }
}
