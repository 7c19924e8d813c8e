package io.holdfast.kpi;

import io.holdfast.period.Period;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One value of a figure.
 *
 * @param dimension {@code total}, or the column it is broken down by
 * @param member {@code total}, or a value of that column
 * @param period it is of
 * @param numerator sum of hits, or of values for a mean; null where there is no such thing
 * @param denominator sum of bases, or the number of values for a mean
 * @param value exact to 12 decimals; null where nothing was counted
 * @param low end of its 95 % interval; null where it has none
 * @param high end of its 95 % interval
 * @param counted evidence rows that count
 * @param excluded evidence rows that do not, each with its reason
 */
public record Figure(
        String dimension,
        String member,
        Period period,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        @Nullable BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        long counted,
        long excluded) {

    /** The dimension and member of the company as a whole. */
    public static final String TOTAL = "total";

    boolean isTotal() {
        return TOTAL.equals(dimension);
    }
}
