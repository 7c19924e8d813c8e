package io.holdfast.kpi;

import io.holdfast.lake.Lake;
import io.holdfast.period.Period;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Problems;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A worked example of a figure, {@code jobs/kpis/examples/ID.yml}: rows small enough to check by hand, and what the
 * figure says about them. {@code jobs/kpis/examples/README.md} explains the format.
 *
 * @param kpi the figure
 * @param name what the case is there to show
 * @param period it is about
 * @param asOf when its rows were known
 * @param parameters those that matter here
 * @param given the rows
 * @param expect what the figure must say
 * @param latest whether no case of the file has a later period: its trend has the periods of the others
 */
public record FigureExample(
        Kpi kpi,
        String name,
        Period period,
        LocalDateTime asOf,
        Map<String, BigDecimal> parameters,
        List<ExampleTable> given,
        YamlMap expect,
        boolean latest) {

    /** Every case of every figure's example. */
    public static List<FigureExample> all(Definitions jobs) {
        return jobs.list(ExampleFile.FOLDER, ".yml").stream()
                .flatMap(file -> ExampleFile.read(jobs, file).stream())
                .toList();
    }

    /** Figures that have no example. */
    static List<Problem> missing(Catalogue catalogue, Definitions jobs) {
        return catalogue.kpis().stream()
                .filter(kpi -> !jobs.exists(ExampleFile.FOLDER + "/" + kpi.id() + ".yml"))
                .map(kpi -> new Problem(
                        kpi.sqlFile(),
                        0,
                        "has no example; put a few rows and what it must say of them into "
                                + jobs.origin(ExampleFile.FOLDER + "/" + kpi.id() + ".yml")))
                .toList();
    }

    /** Everything that is wrong with the examples: figures without one, files, and what figures say otherwise. */
    public static List<Problem> check(
            Catalogue catalogue, Definitions jobs, Map<String, BigDecimal> company, Connection connection) {
        Problems problems = new Problems();
        problems.addAll(missing(catalogue, jobs));
        for (String file : jobs.list(ExampleFile.FOLDER, ".yml")) {
            problems.tried(() -> ExampleFile.read(jobs, file)).orElse(List.of()).forEach(example -> problems.tried(
                            () -> example.differences(catalogue, company, connection))
                    .ifPresent(problems::addAll));
        }
        return problems.found();
    }

    /** The same case, told whether none of its file has a later period. */
    FigureExample latest(boolean is) {
        return new FigureExample(kpi, name, period, asOf, parameters, given, expect, is);
    }

    /**
     * Computes the figure over the example's rows as they stand, and for the latest period in reverse too.
     *
     * @param catalogue of the tree, for the relations that figures share
     * @param company parameters of the company, where the example has none of its own
     * @param connection whose relations of the entities' names are replaced
     * @return what the figure says otherwise than expected, or otherwise in reverse; empty where it is right
     */
    public List<Problem> differences(Catalogue catalogue, Map<String, BigDecimal> company, Connection connection) {
        List<String> unknown = parameters.keySet().stream()
                .filter(name -> !company.containsKey(name) && !kpi.parameters().containsKey(name))
                .toList();
        if (!unknown.isEmpty()) {
            return List.of(new Problem(
                    expect.file(),
                    0,
                    "'" + name + "' sets " + String.join(", ", unknown) + ", which neither jobs/company.yml nor "
                            + kpi.id() + " has; they have "
                            + Stream.concat(company.keySet().stream(), kpi.parameters().keySet().stream())
                                    .sorted()
                                    .distinct()
                                    .collect(Collectors.joining(", "))));
        }
        Result result = result(given, catalogue, company, connection);
        List<Problem> problems = differences(result);
        if (latest && problems.isEmpty()) {
            List<ExampleTable> reversed =
                    given.stream().map(ExampleTable::reversed).toList();
            Result again = result(reversed, catalogue, company, connection);
            if (!again.equals(result)) {
                problems.add(new Problem(
                        kpi.sqlFile(),
                        0,
                        "depends on the order in which rows happen to lie: " + changed(result, again)
                                + " where those of '"
                                + name + "' in " + expect.file() + " lie in reverse; order whatever numbers or limits"
                                + " rows by columns that decide, down to a key"));
            }
        }
        return problems;
    }

    private Result result(
            List<ExampleTable> tables, Catalogue catalogue, Map<String, BigDecimal> company, Connection connection) {
        Lake.createEmptyViews(connection);
        tables.forEach(table -> table.create(connection));
        // The example's own parameters go before the company's and the figure's.
        Map<String, BigDecimal> values = new LinkedHashMap<>(company);
        values.putAll(kpi.parameters());
        values.putAll(parameters);
        Figures figures = new Figures(connection, catalogue, values, period, Figures.PAST, asOf);
        figures.prepare();
        return figures.compute(kpi.withParameters(values));
    }

    /** The first value that changed: of the whole, or else of a part. */
    private static String changed(Result result, Result again) {
        List<Figure> figures = result.figures().stream()
                .sorted(Comparator.comparing(figure -> !figure.isTotal()))
                .toList();
        for (Figure figure : figures) {
            Optional<Figure> other = again.figures().stream()
                    .filter(one -> one.dimension().equals(figure.dimension())
                            && one.member().equals(figure.member())
                            && one.period().equals(figure.period()))
                    .findFirst();
            if (!other.equals(Optional.of(figure))) {
                return said(figure) + " becomes "
                        + other.map(FigureExample::said).orElse("nothing");
            }
        }
        return "what stands beside the value changes";
    }

    private static String said(Figure figure) {
        return (figure.isTotal() ? "" : figure.dimension() + " " + figure.member() + " ") + figure.period() + " = "
                + (figure.denominator() == null
                        ? plain(figure.value())
                        : plain(figure.numerator()) + "/" + plain(figure.denominator()));
    }

    private List<Problem> differences(Result result) {
        List<Problem> problems = new ArrayList<>();
        Figure total = result.line().figure();
        number(problems, "numerator", total.numerator());
        number(problems, "denominator", total.denominator());
        number(problems, "counted", BigDecimal.valueOf(total.counted()));
        if (expect.has("value")) {
            compare(problems, "value", expect.text("value"), shown(total.value(), expect, "value"));
        }
        for (Measure measure : kpi.also()) {
            if (expect.has(measure.id())) {
                BigDecimal value = result.also().getOrDefault(measure.id(), List.of()).stream()
                        .filter(figure -> figure.isTotal() && figure.period().equals(period))
                        .findFirst()
                        .map(Figure::value)
                        .orElse(null);
                compare(problems, measure.id(), expect.text(measure.id()), shown(value, expect, measure.id()));
            }
        }
        compare(problems, "excluded", texts(expect.map("excluded")), result.excluded());
        for (String dimension : kpi.breakdown()) {
            if (expect.has(dimension)) {
                YamlMap members = expect.map(dimension);
                compare(problems, dimension, texts(members), members(result, dimension, members));
            }
        }
        return problems;
    }

    private Map<String, String> members(Result result, String dimension, YamlMap expected) {
        return result.figures().stream()
                .filter(figure ->
                        figure.dimension().equals(dimension) && figure.period().equals(period))
                .sorted(Comparator.comparing(Figure::member))
                .collect(Collectors.toMap(
                        Figure::member,
                        figure -> kpi.measure().aggregate() == Measure.Aggregate.RATIO
                                ? plain(figure.numerator()) + "/" + plain(figure.denominator())
                                : shown(figure.value(), expected, figure.member()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private void number(List<Problem> problems, String key, @Nullable BigDecimal found) {
        expect.number(key).ifPresent(number -> compare(problems, key, plain(number), plain(found)));
    }

    private void compare(List<Problem> problems, String key, Object expected, Object found) {
        if (!expected.toString().equals(found.toString())) {
            problems.add(new Problem(
                    expect.file(),
                    expect.line(key),
                    "'" + name + "' expects " + key + " " + expected + ", but " + kpi.sqlFile() + " gives " + found));
        }
    }

    /** A value as the example writes it: as many digits, and a percent sign where it has one. */
    private static String shown(@Nullable BigDecimal value, YamlMap expected, String key) {
        String text = expected.optionalText(key).orElse("none");
        if (value == null) {
            return "none";
        }
        if ("none".equals(text)) {
            return plain(value);
        }
        BigDecimal number = expected.number(key).orElseThrow();
        BigDecimal rounded = value.setScale(number.scale(), RoundingMode.HALF_EVEN);
        return text.endsWith("%")
                ? rounded.movePointRight(2).setScale(number.scale() - 2, RoundingMode.UNNECESSARY) + "%"
                : rounded.toPlainString();
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "none" : number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, String> texts(YamlMap yaml) {
        Map<String, String> texts = new TreeMap<>();
        yaml.keys().forEach(key -> texts.put(key, yaml.text(key)));
        return texts;
    }

    @Override
    public String toString() {
        return kpi.id() + ": " + name;
    }
}
