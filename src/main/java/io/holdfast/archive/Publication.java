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
 */
public record Publication(
        long position,
        Instant recordedAt,
        String runId,
        String report,
        String language,
        String period,
        String name,
        String sha256) {

    static Publication of(Entry entry) {
        return new Publication(
                entry.position(),
                entry.recordedAt(),
                entry.runId(),
                entry.fact("report"),
                entry.fact("language"),
                entry.fact("period"),
                entry.fact("name"),
                entry.fact("sha256"));
    }

    /** The same, its file called as it is now. */
    Publication with(String current) {
        return new Publication(position, recordedAt, runId, report, language, period, name, current);
    }

    /** Of the file's name, with its point. */
    public String suffix() {
        return name.substring(name.lastIndexOf('.'));
    }
}
