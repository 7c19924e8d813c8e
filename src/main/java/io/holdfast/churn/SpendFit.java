package io.holdfast.churn;

import org.jspecify.annotations.Nullable;

/**
 * What orders are worth, by Gamma-Gamma.
 *
 * @param fit of p, q, gamma (in units of money); null where it was refused
 * @param refusal why there is no fit; then a customer's own mean serves, and the mean of all for customers without one
 * @param customers with at least one order-day after the first whose net amount is positive
 * @param meanValue the mean of their mean values, first order-day left out, in units of money; 0 without customers
 * @param correlation of number and mean of those order-days over customers (Pearson), from −1 to 1; the model takes it
 *     to be 0
 */
public record SpendFit(
        @Nullable Fit fit, @Nullable Refusal refusal, int customers, double meanValue, double correlation) {

    SpendFit fitted(Fit found) {
        return new SpendFit(found, null, customers, meanValue, correlation);
    }

    SpendFit refused(Refusal.Reason reason, String detail, double value, double allowed) {
        return new SpendFit(
                null,
                new Refusal(ModelName.GAMMA_GAMMA, reason, detail, value, allowed),
                customers,
                meanValue,
                correlation);
    }
}
