package io.holdfast.churn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Something that whoever reads the scores has to know. A code for programs and translations, its numbers, and English
 * words.
 *
 * @param code what
 * @param numbers as the code says
 */
public record Warning(Code code, List<Double> numbers) {

    public Warning {
        numbers = List.copyOf(numbers);
    }

    /** What. */
    public enum Code {
        /** The orders end in a peak: {order-days of the last 28 days over the mean of 28 days in the year before}. */
        SEASONAL_PEAK("The orders end in a peak (%1$.2f times the usual): many who are active now will be quiet in the"
                + " months after a season, and these scores expect too much of them"),
        /** The back-test started in a peak: {the same ratio at its cut}. */
        SEASONAL_PEAK_AT_BACK_TEST("The back-test started in a peak (%1$.2f times the usual orders), which flatters or"
                + " harms all models alike; its accuracy need not hold today"),
        /** Earlier cuts disagree: {lowest intercept, highest intercept, in log-odds}. */
        ORIGINS_DISAGREE("Customers lapsed at different rates after different earlier days (log-odds from %1$.2f to"
                + " %2$.2f beside the expected): the season matters here, and the chances are less certain than the"
                + " order of the list"),
        /** No complete horizon lies between the first order and the cut: {days of history, days needed}. */
        NO_BACK_TEST("The orders go back %1$.0f days; to test a list on what came, it takes %2$.0f: nothing is known"
                + " about how right this one is"),
        /** Too little came in the back-test to tell models apart: {customers, lapses, allowed of the rarer}. */
        TOO_FEW_TO_TELL("In the back-test %2$.0f of %1$.0f customers lapsed; with fewer than %3$.0f of either kind"
                + " chance decides which model looks best"),
        /** Few customers have come back, so the fits lean on ordinary values: {repeat customers, allowed}. */
        FEW_REPEAT_CUSTOMERS(
                "Only %1$.0f customers have come back; under %2$.0f, the models lean on what is usual" + " elsewhere"),
        /** No model could be fitted: all customers have the same chance. {repeat customers, needed} */
        NO_MODEL("%1$.0f customers have come back; it takes %2$.0f to tell customers apart: all have the same chance"),
        /** The best model of the back-test cannot be fitted on today's orders. {its place in {@link ModelName}} */
        CHAMPION_REFUSED("The best model of the back-test could not be fitted on today's orders; the next one scores"),
        /** The champion's lead over recency may be chance: {lead in AUC, low, high}. */
        NO_BETTER_THAN_RECENCY("The list is hardly better than one by days since the last order (AUC %1$+.3f, 95 %%"
                + " interval %2$+.3f to %3$+.3f)"),
        /** Chances were wrong in the back-test: {ECE of the champion, allowed}. */
        POOR_CALIBRATION("In the back-test the chances were off by %1$.2f on average: trust the order of the list more"
                + " than its percentages"),
        /** Customers who order more often also spend more, or less, per order: {correlation, allowed}. */
        SPEND_DEPENDS_ON_FREQUENCY("How often customers order and what they spend are not independent (correlation"
                + " %1$.2f): expected order values are biased"),
        /** Refunds on days without an order, which belong to no order-day: {rows}. */
        LOOSE_REFUNDS("%1$.0f refunds fall on days without an order; they reduce no order value here");

        private final String words;

        Code(String words) {
            this.words = words;
        }
    }

    static Warning of(Code code, double... numbers) {
        return new Warning(code, Arrays.stream(numbers).boxed().toList());
    }

    /** In English words. */
    public String words() {
        return String.format(Locale.ROOT, code.words, numbers.toArray());
    }
}
