package io.holdfast.mart;

import io.holdfast.ledger.Head;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;

/**
 * A run: one job over one period as known at one ledger position.
 *
 * @param job its name
 * @param period it is about
 * @param revision from 1; a rerun of a finished period has the next
 * @param known the ledger position whose loads it sees
 * @param company whose figures these are
 * @param programVersion that computed it
 * @param definitionsSha256 over every file under jobs and reports
 */
public record Run(
        String job,
        Period period,
        int revision,
        Head known,
        Company company,
        String programVersion,
        String definitionsSha256) {

    public String id() {
        return id(job, period, revision);
    }

    /** How runs are named: {@code monthly-pack-2025-12-r1}. */
    public static String id(String job, Period period, int revision) {
        return job + "-" + period + "-r" + revision;
    }
}
