package io.holdfast.job;

import io.holdfast.mart.MartSchema;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A mart in memory, gone when it is closed: what is computed for comparison never touches what was published. */
final class ScratchMart implements AutoCloseable {

    // Named by its owner, so two in one process do not meet.
    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:scratch-" + System.identityHashCode(this), true);

    ScratchMart() {
        MartSchema.create(database);
    }

    DataSource database() {
        return database;
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(database);
    }

    @Override
    public void close() {
        jdbc().execute("shutdown");
        database.destroy();
    }
}
