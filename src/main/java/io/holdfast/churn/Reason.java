package io.holdfast.churn;

import io.holdfast.lake.Entity;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that may happen to a customer and be followed by silence: {@code jobs/churn/reasons/ID.yml} and the query
 * beside it, which yields {@code customer_id} and {@code day}, a row each time that it happened. The day is the first on
 * which it could be known: a delivery is late on the day after the promised one, not on the day it came. So whatever
 * happened by a day is the same when looked at later, and nothing of the future reaches a past origin.
 *
 * @param id of its pair of files
 * @param name by language, as part of a sentence: 'met … more often'
 * @param kind what it is
 * @param lookbackDays how many days before an origin it counts, 1 to 1,095
 * @param needs the columns without which it cannot be seen, as {@code entity.column}; of {@code a|b} one suffices
 * @param parameters its own columns of the relation {@code parameters}
 * @param sql the query
 * @param sqlFile where it stands, for messages
 * @param sha256 of both files
 */
public record Reason(
        String id,
        Map<String, String> name,
        Kind kind,
        int lookbackDays,
        List<String> needs,
        Map<String, BigDecimal> parameters,
        String sql,
        String sqlFile,
        String sha256) {

    private static final String FOLDER = "churn/reasons";
    private static final int LONGEST = 1_095;

    /** What a query has to yield. */
    static final Set<String> YIELDED = Collections.unmodifiableSet(new LinkedHashSet<>(List.of("customer_id", "day")));

    /** What a reason is. */
    public enum Kind {
        /** The company did something wrong, or less well than promised. */
        FAILURE,
        /** Something changed, such as a price. */
        CHANGE;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** All of a tree of jobs, by id; none is as good as some. */
    public static List<Reason> all(Definitions jobs) {
        return files(jobs).stream().map(file -> read(jobs, file)).toList();
    }

    static List<String> files(Definitions jobs) {
        return jobs.list(FOLDER, ".yml");
    }

    static Reason read(Definitions jobs, String file) {
        String id = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.yml$", "");
        if (!id.matches("[a-z][a-z0-9-]{0,59}")) {
            throw new DefinitionException(
                    jobs.origin(file),
                    0,
                    "'" + id + "' cannot name a reason; use small letters, digits and -, 60 characters at most");
        }
        String sqlFile = file.replaceFirst("\\.yml$", ".sql");
        if (!jobs.exists(sqlFile)) {
            throw new DefinitionException(
                    jobs.origin(sqlFile), 0, "is missing; put the query of " + jobs.origin(file) + " there");
        }
        YamlMap yaml = YamlMap.read(jobs, file).only("name", "kind", "lookback-days", "needs", "parameters");
        long lookback = yaml.wholeNumber("lookback-days", 1, 180);
        if (lookback > LONGEST) {
            throw yaml.problem(
                    "lookback-days", "'lookback-days' is " + lookback + "; write a whole number from 1 to " + LONGEST);
        }
        String sql = jobs.text(sqlFile).stripTrailing().replaceFirst(";$", "");
        return new Reason(
                id,
                name(yaml),
                Kind.valueOf(yaml.oneOf("kind", "failure", "failure", "change").toUpperCase(java.util.Locale.ROOT)),
                (int) lookback,
                needs(yaml),
                parameters(yaml),
                sql,
                jobs.origin(sqlFile),
                Sha256.of(jobs.text(file) + "\n" + sql));
    }

    /** What of {@link #needs} nobody supplies; empty where it can be seen. */
    List<String> missing(Map<Entity, Set<String>> supplied) {
        return needs.stream()
                .filter(need -> Arrays.stream(need.split("\\|")).noneMatch(column -> has(supplied, column)))
                .toList();
    }

    private static boolean has(Map<Entity, Set<String>> supplied, String column) {
        int dot = column.indexOf('.');
        return Entity.named(column.substring(0, dot))
                .map(entity -> supplied.getOrDefault(entity, Set.of()).contains(column.substring(dot + 1)))
                .orElse(false);
    }

    private static Map<String, String> name(YamlMap yaml) {
        Map<String, String> names = yaml.translations("name");
        names.forEach((language, text) -> {
            if (text.length() > 200) {
                throw yaml.problem("name", "a name has " + text.length() + " characters; write 200 at most");
            }
        });
        return names;
    }

    private static List<String> needs(YamlMap yaml) {
        List<String> needs = yaml.texts("needs");
        for (String column :
                needs.stream().flatMap(need -> Arrays.stream(need.split("\\|"))).toList()) {
            int dot = column.indexOf('.');
            if (dot < 0
                    || Entity.named(column.substring(0, dot))
                            .flatMap(entity -> entity.column(column.substring(dot + 1)))
                            .isEmpty()) {
                throw yaml.problem(
                        "needs",
                        "'" + column + "' is no column of an entity; write one such as orders.promised_at, or two"
                                + " of which one suffices as feedback.score|feedback.kind");
            }
        }
        return needs;
    }

    private static Map<String, BigDecimal> parameters(YamlMap yaml) {
        YamlMap given = yaml.map("parameters");
        Map<String, BigDecimal> parameters = new LinkedHashMap<>();
        for (String name : given.keys()) {
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw given.problem(name, "'" + name + "' cannot be a column; use small letters, digits and _");
            }
            parameters.put(name, given.number(name).orElseThrow());
        }
        return Collections.unmodifiableMap(parameters);
    }
}
