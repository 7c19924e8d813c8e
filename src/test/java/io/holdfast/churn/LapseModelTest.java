package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds of every model, for parameters and customers from everywhere that is allowed. */
class LapseModelTest {

    private static final int CASES = 5_000;

    /** Numbers from a fixed seed, the same in every run. */
    private static final class Numbers {

        private long counter;

        double between(double low, double high) {
            return low + (high - low) * ((SplitMix64.at(42, ++counter) >>> 11) * 0x1p-53);
        }

        /** Of all magnitudes alike. */
        double magnitude(double low, double high) {
            return Math.exp(between(Math.log(low), Math.log(high)));
        }

        boolean oneIn(int n) {
            return between(0, n) < 1;
        }
    }

    private record Customer(double x, double tx, double age) {

        static Customer any(Numbers numbers) {
            double age = numbers.oneIn(10) ? 0 : Math.floor(numbers.magnitude(1, 20_000));
            double x = age == 0 || numbers.oneIn(4) ? 0 : Math.floor(numbers.magnitude(1, 100_000));
            double tx = x == 0 ? 0 : numbers.oneIn(4) ? age : Math.ceil(numbers.between(0, age));
            return new Customer(x, tx, age);
        }
    }

    private static List<LapseModel> models(Numbers numbers) {
        double r = numbers.magnitude(1e-3, 1e3);
        double alpha = numbers.magnitude(1e-2, 1e5);
        double one = numbers.magnitude(1e-3, 1e3);
        double other = numbers.magnitude(1e-3, 1e3);
        return List.of(
                new Nbd(r, alpha),
                new BgNbd(r, alpha, one, other),
                new MbgNbd(r, alpha, one, other),
                new ParetoNbd(r, alpha, one, numbers.magnitude(1e-2, 1e5)));
    }

    @Test
    void chances_are_chances_and_counts_are_not_negative() {
        Numbers numbers = new Numbers();
        for (int i = 0; i < CASES; i++) {
            Customer c = Customer.any(numbers);
            double h = numbers.magnitude(1e-3, 1e4);
            for (LapseModel model : models(numbers)) {
                String what = model.getClass().getSimpleName() + " " + i + " " + c + " " + h;
                double alive = model.alive(c.x, c.tx, c.age);
                double order = model.order(c.x, c.tx, c.age, h);
                double expected = model.expected(c.x, c.tx, c.age, h);
                assertThat(alive).as(what).isBetween(0.0, 1.0);
                assertThat(order).as(what).isBetween(0.0, 1.0);
                assertThat(model.lapse(c.x, c.tx, c.age, h))
                        .as(what)
                        .isBetween(0.0, 1.0)
                        .isCloseTo(1 - order, within(1e-15));
                assertThat(expected).as(what).isFinite().isGreaterThanOrEqualTo(0);
                assertThat(model.lapseLogOdds(c.x, c.tx, c.age, h))
                        .as(what)
                        .isNotNaN()
                        .isGreaterThan(Double.NEGATIVE_INFINITY);
                assertThat(model.logLikelihood(c.x, c.tx, c.age)).as(what).isFinite();
                // Who orders at all orders at least once (Markov), and only who is alive orders.
                assertThat(order)
                        .as(what)
                        .isLessThanOrEqualTo(expected * (1 + 1e-8))
                        .isLessThanOrEqualTo(alive * (1 + 1e-8));
            }
        }
    }

    @Test
    void no_order_in_h_has_the_chance_of_the_longer_silence_given_the_shorter() {
        Numbers numbers = new Numbers();
        for (int i = 0; i < CASES; i++) {
            Customer c = Customer.any(numbers);
            double h = numbers.magnitude(1, 1000);
            for (LapseModel model : models(numbers)) {
                double longer = model.logLikelihood(c.x, c.tx, c.age + h);
                double shorter = model.logLikelihood(c.x, c.tx, c.age);
                // Log-gammas of 100,000 orders are 10⁶ large, with 16 digits.
                double near = 1e-12 * (1 + c.x * 100);

                // log of the chance, from its log-odds.
                double lapse = -Logs.onePlus(-model.lapseLogOdds(c.x, c.tx, c.age, h));

                assertThat(lapse)
                        .as(model.getClass().getSimpleName() + " " + i + " " + c + " " + h)
                        .isCloseTo(longer - shorter, within(near + 1e-9));
            }
        }
    }

