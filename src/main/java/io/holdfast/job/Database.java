package io.holdfast.job;

import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The database of repository, ledger and mart: an embedded HSQLDB in the workspace. */
final class Database {

    private static final String EMBEDDED = "jdbc:hsqldb:file:";

    private static final String MART = "io/holdfast/mart/schema.sql";

    private Database() {}

    static String url(Workspace workspace) {
        Path file = workspace.data("db").resolve("holdfast");
        // write_delay=false: what was committed is on disk before the next statement, so a kill loses nothing.
        return EMBEDDED + file + ";hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached"
                + ";hsqldb.log_size=20;shutdown=true";
    }

    /** Creates what is not there yet. */
    static void prepare(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        ResourceDatabasePopulator scripts = new ResourceDatabasePopulator();
        if (!hasTable(jdbc, "batch_job_instance")) {
            scripts.addScript(new ClassPathResource("org/springframework/batch/core/schema-hsqldb.sql"));
        }
        // The last table of each script, so that a workspace of an earlier program gets what it lacks.
        if (!hasTable(jdbc, "ledger") || !hasTable(jdbc, "restatement_load")) {
            scripts.addScript(new ClassPathResource("io/holdfast/ledger/schema.sql"));
            scripts.addScript(new ClassPathResource(MART));
        }
        scripts.execute(dataSource);
    }

    /** Creates the tables of a mart in an empty database. */
    static void prepareMart(DataSource empty) {
        new ResourceDatabasePopulator(new ClassPathResource(MART)).execute(empty);
    }

    private static boolean hasTable(JdbcTemplate jdbc, String name) {
        Integer found = jdbc.queryForObject(
                "select count(*) from information_schema.tables where lower(table_name) = ?", Integer.class, name);
        return found != null && found > 0;
    }
}
