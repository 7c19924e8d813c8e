package io.holdfast.churn;

import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * Orders to expect of a customer who is alive and may stop after each: rate λ ~ Gamma(A, 1), chance to stop
 * p ~ Beta(a, B), in a time u (in units of the rate's scale):
 *
 * <pre>
 * E = E[(1 − e^(−λpu)) / p] = A ∫₀ᵘ ₂F₁(A+1, a; a+B; −v) dv
 * </pre>
 *
 * <p>The papers' form, (a+B−1)/(a−1) · (1 − (1+u)⁻ᴬ ₂F₁(A, B; a+B−1; u/(1+u))), is the same but has removable
 * singularities at a = 1 and a + B = 1 and loses its digits near them and for small u. Here nothing cancels and nothing
 * is singular: all terms of both sums below are positive. They agree to 12 digits where both can be used.
 */
final class GeometricStops {

    /** Up to this (A+1)·u the series is the quicker one; its length grows with it. */
    private static final double SERIES_UP_TO = 300;

    private static final double NEGLIGIBLE = 1e-20;
    private static final double HUGE = 0x1p600;
    private static final double LOG_HUGE = 600 * 0.6931471805599453;

    private GeometricStops() {}

    /**
     * @param shape A, over 0
     * @param stop a, over 0
     * @param stay B, over 0
     * @param u horizon in units of the rate's scale, over 0
     * @return 0 (by underflow only) or more, finite
     */
    static double expected(double shape, double stop, double stay, double u) {
        return (shape + 1) * u <= SERIES_UP_TO ? series(shape, stop, stay, u) : mixture(shape, stop, stay, u);
    }

    /**
     * With v = s/(1−s) and Euler's transformation, E = A ∫₀ᶻ (1−s)ᴬ⁻¹ ₂F₁(A+1, B; a+B; s) ds, z = u/(1+u), term by term:
     *
     * <pre>
     * E = A z (1−z)ᴬ Σₖ cₖ zᵏ βₖ₊₁/(k+1),  cₖ = (A+1)ₖ (B)ₖ / ((a+B)ₖ k!),  βₖ = 1 + βₖ₊₁ z (A+k)/(k+1),
     * </pre>
     *
     * where βₖ₊₁ z^(k+1) (1−z)ᴬ / (k+1) is the incomplete beta function B_z(k+1, A), by its recurrence backwards.
     */
    static double series(double shape, double stop, double stay, double u) {
        double z = u / (1 + u);
        double both = stop + stay;
        int last = terms(shape, both, stay, z);
        double one = 1;
        // Far out β hardly changes from term to term; what is wrong with this start dies out backwards.
        double beta = 1 / Math.max(1 - z * (shape + last + 2) / (last + 3), 1 - z);
        double sum = 0;
        double scale = 0;
        for (int k = last; k >= 0; k--) {
            beta = one + beta * z * (shape + k + 1) / (k + 2);
            sum = beta / (k + 1) + sum * z * (shape + 1 + k) * (stay + k) / ((both + k) * (1 + k));
            if (Math.max(sum, beta) > HUGE) {
                sum /= HUGE;
                beta /= HUGE;
                one /= HUGE;
                scale += LOG_HUGE;
            }
        }
        return FastMath.exp(FastMath.log(sum) + scale + FastMath.log(shape * z) - shape * FastMath.log1p(u));
    }

    // How far the sum has to go: to where its terms decline and are negligible, and so far beyond that what is wrong
    // with the start of β has died out, which it does by the factor of its recurrence.
    private static int terms(double shape, double both, double stay, double z) {
        double term = 1;
        double sum = 1;
        double wrong = 1;
        for (int k = 0; ; k++) {
            double ratio = z * (shape + 1 + k) * (stay + k) / ((both + k) * (1 + k));
            term *= ratio;
            sum += term;
            if (sum > HUGE) {
                term /= HUGE;
                sum /= HUGE;
            }
            if (ratio < 1 && term < NEGLIGIBLE * sum * (1 - ratio)) {
                wrong *= Math.min(1, z * (shape + k + 1) / (k + 2));
                if (wrong < NEGLIGIBLE) {
                    return k;
                }
            }
        }
    }

    /**
     * The mean over p itself, E[(1 − (1+pu)⁻ᴬ)/p], by the trapezoidal rule in y = log(p/(1−p)), where the density of
     * p is smooth and falls off exponentially, so that the rule converges exponentially (L. N. Trefethen, J. A. C.
     * Weideman, 'The exponentially convergent trapezoidal rule', SIAM Review 56, 2014). Where p is 0 or 1 to all digits
     * the rest is a geometric series.
     */
    static double mixture(double shape, double stop, double stay, double u) {
        double step = Math.min(0.2, 0.5 * FastMath.sqrt(1 / stop + 1 / stay));
        double far = 40;
        double left = -far - FastMath.log1p(u * (shape + 1));
        int nodes = (int) ((far - left) / step);
        double norm = Gamma.logGamma(stop + stay) - Gamma.logGamma(stop) - Gamma.logGamma(stay);
        double sum = shape * u * FastMath.exp(norm + stop * left) / FastMath.expm1(stop * step);
        for (int i = 0; i <= nodes; i++) {
            double y = left + i * step;
            double logQ = -Logs.onePlus(y);
            double logP = y + logQ;
            double p = FastMath.exp(logP);
            double orders = -FastMath.expm1(-shape * FastMath.log1p(p * u)) / p;
            sum += FastMath.exp(norm + stop * logP + stay * logQ) * orders;
        }
        double right = left + nodes * step;
        double allStop = -FastMath.expm1(-shape * FastMath.log1p(u));
        sum += allStop * FastMath.exp(norm - stay * right) / FastMath.expm1(stay * step);
        return sum * step;
    }
}
