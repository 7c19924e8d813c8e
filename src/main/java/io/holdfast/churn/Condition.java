package io.holdfast.churn;

import io.holdfast.lake.Sql;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One condition of an action. Every part that reaches SQL is a word of this class, a number that was parsed, or a quoted
 * text.
 *
 * @param column as people write it, such as {@code p-lapse}
 * @param operator as people write it
 * @param sql the same as a comparison over the scored customers; null, and so no match, where the column is null
 */
record Condition(String column, String operator, String sql) {

    private enum Kind {
        NUMBER,
        TEXT,
        /** Texts, of which one is asked for. */
        LIST,
        FLAG
    }

    private static final Map<String, Kind> COLUMNS = columns();

    private static final Map<String, String> COMPARISONS =
            ordered("at-least", ">=", "over", ">", "at-most", "<=", "under", "<", "is", "=");

    private static final List<String> OF_TEXTS = List.of("is", "is-not", "one-of");

    /** The conditions on one column: one for each operator. */
    static List<Condition> read(YamlMap when, String column) {
        Kind kind = COLUMNS.get(column);
        if (kind == null) {
            throw when.problem(
                    column, "'" + column + "' is not a column here; allowed: " + String.join(", ", COLUMNS.keySet()));
        }
        if (!when.isMap(column)) {
            return List.of(condition(when, column, kind, "is", column));
        }
        YamlMap operators = when.map(column);
        List<Condition> conditions = new ArrayList<>();
        for (String operator : operators.keys()) {
            conditions.add(condition(operators, column, kind, operator, operator));
        }
        if (conditions.isEmpty()) {
            throw when.problem(column, "'" + column + "' has no operator; write one such as {is: …}");
        }
        return conditions;
    }

    private static Condition condition(YamlMap yaml, String column, Kind kind, String operator, String key) {
        List<String> allowed =
                switch (kind) {
                    case NUMBER -> List.copyOf(COMPARISONS.keySet());
                    case TEXT -> OF_TEXTS;
                    case LIST -> List.of("has");
                    case FLAG -> List.of("is");
                };
        if (!allowed.contains(operator)) {
            throw unknown(yaml, key, column, operator, allowed);
        }
        String name = column.replace('-', '_');
        String sql =
                switch (kind) {
                    case NUMBER -> name + " " + COMPARISONS.get(operator) + " " + number(yaml, key);
                    case FLAG -> (yaml.flag(key, false) ? "" : "not ") + name;
                    case TEXT -> text(yaml, key, name, operator);
                    case LIST -> "list_contains(string_split(" + name + ", ', '), " + Sql.literal(yaml.text(key)) + ")";
                };
        return new Condition(column, operator, sql);
    }

    private static DefinitionException unknown(
            YamlMap yaml, String key, String column, String operator, List<String> allowed) {
        return yaml.problem(
                key,
                "'" + operator + "' is not an operator of '" + column + "'; allowed: " + String.join(", ", allowed));
    }

    private static String number(YamlMap yaml, String key) {
        return yaml.number(key).map(BigDecimal::toPlainString).orElseThrow();
    }

    private static String text(YamlMap yaml, String key, String name, String operator) {
        List<String> values = yaml.texts(key);
        if (values.isEmpty() || (values.size() > 1 && !operator.equals("one-of"))) {
            throw yaml.problem(
                    key,
                    values.isEmpty()
                            ? "'" + key + "' has nothing behind it; write a text"
                            : "'" + key + "' has several texts; write {one-of: [" + String.join(", ", values) + "]}");
        }
        String literals = values.stream().map(Sql::literal).collect(Collectors.joining(", "));
        return name + (operator.equals("is-not") ? " <> " + literals : " in (" + literals + ")");
    }

    private static Map<String, Kind> columns() {
        Map<String, Kind> columns = new LinkedHashMap<>();
        for (String number : List.of(
                "p-lapse",
                "value-at-risk",
                "value-at-risk-percentile",
                "lifetime-value",
                "days-overdue",
                "longer-gaps",
                "days-since-order",
                "order-days",
                "mean-order-value",
                "late-orders",
                "wrong-orders",
                "complaints",
                "slow-answers")) {
            columns.put(number, Kind.NUMBER);
        }
        for (String text : List.of("status", "value-group", "segment", "branch", "region", "account-manager")) {
            columns.put(text, Kind.TEXT);
        }
        columns.put("reasons", Kind.LIST);
        for (String flag : List.of("complaint-open", "silent")) {
            columns.put(flag, Kind.FLAG);
        }
        return columns;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
