package io.holdfast.kpi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is made of evidence rows: a figure's value, or what is shown beside it.
 *
 * @param id {@link #VALUE}, or the name of what is shown beside the value
 * @param name by language
 * @param aggregate how it is made
 * @param columns of the evidence it is made of, one for each role of the aggregate
 * @param unit of the result
 * @param divideBy for evidence in a smaller unit: 3,600 for seconds shown as hours
 * @param interval whether it is a share of independent cases, so that Wilson's interval holds
 */
public record Measure(
        String id,
        Map<String, String> name,
        Aggregate aggregate,
        List<String> columns,
        String unit,
        BigDecimal divideBy,
        boolean interval) {

    /** The figure's value itself. */
    public static final String VALUE = "value";

    private static final int SCALE = 12;
    private static final MathContext EXACT = MathContext.DECIMAL128;

    /** How a value comes from evidence rows. */
    public enum Aggregate {
        /** Sum of {@code hit} over sum of {@code base}. */
        RATIO("hit", "base"),
        /** Sum of {@code hit}. */
        SUM("hit"),
        /** The mean of {@code value}. */
        MEAN("value"),
        /** The middle of {@code value}: of an even number of rows, the mean of the two in the middle. */
        MEDIAN("value"),
        /** The 90th percentile of {@code value} by nearest rank. */
        P90("value"),
        /** One ratio over another: {@code hit/base} over {@code other_hit/other_base}, each of sums. */
        RATIO_OF_RATIOS("hit", "base", "other_hit", "other_base");

        private final List<String> roles;

        Aggregate(String... roles) {
            this.roles = List.of(roles);
        }

        /** What its columns are there for, and how they are called unless a definition says otherwise. */
        public List<String> roles() {
            return roles;
        }

        /** Whether the values of parts add up to the whole's: through the sums they are made of. */
        public boolean addsUp() {
            return this == RATIO || this == SUM || this == MEAN;
        }

        /** Whether a row without a value cannot be left aside, as a mean does: it would count as 0. */
        boolean needsEveryValue() {
            return this == RATIO || this == SUM || this == RATIO_OF_RATIOS;
        }

        static String[] names() {
            return Arrays.stream(values()).map(Aggregate::toString).toArray(String[]::new);
        }

        static Aggregate named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A value and what it was made of.
     *
     * @param numerator sum of hits, or of values for a mean; null where there is no such thing
     * @param denominator sum of bases, or the number of values for a mean; null where there is no such thing
     * @param value exact to 12 decimals; null where nothing was counted
     * @param low end of its 95 % interval; null where it has none
     * @param high end of its 95 % interval
     */
    record Value(
            @Nullable BigDecimal numerator,
            @Nullable BigDecimal denominator,
            @Nullable BigDecimal value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {}

    /** The sums it needs, as columns {@code prefix_0}, {@code prefix_1}, … of a statement. */
    String sums(String prefix) {
        List<String> sums =
                switch (aggregate) {
                    case RATIO, RATIO_OF_RATIOS ->
                        columns.stream()
                                .map(column -> "coalesce(" + counted("sum(" + column + ")") + ", 0)")
                                .toList();
                    case SUM -> List.of(counted("sum(" + columns.get(0) + ")"));
                    case MEAN ->
                        List.of(counted("sum(" + columns.get(0) + ")"), counted("count(" + columns.get(0) + ")"));
                    // The middle from both ends: of an even number of rows these are the two in the middle.
                    case MEDIAN -> List.of(counted(percentile("0.5", "")), counted(percentile("0.5", " desc")));
                    case P90 -> List.of(counted(percentile("0.9", "")));
                };
        return IntStream.range(0, sums.size())
                .mapToObj(i -> sums.get(i) + " as " + prefix + "_" + i)
                .collect(Collectors.joining(", "));
    }

    private String percentile(String share, String order) {
        return "percentile_disc(" + share + ") within group (order by " + columns.get(0) + order + ")";
    }

    private static String counted(String sum) {
        return sum + " filter (where excluded is null)";
    }

    /** How many sums {@link #sums} yields. */
    int size() {
        return switch (aggregate) {
            case SUM, P90 -> 1;
            case RATIO, MEAN, MEDIAN -> 2;
            case RATIO_OF_RATIOS -> 4;
        };
    }

    /** The value that these sums make. */
    Value of(List<@Nullable BigDecimal> sums) {
        BigDecimal first = sums.get(0);
        BigDecimal last = sums.get(sums.size() - 1);
        if (first == null || last == null) {
            return aggregate == Aggregate.MEAN
                    ? new Value(first, last, null, null, null)
                    : new Value(null, null, null, null, null);
        }
        return switch (aggregate) {
            case RATIO, MEAN -> quotient(first, last);
            case RATIO_OF_RATIOS -> quotient(first.multiply(last), sum(sums, 1).multiply(sum(sums, 2)));
            case SUM -> new Value(first, null, rounded(first.divide(divideBy, EXACT)), null, null);
            case MEDIAN, P90 ->
                new Value(
                        null,
                        null,
                        rounded(first.add(last).divide(divideBy.multiply(BigDecimal.valueOf(2)), EXACT)),
                        null,
                        null);
        };
    }

    private static BigDecimal sum(List<@Nullable BigDecimal> sums, int i) {
        BigDecimal sum = sums.get(i);
        return sum == null ? BigDecimal.ZERO : sum;
    }

    private Value quotient(BigDecimal upper, BigDecimal lower) {
        BigDecimal value = lower.signum() == 0 ? null : rounded(upper.divide(lower.multiply(divideBy), EXACT));
        Optional<Wilson> interval = wilson(upper, lower);
        return new Value(
                upper,
                lower,
                value,
                interval.map(Wilson::low).map(Measure::rounded).orElse(null),
                interval.map(Wilson::high).map(Measure::rounded).orElse(null));
    }

    private Optional<Wilson> wilson(BigDecimal hits, BigDecimal cases) {
        boolean share = interval
                && aggregate == Aggregate.RATIO
                && cases.signum() > 0
                && hits.signum() >= 0
                && hits.compareTo(cases) <= 0;
        return share ? Optional.of(Wilson.of(hits, cases)) : Optional.empty();
    }

    private static BigDecimal rounded(BigDecimal number) {
        return number.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
