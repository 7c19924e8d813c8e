package io.holdfast.job;

import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Run;

/** A run's entry in the mart, for steps that may be the first to write something. */
final class RunEntry {

    private RunEntry() {}

    /**
     * The run as the mart has it; entered now where no step did so before. A run whose figures were computed before a failure
     * keeps their position, whatever came since.
     *
     * @param todo what there is nothing for, such as {@code score}
     */
    static Run of(RunContext run, Lake lake, Mart mart, String todo) {
        Head known =
                run.known(() -> mart.position(run.runId()).flatMap(lake::at).or(lake::known), todo);
        Run entered = run.entered(known);
        if (mart.position(run.runId()).isEmpty()) {
            mart.enter(entered);
            mart.loads(entered, lake.loads(known.position()));
        }
        return entered;
    }
}
