package io.holdfast.kpi;

import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How much one member made of a figure's change since an earlier period. Over the members of a dimension, rates and
 * mixes add up to the change, to the last digit.
 *
 * <p>A ratio R = H/B is Σ w·r over its members, with weight w = b/B and rate r = h/b. With a bar for the mean of both
 * periods, its change is
 *
 * <pre>ΔR = Σ w̄·Δr + Σ Δw·(r̄ − R̄)</pre>
 *
 * the first sum from members that got better or worse, the second from members that grew or shrank and are better or
 * worse than the whole (E. M. Kitagawa, 'Components of a Difference Between Two Rates', JASA 50, 1955; taking R̄ off
 * changes no sum, as ΣΔw = 0, but lets a member that grows only count as far as it differs from the whole). A member
 * that has no cases in one of the periods has the rate of the other there: its coming or going is all mix. Of a sum, the
 * change of each member is all rate.
 *
 * @param dimension the breakdown
 * @param member of it
 * @param since the earlier period
 * @param rate part of the change that comes from the member's own rate, in the figure's unit
 * @param mix part that comes from its weight
 */
public record Contribution(String dimension, String member, Period since, BigDecimal rate, BigDecimal mix) {

    private static final int SCALE = 12;
    private static final MathContext FINE = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** What it makes of the change in all. */
    public BigDecimal total() {
        return rate.add(mix);
    }

    /** A member's sums in both periods; 0 where it has none. */
    private record Sums(BigDecimal hitBefore, BigDecimal baseBefore, BigDecimal hit, BigDecimal base) {

        static final Sums NONE = new Sums(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        Sums before(Figure figure) {
            return new Sums(or0(figure.numerator()), or0(figure.denominator()), hit, base);
        }

        Sums now(Figure figure) {
            return new Sums(hitBefore, baseBefore, or0(figure.numerator()), or0(figure.denominator()));
        }

        private static BigDecimal or0(@Nullable BigDecimal number) {
            return number == null ? BigDecimal.ZERO : number;
        }
    }

