package io.holdfast.mart;

import io.holdfast.RealPostgres;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All that {@link MartTest} asks for, of a PostgreSQL. */
class MartPostgresIT extends MartTest {

    @Override
    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource(RealPostgres.running().database(), "postgres", "postgres", true);
    }
}
