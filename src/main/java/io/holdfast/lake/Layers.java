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

    static String latest(Entity entity, List<Path> files) {
        String columns = entity.columns().stream().map(Column::name).collect(Collectors.joining(", "));
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
                String key = entity.key().stream()
                        .map(column -> "later." + column + " = layer." + column)
                        .collect(Collectors.joining(" and "));
                layer += " where not exists (select 1 from " + parquet(files.subList(i + 1, files.size()))
                        + " as later where " + key + ")";
            }
            selects.add(layer);
        }
        return String.join("\nunion all\n", selects);
    }

    private static String parquet(List<Path> files) {
        return "read_parquet([" + files.stream().map(Sql::literal).collect(Collectors.joining(", ")) + "])";
    }
}
