package io.holdfast.job;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A workspace's database, opened for one process: the batch repository, the ledger, the mart. */
final class Repository implements AutoCloseable {

    private final Workspace workspace;
    private final Deque<Closed> opened = new ArrayDeque<>();
    private final ConfigurableApplicationContext spring;

    /** What is closed without a word. */
    private interface Closed extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @throws BusyException where another process has it
     * @throws DatabaseException where the database cannot be worked with
     */
    Repository(Workspace workspace) {
        this(workspace, Patience.NONE);
    }

    /**
     * Likewise, when its turn comes.
     *
     * @param patience how long another process is waited for
     */
    Repository(Workspace workspace, Patience patience) {
        this.workspace = workspace;
        OwnDatabase database = OwnDatabase.of(workspace);
        try {
            WorkspaceLock lock = patience.until(() -> WorkspaceLock.take(workspace));
            opened.push(lock::close);
            if (database.isEmbedded()) {
                if (lock.isAfterDeath()) {
                    OwnDatabase.freeFromTheDead(workspace);
                }
            } else {
                opened.push(patience.until(() -> PostgresLock.take(database))::close);
            }
            this.spring = start(database);
            opened.push(spring::close);
            database.prepare(spring.getBean(DataSource.class));
            new Leftovers(workspace, jdbc()).delete();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static ConfigurableApplicationContext start(OwnDatabase database) {
        return new SpringApplicationBuilder(BatchConfiguration.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean(HikariDataSource.class, database::pool))
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.batch.job.enabled=false",
                        "spring.batch.jdbc.initialize-schema=never",
                        "logging.level.root=WARN",
                        // What becomes of a lost connection is said in words where it is found.
                        "logging.level.com.zaxxer.hikari=OFF",
                        "logging.level.org.springframework.transaction=OFF",
                        "logging.level.org.springframework.batch=OFF")
                .run();
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

    Deliveries deliveries(Clock clock) {
        return new Deliveries(
                workspace, jdbc(), new TransactionTemplate(spring.getBean(PlatformTransactionManager.class)), clock);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
