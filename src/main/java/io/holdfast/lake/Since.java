package io.holdfast.lake;

import java.sql.Connection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was recorded of the entities between two ledger positions: rows whose key was unknown, rows whose content
 * changed, and rows that are gone, which have nothing but their key any more. A row that changed and changed back, or
 * came and went, is none of these. They stand in tables that every connection to the engine
 * sees, with what they were in columns {@code was_…}.
 */
public final class Since {

    /** How a column that holds the earlier content is called, before the column's own name. */
    public static final String WAS = "was_";

    /** The column that says what became of the row: a {@link Kind}, in small letters. */
    public static final String KIND = "kind_of_change";

    /** What became of a row. */
    public enum Kind {
        /** Its key was unknown at the earlier position. */
        CAME,
        /** Its content is another. */
        CHANGED,
        /** Its source does not have it any more. */
        GONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        String literal() {
            return "'" + this + "'";
        }
    }

    /** The column with the ledger position of the load that brought the row as it is at the later position. */
    public static final String LOAD_POSITION = Layers.LOAD_POSITION;

    private final Lake lake;
    private final long then;
    private final long now;

    /**
     * @param then the earlier position
     * @param now the later position
     */
    public Since(Lake lake, long then, long now) {
        this.lake = lake;
        this.then = then;
        this.now = now;
    }

    /** The table of an entity's rows, once {@link #create} has made it. */
    public static String table(Entity entity) {
        return "main.since_" + entity;
    }

    /** Creates the tables. */
    public void create(Connection connection) {
        for (Entity entity : Entity.values()) {
            Sql.run(connection, "create or replace table " + table(entity) + " as " + rows(entity));
        }
    }

    /** How many rows came, changed, or are gone. */
    public static long count(Connection connection, Entity entity, Kind kind) {
        return Sql.number(connection, "select count(*) from " + table(entity) + " where " + is(kind));
    }

    /** Creates the entities as known at the earlier position, with what came since under keys that were unknown. */
    public void createViewsWithArrivals(Connection connection) {
        for (Entity entity : Entity.values()) {
            Lake.createViews(
                    connection,
                    entity,
                    "select " + Layers.columns(entity) + " from (" + lake.asKnownAt(entity, then)
                            + ")\nunion all\nselect " + Layers.columns(entity) + " from " + table(entity) + " where "
                            + is(Kind.CAME));
        }
    }

    /** Creates the entities as known at the later position, with what is gone since as it was. */
    public void createViewsWithoutDeletions(Connection connection) {
        for (Entity entity : Entity.values()) {
            String was =
                    entity.columns().stream().map(column -> WAS + column.name()).collect(Collectors.joining(", "));
            Lake.createViews(
                    connection,
                    entity,
                    "select " + Layers.columns(entity) + " from (" + lake.asKnownAt(entity, now)
                            + ")\nunion all\nselect " + was + " from " + table(entity) + " where " + is(Kind.GONE));
        }
    }

    private static String is(Kind kind) {
        return KIND + " = " + kind.literal();
    }

    private String rows(Entity entity) {
        Optional<String> recorded = lake.known(entity, now).recorded(then);
        String was = entity.columns().stream()
                .map(column -> ", known." + column.name() + " as " + WAS + column.name())
                .collect(Collectors.joining());
        String differs = entity.columns().stream()
                .map(column -> "recorded." + column.name() + " is distinct from known." + column.name())
                .collect(Collectors.joining(" or "));
        String key = entity.key().get(0);
        String known = lake.asKnownAt(entity, then);
        String rows = recorded.orElseGet(() -> nothing(entity));
        Optional<String> gone = lake.known(entity, now).gone();
        String told = "select recorded.*, case when known." + key + " is null then " + Kind.CAME.literal() + " else "
                + Kind.CHANGED.literal() + " end as " + KIND + was + " from ("
                + gone.map(keys -> Deletions.without(entity, rows, keys)).orElse(rows)
                + ") as recorded left join (" + known + ") as known on "
                + Layers.sameKey(entity, "recorded", "known") + " where known." + key + " is null or " + differs;
        return gone.map(keys -> told + " union all select " + keyAlone(entity) + ", gone." + LOAD_POSITION + ", "
                        + Kind.GONE.literal() + was + " from (" + keys + ") as gone join (" + known + ") as known on "
                        + Layers.sameKey(entity, "gone", "known"))
                .orElse(told);
    }

    private static String keyAlone(Entity entity) {
        return entity.columns().stream()
                .map(column -> entity.key().contains(column.name())
                        ? "known." + column.name()
                        : "cast(null as " + column.type().sql() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String nothing(Entity entity) {
        return "select *, cast(0 as bigint) as " + LOAD_POSITION + " from (" + Lake.nothing(entity) + ")";
    }
}
