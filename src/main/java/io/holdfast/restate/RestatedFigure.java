package io.holdfast.restate;

import io.holdfast.kpi.Kpi;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A published figure, what it is now, and why.
 *
 * @param kpi as it was defined
 * @param now as it is defined now; empty where it is not any more
 * @param values the whole first, then every member that a cause touched
 * @param numeratorThen of the whole, as published
 * @param denominatorThen likewise
 * @param numerator of the whole now
 * @param denominator likewise
 * @param targetThen what was to be reached; null where nothing
 * @param target what is to be reached by today's definition; null likewise
 * @param statusThen of the published value against the target then
 * @param status of the value now against the target now
 * @param statusByOldTarget of the value now against the target then
 * @param leftOut the columns for want of which there is no value now; empty where it is computed
 * @param rows that came, changed or are gone and touch it, the largest first
 * @param due evidence rows that count otherwise because their time has come
 * @param indirect evidence rows that count otherwise though nothing of their order or customer was recorded: others' rows moved a
 *     rank or median that they are judged by
 */
public record RestatedFigure(
        Kpi kpi,
        Optional<Kpi> now,
        List<RestatedValue> values,
        @Nullable BigDecimal numeratorThen,
        @Nullable BigDecimal denominatorThen,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator,
        @Nullable BigDecimal targetThen,
        @Nullable BigDecimal target,
        String statusThen,
        String status,
        String statusByOldTarget,
        List<String> leftOut,
        List<RestatedRow> rows,
        long due,
        long indirect) {

    /** The company as a whole. */
    public RestatedValue total() {
        return values.get(0);
    }

    /** Whether the whole or a part of it is another number now. */
    public boolean moved() {
        return values.stream().anyMatch(RestatedValue::moved);
    }
}
