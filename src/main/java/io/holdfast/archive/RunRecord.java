package io.holdfast.archive;

import io.holdfast.ledger.Entry;
import io.holdfast.period.Period;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A finished run, as the ledger has it: all that is needed to do it again, and the hash of what it found.
 *
 * @param position in the ledger; 0 while it is not entered yet
 * @param recordedAt when it began
 * @param runId its id
 * @param job its job
 * @param period it was about
 * @param revision of that period
 * @param knownAt the ledger position whose loads it saw; empty for a run that computed nothing
 * @param definitions the hash that names every definition it had ({@link KeptDefinitions})
 * @param program the version that ran
 * @param java the version of Java that it ran on
 * @param by the user of the system who ran it
 * @param results the hash of the text of all its results ({@link io.holdfast.mart.MartRows})
 */
public record RunRecord(
        long position,
        Instant recordedAt,
        String runId,
        String job,
        Period period,
        int revision,
        Optional<Long> knownAt,
        String definitions,
        String program,
        String java,
        String by,
        String results) {

    /** The kind of its ledger entry. */
    public static final String KIND = "run";

    static RunRecord of(Entry entry) {
        return new RunRecord(
                entry.position(),
                entry.recordedAt(),
                entry.runId(),
                entry.fact("job"),
                Period.parse(entry.fact("period")),
                Math.toIntExact(entry.number("revision")),
                Optional.of(entry.fact("known-at"))
                        .filter(position -> !position.isEmpty())
                        .map(Long::valueOf),
                entry.fact("definitions"),
                entry.fact("program"),
                entry.fact("java"),
                entry.fact("by"),
                entry.fact("results"));
    }

    /** The same, with the hash of what it found. */
    RunRecord found(String sha256) {
        return new RunRecord(
                position, recordedAt, runId, job, period, revision, knownAt, definitions, program, java, by, sha256);
    }

    Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("job", job);
        facts.put("period", period.toString());
        facts.put("revision", String.valueOf(revision));
        facts.put("known-at", knownAt.map(String::valueOf).orElse(""));
        facts.put("definitions", definitions);
        facts.put("program", program);
        facts.put("java", java);
        facts.put("by", by);
        facts.put("results", results);
        return facts;
    }
}
