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
    private static final int BLOCK = 1024;
    private static final double Z = 1.959963984540054;

    // By ascending score.
    private final int[] customer;
    private final byte[] lapsed;
    private final boolean[] endsTie;
    private final double[] chance;
    private final double[] square;
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
        lapsed = new byte[n];
        endsTie = new boolean[n];
        chance = new double[n];
        square = new double[n];
        loss = new double[n];
        workers.each(n, (chunk, from, to) -> {
            for (int place = from; place < to; place++) {
                int i = unscrambled((int) keys[place]);
                double logOdds = scores.logOdds(i);
                customer[place] = i;
                lapsed[place] = (byte) (outcome[i] ? 1 : 0);
                endsTie[place] = place == n - 1 || keys[place] >> 32 != keys[place + 1] >> 32;
                chance[place] = Logs.probability(logOdds);
                double off = outcome[i] ? 1 - chance[place] : chance[place];
                square[place] = off * off;
                loss[place] = Logs.onePlus(outcome[i] ? -logOdds : logOdds);
            }
        });
        int count = 0;
        for (byte one : lapsed) {
            count += one;
        }
        lapses = count;
        value = new Sums();
        byte[] once = new byte[BLOCK];
        Arrays.fill(once, (byte) 1);
        blocks((from, to, tenth) -> value.add(from, to, tenth, once));
        Bootstrap bootstrap = new Bootstrap(SEED);
        replicates = new Sums[Bootstrap.REPLICATES];
        workers.tasks(Bootstrap.REPLICATES / Bootstrap.AT_ONCE, batch -> replicate(bootstrap, batch));
    }

    private void replicate(Bootstrap bootstrap, int batch) {
        Sums[] sums = new Sums[Bootstrap.AT_ONCE];
        Arrays.setAll(sums, i -> new Sums());
        byte[][] times = new byte[Bootstrap.AT_ONCE][BLOCK];
        blocks((from, to, tenth) -> {
            for (int place = from; place < to; place++) {
                long hash = bootstrap.hash(customer[place], batch);
                for (int i = 0; i < sums.length; i++) {
                    times[i][place - from] = Bootstrap.times(hash, i);
                }
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i].add(from, to, tenth, times[i]);
            }
        });
        System.arraycopy(sums, 0, replicates, batch * Bootstrap.AT_ONCE, sums.length);
    }

    /** Places {@code from} to {@code to} − 1, all of one tenth. */
    @FunctionalInterface
    private interface Block {
        void on(int from, int to, int tenth);
    }

    private void blocks(Block block) {
        for (int tenth = 0; tenth < TENTHS; tenth++) {
            int end = firstOf(tenth + 1);
            for (int from = firstOf(tenth); from < end; from += BLOCK) {
                block.on(from, Math.min(end, from + BLOCK), tenth);
            }
        }
    }

    // The first place with place · 10 / n, rounded down, at the tenth.
    private int firstOf(int tenth) {
        return (int) (((long) tenth * customer.length + TENTHS - 1) / TENTHS);
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
        private long tiedLapses;
        private long tied;
        private double pairs;
        private double squares;
        private double losses;
        private final double[] chances = new double[TENTHS];
        private final double[] lapsesIn = new double[TENTHS];
        private final double[] customersIn = new double[TENTHS];

        // A billion times a back-test: without a branch that depends on chance, and summed in local variables.
        void add(int from, int to, int tenth, byte[] times) {
            double newSquares = squares;
            double newLosses = losses;
            double newChances = chances[tenth];
            long lapses = 0;
            long customers = 0;
            long lapsesOfTie = tiedLapses;
            long ofTie = tied;
            for (int place = from; place < to; place++) {
                int weight = times[place - from];
                int lapse = weight * lapsed[place];
                newSquares += weight * square[place];
                newLosses += weight * loss[place];
                newChances += weight * chance[place];
                lapses += lapse;
                customers += weight;
                lapsesOfTie += lapse;
                ofTie += weight;
                if (endsTie[place]) {
                    double stayed = ofTie - lapsesOfTie;
                    pairs += lapsesOfTie * (stayedBelow + stayed / 2);
                    lapsesBelow += lapsesOfTie;
                    stayedBelow += stayed;
                    lapsesOfTie = 0;
                    ofTie = 0;
                }
            }
            squares = newSquares;
            losses = newLosses;
            chances[tenth] = newChances;
            lapsesIn[tenth] += lapses;
            customersIn[tenth] += customers;
            tiedLapses = lapsesOfTie;
            tied = ofTie;
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
