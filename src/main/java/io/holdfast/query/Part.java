package io.holdfast.query;

import io.holdfast.source.Query;
import io.holdfast.source.Query.KeyRange;
import io.holdfast.source.Watermark;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A part of what is asked.
 *
 * @param sql the query
 * @param values of its parameters
 * @param keysOnly whether it yields the keys of all rows, not rows
 */
record Part(String sql, List<Object> values, boolean keysOnly) {

    /** A condition that an outer query puts on the select; empty for none. */
    private record Condition(String sql, List<Object> values) {}

    /** The rows from a mark on, or all, as one part. */
    static Part whole(Query query, Optional<Mark> from) {
        Condition since = since(query, from);
        return since.sql().isEmpty() ? new Part(query.select(), List.of(), false) : outer("*", query, List.of(since));
    }

    /** The least and the greatest number of the key range's column among them. */
    static Part bounds(Query query, KeyRange range, Optional<Mark> from) {
        return outer(
                "min(" + range.column() + ") as lowest, max(" + range.column() + ") as highest",
                query,
                List.of(since(query, from)));
    }

    /**
     * The rows in ranges of the same width, open at both ends: rows that come meanwhile, and those without a number, are
     * in one of them.
     */
    static List<Part> ranges(Query query, KeyRange range, Optional<Mark> from, BigDecimal lowest, BigDecimal highest) {
        BigInteger first = lowest.setScale(0, RoundingMode.FLOOR).toBigInteger();
        BigInteger last = highest.setScale(0, RoundingMode.CEILING).toBigInteger();
        BigInteger width =
                last.subtract(first).divide(BigInteger.valueOf(range.parts())).add(BigInteger.ONE);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < range.parts(); i++) {
            BigInteger low = first.add(width.multiply(BigInteger.valueOf(i)));
            if (i > 0 && low.compareTo(last) > 0) {
                break;
            }
            boolean open = i + 1 == range.parts() || low.add(width).compareTo(last) > 0;
            String column = range.column();
            String below = open ? "" : column + " < " + low.add(width);
            String above = i == 0 ? "" : column + " >= " + low;
            String within = i == 0 && !open
                    ? "(" + below + " or " + column + " is null)"
                    : above + (above.isEmpty() || below.isEmpty() ? "" : " and ") + below;
            parts.add(outer("*", query, List.of(since(query, from), new Condition(within, List.of()))));
        }
        return parts;
    }

    /** The keys of all rows. */
    static Part keys(Query query, List<String> key) {
        Part all = outer(String.join(", ", key), query, List.of());
        return new Part(all.sql(), all.values(), true);
    }

    private static Condition since(Query query, Optional<Mark> from) {
        return from.map(mark -> {
                    String column = query.watermark().map(Watermark::column).orElseThrow();
                    return new Condition(
                            "(" + column + " >= " + mark.sql() + " or " + column + " is null)",
                            mark.sql().equals("?") ? List.of(mark.value()) : List.of());
                })
                .orElse(new Condition("", List.of()));
    }

    // The line feeds keep a comment at the select's end from swallowing the bracket.
    private static Part outer(String columns, Query query, List<Condition> conditions) {
        List<Condition> given =
                conditions.stream().filter(one -> !one.sql().isEmpty()).toList();
        String where = given.stream().map(Condition::sql).collect(Collectors.joining(" and "));
        return new Part(
                "select " + columns + " from (\n" + query.select() + "\n) holdfast"
                        + (where.isEmpty() ? "" : " where " + where),
                given.stream().flatMap(one -> one.values().stream()).toList(),
                false);
    }
}
