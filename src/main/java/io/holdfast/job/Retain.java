package io.holdfast.job;

import io.holdfast.lake.Dispensable;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.ledger.Removals.Gone;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops what a company's policy lets go: first an entry says what goes, then it goes; a process that was killed in between
 * is finished by the next one. Loads, publications, definitions, results and the ledger itself stay, so every run can still
 * be done again.
 */
public final class Retain implements AutoCloseable {

    private final Workspace workspace;
    private final Clock clock;
    private final Repository repository;
    private final Ledger ledger;

    /** @throws BusyException where another process works in the workspace */
    public Retain(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
        this.repository = new Repository(workspace);
        this.ledger = new Ledger(repository.jdbc());
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
                            + "; 'rejects: 24 months' and 'snapshots: 13 months' are what it may say"));
        }
        Map<String, List<Gone>> files = pastTerm(policy);
        List<String> lines = new ArrayList<>();
        files.forEach((what, gone) -> lines.add(what + ", kept " + words(policy, what) + ": "
                + (gone.isEmpty()
                        ? "none is older"
                        : gone.size() + (gone.size() == 1 ? " file" : " files") + ", " + size(gone) + ", "
                                + (dryRun ? "would be dropped" : "dropped"))));
        if (!dryRun) {
            new TransactionTemplate(repository.spring().getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> files.forEach((what, gone) -> enter(policy, what, gone)));
            new Leftovers(workspace, repository.jdbc()).delete();
        }
        return new Outcome(Outcome.State.DONE, lines);
    }

    private Map<String, List<Gone>> pastTerm(RetentionPolicy policy) {
        ZoneId zone = workspace.company().zone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Dispensable dispensable = new Dispensable(repository.lake(), ledger);
        Map<String, List<Gone>> files = new LinkedHashMap<>();
        policy.before(RetentionPolicy.REJECTS, today, zone)
                .ifPresent(before -> files.put(RetentionPolicy.REJECTS, dispensable.rejects(before)));
        policy.before(RetentionPolicy.SNAPSHOTS, today, zone)
                .ifPresent(before -> files.put(RetentionPolicy.SNAPSHOTS, dispensable.snapshots(before)));
        return files;
    }

    private void enter(RetentionPolicy policy, String what, List<Gone> gone) {
        if (gone.isEmpty()) {
            return;
        }
        Map<String, String> facts = new TreeMap<>();
        facts.put("what", what);
        facts.put("policy", what + ": " + words(policy, what));
        facts.put("by", Program.user());
        Removals.enter(ledger, gone, Removals.DROPPED, clock.instant(), facts);
    }

    private static String words(RetentionPolicy policy, String what) {
        java.time.Period term = policy.terms().getOrDefault(what, java.time.Period.ZERO);
        return term.getDays() > 0
                ? term.getDays() + " days"
                : term.getYears() > 0 ? term.getYears() + " years" : term.getMonths() + " months";
    }

    private String size(List<Gone> gone) {
        long bytes = 0;
        for (Gone file : gone) {
            Path path = workspace.root().resolve("data").resolve(file.path());
            try {
                bytes += Files.exists(path) ? Files.size(path) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        return bytes < 1_000_000 ? (bytes + 999) / 1_000 + " kB" : (bytes + 999_999) / 1_000_000 + " MB";
    }

    @Override
    public void close() {
        repository.close();
    }
}
