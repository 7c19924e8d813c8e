package io.holdfast.churn;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * What is known of each customer at a cut: only order-days on or before it are seen, and only customers who have one
 * are here, in the order of the {@link OrderLog}. Days are whole; the first order-day is day 0.
 */
final class Summaries {

    private static final long SAMPLE = 1;

    private final OrderLog log;
    private final int cut;
    private final int[] customers;
    private final int[] x;
    private final int[] tx;
    private final int[] age;
    private final int[] valued;
    private final long[] allCents;
    private final long[] repeatCents;
    private final int[] groupOf;
    private final Groups groups;

    private Summaries(
            OrderLog log,
            int cut,
            int[] customers,
            int[] x,
            int[] tx,
            int[] age,
            int[] valued,
            long[] allCents,
            long[] repeatCents) {
        this.log = log;
        this.cut = cut;
        this.customers = customers;
        this.x = x;
        this.tx = tx;
        this.age = age;
        this.valued = valued;
        this.allCents = allCents;
        this.repeatCents = repeatCents;
        this.groupOf = new int[customers.length];
        this.groups = Groups.of(x, tx, age, groupOf);
    }

    /**
     * The customers at a cut.
     *
     * @param cut epoch day; order-days after it are not seen
     * @throws IllegalArgumentException where a first order-day lies more than 5,741 years before the cut
     */
    static Summaries at(OrderLog log, int cut) {
        return at(log, cut, Integer.MAX_VALUE);
    }

    /**
     * Of a log with more customers than {@code about}, about that many, chosen by a hash of their place, which has
     * nothing to do with how they order.
     */
    static Summaries at(OrderLog log, int cut, int about) {
        int most = log.customers();
        long chosen = most <= about ? Long.MAX_VALUE : (long) (0x1p63 * about / most);
        int[] customers = new int[most];
        int[] x = new int[most];
        int[] tx = new int[most];
        int[] age = new int[most];
        int[] valued = new int[most];
        long[] allCents = new long[most];
        long[] repeatCents = new long[most];
        int n = 0;
        for (int customer = 0; customer < most; customer++) {
            int start = log.start(customer);
            int first = log.day(start);
            if (first > cut || SplitMix64.at(SAMPLE, customer) >>> 1 > chosen) {
                continue;
            }
            if ((long) cut - first > Groups.MOST_DAYS) {
                throw new IllegalArgumentException("customer '" + log.customer(customer) + "': first order on "
                        + LocalDate.ofEpochDay(first) + ", more than " + Groups.MOST_DAYS + " days before "
                        + LocalDate.ofEpochDay(cut) + "; correct the date");
            }
            int end = log.firstAfter(customer, cut);
            customers[n] = customer;
            x[n] = end - start - 1;
            tx[n] = log.day(end - 1) - first;
            age[n] = cut - first;
            allCents[n] = log.cents(start);
            for (int i = start + 1; i < end; i++) {
                allCents[n] = Math.addExact(allCents[n], log.cents(i));
                if (log.cents(i) > 0) {
                    valued[n]++;
                    repeatCents[n] = Math.addExact(repeatCents[n], log.cents(i));
                }
            }
            n++;
        }
        return n == most
                ? new Summaries(log, cut, customers, x, tx, age, valued, allCents, repeatCents)
                : new Summaries(
                        log,
                        cut,
                        Arrays.copyOf(customers, n),
                        Arrays.copyOf(x, n),
                        Arrays.copyOf(tx, n),
                        Arrays.copyOf(age, n),
                        Arrays.copyOf(valued, n),
                        Arrays.copyOf(allCents, n),
                        Arrays.copyOf(repeatCents, n));
    }

    int size() {
        return customers.length;
    }

    /** The cut, as epoch day. */
    int cut() {
        return cut;
    }

    /** The place of a customer in the log. */
    int customer(int i) {
        return customers[i];
    }

    /** Order-days after the first. */
    int x(int i) {
        return x[i];
    }

    /** t_x, days from the first order-day to the last; 0 for x = 0. */
    int tx(int i) {
        return tx[i];
    }

    /** T, days from the first order-day to the cut. */
    int age(int i) {
        return age[i];
    }

    /** Days from the last order-day to the cut. */
    int recency(int i) {
        return age[i] - tx[i];
    }

    /** Order-days after the first with a positive net amount, 0 to x: those that tell what an order is worth. */
    int valued(int i) {
        return valued[i];
    }

    /** Their sum, in hundredths, exact. */
    long repeatCents(int i) {
        return repeatCents[i];
    }

    /** Mean net amount of the {@link #valued} order-days, in whole units; 0 where there is none. */
    double meanValue(int i) {
        return valued[i] == 0 ? 0 : repeatCents[i] / 100.0 / valued[i];
    }

    /** Mean net amount of all order-days, in whole units; 0 where refunds on those days exceed them. */
    double meanOrder(int i) {
        return Math.max(0, allCents[i] / 100.0 / (x[i] + 1));
    }

    /** Customers with equal (x, t_x, T). */
    Groups groups() {
        return groups;
    }

    /** The group of a customer. */
    int group(int i) {
        return groupOf[i];
    }

    /** Whether each customer orders nothing from the day after the cut to {@code horizon} days after it. */
    boolean[] lapses(int horizon) {
        boolean[] lapsed = new boolean[customers.length];
        for (int i = 0; i < lapsed.length; i++) {
            lapsed[i] = !log.ordersWithin(customers[i], cut, cut + horizon);
        }
        return lapsed;
    }
}
