package io.holdfast.churn;

import org.hipparchus.util.FastMath;

/**
 * Customers who order as MBG/NBD says: a rate and a chance to stop for each, drawn from a fixed seed. First orders are
 * spread over the time, amounts differ by customer.
 */
final class MadeUpOrders {

    private final long seed;
    private long counter;

    private MadeUpOrders(long seed) {
        this.seed = seed;
    }

    /**
     * A log.
     *
     * @param first epoch day of the first orders
     * @param joining days in which customers make their first order
     * @param days from the first orders to the last
     * @param gap mean days between orders, about
     */
    static OrderLog of(int customers, int first, int joining, int days, double gap, long seed) {
        MadeUpOrders numbers = new MadeUpOrders(seed);
        OrderLog.Builder log = OrderLog.builder();
        for (int i = 0; i < customers; i++) {
            String id = "C" + (10_000_000 + i);
            double rate = numbers.exponential() * numbers.uniform() * 2 / gap;
            double stop = FastMath.pow(numbers.uniform(), 2.5);
            double mean = 20 + 80 * numbers.exponential();
            double day = first + numbers.uniform() * joining;
            int last = Integer.MIN_VALUE;
            while (day < first + days) {
                if ((int) day > last) {
                    last = (int) day;
                    log.add(id, last, FastMath.round(100 * mean * (0.2 + 0.8 * numbers.exponential())));
                }
                if (numbers.uniform() < stop) {
                    break;
                }
                day += numbers.exponential() / rate;
            }
        }
        return log.build();
    }

    private double uniform() {
        return ((SplitMix64.at(seed, ++counter) >>> 11) + 0.5) * 0x1p-53;
    }

    private double exponential() {
        return -FastMath.log(uniform());
    }
}
