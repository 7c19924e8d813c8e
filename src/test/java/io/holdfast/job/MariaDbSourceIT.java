package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.job.Workspaces.Ended;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real MariaDB, whose server lives in another zone, tells otherwise than PostgreSQL. */
class MariaDbSourceIT {

    private static final String SELECT =
            "select: select id as order_id, customer as customer_id, ordered as ordered_at,"
                    + " delivered as delivered_at, amount, status, error_reached_customer, changed, id from orders";

    @TempDir
    private static Path server;

    private static Optional<RealMariaDb> shop = Optional.empty();

    @TempDir
    private Path folder;

    private Workspaces workspace;

    @BeforeAll
    static void openShop() {
        shop = RealMariaDb.start(server);
        assumeTrue(
                shop.isPresent(), "there is no MariaDB on this machine (Debian: mariadb-server); not tested with it");
    }

    @AfterAll
    static void closeShop() {
        shop.ifPresent(RealMariaDb::close);
    }

    @BeforeEach
    void layOut() {
        shop().does(
                        "use shop",
                        "drop table if exists shop.orders",
                        "create table shop.orders (id bigint unsigned primary key, customer varchar(20), ordered timestamp null,"
                                + " delivered datetime(6), amount decimal(12, 4), status enum('open', 'delivered'),"
                                + " error_reached_customer tinyint(1), changed timestamp null)",
                        "insert into shop.orders select seq, concat('客', seq % 7), '2025-12-01 18:00:00',"
                                + " '2025-12-02 10:00:00.5', seq + 0.5, 'delivered', seq % 2,"
                                + " timestampadd(minute, seq, '2026-01-01 21:00:00') from seq_1_to_3000");
        workspace = Workspaces.withOrders(folder.resolve("w")).write("secrets/shop", RealMariaDb.PASSWORD + "\n");
        database(shop().url("mariadb"));
        source(SELECT, "watermark: {column: changed, overlap: 5 minutes}", "key-range: {column: id, parts: 3}");
    }

    @Test
    void moments_are_shown_in_the_business_s_zone_and_local_times_as_they_are() {
        ended(workspace.nightly(), 0, "shop:orders: 3000 read = 3000 accepted + 0 rejected; 3000 new or changed");

        // 18:00 in the server's zone (+09:00) is 10:00 in Berlin.
        assertThat(workspace.orders(
                        "order_id, customer_id, ordered_at, delivered_at, amount, status, error_reached_customer"))
                .contains("1 客1 2025-12-01 10:00:00 2025-12-02 10:00:00.5 1.50 delivered true")
                .hasSize(3000);
        assertThat(workspace.loads().get(0).extent().orElseThrow().watermark()).isEqualTo("2026-01-03T14:00:00Z");
    }

    @Test
    void the_next_night_reads_what_changed_since_also_by_the_name_of_mysql() {
        database(shop().url("mysql"));
        workspace.nightly("2025-12-30");
        shop().does("update shop.orders set amount = 7, changed = '2026-01-04 09:00:00' where id = 3");

        ended(
                workspace.nightly(),
                0,
                "shop:orders: 7 read = 7 accepted + 0 rejected; 1 new or changed; changed since 2026-01-03T13:55:00Z");
        assertThat(workspace.orders("order_id, amount")).contains("3 7.00");
    }

    @Test
    void a_part_whose_connection_the_server_ends_is_read_again() throws InterruptedException {
        source(
                SELECT.replace(", changed, id from orders", ", id from orders where sleep(0.0005) = 0"),
                "key-range: {column: id, parts: 3}");
        CompletableFuture<Ended> run = CompletableFuture.supplyAsync(workspace::nightly);
        while (!run.isDone()) {
            Optional<String> reader = shop()
                    .answers(
                            "select id from information_schema.processlist where user = 'reader' and info like '%id >=%'")
                    .stream()
                    .findFirst();
            if (reader.isPresent()) {
                shop().does("kill " + reader.get());
                break;
            }
            Thread.sleep(20);
        }

        ended(run.join(), 0, "the connection is lost", "3000 read = 3000 accepted");
    }

    @Test
    void a_floating_number_and_a_wrong_password_are_told_in_words() {
        shop().does("alter table shop.orders modify amount double");
        ended(workspace.nightly(), 2, "yields 'amount' as double, but orders.amount needs an exact number");

        workspace.write("secrets/shop", "not-" + RealMariaDb.PASSWORD);
        Ended ended = workspace.nightly();
        ended(ended, 1, "Access denied for user 'reader'");
        assertThat(ended.said()).doesNotContain(RealMariaDb.PASSWORD);
    }

    private static RealMariaDb shop() {
        return shop.orElseThrow();
    }

    private void database(String url) {
        workspace.write(
                "jobs/databases.yml", "shop:\n  url: " + url + "\n  user: reader\n  password: ${file:secrets/shop}\n");
    }

    private void source(String... lines) {
        workspace.write(
                "jobs/sources/orders.yml", "entity: orders\ndatabase: shop\n" + String.join("\n", lines) + "\n");
    }

    private static void ended(Ended ended, int exitCode, String... says) {
        assertThat(ended.said()).contains(says);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }
}
