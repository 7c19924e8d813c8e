package io.holdfast.churn;

import java.util.List;
import org.hipparchus.util.FastMath;

/**
 * The maximum-likelihood fit of a model.
 *
 * @param model which
 * @param parameters with their standard errors, in the order of the model's paper; times in days
 * @param logLikelihood at these parameters, without the prior's part; its unit is days to the power of −Σx (for spend,
 *     whole units of money to the power of −customers)
 * @param customers whose orders were fitted
 * @param repeats Σx, order-days after the first of all of them (for spend: those with a positive net amount)
 * @param prior whether a weak prior was added to the likelihood, as is done for few repeat customers; parameters are
 *     drawn towards ordinary values then, and log-likelihoods of such fits must not be compared with others
 * @param evaluations of the likelihood over all customers that it took
 */
public record Fit(
        ModelName model,
        List<Parameter> parameters,
        double logLikelihood,
        long customers,
        long repeats,
        boolean prior,
        int evaluations) {

    public Fit {
        parameters = List.copyOf(parameters);
    }

    /**
     * One parameter.
     *
     * @param name of the paper: r, alpha, a, b, s, beta, p, q, gamma
     * @param value over 0
     * @param standardError from the curvature of the log-likelihood at its maximum, in the logarithm of the parameter,
     *     by the delta method
     * @param days whether it is a time in days
     */
    public record Parameter(String name, double value, double standardError, boolean days) {}

    /**
     * The log-likelihood that one finds by counting time in another unit, such as 7 days for the weeks of the papers:
     * a density per week is 7 times that per day for each repeat order.
     *
     * @param days to the unit, over 0
     */
    public double logLikelihoodPer(double days) {
        return logLikelihood + repeats * FastMath.log(Parameters.positive("days", days));
    }
}
