package io.holdfast.kpi;

import io.holdfast.lake.Facts;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the query of a figure yields: a row for each thing counted, with {@code id}, {@code customer_id}, {@code day},
 * {@code excluded}, and the columns that its value is made of. These are exact: a sum of floating-point numbers depends
 * on the order of the rows, and a rerun could give other digits.
 *
 * <p>A column to break it down by that the query does not yield is looked up: attributes of the customer in the
 * relation {@code accounts} by {@code customer_id}, the order's product group in {@code order_groups} by
 * {@code order_id}. Every row has one member of each, so that the parts add up to the whole.
 */
final class Evidence {

    /** How a member without a name is called. */
    static final String NOT_RECORDED = "not recorded";

    private static final String EXACT = "(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|DECIMAL\\(.*)";

    // Each has its key at most once.
    private static final Map<String, String> KEYS =
            new TreeMap<>(Map.of("accounts", "customer_id", "order_groups", "order_id"));

    /** The relations in which members are looked up. */
    static final Set<String> LOOKUPS = KEYS.keySet();

    private final Kpi kpi;
    private final Set<String> columns;
    private final Map<String, String> lookedUp;

    private Evidence(Kpi kpi, Set<String> columns, Map<String, String> lookedUp) {
        this.kpi = kpi;
        this.columns = columns;
        this.lookedUp = lookedUp;
    }

    /** Understands a figure's query, or refuses it where it does not yield this. */
    static Evidence of(Connection connection, Kpi kpi, Relations relations) {
        relations.neededBy(kpi.sql());
        Map<String, String> types = types(connection, kpi);
        Map<String, String> wanted = new LinkedHashMap<>();
        List.of("id", "customer_id").forEach(column -> wanted.put(column, ".*"));
        wanted.put("day", "DATE");
        wanted.put("excluded", "VARCHAR");
        kpi.measures().forEach(measure -> measure.columns().forEach(column -> wanted.put(column, EXACT)));
        Map<String, String> lookedUp = lookedUp(kpi, types.keySet(), relations);
        List<String> absent = Stream.concat(
                        wanted.keySet().stream(),
                        kpi.breakdown().stream().filter(column -> !lookedUp.containsKey(column)))
                .filter(column -> !types.containsKey(column))
                .distinct()
                .toList();
        if (!absent.isEmpty()) {
            throw problem(
                    kpi,
                    "does not yield " + String.join(", ", absent) + ", which a figure with aggregate "
                            + kpi.measure().aggregate()
                            + (kpi.breakdown().isEmpty() ? "" : " and breakdown " + kpi.breakdown()) + " needs");
        }
        wanted.forEach((column, type) -> {
            String found = types.getOrDefault(column, "");
            if (!found.matches(type)) {
                throw problem(
                        kpi, "yields " + column + " as " + found + ", but " + allowed(column) + "; cast it to that");
            }
        });
        return new Evidence(kpi, types.keySet(), lookedUp);
    }

    /**
     * The rows that go into a period or several, with the period's first day and what sums are made of.
     *
     * @param periods all of one grain, oldest first
     */
    String summands(List<Period> periods) {
        Stream<String> own = Stream.concat(
                        Stream.of("excluded"), kpi.measures().stream().flatMap(measure -> measure.columns().stream()))
                .distinct()
                .map(column -> "evidence." + column);
        return "select cast(date_trunc('" + periods.get(0).grain() + "', evidence.day) as date) as period_start, "
                + Stream.concat(own, kpi.breakdown().stream().map(column -> member(column) + " as " + column))
                        .collect(Collectors.joining(", "))
                + "\n" + from() + "\nwhere " + within(periods) + " or evidence.day is null";
    }

