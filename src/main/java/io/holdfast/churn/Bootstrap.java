package io.holdfast.churn;

import java.util.Arrays;
import org.hipparchus.util.FastMath;

/**
 * Poisson weights for the bootstrap: each customer comes 0, 1, 2 … times into a replicate, independently, with mean 1
 * (J. A. Hanley, B. MacGibbon, 'Creating non-parametric bootstrap samples using Poisson frequencies', 2006). The weight
 * of a customer in a replicate is a hash of both, 16 bits of {@link SplitMix64}.
 */
final class Bootstrap {

    static final int REPLICATES = 200;

    /** Replicates whose weights come from one hash. */
    static final int AT_ONCE = 4;

    private static final int STEPS = 1 << 16;
    private static final byte[] POISSON = poisson();

    private final long seed;

    Bootstrap(long seed) {
        this.seed = seed;
    }

    private static byte[] poisson() {
        byte[] times = new byte[STEPS];
        double chance = FastMath.exp(-1);
        double below = chance;
        int k = 0;
        for (int i = 0; i < STEPS; i++) {
            while ((i + 0.5) / STEPS > below && k < 8) {
                chance /= ++k;
                below += chance;
            }
            times[i] = (byte) k;
        }
        return times;
    }

    /** The hash of a customer for replicates {@code batch} · 4 to {@code batch} · 4 + 3. */
    long hash(int customer, int batch) {
        return SplitMix64.mix(SplitMix64.at(seed, batch + 1) ^ SplitMix64.mix(customer));
    }

    /** How often a customer with this hash comes in the {@code which}-th of its replicates, 0 to 3. */
    static byte times(long hash, int which) {
        return POISSON[(int) (hash >>> 16 * which) & (STEPS - 1)];
    }

    /** The value with the interval of its replicates. */
    static Estimate estimate(double value, double[] replicates) {
        double[] sorted = replicates.clone();
        Arrays.sort(sorted);
        return new Estimate(value, Math.min(value, quantile(sorted, 0.025)), Math.max(value, quantile(sorted, 0.975)));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
