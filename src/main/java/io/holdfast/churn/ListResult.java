package io.holdfast.churn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What became of an earlier list, now that its horizon has passed. Released customers are counted apart and in nothing
 * else.
 *
 * @param customers who were active then
 * @param released of the active ones, by management within the horizon
 * @param stopped of {@code customers}, who ordered nothing in the horizon
 * @param expected how many of them were expected to: the sum of their chances
 * @param listed who were on the list
 * @param hits of them, who stopped
 * @param listedExpected how many of the listed were expected to
 */
public record ListResult(
        long customers,
        long released,
        long stopped,
        BigDecimal expected,
        long listed,
        long hits,
        BigDecimal listedExpected) {

    private static final int DIGITS = 12;

    /** Of the listed, who ordered on. */
    public long falseAlarms() {
        return listed - hits;
    }

    /** Who stopped without being on the list. */
    public long missed() {
        return stopped - hits;
    }

    /** The share of the listed who stopped; null where nobody was listed. */
    public @Nullable BigDecimal listedRate() {
        return share(hits, listed);
    }

    /** The share of those not listed who stopped; null where all were listed. */
    public @Nullable BigDecimal otherRate() {
        return share(missed(), customers - listed);
    }

    /** How many times the share of all who stopped that of the listed is; null where nobody stopped or was listed. */
    public @Nullable BigDecimal lift() {
        return stopped == 0 || listed == 0
                ? null
                : BigDecimal.valueOf(hits)
                        .multiply(BigDecimal.valueOf(customers))
                        .divide(
                                BigDecimal.valueOf(listed).multiply(BigDecimal.valueOf(stopped)),
                                DIGITS,
                                RoundingMode.HALF_EVEN);
    }

    private static @Nullable BigDecimal share(long part, long of) {
        return of == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(of), DIGITS, RoundingMode.HALF_EVEN);
    }
}
