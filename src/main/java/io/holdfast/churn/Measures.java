package io.holdfast.churn;

import org.jspecify.annotations.Nullable;

/**
 * How right chances of lapse were, on customers whose orders were not used to make them. Intervals are 95 % by the
 * bootstrap over customers with Poisson weights, {@value Bootstrap#REPLICATES} replicates, from a fixed seed; the same
 * customer has the same weight for every model, so differences between models are paired.
 *
 * @param auc the chance that a customer who lapsed was put above one who did not, ties half (Mann and Whitney); 0.5 is a
 *     coin, 1 perfect. Null where all lapsed or none did
 * @param aucOverRecency by how much {@code auc} is above that of recency; null for recency and where either is null
 * @param brier mean of (chance − outcome)²: 0 is perfect
 * @param logLoss mean of −log(chance of what came), natural logarithm: 0 is perfect
 * @param ece expected calibration error: |mean chance − share that lapsed|, mean over tenths of the customers by score
 *     (M. P. Naeini et al., AAAI 2015, with bins of equal size)
 * @param lift share that lapsed in the tenth with the highest scores, over the share that lapsed of all; null where none
 *     lapsed
 */
public record Measures(
        @Nullable Estimate auc,
        @Nullable Estimate aucOverRecency,
        Estimate brier,
        Estimate logLoss,
        Estimate ece,
        @Nullable Estimate lift) {}
