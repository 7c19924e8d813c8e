package io.holdfast.churn;

/** Checks of what a model is made of. */
final class Parameters {

    private Parameters() {}

    /** @throws IllegalArgumentException unless {@code value} is positive and finite */
    static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be a positive number");
        }
        return value;
    }
}
