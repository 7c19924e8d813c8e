package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.ledger.Sha256;
import io.holdfast.period.Grain;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A figure's definition: {@code jobs/kpis/ID.yml} and the query beside it.
 *
 * @param id of its pair of files
 * @param name by language, as are
 * @param question what it answers, and
 * @param meaning what is counted, in words
 * @param owner who answers for it, by language too
 * @param unit of its value
 * @param aggregate how its value comes from its evidence
 * @param divideBy for evidence in a smaller unit: 3,600 for seconds shown as hours
 * @param interval whether its value is a share of independent cases, so that Wilson's interval holds
 * @param better which way is good
 * @param target the value to reach, if there is one
 * @param smallest the shortest period for which it is defined
 * @param needs the columns without which it is left out, as {@code entity.column}
 * @param breakdown the columns of its evidence by which it is shown
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
        String unit,
        Aggregate aggregate,
        BigDecimal divideBy,
        boolean interval,
        Better better,
        Optional<BigDecimal> target,
        Grain smallest,
        List<String> needs,
        List<String> breakdown,
        Map<String, BigDecimal> parameters,
        String sql,
        String sqlFile,
        String sha256) {

    private static final Set<String> OWN =
            Set.of(Figure.TOTAL, "period_start", "day", "excluded", "hit", "base", "value");

    /** How a value comes from evidence rows. */
    public enum Aggregate {
        /** Sum of {@code hit} over sum of {@code base}. */
        RATIO,
        /** The middle of {@code value}: of an even number of rows, the mean of the two in the middle. */
        MEDIAN,
        /** The 90th percentile of {@code value} by nearest rank. */
        P90,
        /** The mean of {@code value}. */
        MEAN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
                        "better",
                        "target",
                        "smallest-period",
                        "needs",
                        "breakdown",
                        "parameters");
        String sqlFile = file.replaceFirst("\\.yml$", ".sql");
        if (!jobs.exists(sqlFile)) {
            throw new DefinitionException(
                    jobs.origin(sqlFile), 0, "is missing; put the query of " + jobs.origin(file) + " there");
        }
        String sql = query(jobs, sqlFile);
        return new Kpi(
                id(jobs, file),
                texts(yaml, "name", 200),
                texts(yaml, "question", 500),
                texts(yaml, "meaning", 2000),
                yaml.has("owner") ? texts(yaml, "owner", 200) : Map.of("en", ""),
                yaml.oneOf("unit", "percent", "percent", "hours", "days", "money", "count", "points", "ratio"),
                parse(Aggregate.values(), yaml.oneOf("aggregate", "ratio", names(Aggregate.values()))),
                yaml.number("divide-by").filter(number -> number.signum() > 0).orElse(BigDecimal.ONE),
                "wilson".equals(yaml.oneOf("interval", "wilson", "wilson", "none")),
                parse(Better.values(), yaml.oneOf("better", "watch", names(Better.values()))),
                yaml.number("target"),
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
                id, name, question, meaning, owner, unit, aggregate, divideBy, interval, better, target, smallest,
                needs, breakdown, other, sql, sqlFile, sha256);
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
            boolean known = parts.length == 2
                    && Entity.named(parts[0])
                            .flatMap(entity -> entity.column(parts[1]))
                            .isPresent();
            if (!known) {
                throw yaml.problem(
                        "needs", "'" + need + "' is not a column of an entity; write one such as orders.promised_at");
            }
        }
        return yaml.texts("needs");
    }

    private static List<String> breakdown(YamlMap yaml) {
        List<String> columns = yaml.texts("breakdown");
        for (String column : columns) {
            if (!column.matches("[a-z][a-z0-9_]{0,39}") || OWN.contains(column)) {
                throw yaml.problem("breakdown", "'" + column + "' is not a column to break a figure down by");
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
