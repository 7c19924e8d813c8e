package io.holdfast.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether the expressions of a query are of the subset, over the engine's own tree of it. */
final class SqlExpressions {

    private static final Set<String> LITERALS = Set.of("INTEGER", "NUMERIC", "STRING", "BOOLEAN", "NULL_LITERAL");
    private static final Set<String> WHOLE = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");
    private static final Set<String> OPERATORS = Set.of(
            "OPERATOR_NOT",
            "OPERATOR_IS_NULL",
            "OPERATOR_IS_NOT_NULL",
            "OPERATOR_COALESCE",
            "COMPARE_IN",
            "COMPARE_NOT_IN",
            "GROUPING_FUNCTION");
    // The tree leaves out what is as usual.
    private static final Set<String> NO_EXCLUSION = Set.of("", "NO_OTHER");
    private static final Set<String> CONTAINERS = Set.of("COMPARISON", "CONJUNCTION", "CASE", "BETWEEN");

    private final SqlText text;
    private final SqlNames names;
    private final SqlFindings findings;
    private final BiConsumer<JsonNode, Place> subquery;

    /**
     * Where the walk is.
     *
     * @param at bytes from the start of the text, of the nearest thing that the engine placed
     * @param length of that thing, in bytes
     * @param relations that can be read here
     */
    record Place(int at, int length, Set<String> relations) {
        Place(int at, Set<String> relations) {
            this(at, 0, relations);
        }

        Place in(JsonNode node) {
            int inner = place(node);
            int length = node.path("query_location_length").asInt();
            if (inner < 0) {
                return this;
            }
            return length == 0 ? around(node, inner) : new Place(inner, length, relations);
        }

        /** Of an operator, the engine may give the sign alone: what stands on both sides belongs to it. */
        private Place around(JsonNode operator, int sign) {
            int from = sign;
            int end = sign;
            for (JsonNode argument : operator.path("arguments")) {
                Place place = in(argument.path("expression"));
                from = Math.min(from, place.at());
                end = Math.max(end, place.at() + place.length());
            }
            return new Place(from, end - from, relations);
        }
    }

    SqlExpressions(SqlText text, SqlNames names, SqlFindings findings, BiConsumer<JsonNode, Place> subquery) {
        this.text = text;
        this.names = names;
        this.findings = findings;
        this.subquery = subquery;
    }

    /** Where a node stands; otherwise where the engine does not say so. */
    int at(JsonNode node, int otherwise) {
        int at = place(node);
        return at < 0 ? otherwise : at;
    }

    private static int place(JsonNode node) {
        JsonNode at = node.path("query_location");
        return at.canConvertToInt() ? at.asInt() : -1;
    }

    void check(JsonNode node, Place outer) {
        if (!node.isObject()) {
            return;
        }
        Place place = outer.in(node);
        String type = node.path("type").asText();
        switch (node.path("class").asText()) {
            case "COLUMN_REF" -> column(node, place);
            case "CONSTANT" -> {
                if (!LITERALS.contains(node.path("literal").path("kind").asText())) {
                    unknown(place, "literal");
                }
            }
            case "STAR" -> {
                boolean plain = Stream.of("exclude_list", "replace_list", "rename_list", "qualified_exclude_list")
                        .allMatch(list -> node.path(list).isEmpty());
                if (!plain
                        || node.path("columns").asBoolean()
                        || node.path("expr").isObject()) {
                    unknown(place, "star");
                }
            }
            case "CAST" -> cast(node, place);
            case "FUNCTION" -> function(node, place);
            case "WINDOW" -> window(node, place);
            case "SUBQUERY" -> subquery(node, place);
            case "OPERATOR" -> {
                if (!OPERATORS.contains(type)) {
                    unknown(place, type);
                }
                children(node, place);
            }
            default -> {
                if (!CONTAINERS.contains(node.path("class").asText())) {
                    unknown(place, node.path("class").asText());
                }
                children(node, place);
            }
        }
    }

