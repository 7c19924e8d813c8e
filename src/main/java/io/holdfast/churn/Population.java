package io.holdfast.churn;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How many customers there are.
 *
 * @param active who ordered within the company's activity window
 * @param stopped who did so before, and not since
 * @param released whom management released up to the as-of day; they are neither active nor stopped
 * @param silent of the active, who never complained; null where nobody supplies complaints
 * @param repeaters of active and stopped, who ordered on more than one day
 * @param orderDays of active and stopped
 * @param listed of the active, who are on the list
 * @param expected how many of the active are expected to stop: the sum of their chances
 * @param valueAtRisk of the active, in the company's currency
 */
public record Population(
        long active,
        long stopped,
        long released,
        @Nullable Long silent,
        long repeaters,
        long orderDays,
        long listed,
        BigDecimal expected,
        BigDecimal valueAtRisk) {}
