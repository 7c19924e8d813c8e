package io.holdfast.restate;

import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Since;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which evidence rows of a figure are others than they were, and which of the recorded rows made them so: of those in
 * entities and columns that the figure's query names, the ones of the same order, answer or id; where there are none, those of the same customer, dated in the period or before where some are.
 */
final class TouchedRows {

    private static final String TOUCHED = "main.touched";
    private static final String LINKED = "main.linked";

    private final Connection connection;
    private final Kpi kpi;
    private final String text;
    private final Period period;

    /** @param text of the figure's query and all that it rests on */
    TouchedRows(Connection connection, Kpi kpi, String text, Period period) {
        this.connection = connection;
        this.kpi = kpi;
        this.text = text;
        this.period = period;
    }

    /**
     * What touches a figure.
     *
     * @param rows in no order that matters
     * @param due evidence rows that count otherwise because their time has come
     * @param indirect evidence rows that count otherwise, and not by their own order or customer nor by the time
     */
    record Touched(List<RestatedRow> rows, long due, long indirect) {}

    /**
     * Compares three tables of evidence.
     *
     * @param then the rows as published
     * @param recorded with all that was recorded since
     * @param now that, and the time that has passed
     */
    Touched of(String then, String recorded, String now) {
        compare(recorded, now, "main.come_due");
        compare(then, now, TOUCHED);
        link();
        return new Touched(
                Sql.query(connection, rows(), this::row),
                Sql.number(connection, "select count(*) from main.come_due"),
                Sql.number(
                        connection,
                        "select count(*) from " + TOUCHED + " t where not exists (select 1 from " + LINKED
                                + " l where l.n = t.n) and not exists (select 1 from main.come_due d where d.id = t.id)"));
    }

    // Ids that come more than once are paired in the order of what they add.
    private void compare(String before, String after, String target) {
        List<String> told = Stream.concat(
                        Stream.concat(Stream.of("excluded"), kpi.breakdown().stream()),
                        kpi.measure().columns().stream())
                .distinct()
                .toList();
        boolean orders = columns(after).contains("order_id");
        String read = "select cast(id as varchar) as id, cast(customer_id as varchar) as customer_id, "
                + (orders ? "cast(order_id as varchar)" : "cast(null as varchar)") + " as order_id, "
                + String.join(", ", told) + ", row_number() over (partition by id order by "
                + told.stream().map(column -> column + " nulls last").collect(Collectors.joining(", "))
                + ") as nth from ";
        String differs = told.stream()
                .map(column -> "was." + column + " is distinct from now." + column)
                .collect(Collectors.joining(" or "));
        Sql.run(
                connection,
                "create or replace table " + target + " as select row_number() over () as n,"
                        + " coalesce(now.id, was.id) as id, coalesce(now.order_id, was.order_id) as order_id,"
                        + " now.customer_id as customer_id, was.customer_id as was_customer_id"
                        + side("was") + side("now") + " from (" + read + before + ") as was full join (" + read + after
                        + ") as now on now.id = was.id and now.nth = was.nth where was.nth is null or now.nth is null or "
                        + differs);
    }

    private String side(String side) {
        List<String> columns = kpi.measure().columns();
        return ", " + side + ".nth is not null as " + side + "_there, " + side + ".excluded as " + side + "_excluded"
                + IntStream.range(0, columns.size())
                        .mapToObj(i ->
                                ", cast(" + side + "." + columns.get(i) + " as decimal(38, 6)) as " + side + "_" + i)
                        .collect(Collectors.joining());
    }

    private List<String> columns(String table) {
        return Sql.query(connection, "describe " + table, row -> row.getString("column_name"));
    }

    private void link() {
        String later = "case when r.day is null or r.day <= date '" + period.end() + "' then 0 else 1 end";
        String references = "(select r.* from " + RecordedRows.REFERENCES + " r join " + RecordedRows.ROWS
                + " w on w.entity = r.entity and w.row_key = r.row_key where "
                + RecordedRows.matter(text) + ") r";
        String near =
                "select t.n, r.entity, r.row_key, 1 as distance from " + TOUCHED + " t join " + references + " on ";
        String customer = "select t.n, r.entity, r.row_key, case when t.id = r.ref then 2 + " + later
                + " when r.entity = 'customers' then 2 else 4 + " + later + " end as distance from " + TOUCHED
                + " t join " + references + " on r.kind = 'customer' and r.ref = ";
        Sql.run(
                connection,
                "create or replace table " + LINKED + " as select distinct n, entity, row_key from (select *,"
                        + " min(distance) over (partition by n) as nearest from ("
                        + near + "r.kind = 'id' and r.ref = t.id and (r.customer_id is not distinct from t.customer_id"
                        + " or r.customer_id is not distinct from t.was_customer_id) union all "
                        + near + "r.kind = 'order' and r.ref = t.order_id union all "
                        + customer + "t.customer_id union all " + customer
                        + "t.was_customer_id)) where distance = nearest");
    }

    private static String rows() {
        return "select w.entity, w.row_key, w.kind_of_change, w.load_position, w.changed_columns, t.* from " + LINKED
                + " l join "
                + TOUCHED + " t on t.n = l.n join " + RecordedRows.ROWS
                + " w on w.entity = l.entity and w.row_key = l.row_key order by w.entity, w.row_key, t.id, t.n";
    }

    private RestatedRow row(ResultSet row) throws SQLException {
        return new RestatedRow(
                Entity.named(row.getString("entity")).orElseThrow(),
                row.getString("row_key"),
                Since.Kind.valueOf(row.getString(Since.KIND).toUpperCase(Locale.ROOT)),
                row.getLong("load_position"),
                row.getString("changed_columns"),
                row.getString("id"),
                share(row, "was"),
                share(row, "now"));
    }

    private Optional<Share> share(ResultSet row, String side) throws SQLException {
        if (!row.getBoolean(side + "_there")) {
            return Optional.empty();
        }
        List<@Nullable BigDecimal> sums = new ArrayList<>();
        for (int i = 0; i < kpi.measure().columns().size(); i++) {
            sums.add(row.getBigDecimal(side + "_" + i));
        }
        return Optional.of(new Share(Optional.ofNullable(row.getString(side + "_excluded")), sums));
    }
}
