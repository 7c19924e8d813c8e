package io.holdfast.mart;

import io.holdfast.RealPostgres;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All that {@link ChurnInsightsTest} asks for, of a PostgreSQL. */
class ChurnInsightsPostgresIT extends ChurnInsightsTest {

    @Override
    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource(RealPostgres.running().database(), "postgres", "postgres", true);
    }
}
