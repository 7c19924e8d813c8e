package io.holdfast.job;

import io.holdfast.ledger.Head;
import io.holdfast.mart.Run;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What every step of a run knows.
 *
 * @param workspace it works in, with the definitions as they were kept when it began
 * @param definitions the hash that names them
 * @param company whose it is
 * @param job its definition
 * @param period it is about
 * @param revision of that period
 * @param at when it was started first; a continued run keeps it, so that what it writes does not depend on the kill
 * @param known the ledger position whose loads it sees, where that is not the last one
 * @param programVersion that computes it; of a rerun, the one that did
 * @param staging where its unfinished files lie; a killed run finds them again
 */
record RunContext(
        Workspace workspace,
        String definitions,
        Company company,
        JobDefinition job,
        Period period,
        int revision,
        Instant at,
        Optional<Head> known,
        String programVersion,
        Path staging) {

    String runId() {
        return Run.id(job.name(), period, revision);
    }

    /** What a file that the run makes is called. */
    String fileName(String report, String language, String suffix) {
        return report + (revision > 1 ? "-r" + revision : "") + "." + language + "." + suffix;
    }

    /** Where the files of bursts are made, below it as they are called. */
    Path pieces() {
        return staging.resolve("piece");
    }

    /**
     * The position whose loads it sees.
     *
     * @param last that position where it is not given
     * @param todo what the job would do with loads, such as {@code tell}
     * @throws DefinitionException where no load was ever published
     */
    Head known(Supplier<Optional<Head>> last, String todo) {
        return known.or(last)
                .orElseThrow(() -> new DefinitionException(
                        job.file(),
                        0,
                        "has nothing to " + todo + ": no load was published yet; take the sources in first: "
                                + workspace.command("run nightly")));
    }

    /** The last day of the period that is known at a position: of one that is not over, the day of that. */
    LocalDate lastKnownDay(Head position) {
        LocalDate recorded = LocalDate.ofInstant(position.recordedAt(), company.zone());
        return recorded.isBefore(period.end()) ? recorded : period.end();
    }

    /** The run as the mart enters it. */
    Run entered(Head position) {
        return new Run(job.name(), period, revision, position, company, programVersion, definitions);
    }
}
