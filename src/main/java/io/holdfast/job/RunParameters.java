package io.holdfast.job;

import io.holdfast.period.Period;
import java.time.Instant;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/** The parameters of a run in the batch repository. Period and revision, with the job, are what it is known by. */
final class RunParameters {

    static final String PERIOD = "period";
    static final String REVISION = "revision";

    /** When the run was first begun. */
    static final String AT = "at";

    /** When this try of it was. */
    static final String BEGUN = "begun";

    /** The ledger position whose loads it sees, where that is not the last. */
    static final String KNOWN = "known-at";

    private RunParameters() {}

    /** Those of a try that begins. */
    static JobParameters of(RunContext run, Instant begun) {
        JobParametersBuilder parameters = new JobParametersBuilder(of(run.period(), run.revision()))
                .addString(AT, run.at().toString(), false)
                .addString(BEGUN, begun.toString(), false);
        run.known().ifPresent(known -> parameters.addLong(KNOWN, known.position(), false));
        return parameters.toJobParameters();
    }

    /** Those by which a run is found. */
    static JobParameters of(Period period, int revision) {
        return new JobParametersBuilder()
                .addString(PERIOD, period.toString())
                .addLong(REVISION, (long) revision)
                .toJobParameters();
    }
}
