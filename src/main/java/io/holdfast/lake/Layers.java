package io.holdfast.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule of the lake, in SQL, for its facts: among files given oldest first, each with every key at most once, the row of the
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
     * A file of an entity's rows.
     *
     * @param whole whether it holds all columns, as an earlier program wrote it; else the facts, with {@link Personal#FLAG}
     */
    record Layer(Path file, boolean whole) {}

    /**
     * The entity's facts where the base's replaced rows are known by their numbers.
     *
     * @param replaced what {@link #replaced} selects
     * @param numbered whether {@link #BASE_ROW} is selected too
     */
    static String latest(Entity entity, Layer base, Path replaced, Layer delta, boolean numbered) {
        return "select " + ofBase(entity, base, numbered) + " from " + numbered(base.file())
                + " as layer where not exists (select 1 from " + parquet(List.of(replaced))
                + " as gone where gone.row_number = layer.file_row_number)\nunion all\nselect "
                + ofLater(entity, delta, numbered) + " from " + parquet(List.of(delta.file())) + " as layer";
    }

    /** Likewise over files of which nothing is known but their order. */
    static String latest(Entity entity, List<Layer> layers, boolean numbered) {
        if (layers.isEmpty()) {
            return "select "
                    + Stream.concat(
                                    facts(entity)
                                            .map(column -> "cast(null as "
                                                    + column.type().sql() + ") as " + column.name()),
                                    entity.personal().isEmpty()
                                            ? Stream.empty()
                                            : Stream.of("false as " + Personal.FLAG))
                            .collect(Collectors.joining(", "))
                    + " where false";
        }
        List<Path> files = layers.stream().map(Layer::file).toList();
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String select = "select "
                    + (i == 0 ? ofBase(entity, layers.get(i), numbered) : ofLater(entity, layers.get(i), numbered))
                    + " from " + (i == 0 && numbered ? numbered(files.get(i)) : parquet(files.subList(i, i + 1)))
                    + " as layer";
            if (i + 1 < files.size()) {
                select += " where not exists (select 1 from " + parquet(files.subList(i + 1, files.size()))
                        + " as later where " + sameKey(entity, "later", "layer") + ")";
            }
            selects.add(select);
        }
        return String.join("\nunion all\n", selects);
    }

    /**
     * Of every key in files given oldest first, the row of the latest, with the ledger position of its load.
     *
     * @param positions of the files' loads
     */
    static String recorded(Entity entity, List<Layer> layers, List<Long> positions) {
        List<Path> files = layers.stream().map(Layer::file).toList();
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String select = "select " + columns(entity, layers.get(i)) + ", cast(" + positions.get(i)
                    + " as bigint) as " + LOAD_POSITION + " from " + parquet(files.subList(i, i + 1)) + " as layer";
            if (i + 1 < files.size()) {
                select += " where not exists (select 1 from " + parquet(files.subList(i + 1, files.size()))
                        + " as later where " + sameKey(entity, "later", "layer") + ")";
            }
            selects.add(select);
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
     * @param or a further condition under which a row is news; empty for none
     */
    static String news(Entity entity, Path file, String known, boolean numbered, String or) {
        String differs = entity.columns().stream()
                .map(column -> "staged." + column.name() + " is distinct from known." + column.name())
                .collect(Collectors.joining(" or "));
        return "select "
                + entity.columns().stream()
                        .map(column -> "staged." + column.name())
                        .collect(Collectors.joining(", "))
                + (numbered ? ", known." + BASE_ROW : "") + " from " + parquet(List.of(file))
                + " as staged left join (" + known + ") as known on " + sameKey(entity, "staged", "known") + " where "
                + differs + or;
    }

    private static String ofBase(Entity entity, Layer layer, boolean numbered) {
        return columns(entity, layer) + (numbered ? ", file_row_number as " + BASE_ROW : "");
    }

    private static String ofLater(Entity entity, Layer layer, boolean numbered) {
        return columns(entity, layer) + (numbered ? ", cast(null as bigint) as " + BASE_ROW : "");
    }

    static String columns(Entity entity) {
        return entity.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private static String columns(Entity entity, Layer layer) {
        String columns = facts(entity).map(Column::name).collect(Collectors.joining(", "));
        if (entity.personal().isEmpty()) {
            return columns;
        }
        return columns + ", " + (layer.whole() ? Personal.known(entity) + " as " : "") + Personal.FLAG;
    }

    private static Stream<Column> facts(Entity entity) {
        return entity.columns().stream().filter(column -> !column.personal());
    }

    static String sameKey(Entity entity, String left, String right) {
        return entity.key().stream()
                .map(column -> left + "." + column + " = " + right + "." + column)
                .collect(Collectors.joining(" and "));
    }

    private static String numbered(Path file) {
        return "read_parquet(" + Sql.literal(file) + ", file_row_number = true)";
    }

    static String parquet(List<Path> files) {
        return "read_parquet([" + files.stream().map(Sql::literal).collect(Collectors.joining(", ")) + "])";
    }
}
