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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static final Map<String, Kpi> KPIS = Catalogue.read(DicedLake.JOBS).kpis().stream()
            .collect(Collectors.toMap(Kpi::id, kpi -> kpi, (one, other) -> one, TreeMap::new));

    private static final Map<String, Result> RESULTS = new TreeMap<>();
    private static final Map<String, List<Row>> ROWS = new TreeMap<>();

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
        return KPIS.keySet().stream();
    }

    private static Result result(String id) {
        return RESULTS.computeIfAbsent(id, one -> figures.compute(kpi(one)));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void the_parts_add_up_to_the_whole(String id) {
        Result result = result(id);

        Map<String, List<Figure>> parts = result.figures().stream()
                .collect(Collectors.groupingBy(figure -> figure.dimension() + " " + figure.period()));
        for (Figure total : result.figures().stream().filter(Figure::isTotal).toList()) {
            for (String dimension : result.kpi().breakdown()) {
                assertAddUp(total, parts.getOrDefault(dimension + " " + total.period(), List.of()), kpi(id), dimension);
            }
        }
    }

    private static void assertAddUp(Figure total, List<Figure> parts, Kpi kpi, String dimension) {
        assertThat(parts.stream().mapToLong(Figure::counted).sum())
                .as("%s, %s of %s", kpi.id(), dimension, total.period())
                .isEqualTo(total.counted());
        assertThat(parts.stream().mapToLong(Figure::excluded).sum()).isEqualTo(total.excluded());
        if (kpi.measure().aggregate().addsUp()) {
            assertThat(sum(parts.stream().map(Figure::numerator))).isEqualByComparingTo(or0(total.numerator()));
            assertThat(sum(parts.stream().map(Figure::denominator))).isEqualByComparingTo(or0(total.denominator()));
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void contributions_add_up_to_the_change(String id) {
        Result result = result(id);

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
        List<Row> rows = allRows(id);

        for (Figure figure : result(id).figures()) {
            if (figure.period().equals(DicedLake.DECEMBER)) {
                assertMake(
                        kpi(id),
                        figure,
                        rows.stream()
                                .filter(row -> figure.isTotal()
                                        || figure.member().equals(row.members().get(figure.dimension())))
                                .toList());
            }
        }
    }

    /** Those chosen by a member are those that show it: of each breakdown, its first member and its last. */
    @ParameterizedTest
    @MethodSource("ids")
    void the_rows_of_a_member_are_those_that_show_it(String id) {
        Kpi kpi = kpi(id);
        List<Row> rows = allRows(id);

        for (String dimension : kpi.breakdown()) {
            TreeSet<String> members = rows.stream()
                    .map(row -> row.members().get(dimension))
                    .collect(Collectors.toCollection(TreeSet::new));
            for (String member : new TreeSet<>(List.of(members.first(), members.last()))) {
                assertThat(rows(kpi, Map.of(dimension, member)))
                        .as("%s, %s %s", id, dimension, member)
                        .isEqualTo(rows.stream()
                                .filter(row -> member.equals(row.members().get(dimension)))
                                .toList());
            }
        }
    }

    private record Row(String id, String excluded, List<BigDecimal> numbers, Map<String, String> members) {}

    private static List<Row> allRows(String id) {
        return ROWS.computeIfAbsent(id, one -> rows(kpi(one), Map.of()));
    }

    private static List<Row> rows(Kpi kpi, Map<String, String> where) {
        return Sql.query(lake.connection(), figures.evidence(kpi, where), row -> {
            List<BigDecimal> numbers = new ArrayList<>();
            for (String column : kpi.measure().columns()) {
                numbers.add(row.getBigDecimal(column));
            }
            Map<String, String> members = new TreeMap<>();
            for (String column : kpi.breakdown()) {
                String member = row.getString(column);
                members.put(column, member == null ? Evidence.NOT_RECORDED : member);
            }
            return new Row(row.getString("id"), row.getString("excluded"), numbers, members);
        });
    }

    private static void assertMake(Kpi kpi, Figure figure, List<Row> rows) {
        List<Row> counted = rows.stream().filter(row -> row.excluded() == null).toList();
        List<List<BigDecimal>> columns = IntStream.range(
                        0, kpi.measure().columns().size())
                .mapToObj(i -> counted.stream().map(row -> row.numbers().get(i)).toList())
                .toList();
        Measure.Value again = kpi.measure().of(sums(kpi.measure().aggregate(), columns));
        assertThat(again.value())
                .as("%s %s %s", kpi.id(), figure.dimension(), figure.member())
                .isEqualTo(figure.value());
        assertThat(counted.size()).isEqualTo((int) figure.counted());
        assertThat(rows.size() - counted.size()).isEqualTo((int) figure.excluded());
    }

    private static List<BigDecimal> sums(Aggregate aggregate, List<List<BigDecimal>> columns) {
        List<BigDecimal> sorted =
                columns.get(0).stream().filter(Objects::nonNull).sorted().toList();
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
        return Objects.requireNonNull(KPIS.get(id), id);
    }

    private static BigDecimal sum(Stream<BigDecimal> numbers) {
        return numbers.map(PartsTest::or0).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal or0(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
