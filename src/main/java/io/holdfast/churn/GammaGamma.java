package io.holdfast.churn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Gamma-Gamma: what an order of a customer is worth (P. S. Fader, B. G. S. Hardie, K. L. Lee, 'RFM and CLV: using
 * iso-value curves for customer base analysis', Journal of Marketing Research 42, 2005; formulas as in Fader's and
 * Hardie's note 'The Gamma-Gamma model of monetary value', 2013). The value of an order-day is Gamma(p, ν), its scale
 * differs from customer to customer as ν ~ Gamma(q, γ). Of n order-days with mean z,
 *
 * <pre>
 * L(n, z)     = Γ(pn+q) / (Γ(pn) Γ(q)) · γ^q z^(pn−1) n^(pn) / (γ + nz)^(pn+q)
 * E(value)    = p (γ + nz) / (pn + q − 1)          for n = 0 the mean of all customers, pγ/(q−1)
 * </pre>
 *
 * <p>Only order-days after the first with a positive amount count: the first order is of another kind. The model takes
 * value and frequency to be independent; {@link SpendFit#correlation} says how far that is so.
 */
final class GammaGamma {

    private static final long SAMPLE = 2;
    private static final String[] NAMES = {"p", "q", "gamma"};
    private static final double[] ORDINARY = {3, 3, 2.0 / 3};

    private final double p;
    private final double q;
    private final double gamma;

    /**
     * @param p shape of the values
     * @param q shape of their scales; over 1, or the mean of all customers would be infinite
     * @param gamma scale of their scales, in units of money
     */
    GammaGamma(double p, double q, double gamma) {
        this.p = Parameters.positive("p", p);
        this.q = Parameters.positive("q", q);
        this.gamma = Parameters.positive("gamma", gamma);
        Parameters.positive("q - 1", q - 1);
    }

    /**
     * Expected value of an order, in units of money; over 0.
     *
     * @param n order-days that count, 0 or more
     * @param mean their mean value; over 0 unless n = 0
     */
    double expectedValue(double n, double mean) {
        return p * (gamma + n * mean) / (p * n + q - 1);
    }

    /** log of the likelihood of a mean value, n over 0. */
    double logLikelihood(double n, double mean) {
        double shape = p * n;
        return Gamma.logGamma(shape + q)
                - Gamma.logGamma(shape)
                - Gamma.logGamma(q)
                + q * FastMath.log(gamma)
                + (shape - 1) * FastMath.log(mean)
                + shape * FastMath.log(n)
                - (shape + q) * FastMath.log(gamma + n * mean);
    }

    /**
     * What fitting led to.
     *
     * @param model null where it was refused
     */
    record Fitting(@Nullable GammaGamma model, SpendFit shown) {}

    /** Fits the customers of a cut; many of them by way of a sample, as {@link MaximumLikelihood} does. */
    static Fitting fit(Summaries customers, Workers workers) {
        Rows rows = new Rows(customers, 1);
        SpendFit nothing = new SpendFit(null, null, rows.size(), rows.mean(), rows.correlation());
        if (rows.size() < MaximumLikelihood.FEWEST_REPEATERS) {
            return new Fitting(
                    null,
                    nothing.refused(
                            Refusal.Reason.TOO_FEW_REPEATERS, "", rows.size(), MaximumLikelihood.FEWEST_REPEATERS));
        }
        double unit = rows.mean();
        boolean prior = rows.size() < MaximumLikelihood.ORDINARY;
        double[] start = Arrays.stream(ORDINARY).map(FastMath::log).toArray();
        Maximum.Function all = (at, gradient) -> rows.perCustomer(at, gradient, unit, prior ? start : null, workers);
        Maximum maximum;
        if (rows.size() <= MaximumLikelihood.MANY) {
            maximum = Maximum.of(all, start);
        } else {
            Rows sample = new Rows(customers, (double) MaximumLikelihood.MANY / rows.size());
            maximum = Maximum.of(
                    all,
                    (at, gradient) -> sample.perCustomer(at, gradient, unit, null, workers),
                    start,
                    MaximumLikelihood.NEAREST / rows.size());
        }
        double[] at = maximum.at();
        double[] found = Arrays.stream(at).map(FastMath::exp).toArray();
        for (int i = 0; i < found.length; i++) {
            if (!(found[i] >= 1e-4 && found[i] <= 1e4)) {
                return new Fitting(
                        null,
                        nothing.refused(
                                Refusal.Reason.DEGENERATE_PARAMETER, NAMES[i], found[i], found[i] < 1 ? 1e-4 : 1e4));
            }
        }
        if (found[1] <= 1) {
            return new Fitting(null, nothing.refused(Refusal.Reason.DEGENERATE_PARAMETER, "q", found[1], 1));
        }
        if (maximum.covariance().length == 0) {
            return new Fitting(null, nothing.refused(Refusal.Reason.FLAT_LIKELIHOOD, "", 0, 0));
        }
        double missing = maximum.decrement() * rows.size();
        if (!(missing < 1e-4)) {
            return new Fitting(null, nothing.refused(Refusal.Reason.NOT_CONVERGED, "", missing, 1e-4));
        }
        found[2] *= unit;
        List<Fit.Parameter> listed = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            double error = FastMath.sqrt(maximum.covariance()[i][i] / rows.size());
            listed.add(new Fit.Parameter(NAMES[i], found[i], found[i] * error, false));
        }
        double value = rows.perCustomer(at, new double[3], unit, null, workers) * rows.size()
                - rows.size() * FastMath.log(unit);
        Fit fit = new Fit(
                ModelName.GAMMA_GAMMA, listed, value, rows.size(), rows.orderDays(), prior, maximum.evaluations() + 1);
        return new Fitting(new GammaGamma(found[0], found[1], found[2]), nothing.fitted(fit));
    }

    /** The customers with a value, in columns. */
    private static final class Rows {

        private final int[] kind;
        private final double[] mean;
        private final double[] logMean;
        private final int[] counts;
        private final long orderDays;

        /** @param share of the customers, chosen by a hash of their place; 1: all */
        Rows(Summaries customers, double share) {
            int size = 0;
            int[] n = new int[customers.size()];
            double[] means = new double[customers.size()];
            long days = 0;
            for (int i = 0; i < customers.size(); i++) {
                if (customers.valued(i) > 0 && (SplitMix64.at(SAMPLE, i) >>> 11) * 0x1p-53 < share) {
                    n[size] = customers.valued(i);
                    days += n[size];
                    means[size++] = customers.meanValue(i);
                }
            }
            orderDays = days;
            mean = Arrays.copyOf(means, size);
            logMean = Arrays.stream(mean).map(FastMath::log).toArray();
            counts = Arrays.stream(n, 0, size).sorted().distinct().toArray();
            kind = new int[size];
            for (int i = 0; i < size; i++) {
                kind[i] = Arrays.binarySearch(counts, n[i]);
            }
        }

        int size() {
            return mean.length;
        }

        long orderDays() {
            return orderDays;
        }

        /** Mean of the customers' means; 0 where there is none. */
        double mean() {
            double sum = 0;
            for (double one : mean) {
                sum += one;
            }
            return mean.length == 0 ? 0 : sum / mean.length;
        }

        /** Pearson's, of number and mean; 0 where either does not vary. */
        double correlation() {
            double middleN = 0;
            for (int one : kind) {
                middleN += counts[one];
            }
            middleN /= Math.max(1, mean.length);
            double middle = mean();
            double xy = 0;
            double xx = 0;
            double yy = 0;
            for (int i = 0; i < mean.length; i++) {
                double x = counts[kind[i]] - middleN;
                double y = mean[i] - middle;
                xy += x * y;
                xx += x * x;
                yy += y * y;
            }
            return xx > 0 && yy > 0 ? xy / FastMath.sqrt(xx * yy) : 0;
        }

        double perCustomer(double[] at, double[] gradient, double unit, double @Nullable [] prior, Workers workers) {
            double p = FastMath.exp(at[0]);
            double q = FastMath.exp(at[1]);
            double gamma = FastMath.exp(at[2]);
            int kinds = counts.length;
            double[] ofN = new double[kinds];
            double[] byP = new double[kinds];
            double[] byQ = new double[kinds];
            double ofAll = q * at[2] - Gamma.logGamma(q);
            double byQofAll = at[2] - Gamma.digamma(q);
            for (int k = 0; k < kinds; k++) {
                double shape = p * counts[k];
                double logN = FastMath.log(counts[k]);
                double digamma = Gamma.digamma(shape + q);
                ofN[k] = Gamma.logGamma(shape + q) - Gamma.logGamma(shape) + shape * logN + ofAll;
                byP[k] = digamma - Gamma.digamma(shape) + logN;
                byQ[k] = digamma + byQofAll;
            }
            double logUnit = FastMath.log(unit);
            double[] sums = workers.sum(mean.length, 4, (from, to, sum) -> {
                for (int i = from; i < to; i++) {
                    int n = counts[kind[i]];
                    double z = mean[i] / unit;
                    double logZ = logMean[i] - logUnit;
                    double whole = gamma + n * z;
                    double logWhole = FastMath.log(whole);
                    double shape = p * n;
                    sum[0] += ofN[kind[i]] + (shape - 1) * logZ - (shape + q) * logWhole;
                    sum[1] += n * (byP[kind[i]] + logZ - logWhole);
                    sum[2] += byQ[kind[i]] - logWhole;
                    sum[3] += q / gamma - (shape + q) / whole;
                }
            });
            double value = sums[0];
            double[] parameters = {p, q, gamma};
            for (int i = 0; i < 3; i++) {
                gradient[i] = sums[i + 1] * parameters[i] / mean.length;
                if (prior != null) {
                    double off = (at[i] - prior[i]) / MaximumLikelihood.PRIOR_SPREAD;
                    value -= off * off / 2;
                    gradient[i] -= off / MaximumLikelihood.PRIOR_SPREAD / mean.length;
                }
            }
            return value / mean.length;
        }
    }
}