    /**
     * The contributions of every member of a figure's breakdowns, by dimension and member; none where parts do not add
     * up (a median), where one of the periods has no value, or where a weight would be negative.
     */
    static List<Contribution> of(Measure measure, List<Figure> figures, Period since, Period period) {
        Optional<BigDecimal> before = value(figures, since);
        Optional<BigDecimal> now = value(figures, period);
        if (!measure.aggregate().addsUp() || before.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, Sums>> dimensions = new TreeMap<>();
        for (Figure figure : figures) {
            if (figure.isTotal()
                    || !(figure.period().equals(since) || figure.period().equals(period))) {
                continue;
            }
            dimensions
                    .computeIfAbsent(figure.dimension(), dimension -> new TreeMap<>())
                    .merge(
                            figure.member(),
                            figure.period().equals(since) ? Sums.NONE.before(figure) : Sums.NONE.now(figure),
                            (one, other) -> figure.period().equals(since) ? one.before(figure) : one.now(figure));
        }
        BigDecimal change = now.get().subtract(before.get());
        List<Contribution> contributions = new ArrayList<>();
        dimensions.forEach((dimension, members) -> {
            List<Contribution> parts = measure.aggregate() == Measure.Aggregate.SUM
                    ? differences(measure, dimension, members, since)
                    : ratesAndMixes(measure, dimension, members, since);
            contributions.addAll(settled(parts, change));
        });
        return contributions;
    }

    /** Of a dimension's contributions, the one that moved the whole most in the direction it went. */
    public static Optional<Contribution> mover(List<Contribution> contributions, String dimension, int direction) {
        return contributions.stream()
                .filter(part -> part.dimension.equals(dimension) && part.total().signum() == direction)
                .max(Comparator.comparing((Contribution part) -> part.total().abs())
                        .thenComparing(part -> part.member, Comparator.reverseOrder()));
    }

    private static List<Contribution> differences(
            Measure measure, String dimension, Map<String, Sums> members, Period since) {
        return members.entrySet().stream()
                .map(entry -> new Contribution(
                        dimension,
                        entry.getKey(),
                        since,
                        entry.getValue()
                                .hit()
                                .subtract(entry.getValue().hitBefore())
                                .divide(measure.divideBy(), FINE),
                        BigDecimal.ZERO))
                .toList();
    }

    private static List<Contribution> ratesAndMixes(
            Measure measure, String dimension, Map<String, Sums> members, Period since) {
        Sums whole = members.values().stream()
                .reduce(
                        Sums.NONE,
                        (one, other) -> new Sums(
                                one.hitBefore().add(other.hitBefore()),
                                one.baseBefore().add(other.baseBefore()),
                                one.hit().add(other.hit()),
                                one.base().add(other.base())));
        boolean weighable = members.values().stream()
                .allMatch(part -> part.base().signum() >= 0 && part.baseBefore().signum() >= 0);
        if (!weighable || whole.base().signum() == 0 || whole.baseBefore().signum() == 0) {
            return List.of();
        }
        BigDecimal average = mean(divided(whole.hitBefore(), whole.baseBefore()), divided(whole.hit(), whole.base()));
        List<Contribution> parts = new ArrayList<>();
        members.forEach((member, part) -> {
            BigDecimal weightBefore = divided(part.baseBefore(), whole.baseBefore());
            BigDecimal weight = divided(part.base(), whole.base());
            BigDecimal rateBefore = rate(part.hitBefore(), part.baseBefore(), part.hit(), part.base());
            BigDecimal rate = rate(part.hit(), part.base(), part.hitBefore(), part.baseBefore());
            BigDecimal ofRate = mean(weightBefore, weight)
                    .multiply(rate.subtract(rateBefore))
                    .add(loose(part.hit(), part.base(), whole.base()))
                    .subtract(loose(part.hitBefore(), part.baseBefore(), whole.baseBefore()));
            BigDecimal ofMix = weight.subtract(weightBefore)
                    .multiply(mean(rateBefore, rate).subtract(average));
            parts.add(new Contribution(dimension, member, since, scaled(ofRate, measure), scaled(ofMix, measure)));
        });
        return parts;
    }

    // Rounded to the digits of a value, the parts may miss the change by some of the last ones: the largest part takes
    // them.
    private static List<Contribution> settled(List<Contribution> parts, BigDecimal change) {
        if (parts.isEmpty()) {
            return parts;
        }
        List<Contribution> rounded = new ArrayList<>(parts.stream()
                .map(part -> new Contribution(
                        part.dimension,
                        part.member,
                        part.since,
                        part.rate.setScale(SCALE, RoundingMode.HALF_EVEN),
                        part.mix.setScale(SCALE, RoundingMode.HALF_EVEN)))
                .toList());
        BigDecimal sum = rounded.stream().map(Contribution::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        int largest = 0;
        for (int i = 1; i < rounded.size(); i++) {
            if (rounded.get(i)
                            .total()
                            .abs()
                            .compareTo(rounded.get(largest).total().abs())
                    > 0) {
                largest = i;
            }
        }
        Contribution part = rounded.get(largest);
        rounded.set(
                largest,
                new Contribution(
                        part.dimension, part.member, part.since, part.rate.add(change.subtract(sum)), part.mix));
        return rounded;
    }

    private static BigDecimal rate(BigDecimal hit, BigDecimal base, BigDecimal otherHit, BigDecimal otherBase) {
        if (base.signum() != 0) {
            return divided(hit, base);
        }
        return otherBase.signum() == 0 ? BigDecimal.ZERO : divided(otherHit, otherBase);
    }

    // Hits of a member without a base, such as complaints where nothing was delivered, have no weight to count by.
    private static BigDecimal loose(BigDecimal hit, BigDecimal base, BigDecimal all) {
        return base.signum() == 0 ? divided(hit, all) : BigDecimal.ZERO;
    }

    private static Optional<BigDecimal> value(List<Figure> figures, Period period) {
        return figures.stream()
                .filter(figure -> figure.isTotal() && figure.period().equals(period))
                .flatMap(figure -> Optional.ofNullable(figure.value()).stream())
                .findFirst();
    }

    private static BigDecimal scaled(BigDecimal share, Measure measure) {
        return share.divide(measure.divideBy(), FINE);
    }

    private static BigDecimal divided(BigDecimal upper, BigDecimal lower) {
        return upper.divide(lower, FINE);
    }

    private static BigDecimal mean(BigDecimal one, BigDecimal other) {
        return one.add(other).divide(TWO, FINE);
    }
}
