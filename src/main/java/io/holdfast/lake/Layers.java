package io.holdfast.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rule of the lake, in SQL: among files given oldest first, each with every key at most once, the row of the
 * latest file counts. Later files are small beside the first, so each file is scanned once and probed against the
 * keys of the later ones.
 */
final class Layers {

    /** The number of a row of the base; a row of a later file has none. */
    static final String BASE_ROW = "base_row";

    /** Where in the ledger the load of a row stands. */
    static final String LOAD_POSITION = "load_position";

    private Layers() {}

    /**
     * The entity's columns where the base's replaced rows are known by their numbers.
     *
     * @param replaced what {@link #replaced} selects
     * @param numbered whether {@link #BASE_ROW} is selected too
     */
    static String latest(Entity entity, Path base, Path replaced, Path delta, boolean numbered) {
        return "select " + ofBase(entity, numbered) + " from " + numbered(base)
                + " as layer where not exists (select 1 from " + parquet(List.of(replaced))
                + " as gone where gone.row_number = layer.file_row_number)\nunion all\nselect "
                + ofLater(entity, numbered) + " from " + parquet(List.of(delta)) + " as layer";
    }

    /** Likewise over files of which nothing is known but their order. */
    static String latest(Entity entity, List<Path> files, boolean numbered) {
        if (files.isEmpty()) {
            return "select "
                    + entity.columns().stream()
                            .map(column -> "cast(null as " + column.type().sql() + ") as " + column.name())
                            .collect(Collectors.joining(", "))
                    + " where false";
        }
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String layer = "select " + (i == 0 ? ofBase(entity, numbered) : ofLater(entity, numbered)) + " from "
                    + (i == 0 && numbered ? numbered(files.get(i)) : parquet(files.subList(i, i + 1))) + " as layer";
            if (i + 1 < files.size()) {
                layer += " where not exists (select 1 from " + parquet(files.subList(i + 1, files.size()))
                        + " as later where " + sameKey(entity, "later", "layer") + ")";
            }
            selects.add(layer);
        }
        return String.join("\nunion all\n", selects);
    }

    /**
     * Of every key in files given oldest first, the row of the latest, with the ledger position of its load.
     *
     * @param positions of the files' loads
     */
    static String recorded(Entity entity, List<Path> files, List<Long> positions) {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String layer = "select " + columns(entity) + ", cast(" + positions.get(i) + " as bigint) as "
                    + LOAD_POSITION + " from " + parquet(files.subList(i, i + 1)) + " as layer";
            if (i + 1 < files.size()) {
                layer += " where not exists (select 1 from " + parquet(files.subList(i + 1, files.size()))
                        + " as later where " + sameKey(entity, "later", "layer") + ")";
            }
            selects.add(layer);
        }
        return String.join("\nunion all\n", selects);
    }

    /** The numbers of the base's rows whose keys the delta has. */
    static String replaced(Entity entity, Path base, Path delta) {
        return "select file_row_number as row_number from " + numbered(base) + " as layer where exists (select 1 from "
                + parquet(List.of(delta)) + " as later where " + sameKey(entity, "later", "layer")
                + ") order by row_number";
    }

    /**
     * The same, of a delta made of an earlier one and of loads that say themselves which rows of the base they replace.
     *
     * @param before what the earlier delta replaces, as a file of row numbers
     */
    static String replaced(Optional<Path> before, List<Path> loads) {
        String said =
                "select " + BASE_ROW + " as row_number from " + parquet(loads) + " where " + BASE_ROW + " is not null";
        return "select distinct row_number from ("
                + before.map(file -> "select row_number from " + parquet(List.of(file)) + " union all ")
                        .orElse("")
                + said + ") order by row_number";
    }

    /**
     * The rows of a file that are not known as they are.
     *
     * @param known a select of what is known
     * @param numbered whether it has {@link #BASE_ROW}, which is then selected too: of the row that is replaced
     */
    static String news(Entity entity, Path file, String known, boolean numbered) {
        String differs = entity.columns().stream()
                .map(column -> "staged." + column.name() + " is distinct from known." + column.name())
                .collect(Collectors.joining(" or "));
        return "select "
                + entity.columns().stream()
                        .map(column -> "staged." + column.name())
                        .collect(Collectors.joining(", "))
                + (numbered ? ", known." + BASE_ROW : "") + " from " + parquet(List.of(file))
                + " as staged left join (" + known + ") as known on " + sameKey(entity, "staged", "known") + " where "
                + differs;
    }

    private static String ofBase(Entity entity, boolean numbered) {
        return columns(entity) + (numbered ? ", file_row_number as " + BASE_ROW : "");
    }

    private static String ofLater(Entity entity, boolean numbered) {
        return columns(entity) + (numbered ? ", cast(null as bigint) as " + BASE_ROW : "");
    }

    static String columns(Entity entity) {
        return entity.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    static String sameKey(Entity entity, String left, String right) {
        return entity.key().stream()
                .map(column -> left + "." + column + " = " + right + "." + column)
                .collect(Collectors.joining(" and "));
    }

    private static String numbered(Path file) {
        return "read_parquet(" + Sql.literal(file) + ", file_row_number = true)";
    }

    private static String parquet(List<Path> files) {
        return "read_parquet([" + files.stream().map(Sql::literal).collect(Collectors.joining(", ")) + "])";
    }
}
