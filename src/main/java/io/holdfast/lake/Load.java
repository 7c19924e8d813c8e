package io.holdfast.lake;

import io.holdfast.ledger.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One extraction of one entity from one file, as the ledger has it. Reconciled:
 * {@code records = accepted + rejected + leftOut} and {@code accepted = stored + unchanged}.
 *
 * @param position in the ledger; 0 while it is not entered yet
 * @param recordedAt when the run that entered it began
 * @param runId that run
 * @param entity what its rows are
 * @param source the source that mapped it
 * @param file where it came from
 * @param fileSha256 of that file
 * @param fingerprint SHA-256 over that file, the files joined to it and the source's definition: while it stays that of a
 *     file's latest load, the file is not loaded again
 * @param columns the canonical columns that the mapping yields
 * @param records data records of the file
 * @param rejected records refused, each kept with its reasons
 * @param leftOut records that the mapping itself left out or merged (where, group by)
 * @param accepted rows that are right
 * @param stored rows that are new or changed, and so stand in the load's Parquet file
 * @param sha256 of the Parquet file; empty where nothing was stored
 * @param personalSha256 of the Parquet file of the rows' personal values; empty where there are none, absent where an earlier
 *     program wrote them into the load's own file
 * @param rejectsSha256 of the Parquet file of rejected records; empty where there are none
 * @param base hash of the base whose rows the Parquet file's column {@code base_row} numbers: those that its rows
 *     replace. Empty where it has no such column
 * @param extent of a reading of a database; empty for a file
 */
public record Load(
        long position,
        Instant recordedAt,
        String runId,
        Entity entity,
        String source,
        String file,
        String fileSha256,
        String fingerprint,
        Set<String> columns,
        long records,
        long rejected,
        long leftOut,
        long accepted,
        long stored,
        String sha256,
        Optional<String> personalSha256,
        String rejectsSha256,
        String base,
        Optional<Extent> extent) {

    /** The kind of its ledger entry. */
    public static final String KIND = "load";

    private static final String PERSONAL = "personal-sha256";

    public Load {
        if (records != accepted + rejected + leftOut || stored > accepted) {
            throw new IllegalArgumentException(file + ": " + records + " records read, but " + accepted + " accepted, "
                    + rejected + " rejected and " + leftOut + " left out by the mapping; that does not add up");
        }
    }

    static Load of(Entry entry) {
        return of(entry.position(), entry.recordedAt(), entry.runId(), entry.facts());
    }

    /** A load as its facts tell it. */
    public static Load of(long position, Instant recordedAt, String runId, Map<String, String> facts) {
        return new Load(
                position,
                recordedAt,
                runId,
                Entity.named(facts.getOrDefault("entity", "")).orElseThrow(),
                facts.getOrDefault("source", ""),
                facts.getOrDefault("file", ""),
                facts.getOrDefault("file-sha256", ""),
                facts.getOrDefault("fingerprint", ""),
                Set.copyOf(List.of(facts.getOrDefault("columns", "").split(","))),
                number(facts, "records"),
                number(facts, "rejected"),
                number(facts, "left-out"),
                number(facts, "accepted"),
                number(facts, "stored"),
                facts.getOrDefault("sha256", ""),
                Optional.ofNullable(facts.get(PERSONAL)),
                facts.getOrDefault("rejects-sha256", ""),
                facts.getOrDefault("base", ""),
                Extent.of(facts));
    }

    /** What its ledger entry says. */
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("entity", entity.relation());
        facts.put("source", source);
        facts.put("file", file);
        facts.put("file-sha256", fileSha256);
        facts.put("fingerprint", fingerprint);
        facts.put("columns", String.join(",", columns.stream().sorted().toList()));
        facts.put("records", String.valueOf(records));
        facts.put("rejected", String.valueOf(rejected));
        facts.put("left-out", String.valueOf(leftOut));
        facts.put("accepted", String.valueOf(accepted));
        facts.put("stored", String.valueOf(stored));
        facts.put("sha256", sha256);
        personalSha256.ifPresent(hash -> facts.put(PERSONAL, hash));
        facts.put("rejects-sha256", rejectsSha256);
        facts.put("base", base);
        extent.ifPresent(read -> facts.putAll(read.facts()));
        return facts;
    }

    /** The same, its files called as they are now. */
    Load with(UnaryOperator<String> current) {
        return new Load(
                position,
                recordedAt,
                runId,
                entity,
                source,
                file,
                fileSha256,
                fingerprint,
                columns,
                records,
                rejected,
                leftOut,
                accepted,
                stored,
                current.apply(sha256),
                personalSha256.map(current),
                current.apply(rejectsSha256),
                current.apply(base),
                extent);
    }

    /** Whether its file holds the personal values too, as an earlier program wrote it. */
    boolean isWhole() {
        return personalSha256.isEmpty();
    }

    static long number(Map<String, String> facts, String name) {
        return Long.parseLong(facts.getOrDefault(name, ""));
    }
}
