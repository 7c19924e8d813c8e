package io.holdfast.archive;

import io.holdfast.ledger.Entry;
import java.time.Instant;

/**
 * A published file, as the ledger has it.
 *
 * @param position in the ledger
 * @param recordedAt when the run that made it began
 * @param runId that run
 * @param report the template
 * @param language it is in
 * @param period it is about
 * @param name of the file
 * @param sha256 of the file
 * @param each what the files of a burst are about, one each, such as {@code branch}; then the file is their manifest. Empty for
 *     a report in one file
 */
public record Publication(
        long position,
        Instant recordedAt,
        String runId,
        String report,
        String language,
        String period,
        String name,
        String sha256,
        String each) {

    /** The fact of a ledger entry that says what each file of a burst is about. */
    public static final String FOR_EACH = "for-each";

    static Publication of(Entry entry) {
        return new Publication(
                entry.position(),
                entry.recordedAt(),
                entry.runId(),
                entry.fact("report"),
                entry.fact("language"),
                entry.fact("period"),
                entry.fact("name"),
                entry.fact("sha256"),
                entry.facts().getOrDefault(FOR_EACH, ""));
    }

    /** Whether the file is the manifest of many. */
    public boolean isBurst() {
        return !each.isEmpty();
    }

    /** The same, its file called as it is now. */
    Publication with(String current) {
        return new Publication(position, recordedAt, runId, report, language, period, name, current, each);
    }

    /** Of the file's name, with its point. */
    public String suffix() {
        return name.substring(name.lastIndexOf('.'));
    }
}
