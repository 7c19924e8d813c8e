package io.holdfast.churn;

/**
 * A tenth of the customers by score, the lowest chance of lapse first (fewer than ten customers make fewer bins).
 *
 * @param customers how many
 * @param predicted their mean chance of lapse
 * @param lapsed how many of them lapsed
 * @param low of the 95 % score interval (Wilson 1927) of the share that lapsed
 * @param high of that interval
 */
public record CalibrationBin(int customers, double predicted, int lapsed, double low, double high) {}
