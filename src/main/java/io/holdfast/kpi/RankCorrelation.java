package io.holdfast.kpi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Spearman's rank correlation: Pearson's, of ranks; equal values share the mean of their ranks. From −1 (the orders are
 * opposite) to 1 (they are the same). Ranks are doubled, so that sums are of whole numbers and the same on every machine.
 *
 * <p>C. Spearman, The proof and measurement of association between two things, 1904.
 */
public final class RankCorrelation {

    private static final int FEWEST = 3;
    private static final int DECIMALS = 12;
    private static final MathContext ROOT = new MathContext(40);

    private RankCorrelation() {}

    /**
     * @param xs and {@code ys}: two values of each thing, in the same order of things
     * @return with 12 decimals; empty for fewer than 3 things, or where all values of one kind are equal
     */
    public static Optional<BigDecimal> of(List<BigDecimal> xs, List<BigDecimal> ys) {
        if (xs.size() != ys.size()) {
            throw new IllegalArgumentException(xs.size() + " values cannot be paired with " + ys.size());
        }
        long n = xs.size();
        if (n < FEWEST) {
            return Optional.empty();
        }
        long sum = 0;
        long xx = 0;
        long yy = 0;
        long xy = 0;
        for (int i = 0; i < n; i++) {
            long x = doubledRank(xs, xs.get(i));
            long y = doubledRank(ys, ys.get(i));
            sum += x;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        // Ranks of both kinds have the same sum, ties or not.
        BigDecimal spread = BigDecimal.valueOf(n * xx - sum * sum).multiply(BigDecimal.valueOf(n * yy - sum * sum));
        return spread.signum() == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(n * xy - sum * sum)
                        .divide(spread.sqrt(ROOT), DECIMALS, RoundingMode.HALF_UP));
    }

    /** Twice the rank of a value, counted from 1: twice those below it, its equals and itself, and one. */
    private static long doubledRank(List<BigDecimal> all, BigDecimal value) {
        long below = all.stream().filter(other -> other.compareTo(value) < 0).count();
        long equal = all.stream().filter(other -> other.compareTo(value) == 0).count();
        return 2 * below + equal + 1;
    }
}
