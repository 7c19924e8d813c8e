package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What the formulas of a paper say of one customer.
 *
 * @param alive P(alive)
 * @param expected orders in the next t
 * @param order P(≥ 1 order) in the next t
 * @param logLikelihood of what the customer did
 */
record PaperFigures(double alive, double expected, double order, double logLikelihood) {

    private static final double TEN_DIGITS = 1e-10;

    /** @param least the absolute difference that a log-likelihood near 0 may have */
    void assertSaidBy(LapseModel model, double x, double tx, double age, double t, double least) {
        assertThat(model.alive(x, tx, age)).isCloseTo(alive, within(TEN_DIGITS * alive));
        assertThat(model.expected(x, tx, age, t)).isCloseTo(expected, within(TEN_DIGITS * expected));
        assertThat(model.order(x, tx, age, t)).isCloseTo(order, within(TEN_DIGITS * order));
        assertThat(model.lapse(x, tx, age, t)).isCloseTo(1 - order, within(TEN_DIGITS * (1 - order)));
        assertThat(model.logLikelihood(x, tx, age))
                .isCloseTo(logLikelihood, within(Math.max(TEN_DIGITS * Math.abs(logLikelihood), least)));
    }
}
