package io.holdfast.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rule of the lake, in SQL: among files given oldest first, each with every key at most once, the row of the
 * latest file counts. Later files are small beside the first, so each file is scanned once and probed against the
 * keys of the later ones.
 */
final class Layers {

    private Layers() {}

    /**
     * The same for a base and its delta, where the base's replaced rows are known by their numbers.
     *
     * @param replaced what {@link #replaced} selects
     */
    static String latest(Entity entity, Path base, Path replaced, Path delta) {
        return "select " + columns(entity) + " from " + numbered(base)
                + " as layer where not exists (select 1 from " + parquet(List.of(replaced))
                + " as gone where gone.row_number = layer.file_row_number)\nunion all\nselect " + columns(entity)
                + " from " + parquet(List.of(delta)) + " as layer";
    }

    /** The numbers of the base's rows whose keys the delta has. */
    static String replaced(Entity entity, Path base, Path delta) {
        return "select file_row_number as row_number from " + numbered(base) + " as layer where exists (select 1 from "
                + parquet(List.of(delta)) + " as later where " + sameKey(entity) + ") order by row_number";
    }

    static String latest(Entity entity, List<Path> files) {
        String columns = columns(entity);
        if (files.isEmpty()) {
            return "select "
                    + entity.columns().stream()
                            .map(column -> "cast(null as " + column.type().sql() + ") as " + column.name())
                            .collect(Collectors.joining(", "))
                    + " where false";
        }
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String layer = "select " + columns + " from " + parquet(files.subList(i, i + 1)) + " as layer";
            if (i + 1 < files.size()) {
                layer += " where not exists (select 1 from " + parquet(files.subList(i + 1, files.size()))
                        + " as later where " + sameKey(entity) + ")";
            }
            selects.add(layer);
        }
        return String.join("\nunion all\n", selects);
    }

    private static String columns(Entity entity) {
        return entity.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static String sameKey(Entity entity) {
        return entity.key().stream()
                .map(column -> "later." + column + " = layer." + column)
                .collect(Collectors.joining(" and "));
    }

    private static String numbered(Path file) {
        return "read_parquet(" + Sql.literal(file) + ", file_row_number = true)";
    }

    private static String parquet(List<Path> files) {
        return "read_parquet([" + files.stream().map(Sql::literal).collect(Collectors.joining(", ")) + "])";
    }
}
