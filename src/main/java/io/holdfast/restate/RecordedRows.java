package io.holdfast.restate;

import io.holdfast.kpi.Catalogue;
import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Since;
import io.holdfast.lake.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows that came, changed or are gone, of all entities in one table, and by what a figure's evidence can be found to rest on them. */
final class RecordedRows {

    /** All of them: entity, row_key, kind_of_change, load_position, changed_columns (a text), changed_names (a list). */
    static final String ROWS = "main.recorded_rows";

    /** What they are known by: entity, row_key, kind, ref, customer_id, day. */
    static final String REFERENCES = "main.recorded_references";

    // Names of people and what they wrote: that these changed is said, not from what to what.
    private static final Set<String> PERSONAL = Set.of(
            "name",
            "account_manager",
            "sales_person",
            "released_by",
            "released_reason",
            "referred_by",
            "text",
            "one_word");

    private static final String WAS = Since.WAS;

    private RecordedRows() {}

    /** @param connection with the entities as known now */
    static void create(Connection connection) {
        Sql.run(
                connection,
                "create or replace table " + ROWS + " as "
                        + Arrays.stream(Entity.values())
                                .map(RecordedRows::rows)
                                .collect(Collectors.joining(" union all ")));
        List<String> references = new ArrayList<>();
        references.add(reference(Entity.ORDERS, "id", "order_id", "ordered_at"));
        references.add(reference(Entity.ORDERS, "order", "order_id", "ordered_at"));
        both(references, Entity.ORDERS, "order", "corrects_order_id", "ordered_at");
        both(references, Entity.ORDERS, "customer", "customer_id", "ordered_at");
        references.add(reference(Entity.ORDER_LINES, "order", "order_id", ""));
        references.add("select 'order_lines', " + key(Entity.ORDER_LINES, "r.") + ", 'customer', o.customer_id,"
                + " o.customer_id, cast(o.ordered_at as date) from " + Since.table(Entity.ORDER_LINES)
                + " r join orders o on o.order_id = r.order_id");
        references.add(reference(Entity.CUSTOMERS, "customer", "customer_id", ""));
        references.add(reference(Entity.FEEDBACK, "id", "feedback_id", "received_at"));
        both(references, Entity.FEEDBACK, "order", "order_id", "received_at");
        both(references, Entity.FEEDBACK, "customer", "customer_id", "received_at");
        references.add(reference(Entity.SPEND, "id", "spend_id", ""));
        references.add(reference(Entity.STAFF, "id", "answer_id", ""));
        Sql.run(
                connection,
                "create or replace table " + REFERENCES
                        + " as select distinct * from (" + String.join(" union all ", references)
                        + ") as given(entity, row_key, kind, ref, customer_id, day) where ref is not null");
    }

    private static String rows(Entity entity) {
        String changed = entity.columns().stream()
                .filter(column -> !entity.key().contains(column.name()))
                .map(RecordedRows::changed)
                .collect(Collectors.joining(", "));
        String names = entity.columns().stream()
                .filter(column -> !entity.key().contains(column.name()))
                .map(column -> "case when " + column.name() + " is distinct from " + WAS + column.name() + " then '"
                        + column.name() + "' end")
                .collect(Collectors.joining(", "));
        return "select '" + entity + "' as entity, " + key(entity, "") + " as row_key, " + Since.KIND + ", "
                + Since.LOAD_POSITION + ", case " + Since.KIND + " when '" + Since.Kind.CAME + "' then "
                + dates(entity, "") + " when '" + Since.Kind.GONE + "' then " + dates(entity, WAS)
                + " else concat_ws('; ', " + changed + ") end as changed_columns, [" + names
                + "] as changed_names from " + Since.table(entity);
    }

    private static String dates(Entity entity, String of) {
        String dates = entity.columns().stream()
                .filter(column -> Set.of(Column.Type.DAY, Column.Type.MOMENT).contains(column.type()))
                .map(column -> "'" + column.name() + ": ' || cast(" + of + column.name() + " as date)")
                .collect(Collectors.joining(", "));
        return dates.isEmpty() ? "''" : "concat_ws('; ', " + dates + ")";
    }

    private static String changed(Column column) {
        String name = column.name();
        String said = PERSONAL.contains(name)
                ? "'" + name + "'"
                : "'" + name + ": ' || coalesce(cast(" + WAS + name + " as varchar), '–') || ' → ' || coalesce(cast("
                        + name + " as varchar), '–')";
        return "case when " + name + " is distinct from " + WAS + name + " then " + said + " end";
    }

    private static String key(Entity entity, String of) {
        return entity.key().stream()
                .map(column -> "cast(" + of + column + " as varchar)")
                .collect(Collectors.joining(" || '/' || "));
    }

    /**
     * Which of them can matter to a query, as a condition on {@link #ROWS}, called {@code w}: of entities
     * that it names, those that came or are gone, and those that changed in a column that it names.
     *
     * @param text of the query and all that it rests on
     */
    static String matter(String text) {
        return Arrays.stream(Entity.values())
                .filter(entity -> Catalogue.uses(text, entity.relation()))
                .map(entity -> "w.entity = '" + entity + "' and (w." + Since.KIND + " <> '" + Since.Kind.CHANGED
                        + "' or list_has_any(w.changed_names, "
                        + entity.columns().stream()
                                .map(Column::name)
                                .filter(column -> Catalogue.uses(text, column))
                                .map(Sql::literal)
                                .collect(Collectors.joining(", ", "cast([", "] as varchar[])"))
                        + "))")
                .collect(Collectors.joining(" or ", "(", " or false)"))
                .replace("( or false)", "false");
    }

    // As it is, and as it was where that was another.
    private static void both(List<String> references, Entity entity, String kind, String column, String moment) {
        references.add(reference(entity, kind, column, moment));
        references.add(reference(entity, kind, WAS + column, moment));
    }

    private static String reference(Entity entity, String kind, String column, String moment) {
        String customer = entity.column("customer_id").isPresent() ? "customer_id" : "null";
        return "select '" + entity + "', " + key(entity, "") + ", '" + kind + "', " + column + ", cast(" + customer
                + " as varchar), " + (moment.isEmpty() ? "cast(null as date)" : "cast(" + moment + " as date)")
                + " from " + Since.table(entity);
    }
}
