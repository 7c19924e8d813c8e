package io.holdfast.restate;

import io.holdfast.lake.Load;
import io.holdfast.ledger.Head;
import java.util.List;

/**
 * The figures of a published period with what was recorded since.
 *
 * @param then what the run knew
 * @param now what is known
 * @param changes of definitions since
 * @param figures of the run, in the order of its scorecard
 * @param loads between the two positions
 * @param came rows whose key was unknown then
 * @param changed rows whose content changed
 * @param gone rows that their source does not have any more
 * @param untouching of all these, those that touch no figure of the period
 */
public record Restatement(
        Head then,
        Head now,
        List<Change> changes,
        List<RestatedFigure> figures,
        List<RestatedLoad> loads,
        long came,
        long changed,
        long gone,
        long untouching) {

    /**
     * A load between the two positions.
     *
     * @param came rows of it, as they are now, whose key was unknown
     * @param changed likewise, rows whose content changed
     * @param gone keys of which it says that their rows are gone, and they still are
     */
    public record RestatedLoad(Load load, long came, long changed, long gone) {}

    /** The figures that are another number now, as a whole or in a part. */
    public List<RestatedFigure> moved() {
        return figures.stream().filter(RestatedFigure::moved).toList();
    }
}
