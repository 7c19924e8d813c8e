package io.holdfast.churn;

/**
 * A measure with its interval.
 *
 * @param value of the customers at hand
 * @param low 2.5th percentile of its bootstrap distribution
 * @param high 97.5th percentile
 */
public record Estimate(double value, double low, double high) {}
