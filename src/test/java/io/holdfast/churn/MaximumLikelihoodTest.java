package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.util.FastMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MaximumLikelihoodTest {

    /** 100,000 customers over five years, two thirds of them with an (x, t_x, T) of their own. */
    private static final Groups DISTINCT =
            Summaries.at(MadeUpOrders.of(100_000, 0, 1500, 1826, 20, 5), 1825).groups();

    private static Fitted fit(ModelName name, Groups groups) {
        try (Workers workers = new Workers(2)) {
            return new MaximumLikelihood(workers).fit(name, groups);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NBD", "BG_NBD", "MBG_NBD", "PARETO_NBD"})
    void where_hardly_two_customers_are_alike_a_handful_of_evaluations_find_the_maximum_of_all(ModelName name) {
        assertThat(DISTINCT.size()).isGreaterThan(2 * MaximumLikelihood.MANY);
        Fitted.Usable fitted = (Fitted.Usable) fit(name, DISTINCT);
        double[] logs = fitted.logParameters();
        double[] slope = slope(name, logs);

        assertThat(fitted.fit().evaluations()).isLessThanOrEqualTo(9);
        for (int i = 0; i < logs.length; i++) {
            // Newton's step from here is what is missing, by parameter.
            double step = 0;
            for (int j = 0; j < logs.length; j++) {
                step += fitted.covariance()[i][j] * slope[j];
            }
            double error = FastMath.sqrt(fitted.covariance()[i][i]);
            assertThat(step).isCloseTo(0, within(1e-3 * error));
        }
    }

    @Test
    void standard_errors_by_the_curvature_of_a_sample_are_within_five_per_cent_of_those_by_all() {
        Fitted.Usable fitted = (Fitted.Usable) fit(ModelName.BG_NBD, DISTINCT);
        int n = fitted.logParameters().length;
        for (int i = 0; i < n; i++) {
            // As far as they are right, the covariance times the negative Hessian of all is the identity.
            double[] up = fitted.logParameters().clone();
            double[] down = up.clone();
            up[i] += 1e-4;
            down[i] -= 1e-4;
            double[] above = slope(ModelName.BG_NBD, up);
            double[] below = slope(ModelName.BG_NBD, down);
            double product = 0;
            for (int j = 0; j < n; j++) {
                product += fitted.covariance()[i][j] * (below[j] - above[j]) / 2e-4;
            }
            // The square of the ratio of standard errors.
            assertThat(product).isCloseTo(1, within(0.1));
        }
    }

    private static double[] slope(ModelName name, double[] logs) {
        double[] parameters = Arrays.stream(logs).map(FastMath::exp).toArray();
        double[] sums = new double[1 + logs.length];
        MaximumLikelihood.likelihood(name).add(parameters, DISTINCT, 1, 0, DISTINCT.size(), sums);
        double[] slope = new double[logs.length];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = sums[1 + i] * parameters[i];
        }
        return slope;
    }

    @ParameterizedTest
    @EnumSource(names = {"BG_NBD", "MBG_NBD", "PARETO_NBD"})
    void orders_every_thirty_days_run_off_to_equal_rates_and_are_refused_before_rounding_takes_over(ModelName name) {
        // 2,000 customers, one in seven of whom stops at some time; followed on, r ended at 10⁶ to 10¹².
        int n = 2000;
        int[] x = new int[n];
        int[] tx = new int[n];
        int[] age = new int[n];
        for (int i = 0; i < n; i++) {
            age[i] = 525 + i * 37 % 175;
            x[i] = i % 7 == 0 ? i * 11 % (age[i] / 30) : age[i] / 30;
            tx[i] = 30 * x[i];
        }
        Fitted fitted = fit(name, Groups.of(x, tx, age, new int[n]));

        Refusal refusal = ((Fitted.Refused) fitted).refusal();
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.DEGENERATE_PARAMETER);
        assertThat(refusal.detail()).isEqualTo("r");
        assertThat(refusal.value()).isBetween(1e4, 1e7);
    }

    @Test
    void a_sample_has_each_x_as_often_as_all_have_it() {
        Groups sample = DISTINCT.sample(10_000);
        long[] all = byRepeats(DISTINCT);
        long[] some = byRepeats(sample);

        assertThat(sample.customers()).isEqualTo(10_000);
        for (int x = 0; x < all.length; x++) {
            assertThat(some[x]).isBetween(all[x] / 10 - 1, all[x] / 10 + 1);
        }
    }

    private static long[] byRepeats(Groups groups) {
        long[] customers = new long[500];
        for (int g = 0; g < groups.size(); g++) {
            customers[Math.min(499, groups.x(g))] += groups.count(g);
        }
        return customers;
    }
}
