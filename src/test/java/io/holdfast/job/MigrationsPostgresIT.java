package io.holdfast.job;

import io.holdfast.RealPostgres;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All that {@link MigrationsTest} asks for, of a PostgreSQL. */
class MigrationsPostgresIT extends MigrationsTest {

    @Override
    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource(RealPostgres.running().database(), "postgres", "postgres", true);
    }

    @Override
    String vendor() {
        return "postgresql";
    }
}
