package io.holdfast.kpi;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Problems;
import io.holdfast.workspace.YamlMap;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of an entity as a person writes them: a line of column names, a line for each row, cells between bars, an empty
 * cell for a value that is not known, and after {@code " #"} whatever helps the reader.
 *
 * @param entity of its rows
 * @param columns the names in the first line
 * @param rows the cells of the others
 */
record ExampleTable(Entity entity, List<String> columns, List<List<String>> rows) {

    static ExampleTable read(YamlMap given, String relation) {
        Entity entity = Entity.named(relation)
                .orElseThrow(() -> given.problem(
                        relation,
                        "'" + relation + "' is not an entity; write one of "
                                + Arrays.stream(Entity.values())
                                        .map(Entity::relation)
                                        .collect(Collectors.joining(", "))));
        int line = given.line(relation);
        Problems problems = new Problems();
        List<Optional<Column>> columns = List.of();
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = given.text(relation).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).replaceFirst("(^|\\s)#.*", "");
            if (text.isBlank()) {
                continue;
            }
            int at = line + 1 + i;
            List<String> cells =
                    Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
            if (columns.isEmpty()) {
                columns = cells.stream()
                        .map(name -> problems.tried(() -> column(entity, name, given.file(), at)))
                        .toList();
            } else if (cells.size() == columns.size()) {
                for (int cell = 0; cell < cells.size(); cell++) {
                    String value = cells.get(cell);
                    columns.get(cell)
                            .flatMap(column -> refused(column, value))
                            .ifPresent(message -> problems.add(new Problem(given.file(), at, message)));
                }
                rows.add(cells);
            } else {
                problems.add(new Problem(
                        given.file(),
                        at,
                        "this row has " + cells.size() + " cells, but the table has " + columns.size()
                                + " columns; write one for each, empty where the value is not known"));
            }
        }
        problems.refuse();
        return new ExampleTable(
                entity,
                columns.stream().flatMap(Optional::stream).map(Column::name).toList(),
                rows);
    }

    /** The same rows, lying the other way round. */
    ExampleTable reversed() {
        List<List<String>> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);
        return new ExampleTable(entity, columns, reversed);
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
        Sql.run(
                connection,
                "create or replace temp table example_" + entity + " as select " + cast + " from (values " + values
                        + ") as given(" + String.join(", ", columns) + ")");
        Lake.createViews(connection, entity, "select * from example_" + entity);
    }

    private static Column column(Entity entity, String name, String file, int line) {
        return entity.column(name)
                .orElseThrow(() -> new DefinitionException(
                        file,
                        line,
                        "'" + name + "' is not a column of " + entity + "; it has "
                                + entity.columns().stream().map(Column::name).collect(Collectors.joining(", "))));
    }

    /** Why a cell cannot be in its column; empty where it can. */
    private static Optional<String> refused(Column column, String cell) {
        CellForm form = CellForm.of(column.type());
        return cell.isEmpty() || form.allows(cell)
                ? Optional.empty()
                : Optional.of(column.name() + " is '" + cell + "'; write " + form.words()
                        + ", or nothing where it is not known");
    }
}
