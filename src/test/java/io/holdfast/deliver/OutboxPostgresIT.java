package io.holdfast.deliver;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.RealPostgres;

/** All that {@link OutboxTest} asks for, of a PostgreSQL. */
class OutboxPostgresIT extends OutboxTest {

    @Override
    void connect(HikariDataSource pool) {
        pool.setJdbcUrl(RealPostgres.running().database());
        pool.setUsername("postgres");
        pool.setPassword("postgres");
    }
}
