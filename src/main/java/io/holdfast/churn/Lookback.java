package io.holdfast.churn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What customers did after earlier cuts, as known at a cut: what {@link Regression} learns from. Of a large company about
 * {@value #ENOUGH} customers; a handful of coefficients does not need more.
 *
 * @param origins those at which both outcomes came often enough
 * @param rarest how often the rarer outcome came, at the origin where it came most often; 0 without an origin
 */
record Lookback(List<One> origins, long rarest) {

    /** Customers to learn from, about. */
    static final int ENOUGH = 100_000;

    /** Of each outcome, for an origin to be learned from. */
    static final int FEWEST = 10;

    /** What the recipe starts from: the first of these that can be fitted. */
    static final List<ModelName> BASES = List.of(ModelName.BG_NBD, ModelName.NBD);

    /**
     * An origin.
     *
     * @param customers as known there
     * @param lapsed whether each of them ordered nothing in its horizon
     * @param base BG/NBD as fitted there, NBD where that is refused; null where both are
     */
    record One(
            Origin origin,
            Summaries customers,
            boolean[] lapsed,
            @Nullable LapseModel base) {}

    /** What is known of earlier cuts at {@code cut}. */
    static Lookback from(OrderLog log, int cut, int horizon, MaximumLikelihood likelihood) {
        List<One> origins = new ArrayList<>();
        long rarest = 0;
        if (log.customers() > 0 && log.firstDay() < cut) {
            for (Origin origin : Origin.before(log.firstDay(), cut, horizon)) {
                Summaries customers = Summaries.at(log, origin.cut(), ENOUGH);
                boolean[] lapsed = customers.lapses(origin.horizon());
                long rarer = rarer(lapsed);
                rarest = Math.max(rarest, rarer);
                if (rarer >= FEWEST) {
                    origins.add(new One(origin, customers, lapsed, base(customers.groups(), likelihood)));
                }
            }
        }
        return new Lookback(List.copyOf(origins), rarest);
    }

    private static @Nullable LapseModel base(Groups groups, MaximumLikelihood likelihood) {
        for (ModelName name : BASES) {
            if (likelihood.fit(name, groups) instanceof Fitted.Usable usable) {
                return usable.model();
            }
        }
        return null;
    }

    private static long rarer(boolean[] lapsed) {
        long lapses = 0;
        for (boolean one : lapsed) {
            lapses += one ? 1 : 0;
        }
        return Math.min(lapses, lapsed.length - lapses);
    }
}
