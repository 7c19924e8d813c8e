package io.holdfast.churn;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.util.FastMath;

/**
 * The maximum of a smooth function of a few variables with a gradient: BFGS with backtracking (J. Nocedal, S. J. Wright,
 * 'Numerical Optimization', 2nd edition, chapters 3 and 6) until the gradient is small, then Newton steps with the
 * Hessian from central differences of the gradient, which is what standard errors need anyway. Deterministic; no step
 * is longer than {@value #LONGEST_STEP} in any variable. Hipparchus has no quasi-Newton method for functions of this
 * kind; its conjugate gradients take ten times the evaluations.
 *
 * <p>Variables are logarithms of parameters. One that is beyond ±{@value #FAR} (a factor of 10⁵) and would still rise
 * outwards has run off: the maximum lies at infinity, on a ridge that could be followed for thousands of evaluations
 * into the rounding of the function, and the search ends.
 */
final class Maximum {

    /** A function of the variables. */
    @FunctionalInterface
    interface Function {
        /** The value at {@code at}; writes the gradient. */
        double value(double[] at, double[] gradient);
    }

    private static final int MOST_STEPS = 300;
    private static final double LONGEST_STEP = 1.5;
    private static final double DIFFERENCE = 1e-4;
    private static final double FLAT = 1e-6;
    private static final double FAR = 11.5;
    private static final int MOST_FOLLOWED = 12;
    private static final double FASTEST_FOLLOWED = 0.25;

    private final Function function;
    private final double[] at;
    private final double[] gradient;
    private double value;
    private int evaluations;

    private double[][] covariance = new double[0][];
    private double decrement = Double.POSITIVE_INFINITY;

    private Maximum(Function function, double[] start) {
        this.function = function;
        this.at = start.clone();
        this.gradient = new double[start.length];
        value = evaluate(at, gradient);
    }

    /**
     * The maximum, and the curvature there.
     *
     * @param function per row, so that 'flat' means the same for all numbers of rows
     */
    static Maximum of(Function function, double[] start) {
        Maximum maximum = new Maximum(function, start);
        maximum.climb();
        return maximum;
    }

    /**
     * The maximum for many rows: that for a sample of them first, from which Newton steps with the sample's curvature
     * lead to that for all in a handful of evaluations. That curvature is taken for that of all rows, too. Where it is too
     * different for that, the search goes on as without a sample.
     *
     * @param sample per row of the sample
     * @param enough what may be left to gain
     */
    static Maximum of(Function function, Function sample, double[] start, double enough) {
        Maximum some = of(sample, start);
        Maximum all = new Maximum(function, some.at);
        if (some.covariance.length == 0 || !all.follow(some.covariance, enough)) {
            all.climb();
        }
        return all;
    }

    double[] at() {
        return at;
    }

    int evaluations() {
        return evaluations;
    }

    /** Inverse of the negative Hessian; empty where that is not positive definite or a variable has run off. */
    double[][] covariance() {
        return covariance;
    }

    /** By how much the value would still rise according to the Hessian. */
    double decrement() {
        return decrement;
    }

    private double evaluate(double[] where, double[] slope) {
        evaluations++;
        return function.value(where, slope);
    }

    private boolean ranOff() {
        for (int i = 0; i < at.length; i++) {
            if (Math.abs(at[i]) > FAR && at[i] * gradient[i] > 0) {
                return true;
            }
        }
        return false;
    }

    private void climb() {
        int n = at.length;
        double[][] inverse = identity(n);
        boolean fresh = true;
        double[] step = new double[n];
        double[] next = new double[n];
        double[] slope = new double[n];
        for (int round = 0; round < MOST_STEPS && largest(gradient) > FLAT && !ranOff(); round++) {
            double rise = 0;
            for (int i = 0; i < n; i++) {
                step[i] = dot(inverse[i], gradient);
                rise += step[i] * gradient[i];
            }
            double longest = largest(step);
            double length = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
            boolean up = false;
            double reached = 0;
            for (int halvings = 0; halvings < 40 && !up; halvings++) {
                for (int i = 0; i < n; i++) {
                    next[i] = at[i] + length * step[i];
                }
                reached = evaluate(next, slope);
                up = reached >= value + 1e-4 * length * rise;
                if (!up) {
                    length *= Double.isFinite(reached) ? quadratic(reached - value, length * rise) : 0.1;
                }
            }
            if (!up) {
                if (fresh) {
                    break;
                }
                inverse = identity(n);
                fresh = true;
                continue;
            }
            update(inverse, next, slope, fresh);
            fresh = false;
            System.arraycopy(next, 0, at, 0, n);
            System.arraycopy(slope, 0, gradient, 0, n);
            value = reached;
        }
        if (!ranOff()) {
            polish();
        }
    }

