package io.holdfast.restate;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published number, and what it is now.
 *
 * @param dimension {@code total}, or the column that it is broken down by
 * @param member {@code total}, or a value of that column
 * @param published what the run published; null where it counted nothing
 * @param figure what it is now; null likewise
 * @param parts of every cause, in their order
 */
public record RestatedValue(
        String dimension,
        String member,
        @Nullable BigDecimal published,
        @Nullable BigDecimal figure,
        List<Part> parts) {

    /** {@code figure} less {@code published}; null where one of them is missing. */
    public @Nullable BigDecimal difference() {
        return published == null || figure == null ? null : figure.subtract(published);
    }

    /** Whether it is another number now, or a number where there was none, or none any more. */
    public boolean moved() {
        return published == null || figure == null ? published != figure : published.compareTo(figure) != 0;
    }

    /** Whether any cause did something to it, though the whole may come to nothing. */
    public boolean touched() {
        return parts.stream().anyMatch(Part::moved);
    }
}
