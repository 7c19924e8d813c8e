package io.holdfast.churn;

/**
 * Why a model was not used.
 *
 * @param model which
 * @param reason why
 * @param detail the parameter or measure that is out of bounds; empty where the reason says it all
 * @param value what it was
 * @param allowed the bound
 */
public record Refusal(ModelName model, Reason reason, String detail, double value, double allowed) {

    /** Why. */
    public enum Reason {
        /** Nobody has ordered up to the cut. */
        NO_CUSTOMERS,
        /** Fewer customers with a repeat order than {@code allowed}. */
        TOO_FEW_REPEATERS,
        /** Parameter {@code detail} (times in units of the mean T) ran to where the model says nothing any more. */
        DEGENERATE_PARAMETER,
        /** Nobody ever stops according to it: the mean chance to stop, {@code value}, is under {@code allowed}. */
        NOBODY_STOPS,
        /** The likelihood has no maximum that was found; {@code value} is how far from flat it is there. */
        NOT_CONVERGED,
        /**
         * The likelihood hardly depends on some combination of parameters; the logarithm of parameter {@code detail} has
         * the standard error {@code value}.
         */
        FLAT_LIKELIHOOD,
        /** No earlier cut had enough customers who ordered on and who did not ({@code value} of the rarer). */
        NO_TRAINING
    }

    /** In English words. */
    public String words() {
        return switch (reason) {
            case NO_CUSTOMERS -> "nobody has ordered yet";
            case TOO_FEW_REPEATERS ->
                "only " + (long) value + " customers have come back; it takes " + (long) allowed + " to fit it";
            case DEGENERATE_PARAMETER ->
                "degenerate fit: " + detail + " ran to " + (float) value + ", beyond " + (float) allowed;
            case NOBODY_STOPS ->
                "degenerate fit: it says that nobody ever stops (mean chance to stop after an order " + (float) value
                        + ")";
            case NOT_CONVERGED -> "the fit did not converge";
            case FLAT_LIKELIHOOD -> "the orders do not determine all of its parameters";
            case NO_TRAINING ->
                "no earlier cut has at least " + (long) allowed + " customers who ordered on and as many who did not";
        };
    }
}
