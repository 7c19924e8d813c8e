package io.holdfast.job;

import java.util.List;

/**
 * How a run ended.
 *
 * @param state what a scheduler should know
 * @param lines what a person should know, the remedy last
 */
public record Outcome(State state, List<String> lines) {

    /** How a run ended, with the exit code for each. */
    public enum State {
        DONE(0),
        FAILED(1),
        /** Usage or configuration: somebody must mend a file or the command. */
        DEFINITION(2),
        /** The data was refused; nothing was published. */
        DATA_GATE(3),
        /** Done; something needs a look. */
        WARNINGS(4),
        /** What was made again, or checked, is not what was recorded. */
        DIFFERS(5),
        /** The process was asked to end; the same command continues. */
        STOPPED(143);

        private final int exitCode;

        State(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }
}
