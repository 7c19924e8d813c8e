package io.holdfast.deliver;

import io.holdfast.deliver.Delivery.State;
import io.holdfast.deliver.Dispatch.Enclosure;
import io.holdfast.deliver.Dispatch.Kind;
import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox in a small workspace, with a clock that a test turns. */
final class OutboxTable {

    static final String RUN = "monthly-pack-2025-12-r1";

    private final Path root;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private Instant now = Instant.parse("2026-01-02T02:00:00Z");

    OutboxTable(Path root, DataSource database) {
        this.root = root;
        this.jdbc = new JdbcTemplate(database);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        for (String table : List.of("outbox_attempt", "outbox_file", "outbox", "ledger")) {
            jdbc.execute("drop table if exists " + table);
        }
        new ResourceDatabasePopulator(
                        new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"),
                        new ClassPathResource("io/holdfast/deliver/schema/V6__outbox.sql"))
                .execute(database);
        write("jobs/company.yml", "company: Druckerei\nzone: Europe/Berlin\nlanguages: [en, zh]\n");
    }

    OutboxTable delivery(String text) {
        return write("jobs/delivery.yml", text);
    }

    OutboxTable write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes a file and queues it; what it holds is its name. */
    Enclosure publish(String name, String content) {
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            String sha256 =
                    new ContentStore(root.resolve("data/archive"), name.substring(name.lastIndexOf('.'))).keep(bytes);
            write("out/2025-12/" + name, content);
            return new Enclosure(name, "2025-12/" + name, sha256, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void queue(String recipient, Enclosure... files) {
        queue(RUN, recipient, files);
    }

    void queue(String run, String recipient, Enclosure... files) {
        DeliverySettings settings = DeliverySettings.read(workspace());
        Wording.Text text =
                new Wording(workspace()).report("en", "management-pack", "2025-12", 1, java.util.Optional.of(now));
        Dispatch dispatch = new Dispatch(
                run,
                files.length == 0 ? Kind.FAILURE : Kind.REPORT,
                "monthly-pack",
                "2025-12",
                files.length == 0 ? "" : "management-pack",
                settings.recipient(recipient).orElseThrow(),
                "en",
                text.subject(),
                text.body(),
                List.of(files));
        transactions.executeWithoutResult(status -> outbox().queue(dispatch, now, settings.tries()));
    }

    /** A round of a new process. */
    OutboxTable round() {
        Courier courier = courier();
        courier.recover();
        courier.send(Duration.ofMinutes(5));
        return this;
    }

    Courier courier() {
        return new Courier(workspace(), jdbc, transactions, clock());
    }

    OutboxTable later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Workspace workspace() {
        return new Workspace(root);
    }

    Outbox outbox() {
        return new Outbox(jdbc);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    TransactionTemplate transactions() {
        return transactions;
    }

    /** All rows, oldest first. */
    List<Delivery> rows() {
        List<Delivery> rows = new ArrayList<>();
        for (long id : jdbc.queryForList("select id from outbox order by id", Long.class)) {
            rows.add(outbox().find(id).orElseThrow());
        }
        return rows;
    }

    Delivery only() {
        List<Delivery> rows = rows();
        if (rows.size() != 1) {
            throw new AssertionError(rows);
        }
        return rows.get(0);
    }

    State state() {
        return only().state();
    }

    /** What the ledger says went out. */
    List<Map<String, String>> entered() {
        return new Ledger(jdbc)
                .entries(Courier.KIND, Long.MAX_VALUE).stream()
                        .map(Entry::facts)
                        .map(Map::copyOf)
                        .toList();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
