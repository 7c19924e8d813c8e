package io.holdfast.churn;

/**
 * A point of a survival curve.
 *
 * @param months since the first order
 * @param atRisk who was still watched and a customer just before
 * @param lost who stopped being one at this age
 * @param censored whose further way is not known yet, from this age on
 * @param survival the share that is still a customer after this age, 0 to 1
 * @param low lower end of its 95 % interval
 * @param high upper end of it
 */
public record SurvivalPoint(
        int months, long atRisk, long lost, long censored, double survival, double low, double high) {}
