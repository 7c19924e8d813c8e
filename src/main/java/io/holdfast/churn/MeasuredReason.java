package io.holdfast.churn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often customers lapsed who had met a reason, beside those who had not, in this company's own past. Customers who
 * order much meet more failures and lapse less, so the crude counts mislead; {@code relativeRisk} compares only customers
 * of the same origin who ordered about as often and about as long ago.
 *
 * @param reason which
 * @param finding what may be said
 * @param missing the columns that nobody supplies, where that is why
 * @param crude all customers and origins together
 * @param crudeRisk their plain ratio; null where there is none
 * @param strata groups of an origin in which some met it and some did not
 * @param relativeRisk over the strata; null where there is none
 */
public record MeasuredReason(
        Reason reason,
        Finding finding,
        List<String> missing,
        TwoByTwo crude,
        @Nullable RelativeRisk crudeRisk,
        int strata,
        @Nullable RelativeRisk relativeRisk) {

    /** Lapses of those who met it, below which nothing is said. */
    static final int FEWEST = 5;

    public MeasuredReason {
        missing = List.copyOf(missing);
    }

    /** What may be said. None of it says what made what. */
    public enum Finding {
        /** Met more often by those who stopped: the 95 % interval lies above 1. */
        MORE_OFTEN,
        /** Met less often by those who stopped: it lies below 1. */
        LESS_OFTEN,
        /** Neither can be told apart from chance: it holds 1. */
        NOT_CLEAR,
        /** Too few to tell: fewer than five who met it lapsed, or there is nobody to compare them with. */
        TOO_FEW,
        /** Nobody supplies the columns that show it. */
        NOT_RECORDED;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether it is shown to people: where the interval excludes 1. */
    public boolean shown() {
        return finding == Finding.MORE_OFTEN || finding == Finding.LESS_OFTEN;
    }

    static MeasuredReason notRecorded(Reason reason, List<String> missing) {
        return new MeasuredReason(reason, Finding.NOT_RECORDED, missing, TwoByTwo.NOBODY, null, 0, null);
    }

    /** @param strata in a fixed order, each of one origin */
    static MeasuredReason of(Reason reason, List<TwoByTwo> strata) {
        TwoByTwo crude = strata.stream().reduce(TwoByTwo.NOBODY, TwoByTwo::plus);
        RelativeRisk pooled = RelativeRisk.of(strata);
        int compared = (int) strata.stream()
                .filter(stratum -> stratum.exposed() > 0 && stratum.unexposed() > 0)
                .count();
        return new MeasuredReason(
                reason, finding(crude, pooled), List.of(), crude, RelativeRisk.of(List.of(crude)), compared, pooled);
    }

    private static Finding finding(TwoByTwo crude, @Nullable RelativeRisk pooled) {
        if (crude.exposedLapsed() < FEWEST || pooled == null) {
            return Finding.TOO_FEW;
        }
        if (pooled.low() > 1) {
            return Finding.MORE_OFTEN;
        }
        return pooled.high() < 1 ? Finding.LESS_OFTEN : Finding.NOT_CLEAR;
    }
}
