package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.lake.Dispensable;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.ledger.Removals.Gone;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops what a company's policy lets go: first an entry says what goes, then it goes; a process that was killed in between
 * is finished by the next one. Loads, publications, definitions, results, runs and the ledger itself stay, so every run can
 * still be done again, and none is done twice.
 */
public final class Retain implements AutoCloseable {

    private final Workspace workspace;
    private final Clock clock;
    private final Repository repository;
    private final Ledger ledger;
    private final Expired expired;

    /** @throws BusyException where another process works in the workspace */
    public Retain(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
        this.repository = new Repository(workspace);
        this.ledger = new Ledger(repository.jdbc());
        this.expired = new Expired(workspace, new Archive(workspace.data("archive"), ledger), repository.standings());
    }

    /**
     * Drops what is past its term.
     *
     * @param dryRun whether it only says what would go
     */
    public Outcome retain(boolean dryRun) {
        RetentionPolicy policy = RetentionPolicy.read(workspace.jobs());
        if (policy.terms().isEmpty()) {
            return new Outcome(
                    Outcome.State.DONE,
                    List.of("nothing is dropped: there is no policy in jobs/" + RetentionPolicy.FILE
                            + "; it may name "
                            + String.join(", ", RetentionPolicy.KINDS) + ", each with a term such as '24 months'"));
        }
        Map<String, List<Gone>> files = pastTerm(policy);
        Map<String, List<Path>> others = othersPastTerm(policy);
        Optional<Instant> settled = before(policy, RetentionPolicy.EXECUTIONS);
        long steps = settled.map(repository.standings()::settledSteps).orElse(0L);
        Tally tally = new Tally(policy, dryRun);
        files.forEach(
                (what, gone) -> tally.files(what, gone.stream().map(this::path).toList()));
        settled.ifPresent(before -> tally.steps(RetentionPolicy.EXECUTIONS, steps));
        others.forEach(tally::files);
        if (!dryRun) {
            new TransactionTemplate(repository.spring().getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> {
                        files.forEach((what, gone) -> enter(policy, what, gone));
                        others.forEach((what, gone) -> enter(policy, what, gone.size()));
                        enter(policy, RetentionPolicy.EXECUTIONS, steps);
                        settled.ifPresent(repository.standings()::dropSettledSteps);
                    });
            new Leftovers(workspace, repository.jdbc()).delete();
            others.values().forEach(expired::delete);
        }
        return new Outcome(Outcome.State.DONE, tally.lines());
    }

    private Optional<Instant> before(RetentionPolicy policy, String what) {
        ZoneId zone = workspace.company().zone();
        return policy.before(what, LocalDate.ofInstant(clock.instant(), zone), zone);
    }

    private Map<String, List<Path>> othersPastTerm(RetentionPolicy policy) {
        Map<String, List<Path>> files = new LinkedHashMap<>();
        before(policy, RetentionPolicy.COPIES)
                .ifPresent(before -> files.put(RetentionPolicy.COPIES, expired.copies(before)));
        before(policy, RetentionPolicy.REJECT_COPIES)
                .ifPresent(before -> files.put(RetentionPolicy.REJECT_COPIES, expired.rejectCopies(before)));
        before(policy, RetentionPolicy.TEMPORARY)
                .ifPresent(before -> files.put(RetentionPolicy.TEMPORARY, expired.temporary(before)));
        return files;
    }

    private Map<String, List<Gone>> pastTerm(RetentionPolicy policy) {
        Dispensable dispensable = new Dispensable(repository.lake(), ledger);
        Map<String, List<Gone>> files = new LinkedHashMap<>();
        before(policy, RetentionPolicy.REJECTS)
                .ifPresent(before -> files.put(RetentionPolicy.REJECTS, dispensable.rejects(before)));
        before(policy, RetentionPolicy.SNAPSHOTS)
                .ifPresent(before -> files.put(RetentionPolicy.SNAPSHOTS, dispensable.snapshots(before)));
        return files;
    }

    private void enter(RetentionPolicy policy, String what, List<Gone> gone) {
        if (!gone.isEmpty()) {
            Removals.enter(ledger, gone, Removals.DROPPED, clock.instant(), facts(policy, what));
        }
    }

    // What the ledger never named is entered by its number alone.
    private void enter(RetentionPolicy policy, String what, long count) {
        if (count > 0) {
            Map<String, String> facts = facts(policy, what);
            facts.put("count", String.valueOf(count));
            Removals.enter(ledger, List.of(), Removals.DROPPED, clock.instant(), facts);
        }
    }

    private static Map<String, String> facts(RetentionPolicy policy, String what) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("what", what);
        facts.put("policy", what + ": " + policy.words(what));
        facts.put("by", Program.user());
        return facts;
    }

    private Path path(Gone file) {
        return workspace.root().resolve("data").resolve(file.path());
    }

    @Override
    public void close() {
        repository.close();
    }
}
