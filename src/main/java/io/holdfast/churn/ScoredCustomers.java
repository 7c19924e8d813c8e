package io.holdfast.churn;

import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * What is said of each customer, in the order of the {@link OrderLog}. Intervals are 95 % for the chance or expectation
 * itself, from the errors of parameters and calibration; what a single customer does is less certain than that. No value
 * is NaN, negative or infinite.
 */
public final class ScoredCustomers {

    private static final double Z = 1.959963984540054;

    private final OrderLog log;
    private final Summaries summaries;
    private final Scores scores;
    private final @Nullable GroupScores counts;
    private final @Nullable GammaGamma spend;
    private final double meanValue;
    private final int horizon;

    ScoredCustomers(
            OrderLog log,
            Summaries summaries,
            Scores scores,
            @Nullable GroupScores counts,
            @Nullable GammaGamma spend,
            double meanValue,
            int horizon) {
        this.log = log;
        this.summaries = summaries;
        this.scores = scores;
        this.counts = counts;
        this.spend = spend;
        this.meanValue = meanValue;
        this.horizon = horizon;
    }

    /** How many. */
    public int size() {
        return summaries.size();
    }

    /** The id. */
    public String id(int i) {
        return log.customer(summaries.customer(i));
    }

    /** Order-days. */
    public int orderDays(int i) {
        return summaries.x(i) + 1;
    }

    /** Days from the first order-day to the day of the scoring, T. */
    public int ageDays(int i) {
        return summaries.age(i);
    }

    /** Days from the last order-day to the day of the scoring. */
    public int recencyDays(int i) {
        return summaries.recency(i);
    }

    /** The chance of no order in the horizon, 0 to 1. */
    public double lapse(int i) {
        return Logs.probability(scores.logOdds(i));
    }

    /** Log-odds of {@link #lapse}, by which to sort: differs where that is 1 to all digits. */
    public double lapseLogOdds(int i) {
        return scores.logOdds(i);
    }

    /** Lower end of the interval of {@link #lapse}. */
    public double lapseLow(int i) {
        return Logs.probability(scores.logOdds(i) - Z * scores.error(i));
    }

    /** Upper end of the interval of {@link #lapse}. */
    public double lapseHigh(int i) {
        return Logs.probability(scores.logOdds(i) + Z * scores.error(i));
    }

    /** Whether there are {@link #alive} and expected orders: whether some model could be fitted. */
    public boolean hasCounts() {
        return counts != null;
    }

    /**
     * P(alive): the chance that the customer has not stopped for ever. No score: by BG/NBD everybody who ordered once is
     * alive.
     *
     * @throws IllegalStateException without {@link #hasCounts}
     */
    public double alive(int i) {
        return FastMath.exp(counts().logAlive[summaries.group(i)]);
    }

    /**
     * Order-days expected in the horizon; 0 or more.
     *
     * @throws IllegalStateException without {@link #hasCounts}
     */
    public double expectedOrders(int i) {
        return FastMath.exp(counts().logExpected[summaries.group(i)]);
    }

    /** Lower end of the interval of {@link #expectedOrders}. */
    public double expectedOrdersLow(int i) {
        int g = summaries.group(i);
        return FastMath.exp(counts().logExpected[g] - Z * counts().expectedError[g]);
    }

    /** Upper end of the interval of {@link #expectedOrders}; at most one a day. */
    public double expectedOrdersHigh(int i) {
        int g = summaries.group(i);
        double high = FastMath.exp(counts().logExpected[g] + Z * counts().expectedError[g]);
        return Math.max(expectedOrders(i), Math.min(horizon, high));
    }

    /**
     * What the next order is worth, in units of money: by Gamma-Gamma; where that was refused, the customer's own mean of
     * order-days after the first, or the mean of all for a customer without one.
     */
    public double expectedValue(int i) {
        if (spend != null) {
            return spend.expectedValue(summaries.valued(i), summaries.meanValue(i));
        }
        return summaries.valued(i) > 0 ? summaries.meanValue(i) : meanValue;
    }

    /** What is known of them. */
    Summaries summaries() {
        return summaries;
    }

    private GroupScores counts() {
        if (counts == null) {
            throw new IllegalStateException("no model of expected orders could be fitted; ask hasCounts() first");
        }
        return counts;
    }
}
