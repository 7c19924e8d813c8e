package io.holdfast.restate;

import java.util.Locale;

/**
 * Why a figure is another than was published. The order is that in which causes are applied, one upon the other; a
 * further one is a constant here and a stage in {@link Restater}.
 */
public enum Cause {
    /** The recorded rows and definitions give another value than was recorded: the program computes otherwise now. */
    PROGRAM,
    /** Rows whose key was unknown then. */
    ARRIVAL,
    /** Rows whose key was known and whose content changed. */
    CORRECTION,
    /** Rows that their source does not have any more. */
    DELETION,
    /** Nothing was recorded, but what was not due then is due now. */
    TIME,
    /** Queries, relations or parameters that were changed. */
    DEFINITION;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
