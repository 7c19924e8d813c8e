package io.holdfast.restate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number of the run's own period as the records have it.
 *
 * @param kpi the figure
 * @param dimension {@code total}, or a column
 * @param member {@code total}, or a value of that column
 * @param figure null where nothing was counted
 * @param numerator null where there is no such thing
 * @param denominator null where there is no such thing
 * @param status against the target, as the mart has it
 */
public record Published(
        String kpi,
        String dimension,
        String member,
        @Nullable BigDecimal figure,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        String status) {}