    // Where the parabola through both values has its top, as a share of the step, within reason.
    private static double quadratic(double gain, double expected) {
        double best = expected / (2 * (expected - gain));
        return Math.max(0.1, Math.min(0.5, best));
    }

    private void update(double[][] inverse, double[] next, double[] slope, boolean fresh) {
        int n = at.length;
        double[] s = new double[n];
        double[] y = new double[n];
        Arrays.setAll(s, i -> next[i] - at[i]);
        Arrays.setAll(y, i -> gradient[i] - slope[i]);
        double sy = dot(s, y);
        double yy = dot(y, y);
        if (sy <= 1e-12 * FastMath.sqrt(yy * dot(s, s))) {
            return;
        }
        if (fresh) {
            for (int i = 0; i < n; i++) {
                Arrays.fill(inverse[i], 0);
                inverse[i][i] = sy / yy;
            }
        }
        double[] hy = new double[n];
        Arrays.setAll(hy, i -> dot(inverse[i], y));
        double yhy = dot(y, hy);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inverse[i][j] += (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
            }
        }
    }

    // Each step takes one evaluation and leaves as much less to gain as the curvatures are alike.
    private boolean follow(double[][] covariance, double enough) {
        double before = Double.POSITIVE_INFINITY;
        for (int round = 0; round < MOST_FOLLOWED; round++) {
            double[] step = new double[at.length];
            Arrays.setAll(step, i -> dot(covariance[i], gradient));
            double left = dot(step, gradient) / 2;
            if (left <= enough) {
                this.covariance = covariance;
                decrement = left;
                return true;
            }
            if (!(left < FASTEST_FOLLOWED * before) || largest(step) > LONGEST_STEP) {
                return false;
            }
            before = left;
            Arrays.setAll(at, i -> at[i] + step[i]);
            value = evaluate(at, gradient);
        }
        return false;
    }

    // Newton steps to the maximum, and the curvature there.
    private void polish() {
        int n = at.length;
        double[][] hessian = curvature();
        for (int round = 0; round < 3; round++) {
            CholeskyDecomposition factors;
            try {
                factors = new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false), 1e-9, 0);
            } catch (MathRuntimeException notPositiveDefinite) {
                covariance = new double[0][];
                return;
            }
            covariance = factors.getSolver().getInverse().getData();
            double[] step = new double[n];
            Arrays.setAll(step, i -> dot(covariance[i], gradient));
            decrement = dot(step, gradient) / 2;
            if (largest(step) < 1e-10) {
                return;
            }
            double[] next = new double[n];
            double[] slope = new double[n];
            Arrays.setAll(next, i -> at[i] + step[i]);
            double reached = evaluate(next, slope);
            if (!(largest(slope) < largest(gradient))) {
                return;
            }
            boolean far = largest(step) > 1e-3;
            System.arraycopy(next, 0, at, 0, n);
            System.arraycopy(slope, 0, gradient, 0, n);
            value = reached;
            if (far) {
                hessian = curvature();
            }
        }
    }

    // The negative Hessian, symmetric.
    private double[][] curvature() {
        int n = at.length;
        double[][] hessian = new double[n][n];
        double[] up = new double[n];
        double[] down = new double[n];
        for (int i = 0; i < n; i++) {
            double[] moved = at.clone();
            moved[i] = at[i] + DIFFERENCE;
            evaluate(moved, up);
            moved[i] = at[i] - DIFFERENCE;
            evaluate(moved, down);
            for (int j = 0; j < n; j++) {
                hessian[i][j] = (down[j] - up[j]) / (2 * DIFFERENCE);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                hessian[i][j] = (hessian[i][j] + hessian[j][i]) / 2;
                hessian[j][i] = hessian[i][j];
            }
        }
        return hessian;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static double largest(double[] numbers) {
        double largest = 0;
        for (double number : numbers) {
            // NaN is larger than anything.
            largest = Math.abs(number) <= largest ? largest : Math.abs(number);
        }
        return largest;
    }
}
