package io.holdfast.lake;

import io.holdfast.ledger.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An entity as known at a position, as files that are quick to read: a base, and a delta with the rows that came
 * or changed since the base was made. A row of the base counts unless the delta has its key; which rows those are is
 * found once, when the snapshot is closed, because numbers are much quicker to leave out than keys.
 *
 * @param entity of its rows
 * @param upTo the ledger position of the last load that is in it
 * @param base hash of the base file
 * @param baseRows rows of the base
 * @param delta hash of the delta file; empty where there is none
 * @param deltaRows rows of the delta
 * @param replaced hash of the file with the numbers of the base's rows that the delta replaces; empty without a delta
 * @param whole whether an earlier program wrote personal values into its files; else they hold facts alone
 */
record Snapshot(
        Entity entity,
        long upTo,
        String base,
        long baseRows,
        String delta,
        long deltaRows,
        String replaced,
        boolean whole) {

    static final String KIND = "snapshot";

    private static final String FACTS_ALONE = "facts-alone";

    static Snapshot of(Entry entry) {
        return new Snapshot(
                Entity.named(entry.fact("entity")).orElseThrow(),
                entry.number("up-to"),
                entry.fact("base"),
                entry.number("base-rows"),
                entry.fact("delta"),
                entry.number("delta-rows"),
                entry.fact("replaced"),
                !entry.facts().containsKey(FACTS_ALONE));
    }

    /** The same, its files called as they are now. */
    Snapshot with(UnaryOperator<String> current) {
        return new Snapshot(
                entity,
                upTo,
                current.apply(base),
                baseRows,
                current.apply(delta),
                deltaRows,
                current.apply(replaced),
                whole);
    }

    /** Its files, those there are. */
    List<String> files() {
        return Stream.of(base, delta, replaced)
                .filter(sha256 -> !sha256.isEmpty())
                .toList();
    }

    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("entity", entity.relation());
        facts.put("up-to", String.valueOf(upTo));
        facts.put("base", base);
        facts.put("base-rows", String.valueOf(baseRows));
        facts.put("delta", delta);
        facts.put("delta-rows", String.valueOf(deltaRows));
        facts.put("replaced", replaced);
        if (!whole) {
            facts.put(FACTS_ALONE, "true");
        }
        return facts;
    }
}
