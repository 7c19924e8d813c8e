package io.holdfast.churn;

/** What fitting a model led to: a model to score with, or a reason not to. */
sealed interface Fitted {

    /**
     * A fit to score with.
     *
     * @param model at the maximum
     * @param fit its figures, for people
     * @param logParameters of the model, times in days
     * @param covariance of {@code logParameters}
     */
    record Usable(LapseModel model, Fit fit, double[] logParameters, double[][] covariance) implements Fitted {}

    /** No fit to score with. */
    record Refused(Refusal refusal) implements Fitted {}
}
