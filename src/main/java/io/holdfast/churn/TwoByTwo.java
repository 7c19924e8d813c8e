package io.holdfast.churn;

/**
 * Customers of one stratum by what they met and what came of them.
 *
 * @param exposed who met it
 * @param exposedLapsed of these, who ordered nothing in the horizon
 * @param unexposed who did not meet it
 * @param unexposedLapsed of these, who ordered nothing in the horizon
 */
public record TwoByTwo(long exposed, long exposedLapsed, long unexposed, long unexposedLapsed) {

    static final TwoByTwo NOBODY = new TwoByTwo(0, 0, 0, 0);

    /** @throws IllegalArgumentException for a negative count or more who lapsed than there are */
    public TwoByTwo {
        if (exposedLapsed < 0 || exposedLapsed > exposed || unexposedLapsed < 0 || unexposedLapsed > unexposed) {
            throw new IllegalArgumentException(exposedLapsed + " of " + exposed + " and " + unexposedLapsed + " of "
                    + unexposed + " lapsed; both must lie between 0 and all");
        }
    }

    TwoByTwo plus(TwoByTwo other) {
        return new TwoByTwo(
                Math.addExact(exposed, other.exposed),
                Math.addExact(exposedLapsed, other.exposedLapsed),
                Math.addExact(unexposed, other.unexposed),
                Math.addExact(unexposedLapsed, other.unexposedLapsed));
    }
}
