package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Forgotten;
import io.holdfast.archive.HeadProofs;
import io.holdfast.archive.KeptDefinitions;
import io.holdfast.archive.Publication;
import io.holdfast.archive.RunRecord;
import io.holdfast.ledger.Chain;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.EntryFiles;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.DefinitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The parts of a pack that stand in the records as they are: ledger and head, publications, definitions, results, people. */
final class PackRecords {

    private final AuditPack pack;
    private final Ledger ledger;
    private final Archive archive;
    private final KeptDefinitions definitions;

    PackRecords(AuditPack pack, Ledger ledger, Archive archive, KeptDefinitions definitions) {
        this.pack = pack;
        this.ledger = ledger;
        this.archive = archive;
        this.definitions = definitions;
    }

    /**
     * Writes the entries up to the pack's position and its head.
     *
     * @param ownHead where the workspace has a file of this head, perhaps with its proofs
     */
    void ledger(Chain chain, Path ownHead) {
        long position = pack.head().position();
        EntryFiles.write(chain, position, pack.folder().resolve("ledger"));
        HeadProofs.copy(pack.head(), ownHead, pack.folder().resolve("head").resolve(position + HeadProofs.HEAD));
    }

    /** Writes what was published, by run; of two files of one name, which two tries of a run made, the earlier one has its position before it. */
    void publications() {
        CsvText table = new CsvText("position", "recorded_at", "run", "report", "language", "period", "file", "sha256");
        Set<String> taken = new HashSet<>();
        List<Publication> latestFirst = new ArrayList<>(archive.publications());
        latestFirst.sort(Comparator.comparingLong(Publication::position).reversed());
        List<Object[]> rows = new ArrayList<>();
        for (Publication published : latestFirst) {
            if (published.position() > pack.head().position() || !pack.has(published.runId())) {
                continue;
            }
            String folder = "publications/" + published.runId() + "/";
            String name = folder + published.name();
            if (!taken.add(name)) {
                name = folder + published.position() + "-" + published.name();
            }
            requireItsEntry(published);
            archive.copy(published, pack.folder().resolve(name));
            if (published.isBurst()) {
                pieces(published, folder);
            }
            rows.add(0, new Object[] {
                published.position(),
                published.recordedAt(),
                published.runId(),
                published.report(),
                published.language(),
                published.period(),
                name,
                published.sha256()
            });
        }
        rows.forEach(table::row);
        table.write(pack.folder().resolve("publications.csv"));
    }

    // Beside their manifest, by the names that it has: so sha256sum -c checks them. Of two tries the later one's files
    // stay.
    private void pieces(Publication published, String folder) {
        archive.burst(published).files().forEach((name, sha256) -> {
            Path target = pack.folder().resolve(folder + name);
            if (!Files.exists(target)) {
                archive.pieces().copy(name, sha256, target);
            }
        });
    }

    // A file that took the place of another stands in no entry before the one that says so: nobody could check it.
    private void requireItsEntry(Publication published) {
        Forgotten.of(ledger)
                .standsFor(published.sha256())
                .filter(gone -> gone.position() > pack.head().position())
                .ifPresent(gone -> {
                    throw new DefinitionException(
                            "--up-to",
                            0,
                            "at " + pack.head().position() + ", " + published.name() + " of " + published.runId()
                                    + " had a name on it that ledger entry " + gone.position()
                                    + " (forget) removed; take --up-to " + gone.position() + " or a later one");
                });
    }

    /** Writes each distinct set of definitions once, under the hash that the runs have it by, and the runs. */
    void runs() {
        CsvText table = new CsvText(
                "position",
                "recorded_at",
                "run",
                "job",
                "period",
                "revision",
                "known_at",
                "definitions",
                "results",
                "program",
                "java");
        for (RunRecord run : pack.runs()) {
            table.row(
                    run.position(),
                    run.recordedAt(),
                    run.runId(),
                    run.job(),
                    run.period(),
                    run.revision(),
                    run.knownAt().map(String::valueOf).orElse(""),
                    run.definitions(),
                    run.results(),
                    run.program(),
                    run.java());
        }
        table.write(pack.folder().resolve("runs.csv"));
        pack.runs().stream()
                .map(RunRecord::definitions)
                .distinct()
                .forEach(sha256 -> definitions.copy(
                        sha256, pack.folder().resolve("definitions").resolve(sha256)));
    }

    /** Writes the results of each run as they were kept, and each table of them as a file of its own. */
    void results() {
        for (RunRecord run : pack.runs()) {
            String text = archive.resultsOf(run);
            Path folder = pack.results(run);
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolveSibling(run.runId() + ".txt"), text);
                for (String table : text.split("(?md)^# ")) {
                    int name = table.indexOf('\n');
                    if (name > 0) {
                        Files.writeString(
                                folder.resolve(table.substring(0, name) + ".csv"),
                                CsvText.guarded(table.substring(name + 1).replaceFirst("\n\n$", "\n")));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write to " + folder + "; is the disk full?", e);
            }
        }
    }

    /** Writes who ran and reran these runs, and who took an audit pack of whatever period. */
    void people() {
        CsvText table = new CsvText("position", "at", "what", "of", "by", "with");
        long upTo = pack.head().position();
        Stream.of(RunRecord.KIND, Reruns.KIND, AuditPacks.KIND)
                .flatMap(kind -> ledger.entries(kind, upTo).stream())
                .filter(entry -> entry.kind().equals(AuditPacks.KIND) || pack.has(entry.runId()))
                .sorted(Comparator.comparingLong(Entry::position))
                .forEach(entry -> table.row(
                        entry.position(),
                        entry.recordedAt(),
                        entry.kind(),
                        entry.runId(),
                        entry.fact("by"),
                        switch (entry.kind()) {
                            case Reruns.KIND -> rerun(entry);
                            case AuditPacks.KIND -> "SHA-256 " + entry.fact("sha256");
                            default -> "results " + entry.fact("results");
                        }));
        table.write(pack.folder().resolve("people.csv"));
    }

    private static String rerun(Entry entry) {
        if (entry.facts().containsKey("moved")) {
            return entry.fact("moved") + " figures moved, as known at " + entry.fact("known-at");
        }
        return entry.fact("same").equals("true") ? "the same bytes" : "other bytes";
    }
}
