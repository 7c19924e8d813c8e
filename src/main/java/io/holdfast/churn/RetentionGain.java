package io.holdfast.churn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What more retention would bring, computed on the company's own year. Two sums, each with what it takes for granted:
 *
 * <pre>
 * one year    points × customers at the start × g
 * lifetime    customers at the start × g × (1 / (1 − r − points) − 1 / (1 − r))
 * </pre>
 *
 * <p>with r = kept / customers at the start and g the mean net profit (revenue, where no cost is known) that a kept customer
 * brought in the year. The first takes it that those who are kept more bring as much as those who were; the second, in
 * addition, that the same share leaves every year for ever (a geometric lifetime of 1 / (1 − r) years), and it discounts
 * nothing.
 *
 * @param points share of the customers at the start, such as 0.05
 * @param atStart customers at the start of the year
 * @param kept of them, at its end
 * @param gain what the kept ones brought in the year together, exact
 * @param perCustomer g, rounded to hundredths
 * @param oneYear rounded to hundredths
 * @param lifetimeYears 1 / (1 − r), to six decimals; null where all were kept
 * @param lifetimeYearsMore 1 / (1 − r − points); null where that is no finite lifetime
 * @param lifetime rounded to hundredths; null where either lifetime is
 */
public record RetentionGain(
        BigDecimal points,
        long atStart,
        long kept,
        BigDecimal gain,
        BigDecimal perCustomer,
        BigDecimal oneYear,
        @Nullable BigDecimal lifetimeYears,
        @Nullable BigDecimal lifetimeYearsMore,
        @Nullable BigDecimal lifetime) {

    /** @return null where nobody was there at the start, or nobody was kept */
    static @Nullable RetentionGain of(BigDecimal points, long atStart, long kept, BigDecimal gain) {
        if (kept == 0) {
            return null;
        }
        BigDecimal customers = BigDecimal.valueOf(atStart);
        BigDecimal all = gain.multiply(customers);
        BigDecimal keptOnes = BigDecimal.valueOf(kept);
        // 1 / (1 − r) = n / lost;  1 / (1 − r − p) = n / (lost − p n)
        BigDecimal lost = BigDecimal.valueOf(atStart - kept);
        BigDecimal fewer = lost.subtract(points.multiply(customers));
        boolean finite = lost.signum() > 0;
        boolean stillFinite = fewer.signum() > 0;
        return new RetentionGain(
                points,
                atStart,
                kept,
                gain,
                quotient(gain, keptOnes, 2),
                quotient(points.multiply(all), keptOnes, 2),
                finite ? quotient(customers, lost, 6) : null,
                stillFinite ? quotient(customers, fewer, 6) : null,
                // n g (n / fewer − n / lost) = all / kept × n × points n / (fewer × lost)
                stillFinite
                        ? quotient(
                                all.multiply(customers).multiply(points).multiply(customers),
                                keptOnes.multiply(fewer).multiply(lost),
                                2)
                        : null);
    }

    private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor, int scale) {
        return dividend.divide(divisor, scale, RoundingMode.HALF_UP);
    }
}
