package io.holdfast.churn;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Facts;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.DefinitionException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of customers after past origins, by what they had met before. Origins lie one horizon apart, the last of them
 * one horizon before the as-of day: every outcome is known as a whole, and no day counts in two of them. A customer counts
 * at each origin at which it was one; whoever lapsed is none at the next unless it came back, so the origins are like the
 * intervals of a survival analysis.
 */
final class ReasonHistory {

    /** Origins at most. */
    static final int MOST_ORIGINS = 4;

    private final Connection connection;
    private final LocalDate asOf;
    private final int horizon;
    private final Map<String, BigDecimal> parameters;
    private final Map<Entity, Set<String>> supplied;
    private final List<LocalDate> origins = new ArrayList<>();

    /** @param connection on which {@link Insights}' relations are */
    ReasonHistory(
            Connection connection,
            LocalDate asOf,
            int horizon,
            Map<String, BigDecimal> parameters,
            Map<Entity, Set<String>> supplied) {
        this.connection = connection;
        this.asOf = asOf;
        this.horizon = horizon;
        this.parameters = parameters;
        this.supplied = supplied;
    }

    /** The past origins, the latest first: as many as lie a whole horizon after the first order of all, at most four. */
    List<LocalDate> origins() {
        return List.copyOf(origins);
    }

    /** Makes the origins and who was a customer at each. */
    void prepare(@Nullable LocalDate firstOrder) {
        for (int back = 1; firstOrder != null && back <= MOST_ORIGINS; back++) {
            LocalDate origin = asOf.minusDays((long) back * horizon);
            if (!origin.isBefore(firstOrder.plusDays(horizon))) {
                origins.add(origin);
            }
        }
        Sql.run(connection, "create or replace temp table insight_origins (origin_no tinyint, origin date)");
        for (int i = 0; i < origins.size(); i++) {
            String number = String.valueOf(i + 1);
            String origin = origins.get(i).toString();
            Sql.run(connection, "insert into insight_origins values (" + number + ", date '" + origin + "')");
            Sql.run(
                    connection,
                    (i == 0 ? "create or replace temp table insight_origin as\n" : "insert into insight_origin\n")
                            + ShippedSql.of("insight_origin", Map.of("number", number, "origin", origin)));
        }
        Sql.run(connection, "create or replace temp table insight_failed (customer_no integer)");
        Sql.run(
                connection,
                "create or replace temp table insight_met (customer_id varchar, reason varchar, times bigint,"
                        + " last_day date)");
    }

    /** Measures a reason, and notes who met it before the as-of day in {@code insight_met}. */
    MeasuredReason measure(Reason reason) {
        List<String> missing = reason.missing(supplied);
        if (!missing.isEmpty()) {
            return MeasuredReason.notRecorded(reason, missing);
        }
        events(reason);
        String lookback = " - " + reason.lookbackDays() + " * interval '1' day";
        Sql.run(
                connection,
                "insert into insight_met select c.customer_id, " + Sql.literal(reason.id())
                        + ", count(*), max(e.day) from insight_event e join insight_customer c on c.customer_no ="
                        + " e.customer_no where e.day > date '" + asOf + "'" + lookback
                        + " group by c.customer_id order by c.customer_id");
        if (origins.isEmpty()) {
            return MeasuredReason.of(reason, List.of());
        }
        if (reason.kind() == Reason.Kind.FAILURE) {
            String origin = "date '" + origins.get(0) + "'";
            Sql.run(
                    connection,
                    "insert into insight_failed select distinct customer_no from insight_event where day > " + origin
                            + lookback + " and day <= " + origin);
        }
        return MeasuredReason.of(
                reason,
                Sql.query(
                        connection,
                        ShippedSql.of("insight_stratum", Map.of("lookback", String.valueOf(reason.lookbackDays()))),
                        row -> new TwoByTwo(
                                row.getLong("exposed"),
                                row.getLong("exposed_lapsed"),
                                row.getLong("unexposed"),
                                row.getLong("unexposed_lapsed"))));
    }

    /** Who left without a word; null without an origin or where nobody supplies what customers say. */
    @Nullable
    SilentLeavers silent() {
        if (origins.isEmpty()
                || !supplied.getOrDefault(Entity.FEEDBACK, Set.of()).contains("kind")) {
            return null;
        }
        return Sql.query(
                        connection,
                        ShippedSql.of("insight_silent", Map.of()),
                        row -> new SilentLeavers(
                                origins.get(0),
                                row.getLong("customers"),
                                row.getLong("lapsed"),
                                row.getLong("silent"),
                                row.getLong("silent_after_failure")))
                .get(0);
    }

    private void events(Reason reason) {
        Map<String, BigDecimal> all = new TreeMap<>(parameters);
        all.putAll(reason.parameters());
        StringBuilder row =
                new StringBuilder("create or replace temp table parameters as select date '" + asOf + "' as as_of_day");
        all.forEach((name, number) ->
                row.append(", ").append(number.toPlainString()).append(" as ").append(name));
        Sql.run(connection, row.toString());
        LocalDate oldest = origins.isEmpty() ? asOf : origins.get(origins.size() - 1);
        try {
            Set<String> columns = new TreeSet<>(
                    Sql.query(connection, "describe\n" + reason.sql(), column -> column.getString("column_name")));
            if (!columns.containsAll(Reason.YIELDED)) {
                throw new DefinitionException(
                        reason.sqlFile(),
                        1,
                        "yields " + String.join(", ", columns) + "; a reason yields customer_id and day");
            }
            Sql.run(
                    connection,
                    "create or replace temp table insight_event as select c.customer_no, cast(e.day as date) as day"
                            + " from (\n" + Facts.alone(reason.sql())
                            + "\n) e join insight_customer c on c.customer_id = e.customer_id"
                            + " where cast(e.day as date) <= date '" + asOf + "' and cast(e.day as date) > date '"
                            + oldest.minusDays(reason.lookbackDays()) + "'");
        } catch (LakeException e) {
            throw new DefinitionException(reason.sqlFile(), 1, "does not run: " + e.getMessage());
        }
    }
}
