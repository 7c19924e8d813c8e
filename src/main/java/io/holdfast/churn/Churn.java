package io.holdfast.churn;

import java.time.LocalDate;

/**
 * Scores all customers as known at a day. First the back-test: recency, NBD, BG/NBD, MBG/NBD, Pareto/NBD and the recipe are
 * fitted on the orders up to one horizon ago and measured on what came since. The best of them, the champion, is then
 * fitted on all orders up to the day and scores; a model that never saw an outcome is recalibrated by the back-test. A model
 * that cannot be fitted is refused with its reason, and the next one of the back-test serves; recency always can.
 *
 * <p>The result depends on the order log, the day and the horizon, and on nothing else.
 */
public final class Churn {

    private static final int LONGEST = 3650;

    private Churn() {}

    /**
     * Scores all customers.
     *
     * @param log orders; those after {@code asOf} are not seen
     * @param asOf the day
     * @param horizonDays what 'stops' means, 1 to 3,650: no order in this many days after {@code asOf}
     */
    public static Scoring score(OrderLog log, LocalDate asOf, int horizonDays, ChurnSettings settings) {
        if (horizonDays < 1 || horizonDays > LONGEST) {
            throw new IllegalArgumentException(
                    "the horizon is " + horizonDays + " days; it must be from 1 to " + LONGEST);
        }
        try (Workers workers = new Workers(settings.threads())) {
            return new Scorer(log, Math.toIntExact(asOf.toEpochDay()), horizonDays, workers).run();
        }
    }
}
