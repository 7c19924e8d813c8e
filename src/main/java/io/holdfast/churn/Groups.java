package io.holdfast.churn;

import java.util.Arrays;

/**
 * Customers with equal (x, t_x, T) as one row with a count: a million customers are about a hundred thousand of them,
 * and models see nothing else of a customer. Sorted by x, then T, then t_x, so that what depends on x or on (x, T)
 * alone is computed once per run of rows.
 */
final class Groups {

    /** Bits of a day count; 2²¹ days are 5,741 years. */
    private static final int BITS = 21;

    static final int MOST_DAYS = (1 << BITS) - 1;

    private final long[] keys;
    private final int[] counts;
    private final long customers;

    private Groups(long[] keys, int[] counts) {
        this.keys = keys;
        this.counts = counts;
        this.customers = Arrays.stream(counts).asLongStream().sum();
    }

    /** The groups of customers, and in {@code groupOf} the group of each. */
    static Groups of(int[] x, int[] tx, int[] age, int[] groupOf) {
        int n = x.length;
        int capacity = Integer.highestOneBit(Math.max(16, Math.min(n, 1 << 20))) * 2;
        Table table = new Table(capacity);
        for (int i = 0; i < n; i++) {
            groupOf[i] = table.add(key(x[i], age[i], tx[i]), 1);
        }
        int[] rank = new int[table.size];
        Groups groups = table.sorted(rank);
        for (int i = 0; i < n; i++) {
            groupOf[i] = rank[groupOf[i]];
        }
        return groups;
    }

    /**
     * Every k-th customer, counted through the groups in their order, so that each x and nearly each T comes as often as
     * among all; k is such that there are about {@code about}.
     */
    Groups sample(int about) {
        long step = Math.max(1, customers / about);
        long[] some = new long[keys.length];
        int[] times = new int[keys.length];
        int size = 0;
        long passed = step / 2;
        for (int i = 0; i < keys.length; i++) {
            long taken = (passed + counts[i]) / step - passed / step;
            passed += counts[i];
            if (taken > 0) {
                some[size] = keys[i];
                times[size++] = (int) taken;
            }
        }
        return new Groups(Arrays.copyOf(some, size), Arrays.copyOf(times, size));
    }

    int size() {
        return keys.length;
    }

    /** All customers. */
    long customers() {
        return customers;
    }

    /** Order-days after the first. */
    int x(int group) {
        return (int) (keys[group] >>> 2 * BITS);
    }

    /** T, days from the first order-day to the cut. */
    int age(int group) {
        return (int) (keys[group] >>> BITS) & MOST_DAYS;
    }

    /** t_x, days from the first order-day to the last; 0 for x = 0. */
    int tx(int group) {
        return (int) keys[group] & MOST_DAYS;
    }

    /** How many customers. */
    int count(int group) {
        return counts[group];
    }

    /** Whether a group differs from the one before in x or T. */
    boolean opensRun(int group) {
        return group == 0 || keys[group] >>> BITS != keys[group - 1] >>> BITS;
    }

    private static long key(int x, int age, int tx) {
        return (long) x << 2 * BITS | (long) age << BITS | tx;
    }

    /** Open addressing on long keys; entries keep the order in which they first came. */
    private static final class Table {

        private long[] keys;
        private int[] counts;
        private int[] slots;
        private int size;

        Table(int capacity) {
            slots = new int[capacity];
            keys = new long[capacity / 2];
            counts = new int[capacity / 2];
        }

        int add(long key, int count) {
            if (size == keys.length) {
                grow();
            }
            int slot = slot(key);
            if (slots[slot] == 0) {
                keys[size] = key;
                slots[slot] = ++size;
            }
            int entry = slots[slot] - 1;
            counts[entry] += count;
            return entry;
        }

        private int slot(long key) {
            int mask = slots.length - 1;
            int slot = (int) (SplitMix64.mix(key)) & mask;
            while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        private void grow() {
            keys = Arrays.copyOf(keys, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
            slots = new int[4 * size];
            for (int entry = 0; entry < size; entry++) {
                slots[slot(keys[entry])] = entry + 1;
            }
        }

        /** Sorted by key; {@code rank[entry]} becomes the place of the entry. */
        Groups sorted(int[] rank) {
            long[] order = Arrays.copyOf(keys, size);
            Arrays.sort(order);
            int[] sortedCounts = new int[size];
            for (int place = 0; place < size; place++) {
                int entry = slots[slot(order[place])] - 1;
                rank[entry] = place;
                sortedCounts[place] = counts[entry];
            }
            return new Groups(order, sortedCounts);
        }
    }
}
