package io.holdfast.lake;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a reading of a database went.
 *
 * @param definition fingerprint of the source as it was then: after an edit of it, everything is read again
 * @param from where the column that tells of changes began; empty where everything was read
 * @param watermark how far that column has come; the next reading begins an overlap before it. Empty without one
 * @param deleted how many rows that were known are gone from the database, and so are not known any more
 * @param deletedSha256 of the Parquet file with their keys; empty where there are none
 */
public record Extent(String definition, String from, String watermark, long deleted, String deletedSha256) {

    private static final String DEFINITION = "definition";
    private static final String FROM = "from";
    private static final String WATERMARK = "watermark";
    private static final String DELETED = "deleted";
    private static final String DELETED_SHA256 = "deleted-sha256";

    static Optional<Extent> of(Map<String, String> facts) {
        return facts.containsKey(WATERMARK)
                ? Optional.of(new Extent(
                        facts.getOrDefault(DEFINITION, ""),
                        facts.getOrDefault(FROM, ""),
                        facts.getOrDefault(WATERMARK, ""),
                        Load.number(facts, DELETED),
                        facts.getOrDefault(DELETED_SHA256, "")))
                : Optional.empty();
    }

    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put(DEFINITION, definition);
        facts.put(FROM, from);
        facts.put(WATERMARK, watermark);
        facts.put(DELETED, String.valueOf(deleted));
        facts.put(DELETED_SHA256, deletedSha256);
        return facts;
    }
}
