package io.holdfast.churn;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Log-odds of no order in the next H days, learned from what customers did after earlier cuts: a logistic regression with
 * an intercept for each cut, ridge, and the features of {@link Features}. With those of the recipe,
 *
 * <pre>
 * logit P(lapse in H) = logit P0(H) + a + β·z
 * </pre>
 *
 * where P0 is the chance of no order by BG/NBD (NBD where that is refused) and a the mean of the intercepts.
 *
 * <p>The error of the log-odds has two parts: that of the coefficients, and that of the intercept of the days to come,
 * which differs from a as those of earlier cuts differ among themselves: their variance s² adds s²(1 + 1/K). Of one cut
 * alone nothing is known about s; {@value #UNKNOWN_SPREAD} is taken then, an ordinary spread.
 */
final class Regression {

    private static final double RIDGE = 50;
    private static final double RIDGE_OF_FEW = 100;
    private static final int FEW = 1000;
    private static final double UNKNOWN_SPREAD = 0.25;

    private final Features features;
    private final RidgeLogit logit;
    private final double spread;

    private Regression(Features features, RidgeLogit logit) {
        this.features = features;
        this.logit = logit;
        this.spread = spread(logit.intercepts());
    }

    /** Learns from the origins of a look-back; null where there is none to learn from. */
    static @Nullable Regression learn(Features features, Lookback lookback, Workers workers) {
        List<Lookback.One> origins = lookback.origins().stream()
                .filter(one -> !features.needsBase() || one.base() != null)
                .toList();
        int rows = origins.stream().mapToInt(one -> one.customers().size()).sum();
        if (rows == 0) {
            return null;
        }
        double[][] columns = new double[features.count()][rows];
        double[] offset = new double[rows];
        boolean[] lapsed = new boolean[rows];
        byte[] origin = new byte[rows];
        int start = 0;
        for (int o = 0; o < origins.size(); o++) {
            Lookback.One one = origins.get(o);
            fill(features, one, columns, offset, start, workers);
            System.arraycopy(one.lapsed(), 0, lapsed, start, one.lapsed().length);
            Arrays.fill(origin, start, start + one.lapsed().length, (byte) o);
            start += one.lapsed().length;
        }
        double ridge = rows < FEW * origins.size() ? RIDGE_OF_FEW : RIDGE;
        return new Regression(
                features, new RidgeLogit(columns, offset, lapsed, origin, origins.size(), ridge, workers));
    }

    private static void fill(
            Features features, Lookback.One one, double[][] columns, double[] offset, int start, Workers workers) {
        Summaries customers = one.customers();
        Groups groups = customers.groups();
        double[][] rows = new double[groups.size()][features.count()];
        double[] base = new double[groups.size()];
        workers.each(groups.size(), (chunk, from, to) -> {
            for (int g = from; g < to; g++) {
                base[g] = baseLogOdds(one.base(), groups, g, one.origin().horizon());
                features.ofGroup(groups, g, base[g], one.origin().horizon(), rows[g]);
            }
        });
        workers.each(customers.size(), (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                int g = customers.group(i);
                for (int f = 0; f < features.count(); f++) {
                    columns[f][start + i] =
                            f == features.ofCustomer() ? Features.value(customers.meanOrder(i)) : rows[g][f];
                }
                offset[start + i] = features.offset(base[g]);
            }
        });
    }

    private static double baseLogOdds(@Nullable LapseModel base, Groups groups, int g, double horizon) {
        return base == null ? 0 : base.lapseLogOdds(groups.x(g), groups.tx(g), groups.age(g), horizon);
    }

    private static double spread(double[] intercepts) {
        if (intercepts.length < 2) {
            return UNKNOWN_SPREAD;
        }
        double mean = Arrays.stream(intercepts).average().orElse(0);
        double squares =
                Arrays.stream(intercepts).map(a -> (a - mean) * (a - mean)).sum();
        return FastMath.sqrt(squares / (intercepts.length - 1));
    }

    /** The intercepts of the origins, the latest cut first. */
    double[] intercepts() {
        return logit.intercepts();
    }

    /** How far intercepts may lie apart by chance alone: three times the largest standard error of a difference. */
    double chanceRange() {
        double largest = 0;
        for (int o = 0; o < intercepts().length; o++) {
            largest = Math.max(largest, logit.interceptVariance(o));
        }
        return 3 * FastMath.sqrt(2 * largest);
    }

    /**
     * Scores customers as known at a cut.
     *
     * @param base BG/NBD or NBD as fitted there; needed by the recipe
     */
    Scores score(Summaries customers, double horizon, @Nullable LapseModel base, Workers workers) {
        Groups groups = customers.groups();
        int size = groups.size();
        int own = features.ofCustomer();
        double between = spread * spread * (1 + 1.0 / logit.intercepts().length);
        // Log-odds and variance as polynomials in the one feature that differs within a group.
        double[] logOdds = new double[size];
        double[] variance = new double[size];
        double[] varianceBy = new double[size];
        double[] varianceBySquare = new double[size];
        workers.each(size, (chunk, from, to) -> {
            double[] row = new double[features.count()];
            for (int g = from; g < to; g++) {
                double before = baseLogOdds(base, groups, g, horizon);
                features.ofGroup(groups, g, before, horizon, row);
                logit.standardize(row);
                if (own >= 0) {
                    row[own] = 1;
                    double above = logit.variance(row);
                    row[own] = -1;
                    double below = logit.variance(row);
                    row[own] = 0;
                    double here = logit.variance(row);
                    varianceBy[g] = (above - below) / 2;
                    varianceBySquare[g] = (above + below) / 2 - here;
                    variance[g] = here + between;
                } else {
                    variance[g] = logit.variance(row) + between;
                }
                logOdds[g] = features.offset(before) + logit.logOdds(row);
            }
        });
        Scores scores = new Scores(customers.size());
        double slope = own >= 0 ? logit.coefficient(own) : 0;
        workers.each(customers.size(), (chunk, from, to) -> {
            for (int i = from; i < to; i++) {
                int g = customers.group(i);
                double v = own >= 0 ? logit.standardizeOne(Features.value(customers.meanOrder(i)), own) : 0;
                double var = variance[g] + v * (varianceBy[g] + v * varianceBySquare[g]);
                scores.set(i, logOdds[g] + slope * v, FastMath.sqrt(Math.max(0, var)));
            }
        });
        return scores;
    }
}
