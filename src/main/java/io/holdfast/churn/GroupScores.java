package io.holdfast.churn;

import org.hipparchus.util.FastMath;

/**
 * What a fitted model says of each group of customers: log-odds of no order in the horizon, log of P(alive), log of the
 * orders expected; and, on request, the standard errors that the errors of the parameters lead to, by the delta method
 * in the logarithms of the parameters; slopes of the orders expected if alive are differences over {@value #DIFFERENCE},
 * right to three digits.
 */
final class GroupScores {

    private static final double DIFFERENCE = 1e-4;

    final double[] lapseLogOdds;
    final double[] logAlive;
    final double[] logExpected;
    final double[] lapseError;
    final double[] expectedError;

    private GroupScores(int groups) {
        lapseLogOdds = new double[groups];
        logAlive = new double[groups];
        logExpected = new double[groups];
        lapseError = new double[groups];
        expectedError = new double[groups];
    }

    /** Log-odds of no order alone. */
    static double[] lapseLogOdds(LapseModel model, Groups groups, double horizon, Workers workers) {
        double[] logOdds = new double[groups.size()];
        workers.each(groups.size(), (chunk, from, to) -> {
            for (int g = from; g < to; g++) {
                logOdds[g] = model.lapseLogOdds(groups.x(g), groups.tx(g), groups.age(g), horizon);
            }
        });
        return logOdds;
    }

    /** All of it, without errors. */
    static GroupScores of(LapseModel model, Groups groups, double horizon, Workers workers) {
        GroupScores scores = new GroupScores(groups.size());
        workers.each(groups.size(), (chunk, from, to) -> scores.value(model, groups, horizon, from, to));
        return scores;
    }

    /** All of it. */
    static GroupScores of(Fitted.Usable fitted, Groups groups, double horizon, Workers workers) {
        int n = fitted.logParameters().length;
        LapseModel[] above = new LapseModel[n];
        for (int i = 0; i < n; i++) {
            above[i] = moved(fitted, i);
        }
        GroupScores scores = new GroupScores(groups.size());
        workers.each(groups.size(), (chunk, from, to) -> {
            scores.value(fitted.model(), groups, horizon, from, to);
            scores.errors(fitted, above, groups, horizon, from, to);
        });
        return scores;
    }

    private static LapseModel moved(Fitted.Usable fitted, int parameter) {
        double[] parameters = new double[fitted.logParameters().length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = FastMath.exp(fitted.logParameters()[i] + (i == parameter ? DIFFERENCE : 0));
        }
        return MaximumLikelihood.likelihood(fitted.fit().model()).model(parameters);
    }

    private void value(LapseModel model, Groups groups, double horizon, int from, int to) {
        double ifAlive = 0;
        for (int g = from; g < to; g++) {
            int x = groups.x(g);
            int tx = groups.tx(g);
            int age = groups.age(g);
            if (g == from || groups.opensRun(g)) {
                ifAlive = logIfAlive(model, x, age, horizon);
            }
            lapseLogOdds[g] = model.lapseLogOdds(x, tx, age, horizon);
            logAlive[g] = model.logAlive(x, tx, age);
            logExpected[g] = logAlive[g] + ifAlive;
        }
    }

    private void errors(Fitted.Usable fitted, LapseModel[] above, Groups groups, double horizon, int from, int to) {
        int n = above.length;
        double[] ifAlive = new double[n];
        double[] lapse = new double[n];
        double[] expected = new double[n];
        for (int g = from; g < to; g++) {
            int x = groups.x(g);
            int age = groups.age(g);
            if (g == from || groups.opensRun(g)) {
                double here = logExpected[g] - logAlive[g];
                for (int i = 0; i < n; i++) {
                    ifAlive[i] = (logIfAlive(above[i], x, age, horizon) - here) / DIFFERENCE;
                }
            }
            fitted.model().slopes(x, groups.tx(g), age, horizon, lapse, expected);
            for (int i = 0; i < n; i++) {
                expected[i] += ifAlive[i];
            }
            lapseError[g] = error(lapse, fitted.covariance());
            expectedError[g] = error(expected, fitted.covariance());
        }
    }

    private static double logIfAlive(LapseModel model, int x, int age, double horizon) {
        return FastMath.log(Math.max(Double.MIN_VALUE, model.expectedIfAlive(x, age, horizon)));
    }

    private static double error(double[] slope, double[][] covariance) {
        double variance = 0;
        for (int i = 0; i < slope.length; i++) {
            for (int j = 0; j < slope.length; j++) {
                variance += slope[i] * covariance[i][j] * slope[j];
            }
        }
        return FastMath.sqrt(Math.max(0, variance));
    }
}