    /** Refuses what the lists of the subset do not have. */
    void unknown(Place place, String what) {
        String found = place.length() > 0 ? text.excerpt(place.at(), place.length()) : what.toLowerCase(Locale.ROOT);
        findings.addIfNothingBetter(
                text.line(place.at()),
                "'" + found + "' (" + what.toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ") is not in the SQL that figures are written in; CONTRIBUTING.md says what is");
    }

    private void refuse(Place place, String reason) {
        findings.add(text.line(place.at()), "'" + text.excerpt(place.at(), place.length()) + "' " + reason);
    }

    private void children(JsonNode node, Place place) {
        for (JsonNode child : node) {
            if (child.isArray()) {
                child.forEach(element -> childOrCase(element, place));
            } else {
                childOrCase(child, place);
            }
        }
    }

    private void childOrCase(JsonNode node, Place place) {
        if (node.has("class")) {
            check(node, place);
        } else if (node.has("when_expr")) {
            check(node.path("when_expr"), place);
            check(node.path("then_expr"), place);
        }
    }

    private void column(JsonNode node, Place place) {
        String name = SqlNames.lastName(node);
        int parts = node.path("column_names").size();
        String remedy = SqlSubset.PSEUDO_COLUMNS.get(name);
        if (remedy != null && (parts == 1 || "rowid".equals(name))) {
            refuse(place, remedy);
        }
        if (parts > 2) {
            unknown(place, "a name of three parts");
        }
    }

    private void cast(JsonNode node, Place place) {
        JsonNode type = node.path("type_expr");
        JsonNode child = node.path("child");
        String name = type.path("type_name").asText().toUpperCase(Locale.ROOT);
        int sizes = type.path("children").size();
        boolean written = text.startsWith(place.at(), "cast");
        if (SqlSubset.FLOATING.contains(name)) {
            refuse(
                    place,
                    "is floating point, and sums of it depend on the order of the rows; cast to decimal(18, 2) or"
                            + " such");
        } else if ("INTERVAL".equals(name) && !written && isLiteral(child)) {
            return;
        } else if (Set.of("DECIMAL", "NUMERIC").contains(name)) {
            if (sizes != 2) {
                refuse(place, "has other digits in each engine; write both, such as decimal(18, 2)");
            }
        } else if ("VARCHAR".equals(name)) {
            if (sizes != 1) {
                refuse(place, "needs a length in Spark SQL; write varchar(20) or such, or string");
            }
        } else if (!SqlSubset.TYPES.contains(name)) {
            refuse(
                    place,
                    "is a type that Spark SQL lacks or spells otherwise; write one of DECIMAL(18, 2), VARCHAR(20), "
                            + String.join(", ", SqlSubset.TYPES));
        } else if (WHOLE.contains(name) && hasFraction(child)) {
            refuse(place, "rounds here and cuts off in Spark; write cast(round(…) as …) or cast(floor(…) as …)");
        }
        boolean exactAgain = Set.of("DECIMAL", "NUMERIC").contains(name) || isWhole(child);
        if (isDivision(child) && exactAgain) {
            arguments(child, place.in(child));
        } else {
            check(child, place);
        }
    }

    private static boolean isLiteral(JsonNode node) {
        return "CONSTANT".equals(node.path("class").asText());
    }

    private static boolean isDivision(JsonNode node) {
        return "/".equals(node.path("function_name").asText());
    }

    /** Whether a quotient is whole, since the rest is taken off before: {@code (a - mod(a, b)) / b}. */
    private static boolean isWhole(JsonNode division) {
        JsonNode upper = division.path("arguments").path(0).path("expression");
        JsonNode rest = upper.path("arguments").path(1).path("expression");
        return isDivision(division)
                && "-".equals(upper.path("function_name").asText())
                && Set.of("mod", "%").contains(rest.path("function_name").asText())
                && arguments(upper)
                        .map(SqlExpressions::plain)
                        .findFirst()
                        .equals(arguments(rest).map(SqlExpressions::plain).findFirst())
                && arguments(rest)
                        .skip(1)
                        .map(SqlExpressions::plain)
                        .findFirst()
                        .equals(arguments(division)
                                .skip(1)
                                .map(SqlExpressions::plain)
                                .findFirst());
    }

