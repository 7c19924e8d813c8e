package io.holdfast.churn;

import java.time.LocalDate;

/**
 * Who left without a word: of the customers one horizon ago, those who ordered nothing since.
 *
 * @param since the day from which they are watched, one horizon before the as-of day
 * @param customers who had ordered in the activity window before it, without those released
 * @param lapsed of these, who ordered nothing in the horizon
 * @param silent of these, who never complained, up to the as-of day
 * @param silentAfterFailure of these, who had met a failure in its lookback before {@code since}
 */
public record SilentLeavers(LocalDate since, long customers, long lapsed, long silent, long silentAfterFailure) {}
