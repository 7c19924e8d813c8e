package io.holdfast.schedule;

import io.holdfast.period.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a job is to be run now.
 *
 * @param turns what is run, in order
 * @param skipped periods that were due and are not run, as the job's catch-up says
 */
record Due(List<Turn> turns, List<Period> skipped) {

    /** Nobody waits for more than this many periods. */
    private static final int MOST = 4000;

    /**
     * One run.
     *
     * @param due when it was to begin
     */
    record Turn(Period period, Instant due) {}

    /**
     * What has become due by now.
     *
     * @param last the latest period that was ever begun; empty for a job that never ran: it begins with what comes next
     * @param finished whether that one is done; where it is not, it is to be continued
     * @param since since when somebody is there: what was due before was missed
     */
    static Due of(ScheduledJob job, Optional<Period> last, boolean finished, Instant since, Instant now) {
        Map<Period, Instant> due = new LinkedHashMap<>();
        Instant from = last.map(period -> period.end()
                        .plusDays(1)
                        .atStartOfDay(job.zone())
                        .toInstant()
                        .minusNanos(1))
                .orElse(since.minusNanos(1));
        for (Instant at = job.next(from); !at.isAfter(now) && due.size() < MOST; at = job.next(at)) {
            Period period = job.period(at);
            if (last.isEmpty() || period.compareTo(last.get()) > 0 || period.equals(last.get()) && !finished) {
                due.putIfAbsent(period, at);
            }
        }
        List<Turn> turns = new ArrayList<>();
        List<Period> skipped = new ArrayList<>();
        Optional<Period> newest = due.keySet().stream().max(Comparator.naturalOrder());
        due.forEach((period, at) -> {
            boolean runs =
                    switch (job.catchUp()) {
                        case ALL -> true;
                        case LAST -> period.equals(newest.orElseThrow());
                        case NONE -> !at.isBefore(since);
                    };
            if (runs) {
                turns.add(new Turn(period, at));
            } else {
                skipped.add(period);
            }
        });
        return new Due(List.copyOf(turns), List.copyOf(skipped));
    }
}
