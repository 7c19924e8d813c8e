package io.holdfast.kpi;

import io.holdfast.period.Period;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Problems;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cases of a figure's example, {@code jobs/kpis/examples/ID.yml}, or everything that is wrong with the file. */
final class ExampleFile {

    static final String FOLDER = "kpis/examples";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final List<String> NUMBERS = List.of("numerator", "denominator", "counted");

    private final YamlMap yaml;
    private final Kpi kpi;
    private final Problems problems = new Problems();

    private ExampleFile(YamlMap yaml, Kpi kpi) {
        this.yaml = yaml;
        this.kpi = kpi;
    }

    static List<FigureExample> read(Definitions jobs, String file) {
        YamlMap yaml = YamlMap.read(jobs, file);
        String id = file.substring(FOLDER.length() + 1).replaceFirst("\\.yml$", "");
        Catalogue.require(jobs, List.of(id), yaml.file());
        return new ExampleFile(yaml, Catalogue.read(jobs, "kpis/" + id + ".yml")).cases();
    }

    private List<FigureExample> cases() {
        problems.tried(() -> yaml.only("given", "parameters", "cases"));
        List<ExampleTable> tables = new ArrayList<>();
        problems.tried(() -> yaml.map("given")).ifPresent(given -> given.keys()
                .forEach(relation ->
                        problems.tried(() -> ExampleTable.read(given, relation)).ifPresent(tables::add)));
        Map<String, BigDecimal> parameters = numbers(yaml);
        Optional<List<YamlMap>> written = problems.tried(() -> yaml.maps("cases"));
        if (written.isPresent() && written.get().isEmpty()) {
            problem(yaml, "cases", "'cases' has none; an example proves nothing without a case and what it expects");
        }
        List<FigureExample> cases = written.orElse(List.of()).stream()
                .flatMap(one -> read(one, parameters, tables).stream())
                .toList();
        problems.refuse();
        Optional<LocalDate> last = cases.stream().map(one -> one.period().end()).max(Comparator.naturalOrder());
        return cases.stream()
                .map(one -> one.latest(last.equals(Optional.of(one.period().end()))))
                .toList();
    }

    private Optional<FigureExample> read(YamlMap one, Map<String, BigDecimal> shared, List<ExampleTable> tables) {
        problems.tried(() -> one.only("case", "period", "as-of", "parameters", "expect"));
        Optional<String> name = problems.tried(() -> one.text("case"));
        Optional<Period> period = problems.tried(() -> period(one));
        Optional<LocalDateTime> asOf = problems.tried(() -> moment(one));
        Map<String, BigDecimal> parameters = new TreeMap<>(shared);
        parameters.putAll(numbers(one));
        Optional<YamlMap> expect = problems.tried(() -> one.map("expect"));
        expect.ifPresent(expected -> check(one, expected));
        return name.isPresent() && period.isPresent() && asOf.isPresent() && expect.isPresent()
                ? Optional.of(new FigureExample(
                        kpi, name.get(), period.get(), asOf.get(), parameters, tables, expect.get(), false))
                : Optional.empty();
    }

    private void check(YamlMap one, YamlMap expect) {
        if (expect.keys().isEmpty()) {
            problem(one, "expect", "this case expects nothing; write at least its value");
        }
        List<String> values = new ArrayList<>(List.of(Measure.VALUE));
        kpi.also().forEach(measure -> values.add(measure.id()));
        List<String> known = new ArrayList<>(kpi.breakdown());
        known.addAll(NUMBERS);
        known.add("excluded");
        known.addAll(values);
        problems.tried(() -> expect.only(known.toArray(String[]::new)));
        for (String key : expect.keys()) {
            if (NUMBERS.contains(key)
                    || values.contains(key)
                            && !problems.tried(() -> expect.text(key)).equals(Optional.of("none"))) {
                problems.tried(() -> expect.number(key));
            }
        }
    }

    private Map<String, BigDecimal> numbers(YamlMap of) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        problems.tried(() -> of.map("parameters"))
                .ifPresent(parameters -> parameters.keys().forEach(key -> problems.tried(() -> parameters.number(key))
                        .flatMap(number -> number)
                        .ifPresent(number -> numbers.put(key, number))));
        return numbers;
    }

    private void problem(YamlMap where, String key, String message) {
        problems.add(new Problem(where.file(), where.line(key), message));
    }

    private static Period period(YamlMap yaml) {
        try {
            return Period.parse(yaml.text("period"));
        } catch (IllegalArgumentException e) {
            throw yaml.problem("period", String.valueOf(e.getMessage()));
        }
    }

    private static LocalDateTime moment(YamlMap yaml) {
        try {
            return LocalDateTime.parse(yaml.text("as-of"), MOMENT);
        } catch (DateTimeParseException e) {
            throw yaml.problem(
                    "as-of", "'" + yaml.text("as-of") + "' is no moment; write one such as 2024-03-02 02:00");
        }
    }
}
