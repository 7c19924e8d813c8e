package io.holdfast.churn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * Fits a model to groups of customers: the maximum over the logarithms of its parameters, with the mean T as the unit
 * of time, from a fixed start. Parameters and log-likelihood are reported in days.
 *
 * <p>Of more than {@value #MANY} groups a sample of as many customers is fitted first, whose curvature leads to the
 * maximum of the likelihood of all in a handful of evaluations, to less than a thousandth of a standard error. Standard
 * errors are by the sample's curvature then, within a few per cent.
 *
 * <p>With fewer than {@value #ORDINARY} customers who came back, a weak normal prior on the logarithms of the parameters
 * (standard deviation {@value #PRIOR_SPREAD}: two thirds of the mass within a factor of 4.5 of an ordinary value) keeps
 * the maximum from running off; it weighs as much as a handful of customers.
 *
 * <p>A fit is refused rather than used where it did not converge, where a parameter has run off (each limit of the
 * models says that nobody differs from anybody, or that nobody ever stops), or where the likelihood is so flat in
 * some direction that a parameter is known to a factor of e³ = 20 only.
 */
final class MaximumLikelihood {

    /** Below this many repeat customers no model is fitted. */
    static final int FEWEST_REPEATERS = 10;

    /** Below this many repeat customers the prior is added. */
    static final int ORDINARY = 100;

    static final double PRIOR_SPREAD = 1.5;

    private static final double SMALLEST = 1e-4;
    private static final double LARGEST = 1e4;
    private static final double LEAST_STOP = 1e-3;
    private static final double VAGUEST = 3;
    private static final double NEAR = 1e-4;

    /** What is left to gain in the log-likelihood of all customers, z²/2 at z standard errors from the maximum. */
    static final double NEAREST = 1e-8;

    /** Above so many rows a sample of as many leads to the maximum. */
    static final int MANY = 30_000;

    private final Workers workers;

    MaximumLikelihood(Workers workers) {
        this.workers = workers;
    }

    /** Fits NBD, BG/NBD, MBG/NBD or Pareto/NBD. */
    Fitted fit(ModelName name, Groups groups) {
        return fit(name, likelihood(name), groups);
    }

    /** The likelihood of NBD, BG/NBD, MBG/NBD or Pareto/NBD. */
    static Likelihood likelihood(ModelName name) {
        return switch (name) {
            case NBD -> Nbd.likelihood();
            case BG_NBD -> BgNbd.likelihood();
            case MBG_NBD -> MbgNbd.likelihood();
            case PARETO_NBD -> ParetoNbd.likelihood();
            default -> throw new IllegalArgumentException(name + " has no likelihood of (x, t_x, T)");
        };
    }

    private Fitted fit(ModelName name, Likelihood likelihood, Groups groups) {
        long repeaters = 0;
        long repeats = 0;
        double days = 0;
        for (int g = 0; g < groups.size(); g++) {
            long count = groups.count(g);
            repeaters += groups.x(g) > 0 ? count : 0;
            repeats += count * groups.x(g);
            days += (double) count * groups.age(g);
        }
        if (groups.customers() == 0) {
            return refused(name, Refusal.Reason.NO_CUSTOMERS, "", 0, 1);
        }
        if (repeaters < FEWEST_REPEATERS) {
            return refused(name, Refusal.Reason.TOO_FEW_REPEATERS, "", repeaters, FEWEST_REPEATERS);
        }
        // Somebody came back, so the mean T is over 0.
        Search search = new Search(likelihood, days / groups.customers(), repeaters < ORDINARY);
        double[] start = logs(likelihood.ordinary());
        Maximum maximum = groups.size() <= MANY
                ? Maximum.of(objective(search, groups), start)
                : Maximum.of(
                        objective(search, groups),
                        objective(search, groups.sample(MANY)),
                        start,
                        NEAREST / groups.customers());
        Refusal refusal = refusal(name, likelihood, maximum, groups.customers());
        return refusal == null ? usable(name, search, groups, repeats, maximum) : new Fitted.Refused(refusal);
    }

    private static @Nullable Refusal refusal(ModelName name, Likelihood likelihood, Maximum maximum, long customers) {
        double[] parameters = exp(maximum.at());
        if (name == ModelName.BG_NBD || name == ModelName.MBG_NBD) {
            double stop = parameters[2] / (parameters[2] + parameters[3]);
            if (!(stop >= LEAST_STOP)) {
                return new Refusal(name, Refusal.Reason.NOBODY_STOPS, "a/(a+b)", stop, LEAST_STOP);
            }
        }
        for (int i = 0; i < parameters.length; i++) {
            double bound = parameters[i] < 1 ? SMALLEST : LARGEST;
            if (!(parameters[i] >= SMALLEST && parameters[i] <= LARGEST)) {
                return new Refusal(
                        name, Refusal.Reason.DEGENERATE_PARAMETER, likelihood.names()[i], parameters[i], bound);
            }
        }
        if (maximum.covariance().length == 0) {
            return new Refusal(name, Refusal.Reason.FLAT_LIKELIHOOD, "", 0, 0);
        }
        for (int i = 0; i < parameters.length; i++) {
            double error = FastMath.sqrt(maximum.covariance()[i][i] / customers);
            if (!(error < VAGUEST)) {
                return new Refusal(
                        name, Refusal.Reason.FLAT_LIKELIHOOD, likelihood.names()[i], error, VAGUEST);
            }
        }
        // In units of the log-likelihood of all customers together.
        double missing = maximum.decrement() * customers;
        return missing < NEAR ? null : new Refusal(name, Refusal.Reason.NOT_CONVERGED, "", missing, NEAR);
    }

    private Fitted usable(ModelName name, Search search, Groups groups, long repeats, Maximum maximum) {
        Likelihood likelihood = search.likelihood();
        double[] logParameters = maximum.at().clone();
        int n = logParameters.length;
        double[][] covariance = new double[n][n];
        List<Fit.Parameter> listed = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = maximum.covariance()[i][j] / groups.customers();
            }
            boolean time = likelihood.isTime(i);
            logParameters[i] += time ? FastMath.log(search.unit()) : 0;
            double value = FastMath.exp(logParameters[i]);
            listed.add(new Fit.Parameter(likelihood.names()[i], value, value * FastMath.sqrt(covariance[i][i]), time));
        }
        double inUnits = logLikelihood(search, groups, exp(maximum.at()))[0];
        double inDays = inUnits - repeats * FastMath.log(search.unit());
        Fit fit = new Fit(name, listed, inDays, groups.customers(), repeats, search.prior(), maximum.evaluations() + 1);
        return new Fitted.Usable(likelihood.model(exp(logParameters)), fit, logParameters, covariance);
    }

    /** What is maximized: a likelihood in a unit of time (days to it), with or without the prior. */
    private record Search(Likelihood likelihood, double unit, boolean prior) {}

    // Per customer, so that 'flat' means the same for all numbers of customers.
    private Maximum.Function objective(Search search, Groups groups) {
        double customers = groups.customers();
        double[] ordinary = logs(search.likelihood().ordinary());
        return (at, gradient) -> {
            double[] parameters = exp(at);
            double[] sums = logLikelihood(search, groups, parameters);
            double value = sums[0];
            for (int i = 0; i < at.length; i++) {
                gradient[i] = sums[i + 1] * parameters[i] / customers;
                if (search.prior()) {
                    double off = (at[i] - ordinary[i]) / PRIOR_SPREAD;
                    value -= off * off / 2;
                    gradient[i] -= off / PRIOR_SPREAD / customers;
                }
            }
            return value / customers;
        };
    }

    private double[] logLikelihood(Search search, Groups groups, double[] parameters) {
        return workers.sum(groups.size(), parameters.length + 1, (from, to, sums) -> search.likelihood()
                .add(parameters, groups, search.unit(), from, to, sums));
    }

    private static double[] exp(double[] logs) {
        return Arrays.stream(logs).map(FastMath::exp).toArray();
    }

    private static double[] logs(double[] values) {
        return Arrays.stream(values).map(FastMath::log).toArray();
    }

    private static Fitted refused(ModelName name, Refusal.Reason reason, String detail, double value, double allowed) {
        return new Fitted.Refused(new Refusal(name, reason, detail, value, allowed));
    }
}
