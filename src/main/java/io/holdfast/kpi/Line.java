package io.holdfast.kpi;

import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A figure's line of the scorecard.
 *
 * @param figure of the run's period
 * @param previous value of the period before; null where there is none
 * @param lastYear value of the same period a year before; null where there is none
 * @param target the value to reach in the run's period; null where there is none
 * @param status against the target
 * @param variation against its own past
 * @param assurance whether its process reaches the target
 * @param behaviour the limits of its past, within what is possible, where there are points enough
 */
public record Line(
        Figure figure,
        @Nullable BigDecimal previous,
        @Nullable BigDecimal lastYear,
        @Nullable BigDecimal target,
        Status status,
        Variation variation,
        Assurance assurance,
        Optional<ProcessBehaviour> behaviour) {

    /** Exceptions first: what misses before what may, concern before the ordinary. */
    static final Comparator<Line> EXCEPTIONS_FIRST =
            Comparator.comparing((Line line) -> line.status).thenComparing(line -> line.variation);

    /** Under so many cases a share is too few to judge and never turns red. */
    private static final BigDecimal FEW = BigDecimal.valueOf(20);

    /** How a value stands to its target, the most urgent first. */
    public enum Status {
        MISSES("misses"),
        /** Short of the target, but the interval still holds it. */
        WITHIN_CHANCE("within-chance"),
        TOO_FEW("too-few"),
        NO_DATA("no-data"),
        NO_TARGET("no-target"),
        MEETS("meets");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** How a value stands to its own past, the most urgent first. */
    public enum Variation {
        CONCERN("concern"),
        /** A signal of a figure that is watched: neither for the better nor for the worse. */
        CHANGE("change"),
        IMPROVEMENT("improvement"),
        COMMON_CAUSE("common-cause"),
        TOO_FEW_POINTS("too-few-points");

        private final String word;

        Variation(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Whether a process reaches its target, as far as its limits tell. */
    public enum Assurance {
        /** The target lies beyond both limits, on the good side. */
        MEETS("consistently-meets"),
        /** The target lies beyond both limits, on the bad side. */
        MISSES("consistently-misses"),
        /** The target lies between the limits: chance decides. */
        HIT_AND_MISS("hit-and-miss"),
        /** No target, or too few points to tell. */
        UNKNOWN("unknown");

        private final String word;

        Assurance(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** @param totals of the company as a whole, any periods of one grain */
    static Line of(Kpi kpi, Period period, List<Figure> totals) {
        Figure figure = find(totals, period)
                .orElseGet(() -> new Figure(Figure.TOTAL, Figure.TOTAL, period, null, null, null, null, null, 0, 0));
        Period earliest = period.withPast(ProcessBehaviour.MOST - 1).get(0);
        List<BigDecimal> points = totals.stream()
                .filter(past ->
                        past.period().compareTo(period) <= 0 && past.period().compareTo(earliest) >= 0)
                .sorted(Comparator.comparing(Figure::period))
                .flatMap(past -> Optional.ofNullable(past.value()).stream())
                .toList();
        Optional<ProcessBehaviour> behaviour = figure.value() == null ? Optional.empty() : ProcessBehaviour.of(points);
        return new Line(
                figure,
                find(totals, period.previous()).map(Figure::value).orElse(null),
                find(totals, period.yearBefore()).map(Figure::value).orElse(null),
                kpi.target().map(target -> target.in(period)).orElse(null),
                status(kpi, figure),
                status(kpi, figure) == Status.TOO_FEW ? Variation.TOO_FEW_POINTS : variation(kpi, behaviour),
                behaviour.map(limits -> assurance(kpi, period, limits)).orElse(Assurance.UNKNOWN),
                behaviour.map(limits -> possible(limits, points, figure)));
    }

    public @Nullable BigDecimal centre() {
        return behaviour.map(ProcessBehaviour::centre).orElse(null);
    }

    public @Nullable BigDecimal lower() {
        return behaviour.map(ProcessBehaviour::lower).orElse(null);
    }

    public @Nullable BigDecimal upper() {
        return behaviour.map(ProcessBehaviour::upper).orElse(null);
    }

    /** How any value of a figure, the company's or a branch's, stands to its target. */
    public static Status status(Kpi kpi, Figure figure) {
        if (figure.value() == null) {
            return Status.NO_DATA;
        }
        if (kpi.target().isEmpty() || kpi.better() == Kpi.Better.WATCH) {
            return Status.NO_TARGET;
        }
        if (cases(kpi, figure).compareTo(FEW) < 0) {
            return Status.TOO_FEW;
        }
        BigDecimal target = kpi.target().get().in(figure.period());
        boolean up = kpi.better() == Kpi.Better.UP;
        if (up ? figure.value().compareTo(target) >= 0 : figure.value().compareTo(target) <= 0) {
            return Status.MEETS;
        }
        BigDecimal best = up ? figure.high() : figure.low();
        boolean reachable = best != null && (up ? best.compareTo(target) >= 0 : best.compareTo(target) <= 0);
        return reachable ? Status.WITHIN_CHANCE : Status.MISSES;
    }

    // What a value rests on: the base of a share, the rows of a median, percentile or mean. A ratio of amounts has
    // none, nor has a sum.
    private static BigDecimal cases(Kpi kpi, Figure figure) {
        return switch (kpi.measure().aggregate()) {
            case MEAN, MEDIAN, P90 -> BigDecimal.valueOf(figure.counted());
            case RATIO -> kpi.measure().interval() && figure.denominator() != null ? figure.denominator() : FEW;
            case SUM, RATIO_OF_RATIOS -> FEW;
        };
    }

    private static Assurance assurance(Kpi kpi, Period period, ProcessBehaviour limits) {
        if (kpi.target().isEmpty() || kpi.better() == Kpi.Better.WATCH) {
            return Assurance.UNKNOWN;
        }
        BigDecimal target = kpi.target().get().in(period);
        boolean up = kpi.better() == Kpi.Better.UP;
        boolean allGood =
                up ? limits.lower().compareTo(target) >= 0 : limits.upper().compareTo(target) <= 0;
        boolean allBad =
                up ? limits.upper().compareTo(target) < 0 : limits.lower().compareTo(target) > 0;
        return allGood ? Assurance.MEETS : allBad ? Assurance.MISSES : Assurance.HIT_AND_MISS;
    }

    private static Variation variation(Kpi kpi, Optional<ProcessBehaviour> behaviour) {
        if (behaviour.isEmpty()) {
            return Variation.TOO_FEW_POINTS;
        }
        int signal = behaviour.get().signal();
        if (signal == 0) {
            return Variation.COMMON_CAUSE;
        }
        if (kpi.better() == Kpi.Better.WATCH) {
            return Variation.CHANGE;
        }
        return (signal > 0) == (kpi.better() == Kpi.Better.UP) ? Variation.IMPROVEMENT : Variation.CONCERN;
    }

    // What never was below 0 cannot be, and a share cannot be over 1: limits beyond would promise the impossible.
    private static ProcessBehaviour possible(ProcessBehaviour limits, List<BigDecimal> points, Figure figure) {
        boolean neverNegative = points.stream().allMatch(point -> point.signum() >= 0);
        return new ProcessBehaviour(
                limits.centre(),
                neverNegative ? limits.lower().max(BigDecimal.ZERO) : limits.lower(),
                figure.high() == null ? limits.upper() : limits.upper().min(BigDecimal.ONE),
                limits.signal());
    }

    private static Optional<Figure> find(List<Figure> figures, Period period) {
        return figures.stream().filter(figure -> figure.period().equals(period)).findFirst();
    }
}
