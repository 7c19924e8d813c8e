package io.holdfast.deliver;

/**
 * What came of one try.
 *
 * @param reached how far it came
 * @param text what the other side said, or what is wrong here, and what to do
 * @param form in which files went: {@code attached}, {@code linked}, {@code file}, {@code hash}; empty where nothing was taken
 */
record Answer(Reached reached, String text, String form) {

    /** How far a try came. */
    enum Reached {
        /** The other side took it. */
        TAKEN,
        /** Not this time; perhaps the next. */
        LATER,
        /** Nobody answers, so nothing else needs to be tried there now. */
        NOBODY,
        /** It will not be taken as it is. */
        NEVER,
        /** All of it was handed over, but nobody said that it was taken. */
        DOUBT
    }

    static Answer taken(String text, String form) {
        return new Answer(Reached.TAKEN, text, form);
    }

    static Answer later(String text) {
        return new Answer(Reached.LATER, text, "");
    }

    static Answer nobody(String text) {
        return new Answer(Reached.NOBODY, text, "");
    }

    static Answer never(String text) {
        return new Answer(Reached.NEVER, text, "");
    }

    static Answer doubt(String text) {
        return new Answer(Reached.DOUBT, text, "");
    }
}
