package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.kpi.Measure.Aggregate;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every shipped figure: its parts, its contributions and its evidence add up to what it says. */
class PartsTest {

    @TempDir
    private static Path temporary;

    private static DicedLake lake;
    private static Figures figures;

    @BeforeAll
    static void open() {
        lake = new DicedLake(temporary, 2, "i");
        figures = lake.figures();
    }

    @AfterAll
    static void close() {
        lake.close();
    }

    static Stream<String> ids() {
        return Catalogue.read(DicedLake.JOBS).kpis().stream().map(Kpi::id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void the_parts_add_up_to_the_whole(String id) {
        Result result = figures.compute(kpi(id));

        for (String dimension : result.kpi().breakdown()) {
            for (Figure total :
                    result.figures().stream().filter(Figure::isTotal).toList()) {
                List<Figure> parts = result.figures().stream()
                        .filter(part -> part.dimension().equals(dimension)
                                && part.period().equals(total.period()))
                        .toList();
                assertThat(parts.stream().mapToLong(Figure::counted).sum())
                        .as("%s, %s of %s", id, dimension, total.period())
                        .isEqualTo(total.counted());
                assertThat(parts.stream().mapToLong(Figure::excluded).sum()).isEqualTo(total.excluded());
                if (kpi(id).measure().aggregate().addsUp()) {
                    assertThat(sum(parts.stream().map(Figure::numerator))).isEqualByComparingTo(or0(total.numerator()));
                    assertThat(sum(parts.stream().map(Figure::denominator)))
                            .isEqualByComparingTo(or0(total.denominator()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void contributions_add_up_to_the_change(String id) {
        Result result = figures.compute(kpi(id));

        for (Period since : List.of(DicedLake.DECEMBER.previous(), DicedLake.DECEMBER.yearBefore())) {
            Optional<BigDecimal> before = result.figures().stream()
                    .filter(figure -> figure.isTotal() && figure.period().equals(since))
                    .flatMap(figure -> Optional.ofNullable(figure.value()).stream())
                    .findFirst();
            BigDecimal now = result.line().figure().value();
            if (before.isEmpty() || now == null) {
                continue;
            }
            for (String dimension : result.kpi().breakdown()) {
                List<Contribution> parts = result.contributions().stream()
                        .filter(part ->
                                part.since().equals(since) && part.dimension().equals(dimension))
                        .toList();
                if (!parts.isEmpty()) {
                    assertThat(sum(parts.stream().map(Contribution::total)))
                            .as("%s, %s since %s", id, dimension, since)
                            .isEqualByComparingTo(now.subtract(before.get()));
                }
            }
        }
    }

    /** The value made again, in Java, of the very rows that the evidence shows. */
    @ParameterizedTest
    @MethodSource("ids")
    void the_rows_of_the_evidence_make_the_value(String id) {
        Kpi kpi = kpi(id);
        Result result = figures.compute(kpi);

        assertSame(kpi, result.line().figure(), Map.of());
        for (Figure part : result.figures()) {
            if (!part.isTotal() && part.period().equals(DicedLake.DECEMBER)) {
                assertSame(kpi, part, Map.of(part.dimension(), part.member()));
            }
        }
    }

    private static void assertSame(Kpi kpi, Figure figure, Map<String, String> where) {
        List<List<BigDecimal>> columns = new ArrayList<>();
        kpi.measure().columns().forEach(column -> columns.add(new ArrayList<>()));
        List<String> excluded = new ArrayList<>();
        Sql.query(lake.connection(), figures.evidence(kpi, where), row -> {
            if (row.getString("excluded") != null) {
                return excluded.add(row.getString("excluded"));
            }
            for (int i = 0; i < columns.size(); i++) {
                BigDecimal number = row.getBigDecimal(kpi.measure().columns().get(i));
                columns.get(i).add(number);
            }
            return true;
        });
        Measure.Value again = kpi.measure().of(sums(kpi.measure().aggregate(), columns));
        assertThat(again.value()).as("%s %s", kpi.id(), where).isEqualTo(figure.value());
        assertThat(columns.get(0).size()).isEqualTo((int) figure.counted());
        assertThat(excluded.size()).isEqualTo((int) figure.excluded());
    }

    private static List<BigDecimal> sums(Aggregate aggregate, List<List<BigDecimal>> columns) {
        List<BigDecimal> sorted = columns.get(0).stream()
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
        int n = sorted.size();
        return switch (aggregate) {
            case RATIO, SUM, RATIO_OF_RATIOS ->
                columns.stream().map(column -> sum(column.stream())).toList();
            case MEAN -> List.of(sum(sorted.stream()), BigDecimal.valueOf(n));
            case MEDIAN -> List.of(sorted.get((n - 1) / 2), sorted.get(n / 2));
            case P90 -> List.of(sorted.get((9 * n + 9) / 10 - 1));
        };
    }

    /** Breakdowns that are looked up stand in the evidence, under the names that the report has. */
    @ParameterizedTest
    @MethodSource("ids")
    void the_evidence_shows_what_it_is_broken_down_by(String id) {
        Kpi kpi = kpi(id);
        TreeSet<String> shown = new TreeSet<>();
        Sql.query(
                lake.connection(), "describe\n" + figures.evidence(kpi, Map.of()), row -> shown.add(row.getString(1)));

        assertThat(shown).containsAll(kpi.breakdown());
    }

    private static Kpi kpi(String id) {
        return Catalogue.read(DicedLake.JOBS, "kpis/" + id + ".yml");
    }

    private static BigDecimal sum(Stream<BigDecimal> numbers) {
        return numbers.map(PartsTest::or0).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal or0(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
