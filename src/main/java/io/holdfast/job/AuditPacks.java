package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.HeadProofs;
import io.holdfast.archive.KeptDefinitions;
import io.holdfast.archive.RunRecord;
import io.holdfast.archive.Zip;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Finding;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Sha256;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that an auditor needs of a period as one file that common tools can check: what was published, from what, by which
 * definitions, and that it adds up. The same ledger position gives the same bytes. That a pack was made is entered in the ledger.
 */
public final class AuditPacks implements AutoCloseable {

    /** The kind of a pack's ledger entry. */
    static final String KIND = "audit-pack";

    /**
     * Which pack.
     *
     * @param period it is about; runs of periods within it count
     * @param upTo the ledger position where it ends; the last one, where empty
     * @param personalData whether names and free texts stay in the rows
     */
    public record Request(Period period, Optional<Long> upTo, boolean personalData) {}

    private final Workspace workspace;
    private final Clock clock;
    private final Narrator narrator;
    private final Repository repository;
    private final Ledger ledger;
    private final Lake lake;
    private final Archive archive;
    private final KeptDefinitions definitions;

    /**
     * @param clock tells when the pack is entered in the ledger; nothing in the pack depends on it
     * @throws BusyException where another process works in the workspace
     */
    public AuditPacks(Workspace workspace, Clock clock, Narrator narrator) {
        this.workspace = workspace;
        this.clock = clock;
        this.narrator = narrator;
        this.repository = new Repository(workspace);
        this.ledger = new Ledger(repository.jdbc());
        this.lake = repository.lake();
        this.archive = new Archive(workspace.data("archive"), ledger);
        this.definitions = new KeptDefinitions(workspace.data("archive"));
    }

    /**
     * Makes a pack.
     *
     * @param file to write; where absent, one below {@code out/audit}
     * @return with a warning where rows do not make what was published; where the ledger's chain is broken, what is wrong, and
     *     no pack
     * @throws DefinitionException where no finished run lies within the period
     * @throws io.holdfast.archive.ArchiveException where a file that belongs in the pack is missing or was changed
     */
    public Outcome make(Request request, Optional<Path> file) {
        Head head = head(request);
        Path target = file.orElseGet(() -> workspace
                .out()
                .resolve("audit")
                .resolve("audit-pack-" + request.period() + "-at-" + head.position() + ".zip"));
        OutFile.refuseFolder(target);
        OutFile.refuse(workspace, target);
        Chain chain = new Chain(repository.jdbc());
        List<Finding> broken = chain.findings(List.of());
        if (!broken.isEmpty()) {
            List<String> lines = new ArrayList<>();
            broken.forEach(finding -> lines.add(finding.toString()));
            lines.add("no pack was made of a ledger that is not whole; put data/ back from a backup");
            return new Outcome(Outcome.State.DIFFERS, lines);
        }
        Path folder = workspace.data("staging").resolve(KIND + "-" + request.period());
        Folders.delete(folder);
        try {
            Files.createDirectories(folder);
            AuditPack pack = new AuditPack(request.period(), head, runs(request, head), request.personalData(), folder);
            return pack(pack, chain, target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + "; is the disk full?", e);
        } finally {
            Folders.delete(folder);
        }
    }

    private Head head(Request request) {
        return request.upTo()
                .map(position -> ledger.at(position)
                        .orElseThrow(() -> new DefinitionException(
                                "--up-to",
                                0,
                                "the ledger has no entry " + position + "; it ends at "
                                        + ledger.head().position())))
                .orElseGet(ledger::head);
    }

    private List<RunRecord> runs(Request request, Head head) {
        Map<String, RunRecord> latest = new HashMap<>();
        archive.runs().stream()
                .filter(run -> run.position() <= head.position())
                .forEach(run -> latest.put(run.runId(), run));
        List<RunRecord> runs = latest.values().stream()
                .filter(run -> !run.period().start().isBefore(request.period().start())
                        && !run.period().end().isAfter(request.period().end()))
                .sorted(Comparator.comparingLong(RunRecord::position))
                .toList();
        if (runs.isEmpty()) {
            throw new DefinitionException(
                    "--period",
                    0,
                    "no finished run lies within " + request.period() + "; there are "
                            + latest.keySet().stream().sorted().toList());
        }
        return runs;
    }

    private Outcome pack(AuditPack pack, Chain chain, Path target) {
        narrator.say("the audit pack of " + pack.period() + ": " + pack.runs().size()
                + " runs, as the ledger had them at " + pack.head().position());
        PackRecords records = new PackRecords(pack, ledger, archive, definitions);
        records.ledger(
                chain, workspace.out().resolve("ledger").resolve(pack.head().position() + HeadProofs.HEAD));
        records.publications();
        records.runs();
        records.results();
        records.people();
        List<String> differences = rows(pack);
        VerifyPage.write(pack);
        String contents = Zip.sum(pack.folder());
        int files = Zip.write(pack.folder(), pack.head().recordedAt(), target);
        String sha256 = Sha256.of(target);
        enter(pack, sha256, contents);
        List<String> lines = new ArrayList<>();
        differences.forEach(difference -> lines.add("warning: " + difference));
        lines.add(target + ": " + files + " files, SHA-256 " + sha256 + "; unzip it and read verify.md");
        return new Outcome(differences.isEmpty() ? Outcome.State.DONE : Outcome.State.WARNINGS, lines);
    }

    private List<String> rows(AuditPack pack) {
        Company company = workspace.company();
        try (Engine engine = Engine.start(workspace.data("tmp"), company.memory(), company.threads());
                Connection connection = engine.connect()) {
            PackLoads loads = new PackLoads(pack, lake, connection);
            loads.rejects();
            loads.deletions();
            loads.reconciliation();
            loads.controlTotals();
            return new PackEvidence(pack, workspace, definitions, lake, engine).write();
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
    }

    private void enter(AuditPack pack, String sha256, String contents) {
        Instant now = clock.instant();
        Map<String, String> facts = new TreeMap<>();
        facts.put("period", pack.period().toString());
        facts.put("up-to", String.valueOf(pack.head().position()));
        facts.put("personal-data", String.valueOf(pack.personalData()));
        facts.put("sha256", sha256);
        facts.put("contents", contents);
        facts.put("program", Program.version());
        facts.put("by", Program.user());
        new TransactionTemplate(repository.spring().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> ledger.append(KIND, now, KIND + "-" + pack.period(), facts));
    }

    @Override
    public void close() {
        repository.close();
    }
}
