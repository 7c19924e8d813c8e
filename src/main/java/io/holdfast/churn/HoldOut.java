package io.holdfast.churn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Scores of customers beside what they did: measures, their bootstrap, calibration. Customers are ordered by score once;
 * scores are compared in single precision, and equal ones are ties.
 */
final class HoldOut {

    static final int TENTHS = 10;

    private static final long SEED = 20_050_501L;
    private static final double Z = 1.959963984540054;

    // By ascending score.
    private final int[] customer;
    private final boolean[] lapsed;
    private final boolean[] endsTie;
    private final double[] chance;
    private final double[] loss;
    private final int lapses;

    private final Sums value;
    private final Sums[] replicates;

    HoldOut(Scores scores, boolean[] outcome, Workers workers) {
        int n = outcome.length;
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = (long) sortable((float) scores.logOdds(i)) << 32 | scrambled(i) & 0xFFFFFFFFL;
        }
        Arrays.sort(keys);
        customer = new int[n];
        lapsed = new boolean[n];
        endsTie = new boolean[n];
        chance = new double[n];
        loss = new double[n];
        workers.each(n, (chunk, from, to) -> {
            for (int place = from; place < to; place++) {
                int i = unscrambled((int) keys[place]);
                double logOdds = scores.logOdds(i);
                customer[place] = i;
                lapsed[place] = outcome[i];
                endsTie[place] = place == n - 1 || keys[place] >> 32 != keys[place + 1] >> 32;
                chance[place] = Logs.probability(logOdds);
                loss[place] = Logs.onePlus(outcome[i] ? -logOdds : logOdds);
            }
        });
        int count = 0;
        for (boolean one : lapsed) {
            count += one ? 1 : 0;
        }
        lapses = count;
        value = new Sums();
        for (int place = 0; place < n; place++) {
            value.add(place, 1);
        }
        Bootstrap bootstrap = new Bootstrap(SEED);
        replicates = new Sums[Bootstrap.REPLICATES];
        workers.tasks(Bootstrap.REPLICATES / Bootstrap.AT_ONCE, batch -> replicate(bootstrap, batch));
    }

    private void replicate(Bootstrap bootstrap, int batch) {
        Sums[] sums = new Sums[Bootstrap.AT_ONCE];
        Arrays.setAll(sums, i -> new Sums());
        for (int place = 0; place < customer.length; place++) {
            long hash = bootstrap.hash(customer[place], batch);
            for (int i = 0; i < sums.length; i++) {
                sums[i].add(place, Bootstrap.times(hash, i));
            }
        }
        System.arraycopy(sums, 0, replicates, batch * Bootstrap.AT_ONCE, sums.length);
    }

    // Ties would otherwise be counted in the order of ids, which may mean something. Odd, so it can be undone.
    private static int scrambled(int i) {
        return i * 0x9E3779B1;
    }

    private static int unscrambled(int i) {
        return i * 0x0E8B2F51;
    }

    // Floats in the order of ints.
    private static int sortable(float score) {
        int bits = Float.floatToIntBits(score == 0 ? 0f : score);
        return bits ^ (bits >> 31) & 0x7FFFFFFF;
    }

    /** The weighted sums that all measures come from. */
    private final class Sums {

        private double lapsesBelow;
        private double stayedBelow;
        private double tiedLapses;
        private double tiedStayed;
        private double pairs;
        private double squares;
        private double losses;
        private final double[] chances = new double[TENTHS];
        private final double[] lapsesIn = new double[TENTHS];
        private final double[] customersIn = new double[TENTHS];

        void add(int place, int times) {
            if (times > 0) {
                double p = chance[place];
                int tenth = tenth(place);
                if (lapsed[place]) {
                    tiedLapses += times;
                    lapsesIn[tenth] += times;
                    squares += times * (1 - p) * (1 - p);
                } else {
                    tiedStayed += times;
                    squares += times * p * p;
                }
                losses += times * loss[place];
                chances[tenth] += times * p;
                customersIn[tenth] += times;
            }
            if (endsTie[place]) {
                pairs += tiedLapses * (stayedBelow + tiedStayed / 2);
                lapsesBelow += tiedLapses;
                stayedBelow += tiedStayed;
                tiedLapses = 0;
                tiedStayed = 0;
            }
        }

        double customers() {
            return lapsesBelow + stayedBelow;
        }

        // A replicate without one of the outcomes says nothing: a coin.
        double auc() {
            double both = lapsesBelow * stayedBelow;
            return both == 0 ? 0.5 : pairs / both;
        }

        double brier() {
            return customers() == 0 ? 0 : squares / customers();
        }

        double logLoss() {
            return customers() == 0 ? 0 : losses / customers();
        }

        double ece() {
            double sum = 0;
            for (int tenth = 0; tenth < TENTHS; tenth++) {
                sum += Math.abs(chances[tenth] - lapsesIn[tenth]);
            }
            return customers() == 0 ? 0 : sum / customers();
        }

        double lift() {
            double share = customers() == 0 ? 0 : lapsesBelow / customers();
            double top = customersIn[TENTHS - 1];
            return share == 0 || top == 0 ? 1 : lapsesIn[TENTHS - 1] / top / share;
        }
    }

    private int tenth(int place) {
        return (int) ((long) place * TENTHS / customer.length);
    }

    int customers() {
        return customer.length;
    }

    /** How many lapsed. */
    int lapses() {
        return lapses;
    }

    /** How often the rarer outcome came. */
    int rarer() {
        return Math.min(lapses, customer.length - lapses);
    }

    double auc() {
        return value.auc();
    }

    double ece() {
        return value.ece();
    }

    /** @param recency the same customers by recency; null for recency itself */
    Measures measures(@Nullable HoldOut recency) {
        boolean both = rarer() > 0;
        return new Measures(
                both ? Bootstrap.estimate(value.auc(), each(Sums::auc)) : null,
                both && recency != null ? overRecency(recency) : null,
                Bootstrap.estimate(value.brier(), each(Sums::brier)),
                Bootstrap.estimate(value.logLoss(), each(Sums::logLoss)),
                Bootstrap.estimate(value.ece(), each(Sums::ece)),
                lapses > 0 ? Bootstrap.estimate(value.lift(), each(Sums::lift)) : null);
    }

    private Estimate overRecency(HoldOut recency) {
        double[] differences = new double[replicates.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = replicates[i].auc() - recency.replicates[i].auc();
        }
        return Bootstrap.estimate(value.auc() - recency.value.auc(), differences);
    }

    private double[] each(ToDoubleFunction<Sums> measure) {
        return Arrays.stream(replicates).mapToDouble(measure).toArray();
    }

    /** Tenths by score. */
    List<CalibrationBin> calibration() {
        List<CalibrationBin> bins = new ArrayList<>();
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            int n = (int) value.customersIn[tenth];
            if (n > 0) {
                int gone = (int) value.lapsesIn[tenth];
                double share = (double) gone / n;
                double middle = share + Z * Z / (2 * n);
                double reach = Z * FastMath.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
                double scale = 1 + Z * Z / n;
                bins.add(new CalibrationBin(
                        n,
                        value.chances[tenth] / n,
                        gone,
                        Math.max(0, (middle - reach) / scale),
                        Math.min(1, (middle + reach) / scale)));
            }
        }
        return bins;
    }
}
