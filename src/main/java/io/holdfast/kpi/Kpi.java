package io.holdfast.kpi;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.ledger.Sha256;
import io.holdfast.period.Grain;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A figure's definition: {@code jobs/kpis/ID.yml} and the query beside it.
 *
 * @param id of its pair of files
 * @param name by language, as are
 * @param question what it answers, and
 * @param meaning what is counted, in words
 * @param owner who answers for it, by language too
 * @param measure how its value comes from its evidence
 * @param amounts whether hits and base are amounts of money, whatever the value's unit
 * @param also what is shown beside the value, from the same evidence
 * @param estimate whether its value rests on somebody else's factors, and is shown as an estimate
 * @param better which way is good
 * @param target the value to reach, if there is one
 * @param smallest the shortest period for which it is defined
 * @param needs the columns without which it is left out, as {@code entity.column}
 * @param breakdown the columns by which it is shown: of its evidence, or looked up (see {@link Evidence})
 * @param parameters its own columns of the relation {@code parameters}
 * @param sql the query
 * @param sqlFile where it stands, for messages
 * @param sha256 of both files
 */
public record Kpi(
        String id,
        Map<String, String> name,
        Map<String, String> question,
        Map<String, String> meaning,
        Map<String, String> owner,
        Measure measure,
        boolean amounts,
        List<Measure> also,
        boolean estimate,
        Better better,
        Optional<Target> target,
        Grain smallest,
        List<String> needs,
        List<String> breakdown,
        Map<String, BigDecimal> parameters,
        String sql,
        String sqlFile,
        String sha256) {

    private static final Set<String> OWN =
            Set.of(Figure.TOTAL, "period_start", "day", "excluded", "hit", "base", "value");
    private static final String[] UNITS = {"percent", "hours", "days", "money", "count", "points", "ratio"};

    /** Which way is good. */
    public enum Better {
        UP,
        DOWN,
        /** Neither: the figure is watched. */
        WATCH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Kpi read(Definitions jobs, String file) {
        YamlMap yaml = YamlMap.read(jobs, file)
                .only(
                        "name",
                        "question",
                        "meaning",
                        "owner",
                        "unit",
                        "aggregate",
                        "divide-by",
                        "interval",
                        "estimate",
                        "also",
                        "better",
                        "target",
                        "smallest-period",
                        "amounts",
                        "needs",
                        "breakdown",
                        "parameters");
        String sqlFile = file.replaceFirst("\\.yml$", ".sql");
        if (!jobs.exists(sqlFile)) {
            throw new DefinitionException(
                    jobs.origin(sqlFile), 0, "is missing; put the query of " + jobs.origin(file) + " there");
        }
        String sql = query(jobs, sqlFile);
        Map<String, String> name = texts(yaml, "name", 200);
        Measure measure = measure(Measure.VALUE, name, yaml, "percent", BigDecimal.ONE);
        Better better = parse(Better.values(), yaml.oneOf("better", "watch", names(Better.values())));
        return new Kpi(
                id(jobs, file),
                name,
                texts(yaml, "question", 500),
                texts(yaml, "meaning", 2000),
                yaml.has("owner") ? texts(yaml, "owner", 200) : Map.of("en", ""),
                measure,
                yaml.flag("amounts", false),
                also(yaml, measure),
                yaml.flag("estimate", false),
                better,
                Target.read(yaml, measure.unit(), better),
                Grain.parse(yaml.oneOf("smallest-period", "day", names(Grain.values()))),
                needs(yaml),
                breakdown(yaml),
                parameters(yaml),
                sql,
                jobs.origin(sqlFile),
                Sha256.of(jobs.text(file) + "\n" + sql));
    }

    /** The same figure with other numbers of its own. */
    Kpi withParameters(Map<String, BigDecimal> other) {
        return new Kpi(
                id, name, question, meaning, owner, measure, amounts, also, estimate, better, target, smallest, needs,
                breakdown, other, sql, sqlFile, sha256);
    }

    /** The value and what is shown beside it. */
    List<Measure> measures() {
        List<Measure> measures = new ArrayList<>(also);
        measures.add(0, measure);
        return measures;
    }

    private static List<Measure> also(YamlMap yaml, Measure value) {
        YamlMap beside = yaml.map("also");
        return beside.keys().stream()
                .map(id -> {
                    if (!id.matches("[a-z][a-z0-9-]{0,39}") || id.equals(Measure.VALUE)) {
                        throw beside.problem(
                                id, "'" + id + "' cannot name a value; use small letters, digits and -, 40 at most");
                    }
                    YamlMap one = beside.map(id);
                    one.only(Stream.concat(
                                    Stream.of("name", "aggregate", "unit", "divide-by", "interval"),
                                    aggregate(one).roles().stream())
                            .toArray(String[]::new));
                    return measure(id, texts(one, "name", 200), one, value.unit(), value.divideBy());
                })
                .toList();
    }

    private static Measure measure(
            String id, Map<String, String> name, YamlMap yaml, String unit, BigDecimal divideBy) {
        Measure.Aggregate aggregate = aggregate(yaml);
        return new Measure(
                id,
                name,
                aggregate,
                aggregate.roles().stream().map(role -> column(yaml, role)).toList(),
                yaml.oneOf("unit", unit, UNITS),
                divideBy(yaml, divideBy),
                "wilson".equals(yaml.oneOf("interval", "wilson", "wilson", "none")));
    }

    private static BigDecimal divideBy(YamlMap yaml, BigDecimal otherwise) {
        BigDecimal number = yaml.number("divide-by").orElse(otherwise);
        if (number.signum() <= 0) {
            throw yaml.problem("divide-by", "'divide-by' is " + number.toPlainString() + "; write a number over 0");
        }
        return number;
    }

    private static Measure.Aggregate aggregate(YamlMap yaml) {
        return Measure.Aggregate.named(yaml.oneOf("aggregate", "ratio", Measure.Aggregate.names()));
    }

    private static String column(YamlMap yaml, String role) {
        String column = yaml.optionalText(role).orElse(role);
        if (!column.matches("[a-z][a-z0-9_]{0,39}")) {
            throw yaml.problem(role, "'" + column + "' is not a column of the evidence");
        }
        return column;
    }

    /** The query of a file, its lines where they stand in it. */
    static String query(Definitions jobs, String file) {
        return jobs.text(file).stripTrailing().replaceFirst(";$", "");
    }

    private static String id(Definitions jobs, String file) {
        String id = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.yml$", "");
        if (!id.matches("[a-z][a-z0-9-]{0,59}")) {
            throw new DefinitionException(
                    jobs.origin(file),
                    0,
                    "'" + id + "' cannot name a figure; use small letters, digits and -, 60 characters at most");
        }
        return id;
    }

    private static Map<String, String> texts(YamlMap yaml, String key, int longest) {
        Map<String, String> texts = yaml.translations(key);
        texts.values().forEach(text -> noLonger(yaml, key, text, longest));
        return texts;
    }

    private static String noLonger(YamlMap yaml, String key, String text, int longest) {
        if (text.length() > longest) {
            throw yaml.problem(
                    key, "'" + key + "' has " + text.length() + " characters; reports have room for " + longest);
        }
        return text;
    }

    private static List<String> needs(YamlMap yaml) {
        for (String need : yaml.texts("needs")) {
            String[] parts = need.split("\\.", 2);
            Optional<Entity> entity = Entity.named(parts[0]);
            if (entity.isEmpty()) {
                throw yaml.problem(
                        "needs",
                        "'" + need
                                + "' is not a column of an entity; write one such as orders.promised_at; the entities are "
                                + Arrays.stream(Entity.values())
                                        .map(Entity::relation)
                                        .collect(Collectors.joining(", ")));
            }
            if (parts.length < 2 || entity.get().column(parts[1]).isEmpty()) {
                throw yaml.problem(
                        "needs",
                        "'" + need + "' is not a column; " + entity.get() + " has "
                                + entity.get().columns().stream()
                                        .map(Column::name)
                                        .collect(Collectors.joining(", ")));
            }
        }
        return yaml.texts("needs");
    }

    private static List<String> breakdown(YamlMap yaml) {
        List<String> columns = yaml.texts("breakdown");
        for (String column : columns) {
            if (!column.matches("[a-z][a-z0-9_]{0,39}") || OWN.contains(column)) {
                throw yaml.problem(
                        "breakdown",
                        "'" + column
                                + "' is not a column to break a figure down by; allowed is every other column that its"
                                + " query yields, in small letters, and where it yields customer_id or order_id what is looked"
                                + " up by these: branch, region, segment, account_manager; product_group");
            }
            if (Collections.frequency(columns, column) > 1) {
                throw yaml.problem("breakdown", "'" + column + "' stands here a second time; keep one");
            }
        }
        return columns;
    }

    private static Map<String, BigDecimal> parameters(YamlMap yaml) {
        YamlMap given = yaml.map("parameters");
        Map<String, BigDecimal> parameters = new LinkedHashMap<>();
        for (String name : given.keys()) {
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw given.problem(name, "'" + name + "' cannot be a column; use small letters, digits and _");
            }
            if (Figures.GIVEN.contains(name)) {
                throw given.problem(name, "'" + name + "' is what the run itself gives; choose another name");
            }
            parameters.put(name, given.number(name).orElseThrow());
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::toString).toArray(String[]::new);
    }

    private static <T extends Enum<T>> T parse(T[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
