package io.holdfast.ledger;

import java.time.Instant;
import java.util.SortedMap;

/**
 * One entry of the ledger.
 *
 * @param position from 1, without a gap
 * @param kind what it records: {@code load}, {@code snapshot}, {@code scores}, {@code run},
 *     {@code publication}, {@code delivery}, {@code rerun}, {@code forget}, {@code dropped}
 * @param recordedAt when the run that wrote it began, in UTC and whole milliseconds
 * @param runId the run that wrote it
 * @param facts what it says, by name
 * @param previousHash the hash of the entry before; 64 zeros for the first
 * @param hash SHA-256 of {@link #text}
 */
public record Entry(
        long position,
        String kind,
        Instant recordedAt,
        String runId,
        SortedMap<String, String> facts,
        String previousHash,
        String hash) {

    /** The fact of this name; an entry without it was written by a program that did not know it. */
    public String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException("ledger entry " + position + " (" + kind + ") has no '" + name + "'");
        }
        return value;
    }

    /** The fact of this name, a whole number. */
    public long number(String name) {
        try {
            return Long.parseLong(fact(name));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "ledger entry " + position + " (" + kind + ") has '" + fact(name) + "' as " + name
                            + ", which is not a whole number",
                    e);
        }
    }

    /**
     * The text that is hashed: position, kind, time (ISO 8601), run, facts as one line of JSON with sorted names,
     * and the hash of the entry before, each followed by a line feed, in UTF-8.
     */
    static String text(
            long position, String kind, Instant recordedAt, String runId, String factsJson, String previousHash) {
        return position + "\n" + kind + "\n" + recordedAt + "\n" + runId + "\n" + factsJson + "\n" + previousHash
                + "\n";
    }
}
