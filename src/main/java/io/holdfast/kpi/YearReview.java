package io.holdfast.kpi;

import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calendar year of a run's period so far: where a figure and its standard stood at its start and stand now.
 *
 * @param first its first period with a value
 * @param firstTarget the standard then; null where there is none
 * @param last its latest period with a value
 * @param lastTarget the standard then
 * @param best its best period, the earliest of equals; null of a figure that is watched
 */
public record YearReview(
        Figure first,
        @Nullable BigDecimal firstTarget,
        Figure last,
        @Nullable BigDecimal lastTarget,
        @Nullable Figure best) {

    static Optional<YearReview> of(Kpi kpi, Period period, List<Figure> totals) {
        List<Figure> year = totals.stream()
                .filter(figure -> figure.isTotal()
                        && figure.value() != null
                        && figure.period().start().getYear() == period.start().getYear()
                        && figure.period().compareTo(period) <= 0)
                .sorted(Comparator.comparing(Figure::period))
                .toList();
        if (year.isEmpty()) {
            return Optional.empty();
        }
        Figure first = year.get(0);
        Figure last = year.get(year.size() - 1);
        return Optional.of(new YearReview(first, target(kpi, first), last, target(kpi, last), best(kpi, year)));
    }

    private static @Nullable BigDecimal target(Kpi kpi, Figure figure) {
        return kpi.target().map(target -> target.in(figure.period())).orElse(null);
    }

    private static @Nullable Figure best(Kpi kpi, List<Figure> year) {
        if (kpi.better() == Kpi.Better.WATCH) {
            return null;
        }
        Comparator<BigDecimal> order =
                kpi.better() == Kpi.Better.UP ? Comparator.reverseOrder() : Comparator.naturalOrder();
        // min keeps the first of equals.
        return year.stream().min(Comparator.comparing(YearReview::value, order)).orElse(null);
    }

    private static BigDecimal value(Figure figure) {
        return figure.value() == null ? BigDecimal.ZERO : figure.value();
    }
}
