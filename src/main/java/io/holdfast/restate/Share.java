package io.holdfast.restate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row of a figure's evidence adds to it.
 *
 * @param excluded why it does not count, where it does not
 * @param sums what it adds to each of the sums that the value is made of, hit and base first; or the one value of a mean, median
 *     or percentile
 */
public record Share(Optional<String> excluded, List<@Nullable BigDecimal> sums) {

    /** What it adds to the sum of this number; null where the figure has none, or the row does not count. */
    public @Nullable BigDecimal sum(int number) {
        return excluded.isPresent() || number >= sums.size() ? null : sums.get(number);
    }
}
