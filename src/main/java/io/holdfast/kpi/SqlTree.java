package io.holdfast.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether the queries within a query (its withs, unions, subqueries) and what they read are of the subset, over the
 * engine's own tree of it. What the tree holds and this does not know is refused.
 */
final class SqlTree {

    private static final Set<String> SET_OPERATIONS = Set.of("UNION", "EXCEPT", "INTERSECT");
    private static final Set<String> JOINS = Set.of("INNER", "LEFT", "RIGHT", "FULL", "OUTER");
    // The tree leaves out what is as usual.
    private static final Set<String> ROWS = Set.of("", "ROW_COUNT");
    private static final Set<String> JOIN_FORMS = Set.of("REGULAR", "CROSS");

    private final SqlText text;
    private final Set<String> relations;
    private final SqlNames names;
    private final SqlFindings findings;
    private final SqlExpressions expressions;

    /** @param relations what a query may read besides its own withs */
    SqlTree(SqlText text, Set<String> relations, SqlNames names, SqlFindings findings) {
        this.text = text;
        this.relations = relations;
        this.names = names;
        this.findings = findings;
        this.expressions = new SqlExpressions(text, names, findings, this::query);
    }

    void check(JsonNode statement) {
        query(statement.path("node"), new SqlExpressions.Place(0, relations));
    }

    private void query(JsonNode node, SqlExpressions.Place outer) {
        SqlExpressions.Place place = withs(node, outer);
        switch (node.path("type").asText()) {
            case "SELECT_NODE" -> select(node, place);
            case "SET_OPERATION_NODE" -> {
                if (!SET_OPERATIONS.contains(node.path("setop_type").asText())) {
                    unknown(place, node.path("setop_type").asText());
                }
                node.path("children").forEach(child -> query(child, place));
            }
            default -> unknown(place, node.path("type").asText());
        }
        modifiers(node, place);
    }

    private SqlExpressions.Place withs(JsonNode node, SqlExpressions.Place outer) {
        Set<String> known = new HashSet<>(outer.relations());
        for (JsonNode with : node.path("cte_map").path("map")) {
            query(with.path("value").path("query_node"), new SqlExpressions.Place(outer.at(), Set.copyOf(known)));
            known.add(with.path("key").asText().toLowerCase(Locale.ROOT));
        }
        return new SqlExpressions.Place(outer.at(), Set.copyOf(known));
    }

    private void select(JsonNode node, SqlExpressions.Place outer) {
        JsonNode items = node.path("select_list");
        SqlExpressions.Place place = outer.in(items.path(0));
        if (expressions.at(node.path("from_table"), 0) > 0
                && expressions.at(items.path(0), Integer.MAX_VALUE) > expressions.at(node.path("from_table"), 0)
                && expressions.at(items.path(0), -1) >= 0) {
            findings.add(text.line(place.at()), "'from … select' is not in Spark SQL; write select … from …");
        }
        from(node.path("from_table"), place);
        items.forEach(item -> expressions.check(item, place));
        expressions.check(node.path("where_clause"), place);
        node.path("group_expressions").forEach(item -> expressions.check(item, place));
        expressions.check(node.path("having"), place);
        aliasesInWhere(items, node.path("where_clause"));
        // Its place is not in the tree: SqlWords names the word and its line.
        expressions.check(node.path("qualify"), place);
    }

    private void aliasesInWhere(JsonNode items, JsonNode where) {
        Set<String> used = new TreeSet<>();
        where.findParents("column_names").forEach(column -> {
            if (column.path("column_names").size() == 1) {
                used.add(SqlNames.lastName(column));
            }
        });
        for (JsonNode item : items) {
            String alias = item.path("alias").asText().toLowerCase(Locale.ROOT);
            if (used.contains(alias) && names.isUnique(alias)) {
                where.findParents("column_names").stream()
                        .filter(column -> SqlNames.lastName(column).equals(alias))
                        .forEach(column -> findings.add(
                                text.line(expressions.at(column, 0)),
                                "where uses '" + alias
                                        + "', which this select only names: Spark SQL does not see it there;"
                                        + " write the expression again, or name it in a with query"));
            }
        }
    }

    private void modifiers(JsonNode node, SqlExpressions.Place place) {
        boolean ordered = false;
        for (JsonNode modifier : node.path("modifiers")) {
            switch (modifier.path("type").asText()) {
                case "ORDER_MODIFIER" -> {
                    ordered = true;
                    modifier.path("orders").forEach(order -> expressions.check(order.path("expression"), place));
                }
                case "LIMIT_MODIFIER" -> limit(modifier, ordered, place);
                case "DISTINCT_MODIFIER" -> {
                    if (!modifier.path("distinct_on_targets").isEmpty()) {
                        unknown(place.in(modifier.path("distinct_on_targets").path(0)), "distinct on");
                    }
                }
                default -> unknown(place, modifier.path("type").asText());
            }
        }
    }

    private void limit(JsonNode modifier, boolean ordered, SqlExpressions.Place outer) {
        JsonNode count = modifier.path("limit").isObject() ? modifier.path("limit") : modifier.path("offset");
        SqlExpressions.Place place = outer.in(count);
        if (!ordered) {
            findings.add(
                    text.line(place.at()),
                    "limit without an order by keeps rows that nobody chose; order by columns that decide, down to a key");
        }
        if (!ROWS.contains(modifier.path("limit_type").asText())) {
            findings.add(text.line(place.at()), "limit with a share is not in Spark SQL; number the rows and compare");
        }
        expressions.check(modifier.path("limit"), place);
        expressions.check(modifier.path("offset"), place);
    }

    private void from(JsonNode table, SqlExpressions.Place outer) {
        SqlExpressions.Place place = outer.in(table);
        switch (table.path("type").asText()) {
            case "EMPTY" -> {}
            case "BASE_TABLE" -> relation(table, place);
            case "SUBQUERY" -> query(table.path("subquery").path("node"), place);
            case "JOIN" -> join(table, place);
            case "EXPRESSION_LIST" ->
                table.path("values").forEach(row -> row.forEach(value -> expressions.check(value, place)));
            case "TABLE_FUNCTION" ->
                findings.add(
                        text.line(place.at()),
                        "reads " + table.path("function").path("function_name").asText() + "(…); " + readable());
            default -> unknown(place, table.path("type").asText());
        }
    }

    private void join(JsonNode table, SqlExpressions.Place place) {
        for (String side : new String[] {"left", "right"}) {
            from(table.path(side), place);
        }
        String join = table.path("join_type").asText();
        String form = table.path("ref_type").asText();
        if (!JOINS.contains(join) || !JOIN_FORMS.contains(form)) {
            unknown(place, (JOIN_FORMS.contains(form) ? join : form).toLowerCase(Locale.ROOT) + " join");
        }
        expressions.check(table.path("condition"), place);
    }

    private void relation(JsonNode table, SqlExpressions.Place place) {
        String name = table.path("table_name").asText();
        boolean elsewhere = !table.path("schema_name").asText().isEmpty()
                || !table.path("catalog_name").asText().isEmpty();
        if (elsewhere || !place.relations().contains(name.toLowerCase(Locale.ROOT))) {
            findings.add(
                    text.line(place.at()), "reads " + text.excerpt(place.at(), place.length()) + "; " + readable());
        }
        if (table.has("at_clause")) {
            unknown(place, "at");
        }
    }

    private String readable() {
        return "a figure may read " + String.join(", ", new TreeSet<>(relations)) + " and its own with queries";
    }

    private void unknown(SqlExpressions.Place place, String what) {
        expressions.unknown(place, what);
    }
}
