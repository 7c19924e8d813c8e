package io.holdfast.churn;

import org.hipparchus.util.FastMath;

/**
 * Arithmetic on logarithms and log-odds, where chances of 10⁻⁴⁰⁰ are ordinary numbers. No result is NaN for inputs
 * that are not; −∞ is the logarithm of 0.
 */
final class Logs {

    private Logs() {}

    /** log(eᵃ + eᵇ). */
    static double sum(double a, double b) {
        double high = Math.max(a, b);
        double low = Math.min(a, b);
        return low == Double.NEGATIVE_INFINITY ? high : high + FastMath.log1p(FastMath.exp(low - high));
    }

    /** log(1 + eᵃ). */
    static double onePlus(double a) {
        return a > 0 ? a + FastMath.log1p(FastMath.exp(-a)) : FastMath.log1p(FastMath.exp(a));
    }

    /** log(1 − eᵃ) for a ≤ 0, by the form of the two that keeps its digits (M. Mächler, 'Accurately computing log(1 − exp(−|a|))', 2012). */
    static double oneMinus(double a) {
        return a > -0.6931471805599453 ? FastMath.log(-FastMath.expm1(a)) : FastMath.log1p(-FastMath.exp(a));
    }

    /** The probability with these log-odds, 1 / (1 + e⁻ᵃ), from 0 to 1. */
    static double probability(double logOdds) {
        if (logOdds >= 0) {
            return 1 / (1 + FastMath.exp(-logOdds));
        }
        double odds = FastMath.exp(logOdds);
        return odds / (1 + odds);
    }

    /** The log-odds of a probability, from −∞ to ∞. */
    static double odds(double probability) {
        return FastMath.log(probability) - FastMath.log1p(-probability);
    }
}
