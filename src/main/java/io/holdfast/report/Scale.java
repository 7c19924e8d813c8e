package io.holdfast.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Values onto positions, with ticks at round values.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}
 * @param from the position of {@code low}
 * @param to the position of {@code high}
 */
record Scale(double low, double high, double from, double to) {

    private static final double[] STEPS = {1, 2, 5, 10};

    Scale {
        if (!(high > low)) {
            double margin = Math.max(Math.abs(low) * 0.1, 1e-6);
            low -= margin;
            high += margin;
        }
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    /** The round step (1, 2 or 5 times a power of ten) that gives at most {@code most} ticks. */
    double step(int most) {
        double rough = (high - low) / most;
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(rough)));
        for (double step : STEPS) {
            if (step * power >= rough * 0.999999) {
                return step * power;
            }
        }
        return 10 * power;
    }

    List<Double> ticks(int most) {
        double step = step(most);
        List<Double> ticks = new ArrayList<>();
        for (long n = (long) Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9; n++) {
            ticks.add(n * step);
        }
        return ticks;
    }
}
