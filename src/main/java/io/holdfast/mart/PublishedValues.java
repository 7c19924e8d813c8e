package io.holdfast.mart;

import io.holdfast.kpi.Figure;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run published of a figure for a period: its own, or an earlier one as a point of its trend.
 *
 * @param runId the run
 * @param of the run's own period
 * @param position the ledger position as known at which it was computed
 * @param asKnownAt when that was recorded, in the company's zone
 * @param definitionsSha256 over every file under jobs and reports then
 * @param values by dimension and member; absent where it published none, empty where nothing was counted
 */
public record PublishedValues(
        String runId,
        Period of,
        long position,
        LocalDateTime asKnownAt,
        String definitionsSha256,
        Map<String, Map<String, Optional<BigDecimal>>> values) {

    /** Whether it published a value of the whole, or of one member. */
    public boolean has(Map<String, String> where) {
        return value(values, where).isPresent();
    }

    /**
     * The value of the whole, or of one member.
     *
     * @param where none, or one member by its dimension
     */
    public @Nullable BigDecimal value(Map<String, String> where) {
        return value(values, where).flatMap(found -> found).orElse(null);
    }

    private static Optional<Optional<BigDecimal>> value(
            Map<String, Map<String, Optional<BigDecimal>>> values, Map<String, String> where) {
        Map.Entry<String, String> part =
                where.isEmpty() ? Map.entry(Figure.TOTAL, Figure.TOTAL) : new TreeMap<>(where).firstEntry();
        return Optional.ofNullable(values.getOrDefault(part.getKey(), Map.of()).get(part.getValue()));
    }
}
