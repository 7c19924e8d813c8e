package io.holdfast.schedule;

import java.util.Locale;

/**
 * Something in a workspace that a person should look at.
 *
 * @param job it is about; empty where it is about all
 * @param line what it is, and the command that mends it
 */
public record Concern(Kind kind, String job, String line) {

    /** What is the matter. */
    public enum Kind {
        /** A process ended without a word. */
        STUCK,
        FAILED,
        /** Due and not done, or still at work past its deadline. */
        LATE,
        /** Its schedule begins with its first run. */
        NEVER_RAN,
        /** A delivery that was not taken. */
        UNSENT,
        /** A delivery of which nobody can tell whether it was taken. */
        IN_DOUBT,
        /** Little room on the disk. */
        LOW,
        /** The definitions cannot be read. */
        DEFINITION;

        /** As it is written: {@code never ran}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Concern of(Kind kind, String job, String what) {
        return new Concern(kind, job, kind.word() + ": " + what);
    }
}
