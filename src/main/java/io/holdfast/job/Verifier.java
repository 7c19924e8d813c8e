package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.AuditSettings;
import io.holdfast.archive.HeadProofs;
import io.holdfast.archive.KeptDefinitions;
import io.holdfast.archive.Verification;
import io.holdfast.ledger.Chain;
import io.holdfast.ledger.EntryFiles;
import io.holdfast.ledger.Finding;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.HeadFile;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.mart.MartRows;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks a workspace's records, and writes down heads of its ledger that such a check can be held against. */
public final class Verifier implements AutoCloseable {

    private final Workspace workspace;
    private final Repository repository;
    private final Ledger ledger;

    /** @throws BusyException where another process works in the workspace */
    public Verifier(Workspace workspace) {
        this.workspace = workspace;
        this.repository = new Repository(workspace);
        this.ledger = new Ledger(repository.jdbc());
    }

    /**
     * Checks the ledger's chain, every file of lake and archive, and the mart; and of each head, what lies beside its file.
     *
     * @param heads files with heads that were kept elsewhere; those in {@code out/ledger} count too
     * @param trusted files with the certificates of those who may sign heads; anybody may, where there are none
     * @return done where all is as recorded; otherwise what is not, the first thing first
     */
    public Outcome verify(List<Path> heads, List<Path> trusted) {
        List<X509Certificate> signers = trusted.stream()
                .flatMap(file -> HeadProofs.certificates(file).stream())
                .toList();
        List<Head> exported = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Path file : Stream.concat(heads.stream(), ownHeads().stream()).toList()) {
            try {
                Head head = HeadFile.read(file);
                exported.add(head);
                HeadProofs.Seen seen = HeadProofs.look(file, head, signers, !signers.isEmpty() && heads.contains(file));
                lines.addAll(seen.lines());
                findings.addAll(seen.findings());
            } catch (IllegalArgumentException e) {
                throw new DefinitionException("--head", 0, String.valueOf(e.getMessage()));
            }
        }
        Path archive = workspace.data("archive");
        Verification.Result result = new Verification(
                        new Chain(repository.jdbc()),
                        repository.lake(),
                        new Archive(archive, ledger),
                        new KeptDefinitions(archive),
                        new MartRows(repository.jdbc()))
                .verify(exported);
        findings.addAll(0, result.findings());
        if (findings.isEmpty()) {
            lines.add(asRecorded(result, exported.size())
                    + Removals.of(ledger).words().stream().map("; "::concat).collect(Collectors.joining()));
            return new Outcome(Outcome.State.DONE, lines);
        }
        findings.forEach(finding -> lines.add(finding.toString()));
        lines.add(findings.size() + (findings.size() == 1 ? " thing is" : " things are")
                + " not as recorded. Put the named files, or data/ as a whole, back from a backup");
        return new Outcome(Outcome.State.DIFFERS, lines);
    }

    private String asRecorded(Verification.Result result, int heads) {
        return "as recorded: " + result.entries() + " entries of the ledger, " + result.files()
                + " files of lake and archive, the mart's rows of " + result.runs() + " runs"
                + (heads == 0
                        ? "; no head was written down, so it cannot be told whether the ledger was cut off: keep one"
                                + " elsewhere with " + workspace.command("ledger head")
                        : "; it reaches " + heads + (heads == 1 ? " head" : " heads") + " that had been written down");
    }

    /** Writes the ledger's head to a file; where none is named, to {@code out/ledger/POSITION.head}. */
    public Outcome head(Optional<Path> file) {
        Head head = ledger.head();
        Path target = place(head, file);
        HeadProofs.write(head, target);
        return new Outcome(Outcome.State.DONE, List.of(written(head, target)));
    }

    /**
     * Likewise, signed, and time-stamped where {@code jobs/audit.yml} names an authority.
     *
     * @param clock tells when it is signed
     * @param environment value by variable, for the password of the keystore
     */
    public Outcome signedHead(Optional<Path> file, Clock clock, Function<String, @Nullable String> environment) {
        Head head = ledger.head();
        Path target = place(head, file);
        List<Path> proofs = HeadProofs.write(head, target, AuditSettings.read(workspace), environment, clock.instant());
        List<String> lines = new ArrayList<>(List.of(written(head, target)));
        proofs.forEach(proof -> lines.add(proof + " belongs to it; keep both together"));
        lines.addAll(HeadProofs.look(target, head, List.of(), true).lines());
        return new Outcome(Outcome.State.DONE, lines);
    }

    private Path place(Head head, Optional<Path> file) {
        return file.orElseGet(() -> workspace.out().resolve("ledger").resolve(head.position() + HeadProofs.HEAD));
    }

    private static String written(Head head, Path target) {
        return target + ": position " + head.position() + ", hash " + head.hash()
                + "; keep it where nobody who can write to data/ can change it";
    }

    /**
     * Writes every entry as a text file that common tools can check.
     *
     * @param folder to write; where absent, {@code out/ledger/entries}
     */
    public Outcome export(Optional<Path> folder) {
        Path target = folder.orElseGet(() -> workspace.out().resolve("ledger").resolve("entries"));
        OutFile.refuse(workspace, target);
        Chain chain = new Chain(repository.jdbc());
        List<Finding> findings = new ArrayList<>(chain.findings(List.of()));
        findings.addAll(EntryFiles.write(chain, Long.MAX_VALUE, target));
        List<String> lines = new ArrayList<>();
        findings.forEach(finding -> lines.add(finding.toString()));
        Head head = ledger.head();
        lines.add(target + ": " + head.position() + (head.position() == 1 ? " entry" : " entries")
                + ", the last with the hash " + head.hash() + "; check them there with: sha256sum -c "
                + EntryFiles.SUMS);
        return new Outcome(findings.isEmpty() ? Outcome.State.DONE : Outcome.State.DIFFERS, lines);
    }

    private List<Path> ownHeads() {
        Path folder = workspace.out().resolve("ledger");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(HeadProofs.HEAD))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
