package io.holdfast.job;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A workspace's database, opened for one process: the batch repository, the ledger, the mart. */
final class Repository implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Repository.class);
    private static final long LAST_WORD_MILLIS = 3000;

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
            database.prepare(spring.getBean(DataSource.class), workspace);
            new Leftovers(workspace, jdbc()).delete();
            opened.push(this::leaveLastWord);
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
                        "spring.batch.jdbc.initialize-schema=never")
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

    Standings standings() {
        return new Standings(this);
    }

    /** Leaves word of how the jobs stand, for those who look while the database is in use. */
    void leaveWord() {
        StandingFile.write(workspace, standings().standing());
    }

    // A database that is gone keeps nobody waiting for a word about it.
    private void leaveLastWord() {
        try {
            spring.getBean(HikariDataSource.class).setConnectionTimeout(LAST_WORD_MILLIS);
            leaveWord();
        } catch (DataAccessException e) {
            LOG.debug("no word was left of how the jobs stand", e);
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
