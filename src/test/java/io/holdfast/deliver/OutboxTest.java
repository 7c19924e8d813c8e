package io.holdfast.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.holdfast.deliver.Delivery.State;
import io.holdfast.deliver.Dispatch.Enclosure;
import io.holdfast.deliver.Dispatch.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox and its states, by way of folders, which need no server. */
class OutboxTest {

    private static final String SHARES = "recipients:\n  share: {folder: delivered/share}\n"
            + "  other: {folder: delivered/other}\n  log: {folder: told}\noperators: [log]\ntries: 3\n";

    @TempDir
    private Path root;

    private final HikariDataSource database = new HikariDataSource();
    private OutboxTable outbox;
    private Enclosure pack;

    /** The address of an empty database, with user and password where it asks for them. */
    void connect(HikariDataSource pool) {
        pool.setJdbcUrl("jdbc:hsqldb:mem:outbox-test;hsqldb.tx=mvcc");
    }

    @BeforeEach
    void open() {
        connect(database);
        outbox = new OutboxTable(root, database).delivery(SHARES);
        pack = outbox.publish("management-pack.en.pdf", "%PDF the pack");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_file_lands_under_its_period_whole_and_nothing_else_beside_it() throws IOException {
        outbox.queue("share", pack);

        outbox.round();

        assertThat(outbox.state()).isEqualTo(State.SENT);
        try (var files = Files.walk(root.resolve("delivered"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .isEqualTo(root.resolve("delivered/share/2025-12/management-pack.en.pdf"))
                    .satisfies(file -> assertThat(file).hasContent("%PDF the pack"));
        }
        assertThat(outbox.entered())
                .containsExactly(Map.of(
                        "delivery", outbox.only().key(),
                        "recipient", "share",
                        "channel", "folder",
                        "form", "file",
                        "report", "management-pack",
                        "language", "en",
                        "period", "2025-12",
                        "files", "management-pack.en.pdf=" + pack.sha256()));
    }

    @Test
    void what_is_queued_twice_is_one_and_what_was_sent_is_not_queued_again() {
        outbox.queue("share", pack);
        outbox.queue("share", pack);
        outbox.round();
        outbox.queue("share", pack);

        assertThat(outbox.only().state()).isEqualTo(State.SENT);
    }

    @Test
    void other_bytes_of_the_same_run_are_another_delivery() {
        outbox.queue("share", pack);
        outbox.queue("share", outbox.publish("management-pack.zh.pdf", "%PDF another"));

        assertThat(outbox.rows()).hasSize(2);
    }

    @Test
    void what_is_queued_in_a_transaction_that_fails_is_not_queued() {
        outbox.transactions().executeWithoutResult(status -> {
            outbox.queue("share", pack);
            status.setRollbackOnly();
        });

        assertThat(outbox.rows()).isEmpty();
    }

    @Test
    void a_name_that_is_taken_by_other_bytes_is_left_as_it_is_and_the_operators_are_told() throws IOException {
        Path taken = root.resolve("delivered/share/2025-12/management-pack.en.pdf");
        outbox.write("delivered/share/2025-12/management-pack.en.pdf", "somebody's own");
        outbox.queue("share", pack);

        outbox.round();

        assertThat(taken).hasContent("somebody's own");
        assertThat(outbox.rows().get(0).state()).isEqualTo(State.GIVEN_UP);
        assertThat(outbox.rows().get(0).answer())
                .contains(taken.toString())
                .contains("with other content, which stays");
        assertThat(outbox.rows().get(1).kind()).isEqualTo(Kind.UNSENT);
        Files.delete(taken);
        assertThat(again(outbox.rows().get(0).id())).isTrue();
        outbox.round();
        assertThat(taken).hasContent("%PDF the pack");
    }

    @Test
    void the_same_bytes_there_already_are_as_good_as_sent() {
        outbox.write("delivered/share/2025-12/management-pack.en.pdf", "%PDF the pack");
        outbox.queue("share", pack);

        outbox.round();

        assertThat(outbox.state()).isEqualTo(State.SENT);
    }

    @Test
    void a_folder_where_nobody_may_write_is_tried_again_until_it_is_given_up() throws IOException {
        Assumptions.assumeThat(System.getProperty("user.name"))
                .as("root may write anywhere")
                .isNotEqualTo("root");
        Path folder = Files.createDirectories(root.resolve("delivered/share"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        outbox.queue("share", pack);

        outbox.round();

        assertThat(outbox.state()).isEqualTo(State.FAILED);
        assertThat(outbox.only().answer()).contains("cannot write").contains("may this user write to it");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        outbox.later(Duration.ofMinutes(1)).round();
        assertThat(outbox.state()).isEqualTo(State.SENT);
    }

    @Test
    void a_folder_in_whose_place_a_file_lies_is_tried_so_often_then_given_up() {
        outbox.write("delivered/share", "a file");
        outbox.queue("share", pack);

        outbox.round().round();
        assertThat(outbox.only().standing()).contains("not sent after 1 try: cannot write");
        outbox.later(Duration.ofMinutes(1)).round();
        assertThat(outbox.only().tries()).isEqualTo(2);
        outbox.later(Duration.ofMinutes(2)).round();

        assertThat(outbox.rows().get(0).standing()).contains("given up after 3 tries");
        assertThat(outbox.rows().get(1).subject())
                .isEqualTo("Druckerei: not delivered: management-pack 2025-12 (en) to share by folder");
    }

    @Test
    void a_copy_that_a_dead_process_had_in_hand_is_made_again() {
        outbox.queue("share", pack);
        outbox.outbox().take(outbox.only(), "folder", "there", outbox.clock().instant());
        assertThat(outbox.outbox().due(outbox.clock().instant())).isEmpty();

        outbox.round();

        assertThat(outbox.state()).isEqualTo(State.SENT);
        assertThat(outbox.only().tries()).isEqualTo(2);
    }

    @Test
    void a_recipient_that_was_taken_out_is_given_up_and_said() {
        outbox.queue("share", pack);
        outbox.delivery(SHARES.replace("share: {folder: delivered/share}", "elsewhere: {folder: delivered/share}"));

        outbox.round();

        assertThat(outbox.rows().get(0).answer()).contains("'share' does not stand in jobs/delivery.yml any more");
        assertThat(outbox.rows().get(0).state()).isEqualTo(State.GIVEN_UP);
    }

    @Test
    void of_two_senders_at_once_each_takes_what_the_other_has_not() throws Exception {
        for (int i = 0; i < 20; i++) {
            outbox.queue("monthly-pack-2025-12-r" + i, "share", pack);
        }
        ExecutorService senders = Executors.newFixedThreadPool(2);
        CountDownLatch both = new CountDownLatch(2);
        Callable<Void> sender = () -> {
            Courier courier = outbox.courier();
            both.countDown();
            both.await();
            courier.send(Duration.ofMinutes(1));
            return null;
        };
        try {
            for (Future<Void> one : senders.invokeAll(List.of(sender, sender))) {
                one.get();
            }
        } finally {
            senders.shutdown();
        }

        assertThat(outbox.rows()).allMatch(row -> row.state() == State.SENT);
        assertThat(outbox.entered()).as("each once").hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void what_is_to_go_again_goes_again_unless_it_is_sent_or_somebody_has_it_in_hand() {
        outbox.queue("share", pack);
        outbox.queue("other", pack);
        long share = outbox.rows().get(0).id();
        long other = outbox.rows().get(1).id();
        outbox.outbox()
                .take(outbox.rows().get(1), "folder", "there", outbox.clock().instant());
        outbox.courier().send(Duration.ofMinutes(1));

        assertThat(again(share)).as("sent").isFalse();
        assertThat(again(other)).as("in hand").isFalse();
        assertThat(outbox.outbox().again(share, true, outbox.clock().instant(), 3))
                .as("sent, but wanted once more")
                .isTrue();
    }

    private boolean again(long id) {
        return outbox.outbox().again(id, false, outbox.clock().instant(), 3);
    }
}
