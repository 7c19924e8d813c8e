package io.holdfast.churn;

/**
 * Numbers that look random and are none: the finalizer of SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 'Fast
 * splittable pseudorandom number generators', OOPSLA 2014), applied to a counter. The n-th number needs no other, so
 * threads and the order of work do not matter, and the same seed gives the same numbers on any machine.
 */
final class SplitMix64 {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** The {@code counter}-th number, from 1 on, of the generator with this seed. */
    static long at(long seed, long counter) {
        return mix(seed + counter * GOLDEN);
    }

    /** A bijection of 64 bits in which each bit of the input changes each bit of the output half of the time. */
    static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
