package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecalibrationTest {

    private static final double[] LOG_ODDS = {-2, -1, -0.5, 0, 0.3, 0.8, 1.5, 2.5, 3, 20};

    /** Ten customers, against NumPy: Newton on the log-likelihood with the prior, log-odds bounded to ±15. */
    @Test
    void agrees_with_another_program() {
        Recalibration found = learn(false, false, true, false, true, false, true, true, true, true);

        assertThat(found.intercept()).isCloseTo(-0.03674889, within(1e-7));
        assertThat(found.slope()).isCloseTo(1.05571742, within(1e-7));
        assertThat(found.interceptVariance()).isCloseTo(0.1547758, within(1e-7));
        assertThat(found.covariance()).isCloseTo(-0.00566594, within(1e-7));
        assertThat(found.slopeVariance()).isCloseTo(0.14583536, within(1e-7));
    }

    @Test
    void never_turns_the_list_round() {
        assertThat(learn(true, true, true, true, true, false, false, false, false, false)
                        .slope())
                .isEqualTo(0.05);
    }

    @Test
    void without_customers_nothing_is_corrected() {
        try (Workers workers = new Workers(1)) {
            Recalibration none = Recalibration.learn(new Scores(0), new boolean[0], workers);

            assertThat(none.intercept()).isZero();
            assertThat(none.slope()).isEqualTo(1);
        }
    }

    private static Recalibration learn(boolean... lapsed) {
        Scores scores = new Scores(LOG_ODDS.length);
        for (int i = 0; i < LOG_ODDS.length; i++) {
            scores.set(i, LOG_ODDS[i], 0);
        }
        try (Workers workers = new Workers(1)) {
            return Recalibration.learn(scores, lapsed, workers);
        }
    }
}
