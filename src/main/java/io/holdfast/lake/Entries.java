package io.holdfast.lake;

import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says of the lake's loads and snapshots. A ledger of years has thousands of them and every view asks, so
 * they are kept, and only what was appended since is read: the head's hash stands for all that is before it, and so a
 * transaction that was rolled back leaves nothing behind here.
 */
final class Entries {

    private final Ledger ledger;
    private final List<Removals.Gone> pending;
    private @Nullable Known known;

    /** @param pending files replaced already of which no entry tells yet */
    Entries(Ledger ledger, List<Removals.Gone> pending) {
        this.ledger = ledger;
        this.pending = pending;
    }

    /**
     * What is known at a head, oldest first, files called as they are now.
     *
     * @param whole hashes of files that hold personal values too, as an earlier program wrote them
     */
    record Known(Head head, Removals removals, List<Load> loads, List<Entered> snapshots, Set<String> whole) {

        List<Load> loads(long upTo) {
            return loads.stream().filter(load -> load.position() <= upTo).toList();
        }

        List<Entered> snapshots(Entity entity, long upTo) {
            return snapshots.stream()
                    .filter(entered -> entered.snapshot().entity() == entity && entered.position() <= upTo)
                    .toList();
        }
    }

    /**
     * A snapshot with its place in the ledger.
     *
     * @param kept whether all its files are there; else the loads answer for it
     */
    record Entered(long position, Snapshot snapshot, boolean kept) {}

    synchronized Known now() {
        Head head = ledger.head();
        Known before = known;
        if (before == null || !follows(before.head(), head)) {
            before = new Known(Head.EMPTY, Removals.of(ledger).with(pending), List.of(), List.of(), Set.of());
        }
        Known now = before.head().equals(head) ? before : read(before, head);
        known = now;
        return now;
    }

    // What went for good is called otherwise in all that was read before.
    private boolean follows(Head before, Head head) {
        return before.equals(head)
                || ledger.at(before.position()).filter(before::equals).isPresent()
                        && Stream.of(Removals.FORGET, Removals.DROPPED)
                                .allMatch(kind -> ledger.entries(kind, before.position(), head.position())
                                        .isEmpty());
    }

    private Known read(Known before, Head head) {
        Removals removals = before.removals();
        List<Load> loads = new ArrayList<>(before.loads());
        for (Entry entry : ledger.entries(Load.KIND, before.head().position(), head.position())) {
            loads.add(Load.of(entry).with(sha256 -> removals.current(sha256, entry.position())));
        }
        List<Entered> snapshots = new ArrayList<>(before.snapshots());
        for (Entry entry : ledger.entries(Snapshot.KIND, before.head().position(), head.position())) {
            Snapshot snapshot = Snapshot.of(entry);
            snapshots.add(new Entered(
                    entry.position(),
                    snapshot.with(sha256 -> removals.current(sha256, entry.position())),
                    snapshot.files().stream().allMatch(sha256 -> removals.kept(sha256, entry.position())
                            .isPresent())));
        }
        // Of what form a file is, whoever named it first says: an earlier program's base may serve under later entries.
        Set<String> whole = new HashSet<>(before.whole());
        loads.stream().filter(Load::isWhole).map(Load::sha256).forEach(whole::add);
        snapshots.stream()
                .map(Entered::snapshot)
                .filter(Snapshot::whole)
                .flatMap(snapshot -> Stream.of(snapshot.base(), snapshot.delta()))
                .forEach(whole::add);
        return new Known(head, removals, loads, snapshots, whole);
    }
}
