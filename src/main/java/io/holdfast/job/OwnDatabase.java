package io.holdfast.job;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Secret;
import io.holdfast.workspace.Secrets;
import io.holdfast.workspace.Workspace;
import io.holdfast.workspace.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database of repository, ledger and mart: an embedded HSQLDB in the workspace, or a PostgreSQL that
 * {@code database:} in {@code jobs/company.yml} names.
 *
 * @param url where it is
 * @param user as whom it is opened
 * @param password of the user; never in a message
 */
record OwnDatabase(String url, String user, String password) {

    /** Its setting in {@code company.yml}. */
    static final String SETTING = "database";

    private static final long NO_ANSWER_MILLIS = 10_000;
    private static final String COMPANY = "company.yml";
    private static final String EMBEDDED = "jdbc:hsqldb:file:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** The database of a workspace. */
    static OwnDatabase of(Workspace workspace) {
        YamlMap company = YamlMap.read(workspace.jobs(), COMPANY);
        return company.has(SETTING)
                ? Setting.read(company.map(SETTING)).found(Secrets.of(workspace))
                : embedded(workspace);
    }

    /**
     * Reads the setting without asking the environment or the server.
     *
     * @throws DefinitionException where something is missing, or a password written out
     */
    static void check(Workspace workspace) {
        YamlMap company = YamlMap.read(workspace.jobs(), COMPANY);
        if (company.has(SETTING)) {
            Setting.read(company.map(SETTING));
        }
    }

    /** As it is written. */
    private record Setting(YamlMap place, Secret url, Secret user, Secret password) {

        static Setting read(YamlMap yaml) {
            yaml.only("url", "user", "password");
            return new Setting(
                    yaml, Secret.address(yaml, "url"), Secret.text(yaml, "user"), Secret.hidden(yaml, "password"));
        }

        OwnDatabase found(Secrets secrets) {
            String found = secrets.reveal(url);
            if (!found.startsWith(POSTGRESQL)) {
                throw place.problem(
                        "url",
                        "is no address of a PostgreSQL; write one such as jdbc:postgresql://db.example.com/holdfast");
            }
            return new OwnDatabase(found, secrets.reveal(user), secrets.reveal(password));
        }
    }

    private static OwnDatabase embedded(Workspace workspace) {
        Path file = workspace.data("db").resolve("holdfast");
        // write_delay=false: what was committed is on disk before the next statement, so a kill loses nothing.
        String url = EMBEDDED + file + ";hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached"
                + ";hsqldb.log_size=20;shutdown=true";
        return new OwnDatabase(url, "SA", "");
    }

    @Override
    public String toString() {
        return user + " at " + url;
    }

    boolean isEmbedded() {
        return url.startsWith(EMBEDDED);
    }

    /** Connections to it; nothing is opened yet. */
    HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        // Each step that is at work when a server goes away waits so long, one after the other.
        pool.setConnectionTimeout(NO_ANSWER_MILLIS);
        return pool;
    }

    /**
     * Takes away the lock file of a process that died. HSQLDB holds it to be alive until ten seconds after its last
     * heartbeat; whoever has the workspace's own lock knows better.
     */
    static void freeFromTheDead(Workspace workspace) {
        try {
            Files.deleteIfExists(workspace.data("db").resolve("holdfast.lck"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the lock file of a process that died", e);
        }
    }

    /** Makes it ready for this program. */
    void prepare(DataSource opened, Workspace workspace) {
        if (isEmbedded()) {
            Migrations.apply(opened, "hsqldb");
            return;
        }
        sorts(opened);
        Migrations.apply(opened, "postgresql");
        begins(opened, workspace);
    }

    // A ledger that begins again beside what another one speaks of would leave files that nobody can account for.
    private static void begins(DataSource opened, Workspace workspace) {
        Path before = workspace.root().resolve("data").resolve("db");
        if (Files.exists(before.resolve("holdfast.script"))
                && new Ledger(new JdbcTemplate(opened)).head().equals(Head.EMPTY)) {
            throw new DatabaseException(
                    "jobs/company.yml names a database in which nothing is recorded yet, but " + before
                            + " holds what was recorded here until now, and a ledger is not moved from one to the other. Take '"
                            + SETTING + "' out of the file again, or begin anew in another folder: holdfast init DIR");
        }
    }

    // Reports list parts and words in the order the database gives: by code points, as the embedded one does.
    private static void sorts(DataSource opened) {
        Boolean byCodePoints = new JdbcTemplate(opened)
                .queryForObject(
                        "select 'B' < 'a' and 'a-b' < 'aa' and 'z' < 'é' and"
                                + " current_setting('server_encoding') = 'UTF8'",
                        Boolean.class);
        if (!Boolean.TRUE.equals(byCodePoints)) {
            throw new DatabaseException(
                    "the PostgreSQL database sorts texts by a language's rules, or cannot hold all of"
                            + " Unicode; reports would differ from one machine to another. Make one that sorts by code points:"
                            + " create database holdfast template template0 encoding 'UTF8' locale 'C'");
        }
    }

    /**
     * Writes the files of a database anew: what was updated or deleted stays readable in them until then. Callers have no
     * transaction open.
     */
    static void writeAnew(JdbcTemplate jdbc) {
        String product = jdbc.execute((ConnectionCallback<String>)
                connection -> connection.getMetaData().getDatabaseProductName());
        jdbc.execute("PostgreSQL".equals(product) ? "vacuum full" : "checkpoint defrag");
    }
}
