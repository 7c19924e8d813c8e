package io.holdfast.archive;

import io.holdfast.lake.Lake;
import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Claim;
import io.holdfast.ledger.Finding;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Sha256;
import io.holdfast.mart.MartRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether all that the ledger says is still so, offline: its own chain; every file of lake and archive by its hash; every
 * definition that a run had; the rows of the mart against the results of their runs.
 */
public final class Verification {

    private final Chain chain;
    private final Lake lake;
    private final Archive archive;
    private final KeptDefinitions definitions;
    private final MartRows mart;

    public Verification(Chain chain, Lake lake, Archive archive, KeptDefinitions definitions, MartRows mart) {
        this.chain = chain;
        this.lake = lake;
        this.archive = archive;
        this.definitions = definitions;
        this.mart = mart;
    }

    /**
     * What was looked at and what is not as the ledger says.
     *
     * @param entries of the ledger
     * @param files by their content
     * @param runs whose rows in the mart were compared
     * @param findings what is wrong, the chain first, then by position
     */
    public record Result(long entries, long files, long runs, List<Finding> findings) {

        public Result {
            findings = List.copyOf(findings);
        }
    }

    /** @param exported heads that were written down before */
    public Result verify(List<Head> exported) {
        long[] entries = {0};
        chain.forEach(link -> entries[0]++);
        List<Finding> broken = chain.findings(exported);
        if (!broken.isEmpty()) {
            // What the entries say of files cannot be believed.
            return new Result(entries[0], 0, 0, broken);
        }
        List<Finding> findings = new ArrayList<>();
        Map<Path, Claim> claims = claims();
        claims.values().forEach(claim -> check(claim).ifPresent(findings::add));
        List<RunRecord> latest = latestRuns();
        latest.forEach(run -> results(run).ifPresent(findings::add));
        findings.sort(Comparator.comparingLong(Finding::position));
        return new Result(entries[0], claims.size(), latest.size(), findings);
    }

    // Several entries may name one file: the first counts.
    private Map<Path, Claim> claims() {
        Map<Path, Claim> claims = new LinkedHashMap<>();
        lake.claims().forEach(claim -> claims.putIfAbsent(claim.file(), claim));
        archive.claims().forEach(claim -> claims.putIfAbsent(claim.file(), claim));
        for (RunRecord run : archive.runs()) {
            Claim manifest = claim(run, "the list of definitions", run.definitions());
            claims.putIfAbsent(manifest.file(), manifest);
            if (check(manifest).isEmpty()) {
                definitions.files(run.definitions()).forEach((name, sha256) -> {
                    Claim file = claim(run, name, sha256);
                    claims.putIfAbsent(file.file(), file);
                });
            }
        }
        return claims;
    }

    private Claim claim(RunRecord run, String name, String sha256) {
        return new Claim(run.position(), name + " as " + run.runId() + " had it", definitions.path(sha256), sha256);
    }

    private static Optional<Finding> check(Claim claim) {
        if (!Files.isRegularFile(claim.file())) {
            return Optional.of(new Finding(claim.position(), claim.what() + ": " + claim.file() + " is missing"));
        }
        String now = Sha256.of(claim.file());
        return now.equals(claim.sha256())
                ? Optional.empty()
                : Optional.of(new Finding(
                        claim.position(),
                        claim.what() + ": " + claim.file() + " was changed: its SHA-256 is " + now + ", recorded is "
                                + claim.sha256()));
    }

    // The mart has the last try of a run.
    private List<RunRecord> latestRuns() {
        Map<String, RunRecord> latest = new HashMap<>();
        archive.runs().forEach(run -> latest.put(run.runId(), run));
        return latest.values().stream()
                .sorted(Comparator.comparingLong(RunRecord::position))
                .toList();
    }

    private Optional<Finding> results(RunRecord run) {
        String recorded;
        try {
            recorded = archive.resultsOf(run);
        } catch (ArchiveException e) {
            // Found as a file already.
            return Optional.empty();
        }
        String now = mart.text(run.runId(), MartRows.shape(recorded));
        if (now.equals(recorded)) {
            return Optional.empty();
        }
        ResultLines lines = ResultLines.between(recorded, now);
        return Optional.of(new Finding(
                run.position(),
                "the mart's rows of " + run.runId() + " were changed, " + lines.count() + " of " + lines.rows()
                        + "; the first: " + lines.first()));
    }
}