    /** Whether a number is seen to have decimals: where it is a column, nothing is seen. */
    private static boolean hasFraction(JsonNode node) {
        return switch (node.path("class").asText()) {
            case "CONSTANT" ->
                "NUMERIC".equals(node.path("literal").path("kind").asText())
                        && node.path("literal").path("text").asText().contains(".");
            case "CAST" ->
                node.path("type_expr")
                                .path("children")
                                .path(1)
                                .path("literal")
                                .path("text")
                                .asInt()
                        > 0;
            case "FUNCTION" ->
                (isDivision(node) && !isWhole(node))
                        || (Set.of("+", "-", "*")
                                        .contains(node.path("function_name").asText())
                                && arguments(node).anyMatch(SqlExpressions::hasFraction));
            default -> false;
        };
    }

    private static Stream<JsonNode> arguments(JsonNode function) {
        return StreamSupport.stream(function.path("arguments").spliterator(), false)
                .map(argument -> argument.path("expression"));
    }

    private void arguments(JsonNode function, Place place) {
        arguments(function).forEach(argument -> check(argument, place));
    }

    private void function(JsonNode node, Place place) {
        String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
        if (SqlSubset.UNITS.containsKey(name) && text.startsWith(place.at(), "interval")) {
            interval(node, name, place);
            return;
        }
        arguments(node, place);
        check(node.path("filter"), place);
        boolean ordered = !node.path("order_bys").path("orders").isEmpty();
        node.path("order_bys").path("orders").forEach(order -> check(order.path("expression"), place));
        if (node.path("is_operator").asBoolean()) {
            operator(node, name, place);
        } else if ("quantile_disc".equals(name) && ordered && text.startsWith(place.at(), "percentile_disc")) {
            return;
        } else if (!node.path("schema").asText().isEmpty() || !isAllowed(name)) {
            refuseFunction(name, place);
        } else if (ordered) {
            refuse(
                    place,
                    "orders within an aggregate, which Spark SQL lacks and the sum does not need; leave the order out");
        } else {
            form(node, name, place);
        }
    }

    private static boolean isAllowed(String name) {
        return "count_star".equals(name)
                || SqlSubset.FUNCTIONS.values().stream().anyMatch(group -> group.contains(name));
    }

    private void refuseFunction(String name, Place place) {
        // The engine's name for it may be another than the one that was written.
        String reason = SqlSubset.INSTEAD.get(name);
        if (reason != null) {
            refuse(place, reason);
        } else if (!name.matches("[a-z_0-9]+")
                || Set.of("list_value", "struct_pack", "map", "array_extract").contains(name)) {
            unknown(place, "syntax of DuckDB's own");
        } else {
            refuse(
                    place,
                    "calls " + name + ", which is not one of the functions that DuckDB and Spark SQL share: "
                            + SqlSubset.functions());
        }
    }

    private void operator(JsonNode node, String name, Place place) {
        if ("/".equals(name)) {
            refuse(
                    place,
                    "is a division: floating point, and sums of it depend on the order of the rows; "
                            + SqlSubset.DIVIDE_LAST
                            + "; where a row's own quotient is meant, write cast(a / b as decimal(18, 6)), or"
                            + " cast((a - mod(a, b)) / b as bigint) for a whole one");
        } else if (!SqlSubset.OPERATORS.contains(name)) {
            unknown(place, "operator " + name);
        } else if ("-".equals(name)
                && node.path("arguments").size() == 2
                && arguments(node).allMatch(names::isDate)) {
            refuse(
                    place,
                    "of two dates is a number here and an interval in Spark; write extract(day from cast(… as timestamp) -"
                            + " cast(… as timestamp))");
        }
    }

