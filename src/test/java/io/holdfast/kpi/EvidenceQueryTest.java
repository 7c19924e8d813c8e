package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.kpi.Measure.Aggregate;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceQueryTest {

    private static final Period JUNE = Period.parse("2025-06");

    @TempDir
    private static Path temporary;

    private static Engine engine;
    private static Connection connection;

    @BeforeAll
    static void startEngine() {
        engine = Engine.start(temporary, "500MB", 2);
        connection = engine.connect();
    }

    @AfterAll
    static void closeEngine() throws SQLException {
        connection.close();
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "MEDIAN, 7, 7",
        "MEDIAN, 1 9 5, 5",
        "MEDIAN, 1 9 5 6, 5.5",
        "MEDIAN, 2 2 2 9, 2",
        "MEDIAN, 0.01 0.02, 0.015",
        "MEDIAN, -3 -1, -2",
        "P90, 7, 7",
        "P90, 1 2 3 4 5 6 7 8 9 10, 9",
        "P90, 11 1 2 3 4 5 6 7 8 9 10, 10",
        "P90, 1 2 3 4 5 6 7 8 9, 9",
        "MEAN, 1 2, 1.5",
        "MEAN, 1 1 2, 1.333333333333",
        "MEAN, 0.1 0.2 0.3, 0.2",
    })
    void the_value_is_the_middle_the_ninetieth_percentile_or_the_mean(
            Aggregate aggregate, String values, BigDecimal expected) {
        assertThat(total(aggregate, List.of(values.split(" ", -1))).value()).isEqualByComparingTo(expected);
    }

    @Test
    void the_ninetieth_percentile_is_the_one_of_the_nearest_rank_for_every_number_of_rows() {
        // Nearest rank: of n values in order, number ceil(0.9 n). Here the values are the ranks themselves.
        for (int n = 1; n <= 60; n++) {
            List<String> ranks =
                    IntStream.rangeClosed(1, n).mapToObj(String::valueOf).toList();
            assertThat(total(Aggregate.P90, ranks).value())
                    .as("of %s", n)
                    .isEqualByComparingTo(BigDecimal.valueOf(n)
                            .multiply(new BigDecimal("0.9"))
                            .setScale(0, RoundingMode.CEILING));
        }
    }

    @Test
    void excluded_rows_are_counted_by_reason_and_touch_no_sum() {
        EvidenceQuery.Sums sums = run(
                Aggregate.RATIO,
                List.of(),
                "('2025-06-01', 1, 1, null, null), ('2025-06-30', 0, 1, null, null),"
                        + " ('2025-06-02', 1, 1, 'cancelled', null), ('2025-06-03', 1, 1, 'cancelled', null),"
                        + " ('2025-06-04', 1, 1, 'released', null), ('2025-05-04', 1, 1, 'other', null)");

        Figure june = figure(sums, Figure.TOTAL, Figure.TOTAL);
        assertThat(june.numerator()).isEqualByComparingTo("1");
        assertThat(june.denominator()).isEqualByComparingTo("2");
        assertThat(june.counted()).isEqualTo(2);
        assertThat(june.excluded()).isEqualTo(3);
        assertThat(sums.excluded()).isEqualTo(Map.of("cancelled", 2L, "released", 1L));
    }

    @Test
    void a_row_belongs_to_the_period_of_its_day_from_the_first_day_to_the_last() {
        EvidenceQuery.Sums sums = run(
                Aggregate.RATIO,
                List.of(),
                "('2025-05-31', 1, 1, null, null), ('2025-06-01', 1, 1, null, null), ('2025-06-30', 1, 1, null, null),"
                        + " ('2025-07-01', 1, 1, null, null), ('2025-04-30', 1, 1, null, null)");

        assertThat(sums.figures())
                .extracting(figure -> figure.period() + " " + figure.counted())
                .containsExactly("2025-05 1", "2025-06 2");
    }

    @Test
    void a_member_nobody_recorded_has_a_name_and_the_parts_add_up_to_the_whole() {
        EvidenceQuery.Sums sums = run(
                Aggregate.RATIO,
                List.of("branch"),
                "('2025-06-01', 1, 1, null, 'North'), ('2025-06-02', 0, 1, null, 'South'),"
                        + " ('2025-06-03', 1, 1, null, null), ('2025-06-04', 0, 1, null, 'not recorded'),"
                        + " ('2025-06-05', 1, 1, 'cancelled', 'South')");

        assertThat(sums.figures())
                .extracting(figure -> figure.dimension() + " " + figure.member() + " " + figure.numerator() + "/"
                        + figure.denominator() + " " + figure.excluded())
                .containsExactly(
                        "branch North 1/1 0", "branch South 0/1 1", "branch not recorded 1/2 0", "total total 2/4 1");
    }

    @Test
    void rows_without_a_day_are_refused_since_they_would_count_nowhere() {
        assertThatThrownBy(() -> run(
                        Aggregate.RATIO,
                        List.of(),
                        "('2025-06-01', 1, 1, null, null), (null, 1, 1, null, null), (null, 1, 1, 'cancelled', null)"))
                .hasMessageContaining("jobs/kpis/made-up.sql: yields 2 rows whose day is null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATIO | null, 1 | hit",
                "RATIO | 1, null | base",
                "RATIO | null, null | hit and no base",
                "SUM | null, 1 | hit",
                "RATIO_OF_RATIOS | 1, null | base"
            })
    void a_row_that_counts_without_its_number_is_refused_since_it_would_count_as_nought(
            Aggregate aggregate, String numbers, String column) {
        assertThatThrownBy(() -> run(
                        aggregate,
                        List.of("branch"),
                        "('2025-06-02', 1, 1, null, 'North'), ('2025-06-01', " + numbers + ", null, 'North')"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith(
                        "jobs/kpis/made-up.sql: yields the row 'x' of 2025-06-01 with no " + column + ",")
                .hasMessageContaining("which would count as 0")
                .hasMessageContaining("coalesce(…, 0)");
    }

    @Test
    void a_row_that_does_not_count_or_that_a_mean_leaves_out_needs_no_number() {
        String rows = "('2025-06-01', null, 1, 'cancelled', null), ('2025-06-02', 3, 1, null, null)";
        assertThat(figure(run(Aggregate.RATIO, List.of(), rows), Figure.TOTAL, Figure.TOTAL)
                        .value())
                .isEqualByComparingTo("3");
        assertThat(total(Aggregate.MEAN, List.of("3", "null")).value()).isEqualByComparingTo("3");
    }

    @Test
    void only_a_share_of_cases_has_an_interval() {
        assertThat(total(Aggregate.MEAN, List.of("1", "2")).low()).isNull();
        // Two hits in one case, such as complaints over deliveries: no share.
        Figure june =
                figure(run(Aggregate.RATIO, List.of(), "('2025-06-01', 2, 1, null, null)"), Figure.TOTAL, Figure.TOTAL);
        assertThat(june.value()).isEqualByComparingTo("2");
        assertThat(june.low()).isNull();
        // One of two: Wilson's interval, known to be 0.0945 to 0.9055.
        Figure half =
                figure(run(Aggregate.RATIO, List.of(), "('2025-06-01', 1, 2, null, null)"), Figure.TOTAL, Figure.TOTAL);
        assertThat(half.low()).isEqualByComparingTo("0.094531205734");
        assertThat(half.high()).isEqualByComparingTo("0.905468794266");
    }

    private static Figure total(Aggregate aggregate, List<String> values) {
        String rows = values.stream()
                .map(value -> "('2025-06-15', " + value + ", 0, null, null)")
                .collect(Collectors.joining(", "));
        return figure(run(aggregate, List.of(), rows), Figure.TOTAL, Figure.TOTAL);
    }

    private static Figure figure(EvidenceQuery.Sums sums, String dimension, String member) {
        return sums.figures().stream()
                .filter(figure -> figure.period().equals(JUNE)
                        && figure.dimension().equals(dimension)
                        && figure.member().equals(member))
                .findFirst()
                .orElseThrow();
    }

    private static EvidenceQuery.Sums run(Aggregate aggregate, List<String> breakdown, String rows) {
        Sql.run(
                connection,
                "create or replace temp table evidence_rows as select cast(day as date) as day, hit, base,"
                        + " cast(excluded as varchar) as excluded, cast(branch as varchar) as branch from (values "
                        + rows
                        + ") as given(day, hit, base, excluded, branch)");
        Kpi kpi = Kpis.kpi(
                aggregate,
                breakdown,
                "select 'x' as id, 'x' as customer_id, day, hit, base, hit as value, 1 as other_hit, 1 as other_base, excluded, branch from"
                        + " evidence_rows");
        Relations none = new Relations(connection, Map.of(), () -> {});
        return new EvidenceQuery(kpi, Evidence.of(connection, kpi, none), JUNE).run(connection, JUNE.withPast(1));
    }
}
