package io.holdfast.churn;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.util.FastMath;

/**
 * Logistic regression with an offset, an intercept for each origin and a ridge penalty λ/2 · |β|² on the other
 * coefficients, whose features are clipped to the 1st to 99th percentile of the training rows and standardized (S. le
 * Cessie, J. C. van Houwelingen, 'Ridge estimators in logistic regression', Applied Statistics 41, 1992), by Newton's
 * method with halved steps.
 */
final class RidgeLogit {

    private static final int MOST_ROUNDS = 50;
    private static final double CLIPPED = 0.01;

    private final double[] low;
    private final double[] high;
    private final double[] middle;
    private final double[] spread;
    private final double[] coefficients;
    private final double[][] covariance;
    private final int origins;

    /**
     * @param columns features, by column and row; left as they are
     * @param offset log-odds that the regression starts from, by row
     * @param lapsed the outcome, by row
     * @param origin from 0 to {@code origins} − 1, by row; each with both outcomes, or its intercept runs off
     * @param ridge λ, over 0
     */
    RidgeLogit(
            double[][] columns,
            double[] offset,
            boolean[] lapsed,
            byte[] origin,
            int origins,
            double ridge,
            Workers workers) {
        int features = columns.length;
        int rows = offset.length;
        this.origins = origins;
        low = new double[features];
        high = new double[features];
        middle = new double[features];
        spread = new double[features];
        double[][] scaled = new double[features][];
        workers.tasks(features, f -> scaled[f] = standardize(columns[f], f));
        int size = origins + features;
        double[] at = new double[size];
        double[] sums = sums(scaled, offset, lapsed, origin, at, workers, rows);
        double value = penalized(sums[0], at, ridge);
        double[][] inverse = new double[size][size];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            inverse = new CholeskyDecomposition(new Array2DRowRealMatrix(hessian(sums, size, ridge), false), 1e-9, 0)
                    .getSolver()
                    .getInverse()
                    .getData();
            double[] step = new double[size];
            double longest = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double gradient = sums[1 + j] - (j < origins ? 0 : ridge * at[j]);
                    step[i] += inverse[i][j] * gradient;
                }
                longest = Math.max(longest, Math.abs(step[i]));
            }
            double length = 1;
            double[] next;
            do {
                next = at.clone();
                for (int i = 0; i < size; i++) {
                    next[i] += length * step[i];
                }
                sums = sums(scaled, offset, lapsed, origin, next, workers, rows);
                length /= 2;
            } while (penalized(sums[0], next, ridge) < value - 1e-9 * Math.abs(value) && length > 1e-6);
            at = next;
            value = penalized(sums[0], at, ridge);
            if (longest < 1e-8) {
                break;
            }
        }
        coefficients = at;
        covariance = inverse;
    }

    private double[] standardize(double[] column, int f) {
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        low[f] = sorted[(int) (CLIPPED * (sorted.length - 1))];
        high[f] = sorted[(int) FastMath.ceil((1 - CLIPPED) * (sorted.length - 1))];
        double sum = 0;
        for (double one : column) {
            sum += clip(one, f);
        }
        middle[f] = sum / column.length;
        double squares = 0;
        for (double one : column) {
            double off = clip(one, f) - middle[f];
            squares += off * off;
        }
        spread[f] = FastMath.sqrt(squares / column.length);
        double[] scaled = new double[column.length];
        for (int i = 0; i < column.length; i++) {
            scaled[i] = standardized(column[i], f);
        }
        return scaled;
    }

    private double clip(double value, int f) {
        return Math.max(low[f], Math.min(high[f], value));
    }

    // A feature that never varied says nothing.
    private double standardized(double value, int f) {
        return spread[f] > 1e-12 ? (clip(value, f) - middle[f]) / spread[f] : 0;
    }

    // Log-likelihood, gradient, and the upper triangle of the negative Hessian, without the penalty.
    private double[] sums(
            double[][] scaled,
            double[] offset,
            boolean[] lapsed,
            byte[] origin,
            double[] at,
            Workers workers,
            int rows) {
        int features = scaled.length;
        int size = origins + features;
        return workers.sum(rows, 1 + size + size * size, (from, to, sum) -> {
            double[] z = new double[features];
            for (int i = from; i < to; i++) {
                int o = origin[i];
                double logit = offset[i] + at[o];
                for (int f = 0; f < features; f++) {
                    z[f] = scaled[f][i];
                    logit += at[origins + f] * z[f];
                }
                double small = FastMath.exp(-Math.abs(logit));
                double p = logit >= 0 ? 1 / (1 + small) : small / (1 + small);
                // The surprise at what came: log(1 + e^∓logit).
                double wrong = lapsed[i] ? -logit : logit;
                sum[0] -= Math.max(0, wrong) + FastMath.log1p(small);
                double error = (lapsed[i] ? 1 : 0) - p;
                double weight = p * (1 - p);
                sum[1 + o] += error;
                int diagonal = 1 + size + o * size;
                sum[diagonal + o] += weight;
                for (int f = 0; f < features; f++) {
                    double weighted = weight * z[f];
                    sum[1 + origins + f] += error * z[f];
                    sum[diagonal + origins + f] += weighted;
                    int row = 1 + size + (origins + f) * size + origins;
                    for (int g = f; g < features; g++) {
                        sum[row + g] += weighted * z[g];
                    }
                }
            }
        });
    }

    private double[][] hessian(double[] sums, int size, double ridge) {
        double[][] hessian = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                hessian[i][j] = sums[1 + size + i * size + j];
                hessian[j][i] = hessian[i][j];
            }
            hessian[i][i] += i < origins ? 0 : ridge;
        }
        return hessian;
    }

    private double penalized(double logLikelihood, double[] at, double ridge) {
        double squares = 0;
        for (int i = origins; i < at.length; i++) {
            squares += at[i] * at[i];
        }
        return logLikelihood - ridge / 2 * squares;
    }

    /** The intercepts of the origins. */
    double[] intercepts() {
        return Arrays.copyOf(coefficients, origins);
    }

    /** The variance of the intercept of an origin. */
    double interceptVariance(int origin) {
        return covariance[origin][origin];
    }

    /** What one feature adds to the log-odds, as far as it is linear: coefficient of the standardized feature. */
    double coefficient(int feature) {
        return coefficients[origins + feature];
    }

    /** The standardized features of a row: clipped to what was seen in training. */
    void standardize(double[] row) {
        for (int f = 0; f < row.length; f++) {
            row[f] = standardized(row[f], f);
        }
    }

    /** One standardized feature. */
    double standardizeOne(double value, int feature) {
        return standardized(value, feature);
    }

    /** What is added to the offset, for standardized features; the intercept is the mean of those of the origins. */
    double logOdds(double[] standardized) {
        double sum = 0;
        for (int o = 0; o < origins; o++) {
            sum += coefficients[o] / origins;
        }
        for (int f = 0; f < standardized.length; f++) {
            sum += coefficients[origins + f] * standardized[f];
        }
        return sum;
    }

    /** The variance of {@link #logOdds} from the curvature of the penalized log-likelihood. */
    double variance(double[] standardized) {
        double sum = 0;
        for (int i = 0; i < coefficients.length; i++) {
            double inner = 0;
            for (int j = 0; j < coefficients.length; j++) {
                inner += covariance[i][j] * weight(j, standardized);
            }
            sum += inner * weight(i, standardized);
        }
        return Math.max(0, sum);
    }

    private double weight(int coefficient, double[] standardized) {
        return coefficient < origins ? 1.0 / origins : standardized[coefficient - origins];
    }
}
