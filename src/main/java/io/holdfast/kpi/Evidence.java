package io.holdfast.kpi;

import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.DefinitionException;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the query of a figure must yield: {@code id}, {@code customer_id}, {@code day}, {@code excluded}, the columns
 * it is broken down by, and either {@code hit} and {@code base} or {@code value}. These are exact: a sum of floating-point
 * numbers depends on the order of the rows, and a rerun could give other digits.
 */
final class Evidence {

    private static final String EXACT = "(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|DECIMAL\\(.*)";

    private Evidence() {}

    /** Refuses a query that cannot be understood or does not yield this. */
    static void check(Connection connection, Kpi kpi) {
        Map<String, String> types = types(connection, kpi);
        List<String> numbers = kpi.aggregate() == Kpi.Aggregate.RATIO ? List.of("hit", "base") : List.of("value");
        Map<String, String> wanted = new LinkedHashMap<>();
        List.of("id", "customer_id").forEach(column -> wanted.put(column, ".*"));
        wanted.put("day", "DATE");
        wanted.put("excluded", "VARCHAR");
        numbers.forEach(column -> wanted.put(column, EXACT));
        kpi.breakdown().forEach(column -> wanted.put(column, ".*"));
        List<String> absent = wanted.keySet().stream()
                .filter(column -> !types.containsKey(column))
                .toList();
        if (!absent.isEmpty()) {
            throw problem(
                    kpi,
                    "does not yield " + String.join(", ", absent) + ", which a figure with aggregate " + kpi.aggregate()
                            + (kpi.breakdown().isEmpty() ? "" : " and breakdown " + kpi.breakdown()) + " needs");
        }
        wanted.forEach((column, type) -> {
            String found = types.getOrDefault(column, "");
            if (!found.matches(type)) {
                throw problem(
                        kpi, "yields " + column + " as " + found + ", but " + allowed(column) + "; cast it to that");
            }
        });
    }

    private static Map<String, String> types(Connection connection, Kpi kpi) {
        Map<String, String> types = new LinkedHashMap<>();
        try {
            Sql.query(
                    connection,
                    "describe\n" + kpi.sql(),
                    row -> types.put(row.getString("column_name"), row.getString("column_type")));
        } catch (LakeException e) {
            throw Figures.problem(kpi.sqlFile(), 1, e);
        }
        return types;
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
