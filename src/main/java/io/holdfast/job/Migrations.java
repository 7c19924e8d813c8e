package io.holdfast.job;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The database's tables, from the first version to this program's. Each package keeps the scripts of its own tables;
 * their version numbers are one sequence. A script that a release has shipped is never edited: a later one alters.
 */
final class Migrations {

    private static final String ROOT = "classpath:io/holdfast/";

    private Migrations() {}

    /**
     * Brings a database to this program's version, in a workspace of an earlier program too.
     *
     * @param vendor {@code hsqldb} or {@code postgresql}
     * @throws DatabaseException when a later program has been there, or a script fails; what was there stays
     */
    static void apply(DataSource database, String vendor) {
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations(
                        ROOT + "job/schema/" + vendor,
                        ROOT + "ledger/schema",
                        ROOT + "mart/schema",
                        ROOT + "deliver/schema")
                .table("schema_version")
                // Workspaces from before there were versions: the first scripts make what is missing.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            List<String> later = Stream.of(flyway.info().all())
                    .filter(script ->
                            script.getState().isApplied() && !script.getState().isResolved())
                    .map(Migrations::name)
                    .toList();
            if (!later.isEmpty()) {
                throw new DatabaseException("a later version of holdfast has worked with this database: it knows "
                        + String.join(", ", later) + ", this one does not; run that version, or go back to a backup");
            }
            // A script makes what is missing, so one that broke off halfway, on a full disk say, is simply run again.
            if (Stream.of(flyway.info().all())
                    .anyMatch(script -> script.getState().isFailed())) {
                flyway.repair();
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new DatabaseException(
                    "the database's tables could not be brought to this version; nothing was run, and what was recorded is as it was",
                    e);
        }
    }

    private static String name(MigrationInfo script) {
        return String.format(Locale.ROOT, "V%s (%s)", script.getVersion(), script.getDescription());
    }
}
