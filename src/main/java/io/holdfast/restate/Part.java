package io.holdfast.restate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one cause made of a value.
 *
 * @param cause applied to all before it
 * @param before the value before; null where nothing was counted
 * @param figure the value after; null likewise
 * @param part {@code figure} less the last value there was; null where there is none to subtract from, or none after
 */
public record Part(
        Cause cause,
        @Nullable BigDecimal before,
        @Nullable BigDecimal figure,
        @Nullable BigDecimal part) {

    /**
     * The parts of all causes. Where there is a value at both ends they add up to the difference, digit for digit: a stage at
     * which nothing was counted takes no part, and the next value is set against the last.
     *
     * @param stages the value with each cause applied; a cause that is not there changed nothing
     */
    static List<Part> of(@Nullable BigDecimal published, Map<Cause, Optional<BigDecimal>> stages) {
        List<Part> parts = new ArrayList<>();
        BigDecimal before = published;
        BigDecimal last = published;
        for (Cause cause : Cause.values()) {
            Optional<BigDecimal> applied = stages.get(cause);
            BigDecimal figure = applied == null ? before : applied.orElse(null);
            BigDecimal part = figure == null || last == null ? null : figure.subtract(last);
            parts.add(new Part(cause, before, figure, part));
            before = figure;
            last = figure == null ? last : figure;
        }
        return List.copyOf(parts);
    }

    /** Whether the cause did anything to the value. */
    public boolean moved() {
        return (before == null) != (figure == null) || (part != null && part.signum() != 0);
    }
}
