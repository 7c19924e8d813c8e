package io.holdfast.kpi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the months of a year are what a process did before, or show that it has changed: limits are those of the months
 * before the year (see {@link ProcessBehaviour}); a signal are seven in a row on one side of their mean ('Making Data Count',
 * NHS England), or two beyond the same limit: of twelve months one is beyond a limit by chance in about one year of eight.
 *
 * @param rises whether two months lie above the limit, or seven in a row above the mean
 * @param falls likewise below
 * @param above months above the upper limit
 * @param below months below the lower limit
 * @param longestAbove most months in a row above the mean of the months before
 * @param longestBelow likewise below
 */
record MonthSignal(boolean rises, boolean falls, int above, int below, int longestAbove, int longestBelow) {

    private static final int RUN = 7;
    private static final int BEYOND = 2;

    /** What it means for a figure. */
    enum Verdict {
        BETTER,
        WORSE,
        /** Of a watched figure, or one that rose and fell. */
        CHANGED,
        USUAL,
        /** Too few months before the year. */
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param year its months in order of time */
    static MonthSignal of(ProcessBehaviour before, List<BigDecimal> year) {
        int above = (int) year.stream()
                .filter(value -> value.compareTo(before.upper()) > 0)
                .count();
        int below = (int) year.stream()
                .filter(value -> value.compareTo(before.lower()) < 0)
                .count();
        int longestAbove = longest(year, before.centre(), 1);
        int longestBelow = longest(year, before.centre(), -1);
        return new MonthSignal(
                above >= BEYOND || longestAbove >= RUN,
                below >= BEYOND || longestBelow >= RUN,
                above,
                below,
                longestAbove,
                longestBelow);
    }

    static Verdict verdict(Kpi kpi, Optional<MonthSignal> signal) {
        if (signal.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        MonthSignal found = signal.get();
        if (!found.rises() && !found.falls()) {
            return Verdict.USUAL;
        }
        if (kpi.better() == Kpi.Better.WATCH || found.rises() == found.falls()) {
            return Verdict.CHANGED;
        }
        return found.rises() == (kpi.better() == Kpi.Better.UP) ? Verdict.BETTER : Verdict.WORSE;
    }

    private static int longest(List<BigDecimal> values, BigDecimal centre, int side) {
        int longest = 0;
        int run = 0;
        for (BigDecimal value : values) {
            run = value.compareTo(centre) == side ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
