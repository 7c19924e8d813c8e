package io.holdfast.churn;

/** Log-odds of no order in the horizon for each customer of a cut, with their standard errors. */
final class Scores {

    private final double[] logOdds;
    private final double[] errors;

    Scores(int customers) {
        logOdds = new double[customers];
        errors = new double[customers];
    }

    void set(int i, double logOddsOfLapse, double error) {
        logOdds[i] = logOddsOfLapse;
        errors[i] = error;
    }

    int size() {
        return logOdds.length;
    }

    double logOdds(int i) {
        return logOdds[i];
    }

    double error(int i) {
        return errors[i];
    }
}
