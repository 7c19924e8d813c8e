package io.holdfast.query;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.source.Query;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns that a select yields, by small name, in their order; held against those of the entity. */
record Columns(Map<String, Yielded> byName) {

    /**
     * A column as the database tells it.
     *
     * @param index from 1
     * @param kind what it holds
     * @param type what the database calls that
     */
    record Yielded(int index, Kind kind, String type) {}

    /**
     * Reads what a select yields.
     *
     * @throws DefinitionException where columns are missing, unknown or of a type that cannot be taken in; names each
     */
    static Columns of(ResultSetMetaData yields, Source source, Query query, Dialect dialect) throws SQLException {
        Map<String, Yielded> byName = new LinkedHashMap<>();
        for (int i = 1; i <= yields.getColumnCount(); i++) {
            String name = yields.getColumnLabel(i).toLowerCase(Locale.ROOT);
            String type = String.valueOf(yields.getColumnTypeName(i)).toLowerCase(Locale.ROOT);
            Kind kind = Kind.of(dialect, yields.getColumnType(i), type);
            if (byName.put(name, new Yielded(i, kind, type)) != null) {
                throw problem(query, "yields '" + name + "' twice; name each column once");
            }
        }
        Columns columns = new Columns(byName);
        columns.requireCanonical(source.entity(), query);
        query.watermark().ifPresent(watermark -> columns.require(watermark.column(), "watermark", query));
        query.keyRange().ifPresent(range -> columns.require(range.column(), "key-range", query));
        return columns;
    }

    /** The canonical columns among them, in the order of the entity. */
    List<Column> canonical(Entity entity) {
        return entity.columns().stream()
                .filter(column -> byName.containsKey(column.name()))
                .toList();
    }

    Yielded yielded(String name) {
        Yielded column = byName.get(name.toLowerCase(Locale.ROOT));
        if (column == null) {
            throw new IllegalArgumentException(name);
        }
        return column;
    }

    private void require(String name, String setting, Query query) {
        if (!byName.containsKey(name.toLowerCase(Locale.ROOT))) {
            throw problem(
                    query,
                    "does not yield '" + name + "', which " + setting + " needs; it yields "
                            + String.join(", ", byName.keySet()));
        }
    }

    private void requireCanonical(Entity entity, Query query) {
        List<String> own = Stream.of(
                        query.watermark().map(watermark -> watermark.column()),
                        query.keyRange().map(range -> range.column()))
                .flatMap(Optional::stream)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        byName.forEach((name, yielded) -> {
            Optional<Column> column = entity.column(name);
            if (column.isEmpty() && !own.contains(name)) {
                throw problem(
                        query,
                        "yields the column '" + name + "', which " + entity + " does not have; allowed: "
                                + entity.columns().stream().map(Column::name).collect(Collectors.joining(", ")));
            }
            if (column.isPresent() && !yielded.kind().fits(column.get().type())) {
                throw problem(
                        query,
                        "yields '" + name + "' as " + yielded.type() + ", but " + entity + "." + name + " needs "
                                + Kind.wanted(column.get().type())
                                + "; did the column's type change? Cast it in the select");
            }
        });
        for (Column column : entity.columns()) {
            if ((column.required() || entity.key().contains(column.name())) && !byName.containsKey(column.name())) {
                throw problem(
                        query,
                        "does not yield '" + column.name() + "', which every row of " + entity + " needs; it yields "
                                + String.join(", ", byName.keySet()) + ". Was a column renamed or dropped?");
            }
        }
    }

    static DefinitionException problem(Query query, String message) {
        boolean beside = !query.selectFile().equals(query.place().file());
        return beside
                ? new DefinitionException(query.selectFile(), 0, message)
                : query.place().problem("select", message);
    }
}
