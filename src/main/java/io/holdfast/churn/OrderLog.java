package io.holdfast.churn;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * The order-days of all customers, in columns: customers sorted by id, each with its days in order and the net amount
 * of each day. Immutable.
 *
 * <p>What counts: a row with an amount of zero or more is an order, and all orders of one customer on one day are one
 * order-day (same-day repeats are one decision to buy). A row with a negative amount is a refund: it is netted with the
 * orders of its own day; on a day without an order it makes no order-day, and is only counted
 * ({@link #looseRefunds()}), since which order it belongs to is not known here. An order-day whose net is not positive
 * (a free sample, an order cancelled the same day) remains an order-day, but its value is not one: see
 * {@link Summaries#valued}. Days after a cut are not seen by {@link Summaries#at}, wherever they lie.
 */
public final class OrderLog {

    private final String[] customers;
    private final int[] starts;
    private final int[] days;
    private final long[] cents;
    private final long looseRefunds;

    private OrderLog(String[] customers, int[] starts, int[] days, long[] cents, long looseRefunds) {
        this.customers = customers;
        this.starts = starts;
        this.days = days;
        this.cents = cents;
        this.looseRefunds = looseRefunds;
    }

    /** A builder, to be fed with rows in the order of customer and day. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many customers have an order-day. */
    public int customers() {
        return customers.length;
    }

    /** The id of customer {@code index}, 0 to {@link #customers()} − 1. */
    public String customer(int index) {
        return customers[index];
    }

    /** How many order-days there are in all. */
    public int orderDays() {
        return days.length;
    }

    /** Refund rows on days without an order, which are counted and otherwise left out. */
    public long looseRefunds() {
        return looseRefunds;
    }

    /** The first order-day of all, as epoch day. Only where there is one. */
    int firstDay() {
        int first = days[0];
        for (int customer = 0; customer < customers.length; customer++) {
            first = Math.min(first, days[starts[customer]]);
        }
        return first;
    }

    /** Where the order-days of a customer begin; those of {@code customer} end before {@code start(customer + 1)}. */
    int start(int customer) {
        return starts[customer];
    }

    /** The epoch day of an order-day. */
    int day(int orderDay) {
        return days[orderDay];
    }

    /** The net amount of an order-day, in hundredths. */
    long cents(int orderDay) {
        return cents[orderDay];
    }

    /**
     * The first order-day of a customer after a day, by its place among all order-days; where there is none,
     * {@code start(customer + 1)}.
     */
    int firstAfter(int customer, int day) {
        int low = starts[customer];
        int high = starts[customer + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (days[middle] <= day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a customer has an order-day after {@code from} and not after {@code to} (epoch days). */
    boolean ordersWithin(int customer, int from, int to) {
        int next = firstAfter(customer, from);
        return next < starts[customer + 1] && days[next] <= to;
    }

    /** Collects rows in the order of customer (by code point, which is the order of UTF-8 bytes) and day. */
    public static final class Builder {

        private String[] customers = new String[1024];
        private int[] starts = new int[1024];
        private int customerCount;
        private int[] days = new int[4096];
        private long[] cents = new long[4096];
        private int dayCount;
        private long looseRefunds;

        // The day being collected: not an order-day until it holds an order.
        private String customer = "";
        private boolean any;
        private int day;
        private long net;
        private int refunds;
        private boolean ordered;

        private Builder() {}

        /**
         * One row.
         *
         * @param id the customer; not before that of the row before
         * @param epochDay the day of the order or refund; not before that of the same customer's row before
         * @param amountCents in hundredths, exact; negative: a refund, see {@link OrderLog}
         * @throws IllegalArgumentException for rows out of order
         * @throws ArithmeticException for a day's sum beyond 64 bits
         */
        public Builder add(String id, int epochDay, long amountCents) {
            boolean sameCustomer = any && id.equals(customer);
            if (!sameCustomer) {
                if (any && compareCodePoints(id, customer) < 0) {
                    throw new IllegalArgumentException("customer '" + id + "' comes after '" + customer
                            + "': rows must be sorted by customer (by code point), then by day");
                }
                closeDay();
                any = true;
                customer = id;
                day = epochDay;
            } else if (epochDay != day) {
                if (epochDay < day) {
                    throw new IllegalArgumentException(
                            "customer '" + id + "': " + LocalDate.ofEpochDay(epochDay) + " comes after "
                                    + LocalDate.ofEpochDay(day) + ": rows of a customer must be sorted by day");
                }
                closeDay();
                day = epochDay;
            }
            net = Math.addExact(net, amountCents);
            if (amountCents < 0) {
                refunds++;
            } else {
                ordered = true;
            }
            return this;
        }

        /** All rows so far. */
        public OrderLog build() {
            closeDay();
            any = false;
            int[] ends = Arrays.copyOf(starts, customerCount + 1);
            ends[customerCount] = dayCount;
            return new OrderLog(
                    Arrays.copyOf(customers, customerCount),
                    ends,
                    Arrays.copyOf(days, dayCount),
                    Arrays.copyOf(cents, dayCount),
                    looseRefunds);
        }

        private void closeDay() {
            if (ordered) {
                if (customerCount == 0 || !customers[customerCount - 1].equals(customer)) {
                    if (customerCount == customers.length) {
                        customers = Arrays.copyOf(customers, 2 * customerCount);
                        starts = Arrays.copyOf(starts, 2 * customerCount);
                    }
                    customers[customerCount] = customer;
                    starts[customerCount++] = dayCount;
                }
                if (dayCount == days.length) {
                    days = Arrays.copyOf(days, 2 * dayCount);
                    cents = Arrays.copyOf(cents, 2 * dayCount);
                }
                days[dayCount] = day;
                cents[dayCount++] = net;
            } else {
                looseRefunds += refunds;
            }
            net = 0;
            refunds = 0;
            ordered = false;
        }

        private static int compareCodePoints(String one, String other) {
            int length = Math.min(one.length(), other.length());
            for (int i = 0; i < length; i++) {
                char a = one.charAt(i);
                char b = other.charAt(i);
                if (a != b) {
                    // Surrogates stand for code points above all others.
                    boolean high = Character.isSurrogate(a);
                    return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
                }
            }
            return Integer.compare(one.length(), other.length());
        }
    }
}
