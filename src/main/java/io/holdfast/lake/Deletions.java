package io.holdfast.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that a source does not have any more, in SQL: the keys that a load calls deleted, unless a later one has them
 * again. Files of rows stay as they are; what is gone is left out where they are read.
 */
final class Deletions {

    /** Whether a row of what is stored is gone, where {@link #marked} says so. */
    static final String FLAG = "gone";

    private Deletions() {}

    /**
     * A load that calls keys deleted.
     *
     * @param position in the ledger
     * @param keys the file that has them
     * @param later the files of rows that came after it
     */
    record Deletion(long position, Path keys, List<Path> later) {}

    /** The keys that are gone, each with the position of the load that said so last. */
    static String keys(Entity entity, List<Deletion> deletions) {
        String key = String.join(", ", entity.key());
        return deletions.stream()
                .map(deletion -> "select " + key + ", cast(" + deletion.position() + " as bigint) as "
                        + Layers.LOAD_POSITION + " from " + parquet(List.of(deletion.keys())) + " as deleted"
                        + (deletion.later().isEmpty()
                                ? ""
                                : " where not exists (select 1 from " + parquet(deletion.later()) + " as later where "
                                        + Layers.sameKey(entity, "later", "deleted") + ")"))
                .collect(Collectors.joining(
                        " union all ",
                        "select " + key + ", max(" + Layers.LOAD_POSITION + ") as " + Layers.LOAD_POSITION + " from (",
                        ") group by " + key));
    }

    /** The rows of a select but those whose keys are gone. */
    static String without(Entity entity, String stored, String keys) {
        return "select * from (" + stored + ") as stored where not " + isGone(entity, keys);
    }

    /** All rows of a select, those that are gone marked by {@link #FLAG}. */
    static String marked(Entity entity, String stored, String keys) {
        return "select *, " + isGone(entity, keys) + " as " + FLAG + " from (" + stored + ") as stored";
    }

    private static String isGone(Entity entity, String keys) {
        return "exists (select 1 from (" + keys + ") as gone_keys where "
                + Layers.sameKey(entity, "gone_keys", "stored") + ")";
    }

    private static String parquet(List<Path> files) {
        return "read_parquet([" + files.stream().map(Sql::literal).collect(Collectors.joining(", ")) + "])";
    }
}
