package io.holdfast.churn;

import java.util.List;
import java.util.stream.Stream;

/**
 * An earlier cut from which we look ahead, as if it were today, to what is known today.
 *
 * @param cut epoch day
 * @param horizon days after it, all of them known
 */
record Origin(int cut, int horizon) {

    /**
     * The origins to learn from for a cut and a horizon. Where the history is three horizons long: one, one and a half and
     * two horizons back, each looking a whole horizon ahead. Where it is shorter: at 50, 60 and 70 % of it, looking
     * ahead to the cut, which is a shorter horizon; whoever learns from them divides horizons out.
     *
     * @param first epoch day of the first order of all
     */
    static List<Origin> before(int first, int cut, int horizon) {
        int span = cut - first;
        Stream<Integer> back = span >= 3L * horizon
                ? Stream.of(horizon, horizon + horizon / 2, 2 * horizon)
                : Stream.of(span - span * 5 / 10, span - span * 6 / 10, span - span * 7 / 10);
        return back.distinct()
                .filter(days -> days > 0)
                .map(days -> new Origin(cut - days, Math.min(days, horizon)))
                .toList();
    }
}
