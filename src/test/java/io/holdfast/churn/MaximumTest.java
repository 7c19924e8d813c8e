package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.util.FastMath;
import org.junit.jupiter.api.Test;

class MaximumTest {

    private static final Maximum.Function BELL = bell(1, 2);

    /** −(e^(u−a) − (u−a)) − (e^(v−b) − (v−b)): one maximum, at (a, b), where the negative Hessian is the identity. */
    private static Maximum.Function bell(double a, double b) {
        return (at, gradient) -> {
            gradient[0] = 1 - FastMath.exp(at[0] - a);
            gradient[1] = 1 - FastMath.exp(at[1] - b);
            return at[0] - a + gradient[0] + at[1] - b + gradient[1] - 2;
        };
    }

    @Test
    void a_smooth_maximum_is_found_with_its_curvature() {
        Maximum found = Maximum.of(BELL, new double[] {-3, 6});

        assertThat(found.at()[0]).isCloseTo(1, within(1e-9));
        assertThat(found.at()[1]).isCloseTo(2, within(1e-9));
        assertThat(found.covariance()[0][0]).isCloseTo(1, within(1e-6));
        assertThat(found.covariance()[0][1]).isCloseTo(0, within(1e-6));
    }

    @Test
    void from_the_maximum_of_a_sample_a_handful_of_evaluations_lead_to_that_of_all() {
        Maximum found = Maximum.of(BELL, bell(1.05, 1.9), new double[] {-3, 6}, 1e-12);

        assertThat(found.at()[0]).isCloseTo(1, within(1e-5));
        assertThat(found.at()[1]).isCloseTo(2, within(1e-5));
        assertThat(found.decrement()).isLessThanOrEqualTo(1e-12);
        assertThat(found.evaluations()).isLessThanOrEqualTo(5);
    }

    @Test
    void a_sample_that_is_nothing_like_all_only_costs_time() {
        Maximum found = Maximum.of(BELL, bell(-9, 9), new double[] {0, 0}, 1e-12);

        assertThat(found.at()[0]).isCloseTo(1, within(1e-9));
        assertThat(found.at()[1]).isCloseTo(2, within(1e-9));
    }

    @Test
    void a_maximum_at_infinity_is_given_up_beyond_a_factor_of_ten_to_the_five() {
        Maximum found = Maximum.of(
                (at, gradient) -> {
                    gradient[0] = FastMath.exp(-at[0] / 4) / 4;
                    return -FastMath.exp(-at[0] / 4);
                },
                new double[] {0});

        assertThat(found.at()[0]).isBetween(FastMath.log(1e5) - 0.1, FastMath.log(1e5) + 1.5);
        assertThat(found.covariance()).isEmpty();
        assertThat(found.decrement()).isInfinite();
        assertThat(found.evaluations()).isLessThan(20);
    }
}