    @Test
    void a_longer_horizon_brings_more_orders_and_fewer_lapses() {
        Numbers numbers = new Numbers();
        for (int i = 0; i < CASES / 2; i++) {
            Customer c = Customer.any(numbers);
            double h = numbers.magnitude(0.1, 1000);
            for (LapseModel model : models(numbers)) {
                assertThat(model.lapseLogOdds(c.x, c.tx, c.age, 2 * h))
                        .isLessThanOrEqualTo(model.lapseLogOdds(c.x, c.tx, c.age, h) + 1e-9);
                double sooner = model.expectedIfAlive(c.x, c.age, h);
                assertThat(model.expectedIfAlive(c.x, c.age, 2 * h))
                        .isBetween(sooner * (1 - 1e-9), 2 * sooner * (1 + 1e-9));
            }
        }
    }

    @Test
    void slopes_are_those_of_log_odds_and_log_alive() {
        Numbers numbers = new Numbers();
        for (int i = 0; i < 2000; i++) {
            Customer c = Customer.any(numbers);
            double x = Math.min(c.x, 300);
            double h = numbers.magnitude(1, 1000);
            for (Likelihood likelihood :
                    List.of(Nbd.likelihood(), BgNbd.likelihood(), MbgNbd.likelihood(), ParetoNbd.likelihood())) {
                double[] at = new double[likelihood.names().length];
                for (int j = 0; j < at.length; j++) {
                    at[j] = likelihood.isTime(j) ? numbers.magnitude(1, 1000) : numbers.magnitude(0.05, 20);
                }
                double[] lapse = new double[at.length];
                double[] alive = new double[at.length];
                likelihood.model(at).slopes(x, c.tx, c.age, h, lapse, alive);
                for (int j = 0; j < at.length; j++) {
                    double[] up = at.clone();
                    double[] down = at.clone();
                    up[j] *= Math.exp(1e-5);
                    down[j] *= Math.exp(-1e-5);
                    LapseModel above = likelihood.model(up);
                    LapseModel below = likelihood.model(down);
                    String what = above.getClass().getSimpleName() + " " + j + " " + c + " " + h;
                    assertThat(alive[j])
                            .as(what)
                            .isCloseTo(
                                    (above.logAlive(x, c.tx, c.age) - below.logAlive(x, c.tx, c.age)) / 2e-5,
                                    within(1e-5 * (1 + x)));
                    assertThat(lapse[j])
                            .as(what)
                            .isCloseTo(
                                    (above.lapseLogOdds(x, c.tx, c.age, h) - below.lapseLogOdds(x, c.tx, c.age, h))
                                            / 2e-5,
                                    within(1e-5 * (1 + x)));
                }
            }
        }
    }

    @Test
    void a_likelihood_s_gradient_is_its_slope() {
        Numbers numbers = new Numbers();
        int[] x = {0, 0, 1, 1, 2, 5, 30, 300};
        int[] tx = {0, 0, 3, 200, 300, 150, 365, 320};
        int[] age = {0, 300, 365, 200, 365, 500, 366, 700};
        Groups groups = Groups.of(x, tx, age, new int[x.length]);
        for (Likelihood likelihood :
                List.of(Nbd.likelihood(), BgNbd.likelihood(), MbgNbd.likelihood(), ParetoNbd.likelihood())) {
            for (int i = 0; i < 200; i++) {
                double[] at = new double[likelihood.names().length];
                for (int j = 0; j < at.length; j++) {
                    at[j] = numbers.magnitude(0.05, 20);
                }
                double[] sums = new double[5];
                likelihood.add(at, groups, 100, 0, groups.size(), sums);
                double scalar = 0;
                double[] days = at.clone();
                long repeats = 0;
                for (int j = 0; j < at.length; j++) {
                    days[j] *= likelihood.isTime(j) ? 100 : 1;
                }
                for (int g = 0; g < groups.size(); g++) {
                    repeats += (long) groups.count(g) * groups.x(g);
                    scalar += groups.count(g)
                            * likelihood.model(days).logLikelihood(groups.x(g), groups.tx(g), groups.age(g));
                }
                assertThat(sums[0] - repeats * Math.log(100)).isCloseTo(scalar, within(1e-9 * Math.abs(scalar)));
                for (int j = 0; j < at.length; j++) {
                    double step = 1e-5 * at[j];
                    double[] up = new double[5];
                    double[] down = new double[5];
                    double[] moved = at.clone();
                    moved[j] = at[j] + step;
                    likelihood.add(moved, groups, 100, 0, groups.size(), up);
                    moved[j] = at[j] - step;
                    likelihood.add(moved, groups, 100, 0, groups.size(), down);
                    assertThat(sums[j + 1] * at[j])
                            .as(likelihood.names()[j])
                            .isCloseTo((up[0] - down[0]) / 2e-5, within(1e-3 + 1e-5 * Math.abs(sums[j + 1] * at[j])));
                }
            }
        }
    }
}
