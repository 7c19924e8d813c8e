package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RidgeLogitTest {

    /** Twelve rows at two origins, λ = 2, against the same Newton iteration in NumPy (double precision). */
    @Test
    void coefficients_and_variance_are_those_of_another_program() {
        double[][] columns = {
            {0.1, 0.5, 0.9, 1.4, 2.0, 2.2, 0.3, 0.7, 1.1, 1.9, 2.5, 3.0}, {1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1}
        };
        double[] offset = {-.5, 0, .2, .1, -.3, .4, .3, -.2, 0, .1, -.1, .2};
        boolean[] lapsed = {false, false, true, false, true, true, false, false, true, true, true, false};
        byte[] origin = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
        try (Workers workers = new Workers(1)) {
            RidgeLogit logit = new RidgeLogit(columns, offset, lapsed, origin, 2, 2, workers);

            assertThat(logit.intercepts()[0]).isCloseTo(0.12594232, within(1e-8));
            assertThat(logit.intercepts()[1]).isCloseTo(-0.15777013, within(1e-8));
            assertThat(logit.coefficient(0)).isCloseTo(0.50938593, within(1e-8));
            assertThat(logit.coefficient(1)).isCloseTo(0.03838549, within(1e-8));
            double[] row = {1, 1};
            logit.standardize(row);
            assertThat(logit.logOdds(row)).isCloseTo(-0.19633527606619822, within(1e-9));
            assertThat(logit.variance(row)).isCloseTo(0.6308941967671655, within(1e-8));
        }
    }

    @Test
    void rows_beyond_what_was_seen_count_as_its_edge_and_a_feature_that_never_varied_says_nothing() {
        int n = 400;
        double[][] columns = new double[2][n];
        boolean[] lapsed = new boolean[n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = i;
            columns[1][i] = 7;
            lapsed[i] = i % 3 == 0 || i > 300;
        }
        try (Workers workers = new Workers(2)) {
            RidgeLogit logit = new RidgeLogit(columns, new double[n], lapsed, new byte[n], 1, 10, workers);
            double[] far = {1e9, -1e9};
            double[] edge = {396, 7};
            logit.standardize(far);
            logit.standardize(edge);

            assertThat(far).containsExactly(edge);
            assertThat(logit.coefficient(1)).isZero();
        }
    }

    @Test
    void complete_separation_is_held_by_the_ridge() {
        int n = 60;
        double[][] columns = new double[1][n];
        boolean[] lapsed = new boolean[n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = i;
            lapsed[i] = i >= 30;
        }
        try (Workers workers = new Workers(1)) {
            RidgeLogit logit = new RidgeLogit(columns, new double[n], lapsed, new byte[n], 1, 100, workers);

            assertThat(logit.coefficient(0)).isBetween(0.05, 1.0);
        }
    }
}
