package io.holdfast.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account met of the company's failures, held against all customers' average for each order, and a plain sentence
 * of it. Nothing in it is called a cause: who knows the account asks. Made by {@link Words#service}, for templates.
 *
 * <p>A count is told where it is above the average: met ÷ orders &gt; all met ÷ all orders, compared exactly. How many times
 * the average it is, is told from 20 orders and 5 failures on; below that a single late order makes any factor.
 */
public final class ServiceMet {

    private static final long ENOUGH_ORDERS = 20;
    private static final long ENOUGH_FAILURES = 5;
    private static final int MOST_PARTS = 3;

    private final Words words;
    private final long orders;
    private final long allOrders;
    private final List<Part> parts = new ArrayList<>();
    private boolean recorded;

    /** @param excess how far above the average, times the orders of all */
    private record Part(String key, boolean compared, long met, long all, long excess) {}

    ServiceMet(Words words, @Nullable Number orders, @Nullable Number allOrders) {
        this.words = words;
        this.orders = orders == null ? 0 : orders.longValue();
        this.allOrders = allOrders == null ? 0 : allOrders.longValue();
    }

    /** Orders delivered late. */
    public ServiceMet late(@Nullable Number met, @Nullable Number all) {
        return add("fades.met.late", met, all, true);
    }

    /** Orders with an error. */
    public ServiceMet wrong(@Nullable Number met, @Nullable Number all) {
        return add("fades.met.wrong", met, all, true);
    }

    /** Questions and complaints answered late or not at all. */
    public ServiceMet slow(@Nullable Number met, @Nullable Number all) {
        return add("fades.met.slow", met, all, true);
    }

    /** Complaints left open. */
    public ServiceMet unresolved(@Nullable Number met, @Nullable Number all) {
        return add("fades.met.unresolved", met, all, false);
    }

    /** Low survey scores. */
    public ServiceMet low(@Nullable Number met, @Nullable Number all) {
        return add("fades.met.low", met, all, false);
    }

    /**
     * One sentence: what was above the average, the furthest above first, and that with how many times the average it is;
     * at most three things.
     */
    public String sentence() {
        List<String> told = new ArrayList<>();
        if (orders == 0) {
            told.add(words.say("fades.met.orders"));
        }
        parts.stream()
                .sorted(Comparator.comparingLong(Part::excess).reversed())
                .limit(MOST_PARTS)
                .forEach(part -> told.add(told.isEmpty() ? first(part) : words.say(part.key() + ".also", part.met())));
        if (told.isEmpty()) {
            return words.say(recorded ? "fades.met.none" : "fades.met.unrecorded");
        }
        return String.join(words.say("summary.join"), told) + words.say("summary.end");
    }

    /** A count for a cell, with markup: strong where it is above the average. */
    public String cell(@Nullable Number met, @Nullable Number all) {
        String text = words.number(met);
        return excess(met, all) > 0 ? "<style isBold=\"true\">" + text + "</style>" : text;
    }

    /** The average for a hundred orders. */
    public String average(@Nullable Number all) {
        return all == null || allOrders == 0
                ? Words.NOTHING
                : words.figure(
                        BigDecimal.valueOf(all.longValue())
                                .divide(BigDecimal.valueOf(allOrders), 3, RoundingMode.HALF_UP),
                        "points",
                        "");
    }

    private ServiceMet add(String key, @Nullable Number met, @Nullable Number all, boolean compared) {
        recorded |= met != null;
        long excess = excess(met, all);
        if (met != null && all != null && excess > 0) {
            parts.add(new Part(key, compared, met.longValue(), all.longValue(), excess));
        }
        return this;
    }

    private String first(Part part) {
        String text = words.say(part.key(), part.met(), orders);
        boolean enough = part.compared() && orders >= ENOUGH_ORDERS && part.met() >= ENOUGH_FAILURES;
        return enough ? words.say("fades.met.compared", text, factor(part.met(), part.all())) : text;
    }

    private long excess(@Nullable Number met, @Nullable Number all) {
        return met == null || all == null
                ? 0
                : Math.subtractExact(
                        Math.multiplyExact(met.longValue(), allOrders), Math.multiplyExact(orders, all.longValue()));
    }

    private String factor(long met, long all) {
        BigDecimal times = BigDecimal.valueOf(met)
                .multiply(BigDecimal.valueOf(allOrders))
                .divide(BigDecimal.valueOf(orders).multiply(BigDecimal.valueOf(all)), 1, RoundingMode.HALF_UP);
        if (times.compareTo(BigDecimal.ONE) <= 0) {
            return words.say("fades.factor.just");
        }
        BigDecimal plain = times.stripTrailingZeros();
        return plain.scale() <= 0
                ? words.say("fades.factor.whole", plain.longValueExact())
                : words.say("fades.factor", words.number(times));
    }
}
