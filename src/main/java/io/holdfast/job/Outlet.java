package io.holdfast.job;

import io.holdfast.lake.ScoresFile;
import java.nio.file.Path;

/** Where the files go that a run makes: to the records, or, of a rerun, beside what the records have. */
interface Outlet {

    /**
     * Takes a finished file of scores.
     *
     * @return the ledger position of the run's scores; what earlier runs said stands before it
     */
    long scores(ScoresFile scores, Path finished);

    /** Takes a finished report in one language, or its tables; their file names end otherwise. */
    void report(String template, String language, Path finished);
}
