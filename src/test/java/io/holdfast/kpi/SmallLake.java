package io.holdfast.kpi;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/** A lake with the few rows that a test gives it. */
final class SmallLake implements AutoCloseable {

    static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));

    private final Engine engine;
    private final Connection connection;

    SmallLake(Path temporary) {
        engine = Engine.start(temporary, "500MB", 2);
        connection = engine.connect();
        Lake.createEmptyViews(connection);
    }

    /**
     * Replaces an entity's rows.
     *
     * @param columns their names, comma-separated; the entity's others are null
     * @param values rows as SQL values
     */
    SmallLake with(String entity, String columns, String values) {
        Sql.run(
                connection,
                "create or replace temp table given_" + entity + " as select * from " + entity
                        + " where false union all by name select * from (values " + values + ") as given(" + columns
                        + ")");
        Lake.createViews(connection, Entity.named(entity).orElseThrow(), "select * from given_" + entity);
        return this;
    }

    /** The shipped catalogue over these rows, as known at a moment. */
    Figures figures(String period, String asOf) {
        return figures(period, asOf, Figures.PAST);
    }

    /** Likewise, with so many periods before. */
    Figures figures(String period, String asOf, int past) {
        Figures figures = new Figures(
                connection,
                Catalogue.read(JOBS),
                Company.read(JOBS).parameters(),
                Period.parse(period),
                past,
                LocalDateTime.parse(asOf));
        figures.prepare();
        return figures;
    }

    /** The first column of what the engine answers, as text. */
    List<String> query(String sql) {
        return Sql.query(connection, sql, row -> row.getString(1));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        engine.close();
    }
}
