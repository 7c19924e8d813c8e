package io.holdfast.kpi;

import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A figure's months of a calendar year, against those of the two years before.
 *
 * @param kpi the figure
 * @param months with a value, in order of time
 * @param review where it and its standard stood at the year's start and end, and its best month
 * @param worst month, the earliest of equals; null of a figure that is watched
 * @param centre mean of the months before the year; null where these are too few to tell, as are
 * @param lower limit of usual variation, and
 * @param upper limit
 * @param above months above it
 * @param below months below
 * @param longestAbove most months in a row above the mean
 * @param longestBelow likewise below
 * @param verdict {@code better}, {@code worse}, {@code changed}, {@code usual} or {@code unknown}
 */
public record YearFigure(
        Kpi kpi,
        List<Month> months,
        YearReview review,
        @Nullable Figure worst,
        @Nullable BigDecimal centre,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper,
        int above,
        int below,
        int longestAbove,
        int longestBelow,
        String verdict) {

    /** How many months before the year its own are held against. */
    public static final int BEFORE = 24;

    /**
     * A month.
     *
     * @param target the standard then; null where there is none
     */
    public record Month(Figure figure, @Nullable BigDecimal target, Line.Status status) {}

    /** The month whose trend, with {@link #BEFORE} more than a year's months, holds all that is needed. */
    public static Period lastMonth(Period year) {
        return Period.containing(Grain.MONTH, year.end());
    }

    /**
     * Of a figure's values by month; empty where no month of the year has one.
     *
     * @param result for {@link #lastMonth}, with 11 months before it and {@link #BEFORE} more
     */
    public static Optional<YearFigure> of(Result result) {
        Kpi kpi = result.kpi();
        Optional<YearReview> review = result.year();
        if (review.isEmpty()) {
            return Optional.empty();
        }
        int year = review.get().first().period().start().getYear();
        List<Figure> all = result.figures().stream()
                .filter(figure -> figure.isTotal() && figure.value() != null)
                .sorted(Comparator.comparing(Figure::period))
                .toList();
        List<Figure> months = all.stream()
                .filter(figure -> figure.period().start().getYear() == year)
                .toList();
        Optional<ProcessBehaviour> before =
                ProcessBehaviour.of(values(all.stream().filter(figure -> !months.contains(figure))));
        Optional<MonthSignal> signal = before.map(limits -> MonthSignal.of(limits, values(months.stream())));
        return Optional.of(new YearFigure(
                kpi,
                months.stream().map(figure -> month(kpi, figure)).toList(),
                review.get(),
                worst(kpi, months),
                before.map(ProcessBehaviour::centre).orElse(null),
                before.map(ProcessBehaviour::lower).orElse(null),
                before.map(ProcessBehaviour::upper).orElse(null),
                signal.map(MonthSignal::above).orElse(0),
                signal.map(MonthSignal::below).orElse(0),
                signal.map(MonthSignal::longestAbove).orElse(0),
                signal.map(MonthSignal::longestBelow).orElse(0),
                MonthSignal.verdict(kpi, signal).toString()));
    }

    /** How many of the months missed their target. */
    public int missed() {
        return (int) months.stream()
                .filter(month -> month.status() == Line.Status.MISSES)
                .count();
    }

    private static Month month(Kpi kpi, Figure figure) {
        return new Month(
                figure, kpi.target().map(target -> target.in(figure.period())).orElse(null), Line.status(kpi, figure));
    }

    private static @Nullable Figure worst(Kpi kpi, List<Figure> months) {
        if (kpi.better() == Kpi.Better.WATCH) {
            return null;
        }
        Comparator<Figure> byValue = Comparator.comparing(figure -> value(figure));
        // min keeps the first of equals.
        return months.stream()
                .min(kpi.better() == Kpi.Better.UP ? byValue : byValue.reversed())
                .orElse(null);
    }

    private static List<BigDecimal> values(Stream<Figure> figures) {
        return figures.map(YearFigure::value).toList();
    }

    private static BigDecimal value(Figure figure) {
        return figure.value() == null ? BigDecimal.ZERO : figure.value();
    }
}
