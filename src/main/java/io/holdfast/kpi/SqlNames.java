package io.holdfast.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the columns that a query may read are called, and which of them are dates. It goes by name alone: a name that
 * is a date here and something else there counts as something else, so that nothing right is refused.
 */
final class SqlNames {

    private static final Set<String> DATES_OF_A_RUN = Set.of("as_of_day", "first_day", "last_day", "period_start");
    private static final Set<String> DATE_FUNCTIONS = Set.of("last_day", "make_date");
    private static final Set<String> SAME_TYPE = Set.of("min", "max", "greatest", "least", "nullif");

    private final Set<String> dates;
    private final Set<String> others;
    private final Map<String, Integer> defined;

    private SqlNames(Set<String> dates, Set<String> others, Map<String, Integer> defined) {
        this.dates = dates;
        this.others = others;
        this.defined = defined;
    }

    /** The columns of the entities, of {@code periods} and of {@code parameters}. */
    static SqlNames given(Collection<String> parameters) {
        SqlNames names = new SqlNames(new HashSet<>(DATES_OF_A_RUN), new HashSet<>(), new HashMap<>());
        names.others.addAll(parameters);
        names.others.addAll(List.of("as_of", "first_month", "last_month"));
        for (Entity entity : Entity.values()) {
            for (Column column : entity.columns()) {
                (column.type() == Column.Type.DAY ? names.dates : names.others).add(column.name());
            }
        }
        names.dates.forEach(name -> names.defined.merge(name, 1, Integer::sum));
        names.others.forEach(name -> names.defined.merge(name, 1, Integer::sum));
        return names;
    }

    /** These and what a query names itself. */
    SqlNames with(JsonNode query) {
        SqlNames names = new SqlNames(new HashSet<>(dates), new HashSet<>(others), new HashMap<>(defined));
        names.learn(query);
        return names;
    }

    /** Whether only one thing that the query can see has this name. */
    boolean isUnique(String name) {
        return defined.getOrDefault(name, 0) == 1;
    }

    boolean isDate(JsonNode expression) {
        return switch (expression.path("class").asText()) {
            case "COLUMN_REF" -> {
                String name = lastName(expression);
                yield dates.contains(name) && !others.contains(name);
            }
            case "CAST" ->
                "DATE"
                        .equalsIgnoreCase(
                                expression.path("type_expr").path("type_name").asText());
            case "FUNCTION", "WINDOW" -> {
                String function = expression.path("function_name").asText();
                yield DATE_FUNCTIONS.contains(function)
                        || (SAME_TYPE.contains(function)
                                && isDate(expression.path("arguments").path(0).path("expression")));
            }
            case "OPERATOR" ->
                "OPERATOR_COALESCE".equals(expression.path("type").asText())
                        && isDate(expression.path("children").path(0));
            default -> false;
        };
    }

    /** The name of a column without that of its relation. */
    static String lastName(JsonNode column) {
        JsonNode names = column.path("column_names");
        return names.path(names.size() - 1).asText().toLowerCase(Locale.ROOT);
    }

    /** What an item of a select list is called; empty where it has no name. */
    static String nameOf(JsonNode item) {
        String alias = item.path("alias").asText().toLowerCase(Locale.ROOT);
        return alias.isEmpty() && "COLUMN_REF".equals(item.path("class").asText()) ? lastName(item) : alias;
    }

    private void learn(JsonNode node) {
        // What is selected from, before what is selected: the names of a query are those of its parts.
        for (String part : List.of("cte_map", "from_table")) {
            learnAll(node.path(part));
        }
        node.properties().stream()
                .filter(field -> !Set.of("cte_map", "from_table").contains(field.getKey()))
                .forEach(field -> learnAll(field.getValue()));
        for (JsonNode item : node.path("select_list")) {
            String name = nameOf(item);
            if (!name.isEmpty()) {
                boolean itself = "COLUMN_REF".equals(item.path("class").asText())
                        && lastName(item).equals(name);
                if (!itself) {
                    (isDate(item) ? dates : others).add(name);
                    defined.merge(name, 1, Integer::sum);
                }
            }
        }
        for (String aliases : List.of("column_name_alias", "aliases")) {
            node.path(aliases).forEach(name -> {
                others.add(name.asText().toLowerCase(Locale.ROOT));
                defined.merge(name.asText().toLowerCase(Locale.ROOT), 1, Integer::sum);
            });
        }
    }

    private void learnAll(JsonNode node) {
        if (node.isObject()) {
            learn(node);
        } else {
            node.forEach(this::learnAll);
        }
    }
}