    /** What a function of the subset asks of its arguments. */
    private void form(JsonNode node, String name, Place place) {
        JsonNode first = node.path("arguments").path(0).path("expression");
        switch (name) {
            case "date_part", "date_trunc" -> {
                String part = first.path("literal").path("text").asText().toLowerCase(Locale.ROOT);
                if (!SqlSubset.PARTS.contains(part)) {
                    refuse(
                            place,
                            "asks for '" + part
                                    + "', which is floating point or another number in Spark; ask for one of "
                                    + String.join(", ", SqlSubset.PARTS));
                }
            }
            case "floor", "ceil", "ceiling" -> {
                boolean decimal = "CAST".equals(first.path("class").asText())
                        && Set.of("DECIMAL", "NUMERIC")
                                .contains(first.path("type_expr")
                                        .path("type_name")
                                        .asText()
                                        .toUpperCase(Locale.ROOT));
                if (!decimal) {
                    refuse(
                            place,
                            "is floating point where its number is whole; write " + name
                                    + "(cast(… as decimal(18, 6)))");
                }
            }
            case "trim", "ltrim", "rtrim" -> {
                if (node.path("arguments").size() != 1) {
                    refuse(
                            place,
                            "takes its texts the other way round in Spark; write replace(…), or trim(…) of blanks");
                }
            }
            default -> {}
        }
    }

    private void interval(JsonNode node, String name, Place place) {
        JsonNode inner = node.path("arguments").path(0).path("expression");
        while ("CAST".equals(inner.path("class").asText())
                || "trunc".equals(inner.path("function_name").asText())) {
            inner = inner.has("child")
                    ? inner.path("child")
                    : inner.path("arguments").path(0).path("expression");
        }
        if (!isLiteral(inner)) {
            refuse(place, "is not in Spark SQL; write (…) * interval '1' " + SqlSubset.UNITS.get(name));
        }
    }

    private void window(JsonNode node, Place place) {
        String name = node.path("function_name").asText().toLowerCase(Locale.ROOT);
        arguments(node, place);
        node.path("partitions").forEach(part -> check(part, place));
        node.path("orders").forEach(order -> check(order.path("expression"), place));
        if (!SqlSubset.ORDERED_WINDOWS.contains(name) && !SqlSubset.WINDOW_AGGREGATES.contains(name)) {
            refuseFunction(name, place);
        }
        String frame = node.path("start").asText() + " " + node.path("end").asText();
        boolean rows = frame.contains("_ROWS");
        if ((rows || SqlSubset.ORDERED_WINDOWS.contains(name)) && !decides(node)) {
            refuse(
                    place,
                    "has no order that decides which row comes first; order by columns of the row, down to a key");
        }
        if (frame.contains("_GROUPS")
                || !NO_EXCLUSION.contains(node.path("exclude_clause").asText())) {
            refuse(place, "has a frame that Spark SQL lacks; write rows or range between … and …");
        }
        if (node.path("filter_expr").isObject()) {
            check(node.path("filter_expr"), place);
            refuse(
                    place,
                    "filters within a window, which Spark SQL lacks and this engine is slow at; write count(case when … then"
                            + " 1 end) over (…)");
        }
        if (node.path("distinct").asBoolean() || !node.path("arg_orders").isEmpty()) {
            refuse(place, "is distinct or ordered within a window, which Spark SQL lacks; use a with query");
        }
        if (node.path("ignore_nulls").asBoolean()) {
            unknown(place, "ignore nulls");
        }
        Stream.of("start_expr", "end_expr", "offset_expr", "default_expr")
                .forEach(part -> check(node.path(part), place));
    }

    /** Whether some key of the order differs within a partition: neither a literal nor what rows are parted by. */
    private static boolean decides(JsonNode window) {
        Set<String> parts = new HashSet<>();
        window.path("partitions").forEach(part -> parts.add(plain(part)));
        return StreamSupport.stream(window.path("orders").spliterator(), false)
                .map(order -> order.path("expression"))
                .anyMatch(key -> !isLiteral(key) && !parts.contains(plain(key)));
    }

    private static String plain(JsonNode node) {
        return node.toString().replaceAll("\"query_location(_length)?\":\\d+", "");
    }

    private void subquery(JsonNode node, Place place) {
        String kind = node.path("subquery_type").asText();
        boolean in = "ANY".equals(kind)
                && "COMPARE_EQUAL".equals(node.path("comparison_type").asText());
        if (!in && !Set.of("EXISTS", "NOT_EXISTS", "SCALAR").contains(kind)) {
            unknown(place, kind);
        }
        check(node.path("child"), place);
        subquery.accept(Objects.requireNonNull(node.path("subquery").path("node")), place);
    }
}
