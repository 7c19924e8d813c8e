package io.holdfast.ledger;

import io.holdfast.RealPostgres;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All that {@link LedgerTest} asks for, of a PostgreSQL. */
class LedgerPostgresIT extends LedgerTest {

    @Override
    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource(RealPostgres.running().database(), "postgres", "postgres", true);
    }
}
