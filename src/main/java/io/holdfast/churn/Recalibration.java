package io.holdfast.churn;

import org.hipparchus.util.FastMath;

/**
 * Corrects log-odds by what came in the last back-test: logit P' = intercept + slope · logit P (J. Platt, 1999; D. R. Cox,
 * 1958). A prior worth about {@value #PRIOR_CUSTOMERS} customers holds it at (0, 1), so few outcomes change little. The
 * slope is at least {@value #FLATTEST}, so that the order of customers stays. Log-odds count up to ±{@value #FARTHEST}.
 *
 * <p>For models that never saw an outcome (NBD, BG/NBD, MBG/NBD, Pareto/NBD). Recency and the recipe learned from the same
 * outcomes; correcting them again would correct twice.
 *
 * @param intercept added to the log-odds
 * @param slope over 0
 * @param interceptVariance of the intercept
 * @param covariance of both
 * @param slopeVariance of the slope
 */
public record Recalibration(
        double intercept, double slope, double interceptVariance, double covariance, double slopeVariance) {

    private static final double PRIOR_CUSTOMERS = 20;
    private static final double FLATTEST = 0.05;
    private static final double FARTHEST = 15;

    /** Learns from scores and what came. */
    static Recalibration learn(Scores scores, boolean[] lapsed, Workers workers) {
        double a = 0;
        double b = 1;
        // A customer at even odds adds ¼ to the curvature.
        double prior = PRIOR_CUSTOMERS / 4;
        double aa = prior;
        double ab = 0;
        double bb = prior;
        for (int round = 0; round < 30; round++) {
            double intercept = a;
            double slope = b;
            double[] sums = workers.sum(lapsed.length, 5, (from, to, sum) -> {
                for (int i = from; i < to; i++) {
                    double logOdds = bounded(scores.logOdds(i));
                    double p = Logs.probability(intercept + slope * logOdds);
                    double error = (lapsed[i] ? 1 : 0) - p;
                    double weight = p * (1 - p);
                    sum[0] += error;
                    sum[1] += error * logOdds;
                    sum[2] += weight;
                    sum[3] += weight * logOdds;
                    sum[4] += weight * logOdds * logOdds;
                }
            });
            aa = sums[2] + prior;
            ab = sums[3];
            bb = sums[4] + prior;
            double byA = sums[0] - prior * a;
            double byB = sums[1] - prior * (b - 1);
            double determinant = aa * bb - ab * ab;
            double stepA = (bb * byA - ab * byB) / determinant;
            double stepB = (aa * byB - ab * byA) / determinant;
            double length = Math.min(1, 1 / Math.max(1e-300, Math.max(Math.abs(stepA), Math.abs(stepB))));
            a += length * stepA;
            b = Math.max(FLATTEST, b + length * stepB);
            if (Math.abs(stepA) + Math.abs(stepB) < 1e-10) {
                break;
            }
        }
        double determinant = aa * bb - ab * ab;
        return new Recalibration(a, b, bb / determinant, -ab / determinant, aa / determinant);
    }

    private static double bounded(double logOdds) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, logOdds));
    }

    /** The scores corrected, in place; the errors of the correction are added to theirs. */
    void correct(Scores scores) {
        for (int i = 0; i < scores.size(); i++) {
            double logOdds = scores.logOdds(i);
            double seen = bounded(logOdds);
            double variance = slope * slope * scores.error(i) * scores.error(i)
                    + interceptVariance
                    + 2 * covariance * seen
                    + slopeVariance * seen * seen;
            scores.set(i, intercept + slope * logOdds, FastMath.sqrt(Math.max(0, variance)));
        }
    }
}
