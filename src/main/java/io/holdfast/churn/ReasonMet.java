package io.holdfast.churn;

import java.time.LocalDate;

/**
 * What a customer met before the as-of day, within the reason's lookback.
 *
 * @param reason id of a reason met more often by customers who stopped
 * @param times how often, from 1
 * @param lastDay when last
 */
public record ReasonMet(String customerId, String reason, long times, LocalDate lastDay) {}
