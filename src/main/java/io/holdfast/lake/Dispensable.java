package io.holdfast.lake;

import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals.Gone;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Files that no answer needs: every position can be answered from the loads alone, so what was merged from them only saves
 * time; and rejected records, which no answer reads.
 */
public final class Dispensable {

    private final Lake lake;
    private final Ledger ledger;

    public Dispensable(Lake lake, Ledger ledger) {
        this.lake = lake;
        this.ledger = ledger;
    }

    /** Files of snapshots that are no load, and that no view as known at a position recorded since then reads. */
    public List<Gone> snapshots(Instant since) {
        long first = LongStream.concat(
                        Stream.of(Load.KIND, Snapshot.KIND)
                                .flatMap(kind -> ledger.entries(kind, Long.MAX_VALUE).stream())
                                .filter(entry -> !entry.recordedAt().isBefore(since))
                                .mapToLong(Entry::position),
                        LongStream.of(ledger.head().position()))
                .min()
                .orElseThrow();
        Set<Gone> old = new LinkedHashSet<>();
        Set<String> needed = lake.loads(Long.MAX_VALUE).stream()
                .map(load -> path(load.entity().relation(), load.sha256()))
                .collect(Collectors.toCollection(HashSet::new));
        for (Entity entity : Entity.values()) {
            List<Entries.Entered> kept = lake.snapshots(entity).stream()
                    .filter(Entries.Entered::kept)
                    .toList();
            long oldest = kept.stream()
                    .mapToLong(Entries.Entered::position)
                    .filter(position -> position <= first)
                    .max()
                    .orElse(0);
            kept.forEach(entered -> {
                List<Gone> files = files(entered.snapshot());
                if (entered.position() < oldest) {
                    old.addAll(files);
                } else {
                    files.forEach(file -> needed.add(file.path()));
                }
            });
        }
        return old.stream().filter(file -> !needed.contains(file.path())).toList();
    }

    /** Files of records that were rejected before then. */
    public List<Gone> rejects(Instant before) {
        List<Load> loads = lake.loads(Long.MAX_VALUE);
        Set<String> needed = loads.stream()
                .filter(load -> !load.recordedAt().isBefore(before))
                .map(Load::rejectsSha256)
                .collect(Collectors.toSet());
        return lake.claims().stream()
                .filter(claim ->
                        claim.file().endsWith(Lake.REJECTS + "/" + claim.file().getFileName())
                                && !needed.contains(claim.sha256()))
                .map(claim -> Gone.dropped(path(Lake.REJECTS, claim.sha256()), claim.sha256()))
                .distinct()
                .toList();
    }

    private static List<Gone> files(Snapshot snapshot) {
        String entity = snapshot.entity().relation();
        return snapshot.files().stream()
                .map(sha256 ->
                        Gone.dropped(path(sha256.equals(snapshot.replaced()) ? Lake.REPLACED : entity, sha256), sha256))
                .toList();
    }

    private static String path(String kind, String sha256) {
        return "lake/" + kind + "/" + sha256 + ".parquet";
    }
}
