package io.holdfast.job;

import io.holdfast.lake.Lake;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A workspace's database, opened for one process: the batch repository, the ledger, the mart. */
final class Repository implements AutoCloseable {

    private final Workspace workspace;
    private final WorkspaceLock lock;
    private final ConfigurableApplicationContext spring;

    /** @throws BusyException where another process has it */
    Repository(Workspace workspace) {
        this.workspace = workspace;
        this.lock = WorkspaceLock.take(workspace);
        Database.outwaitTheKilled();
        try {
            this.spring = new SpringApplicationBuilder(BatchConfiguration.class)
                    .web(WebApplicationType.NONE)
                    .lazyInitialization(true)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .properties(
                            "spring.main.banner-mode=off",
                            "spring.datasource.url=" + Database.url(workspace),
                            "spring.batch.job.enabled=false",
                            "spring.batch.jdbc.initialize-schema=never",
                            "logging.level.root=WARN",
                            "logging.level.org.springframework.batch=OFF")
                    .run();
            Database.prepare(spring.getBean(DataSource.class));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    ConfigurableApplicationContext spring() {
        return spring;
    }

    JdbcTemplate jdbc() {
        return spring.getBean(JdbcTemplate.class);
    }

    Lake lake() {
        return new Lake(workspace.data("lake"), new Ledger(jdbc()));
    }

    @Override
    public void close() {
        spring.close();
        lock.close();
    }
}
