package io.holdfast.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import javax.sql.DataSource;

/** Mart to workbook or CSV: the tables of one report in one language, written and handed on. */
final class TablesStep implements Work {

    private final RunContext run;
    private final WrittenTables tables;
    private final DataSource mart;
    private final Outlet outlet;

    TablesStep(RunContext run, WrittenTables tables, DataSource mart, Outlet outlet) {
        this.run = run;
        this.tables = tables;
        this.mart = mart;
        this.outlet = outlet;
    }

    @Override
    public void run() throws Exception {
        Path draft = run.staging()
                .resolve(run.fileName(
                        tables.report(), tables.language(), tables.form().ending()));
        Files.deleteIfExists(draft);
        try (Connection connection = mart.getConnection()) {
            tables.write(Optional.empty(), connection, draft);
        }
        outlet.report(tables.report(), tables.language(), draft);
    }
}
