package io.holdfast.lake;

import io.holdfast.ledger.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The scores of all customers by one run, as the ledger has them: never computed again to judge what they said.
 *
 * @param position in the ledger; 0 while it is not entered yet
 * @param recordedAt when the run that entered it began
 * @param runId that run
 * @param period it was about
 * @param asOf orders after this day were not seen
 * @param horizonDays what 'stops' means: no order in so many days after {@code asOf}
 * @param knownAt the ledger position whose loads were seen
 * @param rows customers
 * @param sha256 of the Parquet file
 */
public record ScoresFile(
        long position,
        Instant recordedAt,
        String runId,
        String period,
        LocalDate asOf,
        int horizonDays,
        long knownAt,
        long rows,
        String sha256) {

    /** The kind of its ledger entry. */
    public static final String KIND = "scores";

    static ScoresFile of(Entry entry) {
        return new ScoresFile(
                entry.position(),
                entry.recordedAt(),
                entry.runId(),
                entry.fact("period"),
                LocalDate.parse(entry.fact("as-of")),
                Math.toIntExact(entry.number("horizon-days")),
                entry.number("known-at"),
                entry.number("rows"),
                entry.fact("sha256"));
    }

    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("period", period);
        facts.put("as-of", asOf.toString());
        facts.put("horizon-days", String.valueOf(horizonDays));
        facts.put("known-at", String.valueOf(knownAt));
        facts.put("rows", String.valueOf(rows));
        facts.put("sha256", sha256);
        return facts;
    }

    /** The same, as it stands at a position. */
    public ScoresFile at(long entered) {
        return new ScoresFile(entered, recordedAt, runId, period, asOf, horizonDays, knownAt, rows, sha256);
    }

    /** The same, its file called as it is now. */
    ScoresFile with(UnaryOperator<String> current) {
        return new ScoresFile(
                position, recordedAt, runId, period, asOf, horizonDays, knownAt, rows, current.apply(sha256));
    }

    /** The last day of the horizon: when it has passed, it is known who stopped. */
    public LocalDate due() {
        return asOf.plusDays(horizonDays);
    }
}
