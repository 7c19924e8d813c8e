package io.holdfast.job;

import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The database of repository, ledger and mart: an embedded HSQLDB in the workspace. */
final class Database {

    private static final String EMBEDDED = "jdbc:hsqldb:file:";

    private static final Pattern CREATED = Pattern.compile("create table if not exists (\\w+)");
    private static final String LEDGER = "io/holdfast/ledger/schema.sql";
    private static final String MART = "io/holdfast/mart/schema.sql";

    private Database() {}

    static String url(Workspace workspace) {
        Path file = workspace.data("db").resolve("holdfast");
        // write_delay=false: what was committed is on disk before the next statement, so a kill loses nothing.
        return EMBEDDED + file + ";hsqldb.write_delay=false;hsqldb.tx=mvcc;hsqldb.default_table_type=cached"
                + ";hsqldb.log_size=20;shutdown=true";
    }

    /**
     * Lets a database be opened that a killed process had open a moment ago. Its lock file counts as held until the last
     * heartbeat in it is 10.1 s old, and HSQLDB looks for 10 s in all: who starts at once would be refused.
     */
    static void outwaitTheKilled() {
        System.setProperty("hsqldb.lockfile.poll.retries", "13");
        System.setProperty("hsqldb.lockfile.poll.interval", "1000");
    }

    /** Creates what is not there yet, in a workspace of an earlier program too. */
    static void prepare(DataSource dataSource) {
        Set<String> tables = new HashSet<>(new JdbcTemplate(dataSource)
                .queryForList("select lower(table_name) from information_schema.tables", String.class));
        ResourceDatabasePopulator scripts = new ResourceDatabasePopulator();
        if (!tables.contains("batch_job_instance")) {
            scripts.addScript(new ClassPathResource("org/springframework/batch/core/schema-hsqldb.sql"));
        }
        for (String own : List.of(LEDGER, MART)) {
            ClassPathResource script = new ClassPathResource(own);
            if (!tables.containsAll(created(script))) {
                scripts.addScript(script);
            }
        }
        scripts.execute(dataSource);
    }

    private static Set<String> created(ClassPathResource script) {
        try {
            return CREATED.matcher(script.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .map(table -> table.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar lacks " + script.getPath(), e);
        }
    }

    /** Creates the tables of a mart in an empty database. */
    static void prepareMart(DataSource empty) {
        new ResourceDatabasePopulator(new ClassPathResource(MART)).execute(empty);
    }
}
