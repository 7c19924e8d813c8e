package io.holdfast.bench;

import io.holdfast.extract.Extraction;
import io.holdfast.extract.FileTask;
import io.holdfast.extract.StagingArea;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A workspace with the default definitions and a lake, without the jobs around them; its ledger is in memory. */
final class BenchLake implements AutoCloseable {

    static final Instant AT = Instant.parse("2026-01-01T03:00:00Z");

    private final Path root;
    private final JdbcTemplate database;
    private final Workspace workspace;
    private final Company company;
    private final Engine engine;
    private final Ledger ledger;
    private final Lake lake;
    private int nights;

    BenchLake(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("inbox"));
        this.workspace = new Workspace(root);
        this.company = workspace.company();
        this.engine = Engine.start(workspace.data("tmp"), company.memory(), company.threads());
        DriverManagerDataSource memory = new DriverManagerDataSource("jdbc:hsqldb:mem:" + root.getFileName());
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(memory);
        this.database = new JdbcTemplate(memory);
        this.ledger = new Ledger(database);
        this.lake = new Lake(workspace.data("lake"), ledger);
    }

    Workspace workspace() {
        return workspace;
    }

    Company company() {
        return company;
    }

    Engine engine() {
        return engine;
    }

    Lake lake() {
        return lake;
    }

    /** The lake as a process that has just started sees it: nothing verified yet. */
    Lake unverified() {
        return new Lake(workspace.data("lake"), ledger);
    }

    long position() {
        return ledger.head().position();
    }

    Path root() {
        return root;
    }

    /** Lays files of the data into the inbox; none is copied. */
    void lay(Path data, String... prefixes) throws IOException {
        link(data, root.resolve("inbox"), prefixes);
    }

    static void link(Path data, Path inbox, String... prefixes) throws IOException {
        Files.createDirectories(inbox);
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".csv") && Stream.of(prefixes).anyMatch(name::startsWith)) {
                    Files.createLink(inbox.resolve(name), file);
                }
            }
        }
    }

    /** What the steps 'stage' and 'publish' of a night do, as many files at once as the company has threads. */
    void takeIn() throws Exception {
        nights++;
        StagingArea staging = new StagingArea(staging(), root.resolve("out/rejects"));
        Extraction extraction = new Extraction(workspace, engine, lake, ledger);
        long knownAt = position();
        ExecutorService threads = Executors.newFixedThreadPool(company.threads());
        try {
            List<Future<String>> staged = new ArrayList<>();
            for (FileTask task : extraction.tasks()) {
                staged.add(threads.submit(() -> extraction.stage(task, staging, knownAt)));
            }
            for (Future<String> line : staged) {
                line.get();
            }
        } finally {
            threads.shutdown();
        }
        extraction.publish(staging, "night-" + nights, AT);
    }

    /** What the step 'snapshot' does to make a night's loads quick to read. */
    void closeSnapshots() throws Exception {
        try (Connection connection = engine.connect()) {
            lake.closeSnapshots(connection, staging(), "night-" + nights, AT);
        }
    }

    private Path staging() {
        return workspace.data("staging/night-" + nights);
    }

    @Override
    public void close() {
        engine.close();
        database.execute("shutdown");
    }
}
