package io.holdfast.kpi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The XmR chart of a figure: is its latest point what the process always does, or a signal? (D. J. Wheeler,
 * 'Understanding Variation', 1993; signal rules as in NHS England's 'Making Data Count'.) Centre = mean of the points;
 * limits = centre ± 2.66 × mean moving range, where moving ranges of 3.267 times their mean and more are left out
 * of the mean first.
 *
 * @param centre the mean
 * @param lower limit
 * @param upper limit
 * @param signal which way the latest point is out of the ordinary: 1 up, −1 down, 0 not at all
 */
record ProcessBehaviour(BigDecimal centre, BigDecimal lower, BigDecimal upper, int signal) {

    /** With fewer points limits say little: too few to tell. */
    static final int FEWEST = 13;

    /** Points further back say little about the process of today. */
    static final int MOST = 36;

    private static final BigDecimal LIMIT = new BigDecimal("2.66");
    private static final BigDecimal SCREEN = new BigDecimal("3.267");
    private static final int RUN = 7;
    private static final MathContext EXACT = MathContext.DECIMAL128;

    /** Of points in order of time; empty for fewer than {@link #FEWEST}. */
    static Optional<ProcessBehaviour> of(List<BigDecimal> points) {
        if (points.size() < FEWEST) {
            return Optional.empty();
        }
        BigDecimal centre = mean(points);
        List<BigDecimal> ranges = IntStream.range(1, points.size())
                .mapToObj(i -> points.get(i).subtract(points.get(i - 1)).abs())
                .toList();
        BigDecimal screen = mean(ranges).multiply(SCREEN);
        List<BigDecimal> ordinary = screen.signum() == 0
                ? ranges
                : ranges.stream().filter(range -> range.compareTo(screen) < 0).toList();
        BigDecimal reach = mean(ordinary).multiply(LIMIT);
        BigDecimal lower = centre.subtract(reach);
        BigDecimal upper = centre.add(reach);
        return Optional.of(new ProcessBehaviour(centre, lower, upper, signal(points, centre, lower, upper)));
    }

    // The latest point signals if it is outside the limits, ends a run of seven on one side or in one direction, or
    // is one of two among the last three beyond two thirds of the way to a limit.
    private static int signal(List<BigDecimal> points, BigDecimal centre, BigDecimal lower, BigDecimal upper) {
        BigDecimal latest = points.get(points.size() - 1);
        if (latest.compareTo(upper) > 0) {
            return 1;
        }
        if (latest.compareTo(lower) < 0) {
            return -1;
        }
        for (int way : new int[] {1, -1}) {
            boolean oneSide = lastOf(points, RUN).stream().allMatch(point -> point.compareTo(centre) == way);
            List<BigDecimal> stretch = lastOf(points, RUN + 1);
            boolean oneDirection = stretch.size() > RUN
                    && IntStream.range(1, stretch.size())
                            .allMatch(i -> stretch.get(i).compareTo(stretch.get(i - 1)) == way);
            BigDecimal far = centre.add((way > 0 ? upper : lower)
                    .subtract(centre)
                    .multiply(BigDecimal.valueOf(2))
                    .divide(BigDecimal.valueOf(3), EXACT));
            long beyond = lastOf(points, 3).stream()
                    .filter(point -> point.compareTo(far) == way)
                    .count();
            if (oneSide || oneDirection || (beyond >= 2 && latest.compareTo(far) == way)) {
                return way;
            }
        }
        return 0;
    }

    private static List<BigDecimal> lastOf(List<BigDecimal> points, int count) {
        return points.subList(Math.max(0, points.size() - count), points.size());
    }

    private static BigDecimal mean(List<BigDecimal> numbers) {
        return numbers.isEmpty()
                ? BigDecimal.ZERO
                : numbers.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(numbers.size()), EXACT);
    }
}
