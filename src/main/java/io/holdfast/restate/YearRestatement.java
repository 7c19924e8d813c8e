package io.holdfast.restate;

import io.holdfast.period.Period;
import java.time.Instant;
import java.util.List;

/**
 * The published figures of a year's months that are another number now.
 *
 * @param runs whose figures were looked at: of each job and month the last revision
 * @param figures that these published
 * @param restated those that are another number, by month
 */
public record YearRestatement(int runs, int figures, List<Restated> restated) {

    /**
     * A figure of a published month.
     *
     * @param knownAt when what the run knew was recorded
     */
    public record Restated(String runId, Period period, Instant knownAt, RestatedFigure figure) {}
}
