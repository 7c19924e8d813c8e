package io.holdfast.job;

import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the jobs of a workspace stand, as the database had it when it was last let go of. Whoever has the database leaves
 * this beside it, so that others can look while it is at work.
 *
 * @param position of the ledger's last entry; 0 for an empty ledger
 * @param recordedAt when that entry was recorded
 * @param jobs that ever began, by name
 * @param unfinished runs whose last try did not end well
 * @param unsent deliveries that nobody has taken, or of which that cannot be told
 */
public record Standing(
        long position, Instant recordedAt, List<Job> jobs, List<Unfinished> unfinished, List<Unsent> unsent) {

    /** Nothing ever ran. */
    public static final Standing EMPTY = new Standing(0, Instant.EPOCH, List.of(), List.of(), List.of());

    /** How a try of a run ended. */
    public enum Result {
        DONE,
        /** Done; something needs a look. */
        WARNINGS,
        FAILED,
        /** A definition has to be mended. */
        DEFINITION,
        /** The data was refused. */
        DATA_GATE,
        /** The process was asked to end. */
        STOPPED,
        /** The process ended without a word. */
        DIED;

        /** As it is written: {@code data-gate}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A job that ever began.
     *
     * @param latest its latest period
     * @param latestDone whether that one is done
     * @param last its last try
     * @param lastGood when its last run that was done had ended; empty where none was
     * @param durations of its last runs that were done at the first try, the latest first
     */
    public record Job(
            String name,
            Period latest,
            boolean latestDone,
            Tried last,
            Optional<Instant> lastGood,
            List<Duration> durations) {}

    /**
     * A try of a run.
     *
     * @param begun when this try began
     * @param took nothing where the process ended without a word
     * @param warnings how many there were
     * @param rows what the run took in, by source
     */
    public record Tried(
            String run, Period period, Result result, Instant begun, Duration took, long warnings, List<Rows> rows) {}

    /**
     * What a run took in of a source.
     *
     * @param read records
     * @param rejected of them
     */
    public record Rows(String source, long read, long rejected) {}

    /**
     * A run that was begun and is not done.
     *
     * @param run its id
     * @param died whether its process ended without a word
     * @param since when its last try began
     */
    public record Unfinished(String run, String job, Period period, boolean died, Instant since) {}

    /**
     * A delivery that was not taken.
     *
     * @param doubt whether it may have been taken
     * @param what of what to whom, and how it stands
     */
    public record Unsent(long id, boolean doubt, String what) {}

    /** The job of this name; empty where it never began. */
    public Optional<Job> job(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /** How the jobs stood when the database was let go of; empty where nobody has left word of it. */
    public static Optional<Standing> left(Workspace workspace) {
        return StandingFile.read(workspace);
    }
}