    /**
     * The rows behind a number as a person reads them: every column of the query, then those looked up, in a total
     * order.
     *
     * @param where member by column, as on the report
     */
    String rows(Period period, Map<String, String> where) {
        Set<String> known = new TreeSet<>(columns);
        known.addAll(lookedUp.keySet());
        where.keySet().stream()
                .filter(column -> !known.contains(column))
                .findFirst()
                .ifPresent(column -> {
                    throw problem(
                            kpi,
                            "yields no column '" + column + "' to choose rows by; it has " + String.join(", ", known));
                });
        List<String> selected = new ArrayList<>(List.of("evidence.*"));
        lookedUp.keySet().forEach(column -> selected.add(member(column) + " as " + column));
        String chosen = where.entrySet().stream()
                .map(one -> " and " + member(one.getKey()) + " = " + Sql.literal(one.getValue()))
                .collect(Collectors.joining());
        return "select " + String.join(", ", selected) + "\n" + from() + "\nwhere " + within(List.of(period)) + chosen
                + "\norder by evidence.day, evidence.id, "
                + columns.stream()
                        .filter(column -> !Set.of("day", "id").contains(column))
                        .map(column -> "evidence." + column)
                        .collect(Collectors.joining(", "));
    }

    /**
     * The first of the rows that count and for which something holds, by day and id.
     *
     * @param condition over columns of the query
     * @param most how many
     */
    String first(List<Period> periods, String condition, int most) {
        return "select evidence.* " + from() + "\nwhere " + within(periods) + " and evidence.excluded is null and ("
                + condition + ")\norder by evidence.day, evidence.id limit " + most;
    }

    private String from() {
        return "from (\n" + Facts.alone(kpi.sql()) + "\n) as evidence"
                + lookedUp.values().stream()
                        .distinct()
                        .map(relation -> "\nleft join " + relation + " on " + relation + "." + KEYS.get(relation)
                                + " = evidence." + KEYS.get(relation))
                        .collect(Collectors.joining());
    }

    private String member(String column) {
        String relation = lookedUp.getOrDefault(column, "evidence");
        return "coalesce(cast(" + relation + "." + column + " as varchar), '" + NOT_RECORDED + "')";
    }

    // Neighbouring periods are one stretch of days.
    private static String within(List<Period> periods) {
        List<String> stretches = new ArrayList<>();
        Period first = periods.get(0);
        for (int i = 0; i < periods.size(); i++) {
            Period last = periods.get(i);
            boolean ends = i + 1 == periods.size() || !periods.get(i + 1).equals(last.next());
            if (ends) {
                stretches.add(
                        "evidence.day >= date '" + first.start() + "' and evidence.day <= date '" + last.end() + "'");
                first = i + 1 == periods.size() ? last : periods.get(i + 1);
            }
        }
        return stretches.stream().collect(Collectors.joining(" or ", "(", ")"));
    }

    private static Map<String, String> lookedUp(Kpi kpi, Set<String> yielded, Relations relations) {
        Map<String, String> found = new LinkedHashMap<>();
        List<String> missing = kpi.breakdown().stream()
                .filter(column -> !yielded.contains(column))
                .toList();
        KEYS.forEach((relation, key) -> {
            if (missing.stream().allMatch(found::containsKey) || !yielded.contains(key) || !relations.has(relation)) {
                return;
            }
            Set<String> columns = relations.columns(relation);
            missing.stream()
                    .filter(column -> columns.contains(column) && !found.containsKey(column))
                    .forEach(column -> found.put(column, relation));
        });
        return found;
    }

    private static Map<String, String> types(Connection connection, Kpi kpi) {
        try {
            return Relations.types(connection, Facts.alone(kpi.sql()));
        } catch (LakeException e) {
            throw Figures.problem(kpi.sqlFile(), kpi.sql(), 1, e);
        }
    }

    private static String allowed(String column) {
        return switch (column) {
            case "day" -> "it must be a DATE: the day that puts the row into a period";
            case "excluded" -> "it must be a text: the reason why the row does not count, or null";
            default -> "it must be a whole number or a DECIMAL: sums of others depend on the order of the rows";
        };
    }

    private static DefinitionException problem(Kpi kpi, String message) {
        return new DefinitionException(kpi.sqlFile(), 0, message);
    }
}
