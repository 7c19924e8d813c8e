package io.holdfast.churn;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Entities with rows of a test's own, in a real engine, with the shipped reasons and groups. */
final class InsightLake implements AutoCloseable {

    static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));

    private final Engine engine;
    private final Connection connection;
    private final Map<Entity, Set<String>> supplied = new EnumMap<>(Entity.class);

    InsightLake(Path temporary, int threads) {
        engine = Engine.start(temporary, "500MB", threads);
        connection = engine.connect();
        Lake.createEmptyViews(connection);
        for (Entity entity : Entity.values()) {
            supplied.put(
                    entity,
                    entity.columns().stream().map(column -> column.name()).collect(Collectors.toSet()));
        }
    }

    /** Gives an entity the rows of a query, which names the columns that it has. */
    InsightLake rows(Entity entity, String query) {
        Sql.run(
                connection,
                "create temp table given_" + entity + " as select * from " + entity + " union all by name (" + query
                        + ")");
        Lake.createViews(connection, entity, "select * from given_" + entity);
        return this;
    }

    /** Orders of {@code customer day} or {@code customer day amount cost}, delivered when promised. */
    InsightLake orders(String... lines) {
        return rows(
                Entity.ORDERS,
                java.util.Arrays.stream(lines)
                        .map(line -> line.trim().split(" +"))
                        .map(words -> "select '" + String.join("-", words) + "' as order_id, '" + words[0]
                                + "' as customer_id, timestamp '" + words[1] + "' as ordered_at, cast("
                                + (words.length > 2 ? words[2] : "100") + " as decimal(18, 2)) as amount, cast("
                                + (words.length > 3 ? words[3] : "60") + " as decimal(18, 2)) as cost")
                        .collect(Collectors.joining(" union all ")));
    }

    InsightLake without(Entity entity, String... columns) {
        Set<String> fewer = supplied.get(entity).stream()
                .filter(column -> !List.of(columns).contains(column))
                .collect(Collectors.toSet());
        supplied.put(entity, fewer);
        return this;
    }

    /** The list of a day, made as a run makes it, in {@link ChurnTables#LIST}. */
    ChurnTables list(LocalDate asOf, int threads) {
        ChurnDefinition definition = ChurnDefinition.read(JOBS, "settings.yml", "a test");
        ChurnTables tables =
                new ChurnTables(connection, asOf, definition, Company.read(JOBS).parameters(), supplied);
        Scoring scoring = Churn.score(tables.orders(), asOf, definition.horizonDays(), new ChurnSettings(threads));
        tables.list(scoring, insights(scoring, settings(threads)));
        return tables;
    }

    Connection connection() {
        return connection;
    }

    static InsightSettings settings(int threads) {
        InsightSettings read = InsightSettings.read(JOBS, Company.read(JOBS), new BigDecimal("0.10"));
        return new InsightSettings(
                read.parameters(),
                read.reasons(),
                read.segments(),
                read.discountRate(),
                read.valueYears(),
                read.points(),
                threads);
    }

    Scoring scoring(LocalDate asOf, int horizon) {
        OrderLog log = Sql.read(
                connection,
                "select o.customer_id, cast(o.ordered_at as date) - date '1970-01-01',"
                        + " cast(coalesce(o.amount, 0) * 100 as bigint) from orders o"
                        + " left join customers c on c.customer_id = o.customer_id"
                        + " where coalesce(o.status, 'open') <> 'cancelled' and cast(o.ordered_at as date) <= date '"
                        + asOf + "' and (c.released_on is null or c.released_on > date '" + asOf + "') order by 1, 2",
                rows -> {
                    OrderLog.Builder builder = OrderLog.builder();
                    while (rows.next()) {
                        builder.add(rows.getString(1), rows.getInt(2), rows.getLong(3));
                    }
                    return builder.build();
                });
        return Churn.score(log, asOf, horizon, new ChurnSettings(1));
    }

    Insights insights(LocalDate asOf, int horizon) {
        return insights(scoring(asOf, horizon), settings(2));
    }

    Insights insights(Scoring scoring, InsightSettings settings) {
        return Insights.of(connection, scoring, settings, supplied);
    }

    /** A relation's rows as text. */
    List<String> all(String sql) {
        return Sql.query(connection, sql, row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.append(i == 1 ? "" : " ").append(row.getString(i));
            }
            return line.toString();
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        engine.close();
    }
}
