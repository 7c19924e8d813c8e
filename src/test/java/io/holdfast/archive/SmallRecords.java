package io.holdfast.archive;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Chain;
import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Sha256;
import io.holdfast.mart.Mart;
import io.holdfast.mart.MartRows;
import io.holdfast.mart.MartSchema;
import io.holdfast.mart.Notice;
import io.holdfast.mart.Run;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Records of everything there is, as small as they can be: a load, a run with a result, a publication, two definitions. */
final class SmallRecords implements AutoCloseable {

    private static final Instant AT = Instant.parse("2026-01-01T02:00:00Z");
    private static final Company COMPANY =
            new Company("Druckerei", ZoneId.of("Europe/Berlin"), "EUR", List.of("en"), Map.of(), "1GB", 2);

    final JdbcTemplate jdbc;
    final Path data;
    final Workspace workspace;
    final KeptDefinitions definitions;
    final Archive archive;
    final Ledger ledger;

    private final SingleConnectionDataSource database;
    private final Lake lake;

    SmallRecords(Path folder) throws IOException {
        this.database = new SingleConnectionDataSource("jdbc:hsqldb:mem:small-records", true);
        this.jdbc = new JdbcTemplate(database);
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        MartSchema.create(database);
        write(folder.resolve("jobs/company.yml"), "company: Druckerei\n");
        write(folder.resolve("reports/some.jrxml"), "<jasperReport/>\n");
        this.workspace = new Workspace(folder);
        this.data = folder.resolve("data");
        this.ledger = new Ledger(jdbc);
        this.lake = new Lake(data.resolve("lake"), ledger);
        this.archive = new Archive(data.resolve("archive"), ledger);
        this.definitions = new KeptDefinitions(data.resolve("archive"));
        load(folder);
        Run run = run(definitions.keep(workspace));
        new Mart(jdbc).enter(run);
        new Mart(jdbc).notices(run, List.of(new Notice("No order was entered in 2025-12.", Map.of())));
        archive.publish(
                write(folder.resolve("draft.pdf"), "%PDF"),
                run.id(),
                AT,
                Map.of("report", "pack", "language", "en", "period", "2025-12"),
                folder.resolve("out/pack.en.pdf"));
        archive.enter(
                new RunRecord(
                        0,
                        AT,
                        run.id(),
                        run.job(),
                        run.period(),
                        1,
                        Optional.of(1L),
                        run.definitionsSha256(),
                        "1",
                        "17",
                        "operator",
                        ""),
                new MartRows(jdbc).text(run.id()));
    }

    private void load(Path folder) throws IOException {
        // The content of a load is not looked at when it is verified, only its bytes.
        Path file = write(folder.resolve("load"), "a load");
        Path rejects = write(folder.resolve("rejects"), "a reject");
        String rejected = lake.adoptRejects(rejects);
        Load load = new Load(
                0,
                AT,
                "nightly-2025-12-31-r1",
                Entity.ORDERS,
                "orders",
                "inbox/orders.csv",
                Sha256.of("orders"),
                Sha256.of("source"),
                Set.of("order_id"),
                2,
                1,
                0,
                1,
                1,
                new ContentStore(data.resolve("lake/orders"), ".parquet").keep(file),
                Optional.of(""),
                rejected,
                "",
                Optional.empty());
        ledger.append(Load.KIND, AT, load.runId(), load.facts());
    }

    private Run run(String sha256) {
        Head head = ledger.head();
        return new Run("monthly-pack", Period.parse("2025-12"), 1, head, COMPANY, "1", sha256);
    }

    List<String> findings(Head... heads) {
        return new Verification(new Chain(jdbc), lake, archive, definitions, new MartRows(jdbc))
                .verify(List.of(heads)).findings().stream()
                        .map(Object::toString)
                        .toList();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Override
    public void close() {
        jdbc.execute("shutdown");
        database.destroy();
    }
}
