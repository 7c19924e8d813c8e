package io.holdfast.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Personal values apart from the facts, in SQL. The facts keep of them whether a row has any, so that a row which lost
 * its value in a later load is not given back the earlier one.
 */
final class Personal {

    /** Of a row of facts, whether its load had a personal value for it. */
    static final String FLAG = "has_personal";

    private Personal() {}

    /**
     * A file of personal values and what counts over what.
     *
     * @param position of its load: of each key, the value of the latest load counts
     */
    record Part(Path file, long position) {}

    /** The facts of a file that holds all columns. */
    static String facts(Entity entity, Path whole) {
        return "select * exclude ("
                + entity.personal().stream().map(Column::name).collect(Collectors.joining(", ")) + "), "
                + known(entity) + " as " + FLAG + " from " + Layers.parquet(List.of(whole));
    }

    /** The personal values of a file that holds all columns: a row for each row that has one. */
    static String values(Entity entity, Path whole) {
        return "select " + String.join(", ", entity.personalRow()) + " from " + Layers.parquet(List.of(whole))
                + " where " + known(entity);
    }

    /** Whether a row that has all columns has a personal value. */
    static String known(Entity entity) {
        return entity.personal().stream()
                .map(column -> column.name() + " is not null")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /**
     * All columns: facts with the personal values that count.
     *
     * @param facts a select of facts, with {@link #FLAG}
     * @param further columns that it has besides, which are selected too
     */
    static String joined(Entity entity, String facts, List<Part> parts, List<String> further) {
        List<String> columns = new ArrayList<>();
        for (Column column : entity.columns()) {
            columns.add(
                    column.personal()
                            ? "case when facts." + FLAG + " then apart." + column.name() + " end as " + column.name()
                            : "facts." + column.name());
        }
        further.forEach(column -> columns.add("facts." + column));
        String key = String.join(", ", entity.key());
        return "select " + String.join(", ", columns) + " from (" + facts + ") as facts left join (select " + key + ", "
                + entity.personal().stream()
                        .map(column -> "arg_max_null(" + column.name() + ", load_position) as " + column.name())
                        .collect(Collectors.joining(", "))
                + " from (" + rows(entity, parts) + ") group by " + key + ") as apart on "
                + Layers.sameKey(entity, "apart", "facts");
    }

    // One scan over all files: the engine opens only the first of them to understand a query.
    private static String rows(Entity entity, List<Part> parts) {
        String row = String.join(", ", entity.personalRow());
        if (parts.isEmpty()) {
            return "select "
                    + entity.personalRow().stream()
                            .map(name -> "cast(null as varchar) as " + name)
                            .collect(Collectors.joining(", "))
                    + ", 0 as load_position where false";
        }
        return "select " + row + ", "
                + parts.stream()
                        .map(part -> String.valueOf(part.position()))
                        .collect(Collectors.joining(", ", "[", "]"))
                + "[cast(file_index as bigint) + 1] as load_position from "
                + Layers.parquet(parts.stream().map(Part::file).toList()) + " where " + known(entity);
    }
}
