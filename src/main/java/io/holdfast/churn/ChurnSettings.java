package io.holdfast.churn;

/**
 * How to score.
 *
 * @param threads to work on, at least 1; the result does not depend on it
 */
public record ChurnSettings(int threads) {

    public ChurnSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; it must be 1 or more");
        }
    }
}
