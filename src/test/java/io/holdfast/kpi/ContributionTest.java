package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.kpi.Measure.Aggregate;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContributionTest {

    private static final Period NOVEMBER = Period.parse("2025-11");
    private static final Period DECEMBER = Period.parse("2025-12");

    /**
     * By hand: North 90/100 and South 80/100 become North 72/120 and South 64/80, so 85 % become 68 %. North: mean
     * weight 0.55 × rate −0.3 = −0.165, weight +0.1 × (mean rate 0.75 − mean of the whole 0.765) = −0.0015. South: rate
     * unchanged, weight −0.1 × (0.8 − 0.765) = −0.0035.
     */
    @Test
    void a_ratio_s_change_is_that_of_rates_and_that_of_weights() {
        List<Contribution> parts = parts(
                Aggregate.RATIO,
                figure("North", NOVEMBER, 90, 100),
                figure("South", NOVEMBER, 80, 100),
                figure("North", DECEMBER, 72, 120),
                figure("South", DECEMBER, 64, 80));

        assertThat(parts)
                .extracting(part -> part.member() + " " + plain(part.rate()) + " " + plain(part.mix()))
                .containsExactly("North -0.165 -0.0015", "South 0 -0.0035");
        assertThat(Contribution.mover(parts, "branch", -1))
                .map(Contribution::member)
                .contains("North");
        assertThat(Contribution.mover(parts, "branch", 1)).isEmpty();
    }

    /** By hand: rates stay at 90 % and 50 %, weights turn from 1:1 to 1:3, so 70 % become 60 %. */
    @Test
    void where_only_weights_change_all_is_mix() {
        List<Contribution> parts = parts(
                Aggregate.RATIO,
                figure("good", NOVEMBER, 90, 100),
                figure("poor", NOVEMBER, 50, 100),
                figure("good", DECEMBER, 90, 100),
                figure("poor", DECEMBER, 150, 300));

        // good: −0.25 × (0.9 − 0.65); poor: +0.25 × (0.5 − 0.65)
        assertThat(parts)
                .extracting(part -> part.member() + " " + plain(part.rate()) + " " + plain(part.mix()))
                .containsExactly("good 0 -0.0625", "poor 0 -0.0375");
    }

    /** By hand: a member that comes has no rate before; 1.0 become (100 + 50) / 200. */
    @Test
    void who_comes_or_goes_is_all_mix() {
        List<Contribution> parts = parts(
                Aggregate.RATIO,
                figure("old", NOVEMBER, 100, 100),
                figure("old", DECEMBER, 100, 100),
                figure("new", DECEMBER, 50, 100));

        // Mean of the whole 0.875: new 0.5 × (0.5 − 0.875), old −0.5 × (1 − 0.875).
        assertThat(parts)
                .extracting(part -> part.member() + " " + plain(part.rate()) + " " + plain(part.mix()))
                .containsExactly("new 0 -0.1875", "old 0 -0.0625");
    }

    /** By hand: East's two complaints while nothing was delivered there raise 10/100 to 12/100. */
    @Test
    void hits_without_a_base_count_for_the_member_that_has_them() {
        List<Contribution> parts = parts(
                Aggregate.RATIO,
                figure("North", NOVEMBER, 10, 100),
                figure("North", DECEMBER, 10, 100),
                figure("East", DECEMBER, 2, 0));

        assertThat(parts)
                .extracting(part -> part.member() + " " + plain(part.total()))
                .containsExactly("East 0.02", "North 0");
    }

    @Test
    void of_a_sum_each_member_makes_its_own_difference() {
        List<Contribution> parts = parts(
                Aggregate.SUM,
                figure("North", NOVEMBER, 5, 0),
                figure("North", DECEMBER, 2, 0),
                figure("South", DECEMBER, 4, 0));

        assertThat(parts)
                .extracting(part -> part.member() + " " + plain(part.rate()) + " " + plain(part.mix()))
                .containsExactly("North -3 0", "South 4 0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Aggregate.class,
            names = {"MEDIAN", "P90", "RATIO_OF_RATIOS"})
    void what_does_not_add_up_is_not_taken_apart(Aggregate aggregate) {
        assertThat(parts(aggregate, figure("North", NOVEMBER, 5, 9), figure("North", DECEMBER, 2, 9)))
                .isEmpty();
    }

    @Test
    void without_a_value_before_or_now_there_is_no_change() {
        assertThat(parts(Aggregate.RATIO, figure("North", DECEMBER, 2, 9))).isEmpty();
        assertThat(parts(Aggregate.RATIO, figure("North", NOVEMBER, 2, 9))).isEmpty();
        assertThat(parts(Aggregate.RATIO, figure("North", NOVEMBER, 2, 9), figure("North", DECEMBER, 0, 0)))
                .isEmpty();
    }

    /** Whatever the numbers, the parts make the change, to the last digit of a value. */
    @ParameterizedTest
    @EnumSource(
            value = Aggregate.class,
            names = {"RATIO", "MEAN", "SUM"})
    void parts_always_add_up_to_the_change(Aggregate aggregate) {
        SplittableRandom dice = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            int members = 1 + dice.nextInt(12);
            List<Figure> figures = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                for (Period period : List.of(NOVEMBER, DECEMBER)) {
                    if (dice.nextInt(5) > 0) {
                        long base = dice.nextInt(4) == 0 ? 0 : dice.nextLong(1, 3_000_000);
                        figures.add(figure("M" + i, period, dice.nextLong(-50, 2_000_000), base));
                    }
                }
            }
            Figure before = total(aggregate, NOVEMBER, figures);
            Figure now = total(aggregate, DECEMBER, figures);
            if (before.value() == null || now.value() == null) {
                continue;
            }
            BigDecimal sum = parts(aggregate, figures.toArray(Figure[]::new)).stream()
                    .map(Contribution::total)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .as("round %s", round)
                    .isEqualByComparingTo(now.value().subtract(before.value()));
        }
    }

    private static List<Contribution> parts(Aggregate aggregate, Figure... members) {
        List<Figure> figures = new ArrayList<>(List.of(members));
        figures.add(total(aggregate, NOVEMBER, List.of(members)));
        figures.add(total(aggregate, DECEMBER, List.of(members)));
        return Contribution.of(measure(aggregate), figures, NOVEMBER, DECEMBER);
    }

    private static Measure measure(Aggregate aggregate) {
        return Kpis.kpi(aggregate, Kpi.Better.UP, null).measure();
    }

    private static Figure total(Aggregate aggregate, Period period, List<Figure> members) {
        BigDecimal hits = BigDecimal.ZERO;
        BigDecimal bases = BigDecimal.ZERO;
        for (Figure member : members) {
            if (member.period().equals(period)) {
                hits = hits.add(member.numerator());
                bases = bases.add(member.denominator());
            }
        }
        List<BigDecimal> sums =
                switch (aggregate) {
                    case SUM, P90 -> List.of(hits);
                    case RATIO, MEAN, MEDIAN -> List.of(hits, bases);
                    case RATIO_OF_RATIOS -> List.of(hits, bases, hits, bases);
                };
        Measure.Value value = measure(aggregate).of(sums);
        return new Figure(
                Figure.TOTAL,
                Figure.TOTAL,
                period,
                value.numerator(),
                value.denominator(),
                value.value(),
                null,
                null,
                1,
                0);
    }

    private static Figure figure(String member, Period period, long hit, long base) {
        return new Figure(
                "branch", member, period, BigDecimal.valueOf(hit), BigDecimal.valueOf(base), null, null, null, 1, 0);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
