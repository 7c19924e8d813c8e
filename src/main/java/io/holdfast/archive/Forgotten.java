package io.holdfast.archive;

import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.ledger.Removals.Gone;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What entries of kind {@code forget} say of publications: which were made again, and which stay as they were. */
public final class Forgotten {

    /** The fact that names publications that show the name and stay, by their hashes. */
    public static final String SHOWN = "shown";

    private final List<Entry> entries;
    private final Removals removals;

    private Forgotten(List<Entry> entries, Removals removals) {
        this.entries = entries;
        this.removals = removals;
    }

    public static Forgotten of(Ledger ledger) {
        return new Forgotten(ledger.entries(Removals.FORGET, Long.MAX_VALUE), Removals.of(ledger));
    }

    /** The last entry that removed a name which a publication of this hash still shows. */
    public Optional<Long> showsWhatIsRemovedBy(String sha256) {
        return entries.stream()
                .filter(entry -> shown(entry).anyMatch(sha256::equals))
                .map(Entry::position)
                .reduce((earlier, later) -> later);
    }

    /** What the file of this hash took the place of. */
    public Optional<Gone> standsFor(String sha256) {
        return removals.all().stream()
                .filter(gone -> gone.successor().equals(sha256))
                .reduce((earlier, later) -> later);
    }

    /** The hashes of publications that stayed when a customer was forgotten, and stand as they were. */
    public SortedSet<String> shown(String customer) {
        SortedSet<String> shown = new TreeSet<>();
        entries.stream()
                .filter(entry -> customer.equals(entry.facts().get(Removals.CUSTOMER)))
                .forEach(entry -> shown(entry)
                        .filter(sha256 ->
                                removals.current(sha256, entry.position()).equals(sha256))
                        .forEach(shown::add));
        return shown;
    }

    private static Stream<String> shown(Entry entry) {
        return Stream.of(entry.facts().getOrDefault(SHOWN, "").split(",")).filter(text -> !text.isEmpty());
    }
}
