package io.holdfast.churn;

import org.hipparchus.util.FastMath;

/**
 * A model of how customers order and fall silent, fitted. A customer is (x, t_x, T): x order-days after the first, the
 * last of them t_x after the first, T from the first to now; days, and every parameter with a unit of time is in days.
 *
 * <p>Valid input is x ≥ 0, 0 ≤ t_x ≤ T, t_x = 0 where x = 0, and h &gt; 0, all finite. For it no result is NaN, no chance
 * lies outside [0, 1] and no count below 0. What cannot be told apart from 0 or 1 in a double can be told apart in
 * {@link #lapseLogOdds}.
 */
interface LapseModel {

    /**
     * log-odds of no order in the next h: of the model's P(no order in (T, T + h] | x, t_x, T). Finite, or +∞ where
     * the chance of an order is below the smallest double's logarithm.
     */
    double lapseLogOdds(double x, double tx, double age, double h);

    /** log of P(alive): the chance that the customer has not stopped for ever. At most 0. */
    double logAlive(double x, double tx, double age);

    /** Orders expected in the next h of a customer who is alive at T. Does not depend on t_x. */
    double expectedIfAlive(double x, double age, double h);

    /** log of the likelihood of (x, t_x, T), whose unit is days⁻ˣ. */
    double logLikelihood(double x, double tx, double age);

    /**
     * Derivatives of {@link #lapseLogOdds} and {@link #logAlive} by the logarithms of the parameters, in the order of the
     * model's {@link Likelihood}: what the errors of scores come from.
     */
    void slopes(double x, double tx, double age, double h, double[] lapse, double[] alive);

    /** Chance of no order in the next h. */
    default double lapse(double x, double tx, double age, double h) {
        return Logs.probability(lapseLogOdds(x, tx, age, h));
    }

    /** Chance of at least one order in the next h, precise where it is small. */
    default double order(double x, double tx, double age, double h) {
        return Logs.probability(-lapseLogOdds(x, tx, age, h));
    }

    /** P(alive). */
    default double alive(double x, double tx, double age) {
        return FastMath.exp(logAlive(x, tx, age));
    }

    /** Orders expected in the next h. */
    default double expected(double x, double tx, double age, double h) {
        return alive(x, tx, age) * expectedIfAlive(x, age, h);
    }
}
