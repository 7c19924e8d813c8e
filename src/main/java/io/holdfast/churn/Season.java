package io.holdfast.churn;

/**
 * Whether orders end in a peak: order-days of the last {@value #WINDOW} days over the mean of as many days in the last
 * {@value #YEAR} (or since the first order, at least half of that).
 */
final class Season {

    static final double PEAK = 1.25;

    private static final int WINDOW = 28;
    private static final int YEAR = 364;

    private Season() {}

    /** The ratio; 1 where the history is shorter than half a year. */
    static double peak(OrderLog log, int cut) {
        if (log.customers() == 0) {
            return 1;
        }
        int days = (int) Math.min(YEAR, (long) cut - log.firstDay() + 1);
        if (days < YEAR / 2) {
            return 1;
        }
        long year = 0;
        long window = 0;
        for (int i = 0; i < log.orderDays(); i++) {
            long ago = (long) cut - log.day(i);
            if (ago >= 0 && ago < days) {
                year++;
                window += ago < WINDOW ? 1 : 0;
            }
        }
        return year == 0 ? 1 : window / (year * (double) WINDOW / days);
    }
}
