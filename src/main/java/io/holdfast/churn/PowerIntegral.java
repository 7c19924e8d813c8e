package io.holdfast.churn;

import org.hipparchus.util.FastMath;

/**
 * ∫ (α+τ)⁻ᵖ (β+τ)⁻𐞥 dτ over [from, to], the one integral of Pareto/NBD: the papers' difference of two ₂F₁, which loses
 * all digits for large x or a short interval, is s/(r+s+x)-multiples of it. By Gauss–Legendre in w = log(min(α, β) + τ),
 * where the nearest singularity lies at a distance of π whatever the parameters, on panels of at most {@value #LONGEST}
 * in w and {@value #STEEPEST} in the logarithm of the integrand; where that has fallen by {@value #NOTHING}, it ends.
 * Relative error 10⁻¹³ or so.
 *
 * <p>Not thread-safe: it keeps the last result, with the means under the normalized integrand that the gradient needs.
 */
final class PowerIntegral {

    private static final double LONGEST = 3;
    private static final double STEEPEST = 20;
    private static final double NOTHING = 45;

    /** Nodes and weights of 16-point Gauss–Legendre on [−1, 1], the positive half (NIST DLMF 3.5). */
    private static final double[] NODES = {
        0.0950125098376374402, 0.2816035507792589132, 0.4580167776572273863, 0.6178762444026437484,
        0.7554044083550030339, 0.8656312023878317439, 0.9445750230732325761, 0.9894009349916499326
    };

    private static final double[] WEIGHTS = {
        0.1894506104550684963, 0.1826034150449235888, 0.1691565193950025382, 0.1495959888165767321,
        0.1246289712555338721, 0.0951585116824927848, 0.0622535239386478929, 0.0271524594117540949
    };

    private double small;
    private double gap;
    private double powerSmall;
    private double powerLarge;

    private double highest;
    private double sum;
    private double sumLogSmall;
    private double sumLogLarge;
    private double sumPerSmall;
    private double sumPerLarge;
    private boolean alphaIsSmall;

    /**
     * log of the integral; −∞ for an empty interval.
     *
     * @param alpha over 0
     * @param p over 0
     * @param beta over 0
     * @param q over 0
     * @param from 0 or more
     * @param to at least {@code from}, finite
     */
    double log(double alpha, double p, double beta, double q, double from, double to) {
        alphaIsSmall = alpha <= beta;
        small = Math.min(alpha, beta);
        gap = Math.abs(alpha - beta);
        powerSmall = alphaIsSmall ? p : q;
        powerLarge = alphaIsSmall ? q : p;
        sum = 0;
        sumLogSmall = 0;
        sumLogLarge = 0;
        sumPerSmall = 0;
        sumPerLarge = 0;
        double low = FastMath.log(small + from);
        // Of a short interval the difference of logarithms would lose its digits.
        double length = FastMath.log1p((to - from) / (small + from));
        if (!(length > 0)) {
            highest = 0;
            return Double.NEGATIVE_INFINITY;
        }
        double end = end(low, length);
        double fall = Math.abs(exponent(low) - exponent(low + end));
        int panels = (int) Math.max(FastMath.ceil(end / LONGEST), FastMath.ceil(fall / STEEPEST));
        panels = Math.max(1, panels);
        highest = Math.max(exponent(low), exponent(low + end));
        double half = end / panels / 2;
        for (int panel = 0; panel < panels; panel++) {
            double middle = low + half * (2 * panel + 1);
            for (int i = 0; i < NODES.length; i++) {
                node(middle - half * NODES[i], WEIGHTS[i]);
                node(middle + half * NODES[i], WEIGHTS[i]);
            }
        }
        return highest + FastMath.log(sum * half);
    }

    private void node(double w, double weight) {
        double t = FastMath.exp(w);
        double large = t + gap;
        double logLarge = FastMath.log(large);
        double value = weight * FastMath.exp(w * (1 - powerSmall) - powerLarge * logLarge - highest);
        sum += value;
        sumLogSmall += value * w;
        sumLogLarge += value * logLarge;
        sumPerSmall += value / t;
        sumPerLarge += value / large;
    }

    // log of the integrand in w. Concave: its slope is 1 − powerSmall − powerLarge · eʷ/(eʷ + gap).
    private double exponent(double w) {
        return w * (1 - powerSmall) - powerLarge * FastMath.log(FastMath.exp(w) + gap);
    }

    // Where the integrand is nothing beside its maximum. Being concave, it stays so.
    private double end(double low, double length) {
        double top = Math.max(exponent(low), exponent(low + length));
        if (exponent(low + length) > top - NOTHING) {
            return length;
        }
        double something = 0;
        double nothing = length;
        for (int i = 0; i < 200 && nothing > something * 1.1; i++) {
            double middle = something == 0 ? nothing / 4 : (something + nothing) / 2;
            if (exponent(low + middle) > top - NOTHING) {
                something = middle;
            } else {
                nothing = middle;
            }
        }
        return nothing;
    }

    /** Mean of log(α + τ) under the integrand. */
    double meanLogAlpha() {
        return (alphaIsSmall ? sumLogSmall : sumLogLarge) / sum;
    }

    /** Mean of log(β + τ) under the integrand. */
    double meanLogBeta() {
        return (alphaIsSmall ? sumLogLarge : sumLogSmall) / sum;
    }

    /** Mean of 1/(α + τ) under the integrand. */
    double meanPerAlpha() {
        return (alphaIsSmall ? sumPerSmall : sumPerLarge) / sum;
    }

    /** Mean of 1/(β + τ) under the integrand. */
    double meanPerBeta() {
        return (alphaIsSmall ? sumPerLarge : sumPerSmall) / sum;
    }
}
