package io.holdfast.job;

import io.holdfast.mart.Run;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What every step of a run knows.
 *
 * @param workspace it works in
 * @param company whose it is
 * @param job its definition
 * @param period it is about
 * @param revision of that period
 * @param at when it was started first; a continued run keeps it, so that what it writes does not depend on the kill
 */
record RunContext(Workspace workspace, Company company, JobDefinition job, Period period, int revision, Instant at) {

    String runId() {
        return Run.id(job.name(), period, revision);
    }

    /** Where the run's unfinished files lie; a killed run finds them again. */
    Path staging() {
        return workspace.data("staging/" + runId());
    }
}
