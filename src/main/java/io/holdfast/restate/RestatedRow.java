package io.holdfast.restate;

import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Measure;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Since;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row that came, changed or is gone, and touches a figure.
 *
 * @param entity what it is
 * @param key that names it
 * @param kind what became of it
 * @param position of the load that brought it as it is now, or said that it is gone
 * @param columns what changed, such as {@code delivered_at: 2025-12-30 → 2025-12-28}; the dates of one that came or
 *     that is gone
 * @param counted the id of the evidence row that it touches
 * @param was what that added to the published figure; empty where it was not there
 * @param is what that adds now; empty where it is gone
 */
public record RestatedRow(
        Entity entity,
        String key,
        Since.Kind kind,
        long position,
        String columns,
        String counted,
        Optional<Share> was,
        Optional<Share> is) {

    /**
     * How much it moves the figure, for an order of size: what it adds now less what it added then, over what as many cases
     * of the published value would have added.
     */
    BigDecimal weight(Kpi kpi, @Nullable BigDecimal published) {
        return excess(is, kpi, published).subtract(excess(was, kpi, published)).abs();
    }

    private static BigDecimal excess(Optional<Share> share, Kpi kpi, @Nullable BigDecimal published) {
        Measure measure = kpi.measure();
        BigDecimal value = (published == null ? BigDecimal.ZERO : published).multiply(measure.divideBy());
        BigDecimal hit = share.map(one -> one.sum(0)).orElse(null);
        BigDecimal base = share.map(one -> one.sum(1)).orElse(null);
        return switch (measure.aggregate()) {
            case SUM -> hit == null ? BigDecimal.ZERO : hit;
            case MEAN, MEDIAN, P90 -> hit == null ? BigDecimal.ZERO : hit.subtract(value);
            case RATIO, RATIO_OF_RATIOS ->
                (hit == null ? BigDecimal.ZERO : hit).subtract(base == null ? BigDecimal.ZERO : base.multiply(value));
        };
    }
}
