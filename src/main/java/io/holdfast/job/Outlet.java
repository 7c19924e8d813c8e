package io.holdfast.job;

import io.holdfast.lake.ScoresFile;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files go that a run makes: to the records, or, of a rerun, beside what the records have. */
interface Outlet {

    /**
     * Takes a finished file of scores.
     *
     * @return the ledger position of the run's scores; what earlier runs said stands before it
     */
    long scores(ScoresFile scores, Path finished);

    /** The file of scores that this run made; empty where it scored nobody. */
    Optional<Path> scoresFile();

    /** Takes a finished report in one language, or its tables; their file names end otherwise. */
    void report(String template, String language, Path finished);

    /**
     * Takes one finished file of a burst, from any thread, before the burst as a whole.
     *
     * @return its SHA-256
     */
    String piece(Path finished);

    /** Whether an earlier try of this run made a file of this content and it is still there. */
    boolean has(String name, String sha256);

    /** Takes a burst whose files were all taken. */
    void burst(BurstMade made);
}
