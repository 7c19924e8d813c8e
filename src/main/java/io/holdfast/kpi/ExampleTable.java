package io.holdfast.kpi;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.YamlMap;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of an entity as a person writes them: a line of column names, a line for each row, cells between bars, an empty
 * cell for a value that is not known, and after {@code " #"} whatever helps the reader.
 *
 * @param entity of its rows
 * @param file where it stands
 * @param line of its key in that file; the table begins on the next
 * @param columns the names in the first line
 * @param rows the cells of the others
 */
record ExampleTable(Entity entity, String file, int line, List<String> columns, List<List<String>> rows) {

    static ExampleTable read(YamlMap given, String relation) {
        Entity entity = Entity.named(relation)
                .orElseThrow(() -> given.problem(
                        relation,
                        "'" + relation + "' is not an entity; write one of "
                                + Arrays.stream(Entity.values())
                                        .map(Entity::relation)
                                        .collect(Collectors.joining(", "))));
        int line = given.line(relation);
        List<String> columns = List.of();
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = given.text(relation).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("(^|\\s)#.*", "");
            if (text.isBlank()) {
                continue;
            }
            List<String> cells =
                    Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
            if (columns.isEmpty()) {
                columns = names(entity, cells, given.file(), line + 1 + i);
            } else if (cells.size() == columns.size()) {
                rows.add(cells);
            } else {
                throw new DefinitionException(
                        given.file(),
                        line + 1 + i,
                        "this row has " + cells.size() + " cells, but the table has " + columns.size() + " columns");
            }
        }
        return new ExampleTable(entity, given.file(), line, columns, rows);
    }

    /** The same rows, lying the other way round. */
    ExampleTable reversed() {
        List<List<String>> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return new ExampleTable(entity, file, line, columns, reversed);
    }

    /** Creates the entity with these rows. */
    void create(Connection connection) {
        if (rows.isEmpty()) {
            return;
        }
        String values = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> cell.isEmpty() ? "null" : Sql.literal(cell))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(",\n    "));
        String cast = entity.columns().stream()
                .map(column -> "cast(" + (columns.contains(column.name()) ? "given." + column.name() : "null") + " as "
                        + column.type().sql() + ") as " + column.name())
                .collect(Collectors.joining(", "));
        try {
            Sql.run(
                    connection,
                    "create or replace temp table example_" + entity + " as select " + cast + " from (values " + values
                            + ") as given(" + String.join(", ", columns) + ")");
        } catch (LakeException e) {
            throw new DefinitionException(
                    file,
                    line,
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        Sql.run(connection, "create or replace temp view " + entity + " as select * from example_" + entity);
    }

    private static List<String> names(Entity entity, List<String> names, String file, int line) {
        for (String name : names) {
            if (entity.column(name).isEmpty()) {
                throw new DefinitionException(
                        file,
                        line,
                        "'" + name + "' is not a column of " + entity + "; it has "
                                + entity.columns().stream().map(Column::name).collect(Collectors.joining(", ")));
            }
        }
        return names;
    }
}
