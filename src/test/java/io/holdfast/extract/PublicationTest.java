package io.holdfast.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Files of one night that speak of the same rows, over a lake that has a base. */
class PublicationTest {

    private static final Instant AT = Instant.parse("2026-01-02T02:00:00Z");

    @TempDir
    private Path root;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:publication-test", true);
    private final Ledger ledger = new Ledger(new JdbcTemplate(database));
    private Engine engine;
    private Lake lake;
    private Extraction extraction;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(root.resolve("inbox"));
        new JdbcTemplate(database).execute("drop table ledger if exists");
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        Workspace workspace = new Workspace(root);
        engine = Engine.start(root.resolve("tmp"), "500MB", 2);
        lake = new Lake(root.resolve("lake"), ledger);
        extraction = new Extraction(workspace, engine, lake, ledger);
    }

    @AfterEach
    void close() {
        engine.close();
        database.destroy();
    }

    @Test
    void of_files_side_by_side_the_later_counts_and_the_base_has_its_rows_replaced_once() throws Exception {
        orders("orders-1.csv", IntStream.rangeClosed(1, 40), order -> "10.00");
        night("first");

        // The later file says of 3 what was known before the night: after the earlier one that is news again.
        orders("orders-2.csv", IntStream.of(3, 7, 41), order -> "20.00");
        orders("orders-3.csv", IntStream.of(3, 5, 7), order -> order == 3 ? "10.00" : "30.00");
        night("second");

        assertThat(amounts("order_id in ('3', '5', '7', '41')"))
                .containsExactly("3 10.00", "41 20.00", "5 30.00", "7 30.00");
        assertThat(amounts("amount = 10")).hasSize(38);
        List<Load> loads = lake.loads(Long.MAX_VALUE);
        assertThat(loads).extracting(Load::stored).containsExactly(40L, 3L, 3L);
        assertThat(loads)
                .extracting(Load::base)
                .containsExactly("", loads.get(0).sha256(), loads.get(0).sha256());
        assertThat(replaced()).containsExactly(2L, 4L, 6L);
    }

    private void orders(String file, IntStream orders, IntFunction<String> amount) throws IOException {
        Files.writeString(
                root.resolve("inbox").resolve(file),
                orders.mapToObj(order -> order + ",c1,2025-12-01 10:00:00," + amount.apply(order) + "\n")
                        .collect(Collectors.joining("", "order_id,customer_id,ordered_at,amount\n", "")));
    }

    private void night(String run) throws SQLException, IOException {
        StagingArea area =
                new StagingArea(Files.createDirectories(root.resolve("staging").resolve(run)), root.resolve("rejects"));
        long knownAt = ledger.head().position();
        for (FileTask task : extraction.tasks()) {
            extraction.stage(task, area, knownAt);
        }
        extraction.publish(area, run, AT);
        try (Connection connection = engine.connect()) {
            lake.closeSnapshots(connection, area.folder(), run, AT);
        }
    }

    private List<String> amounts(String condition) throws SQLException {
        try (Connection connection = engine.connect()) {
            return Sql.query(
                    connection,
                    "select order_id, amount from ("
                            + lake.asKnownAt(Entity.ORDERS, ledger.head().position()) + ") where " + condition
                            + " order by order_id",
                    row -> row.getString(1) + " " + row.getString(2));
        }
    }

    private List<Long> replaced() throws SQLException {
        List<Entry> snapshots = ledger.entries("snapshot", Long.MAX_VALUE);
        String file = snapshots.get(snapshots.size() - 1).fact("replaced") + ".parquet";
        try (Connection connection = engine.connect()) {
            return Sql.query(
                    connection,
                    "select row_number from read_parquet("
                            + Sql.literal(root.resolve("lake/replaced").resolve(file)) + ")",
                    row -> row.getLong(1));
        }
    }
}
