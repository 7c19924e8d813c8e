package io.holdfast.churn;

/**
 * The log-likelihood of a model as a function of its parameters, all of which are positive, with its gradient.
 */
interface Likelihood {

    /** The parameters, in order, by the names of the papers. */
    String[] names();

    /** Ordinary values of the parameters, times in units of the mean T: where a search starts and a prior centres. */
    double[] ordinary();

    /** Whether a parameter is a time, and so changes with the unit of time. */
    boolean isTime(int parameter);

    /**
     * Adds the log-likelihood of rows {@code from} (inclusive) to {@code to} (exclusive) to {@code sums[0]} and its
     * derivatives to {@code sums[1]} and on.
     *
     * @param parameters in {@code unit}s of days
     * @param unit days to a unit of time; the likelihood's unit is {@code unit}⁻ˣ
     */
    void add(double[] parameters, Groups groups, double unit, int from, int to, double[] sums);

    /**
     * The model with these parameters.
     *
     * @param parameters in days
     */
    LapseModel model(double[] parameters);
}
