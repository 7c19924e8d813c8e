package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ShopDatabase;
import io.holdfast.job.Workspaces.Ended;
import io.holdfast.lake.Load;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a real PostgreSQL: all of them, or from where the last reading ended, or none and the reason. */
class DatabaseSourceIT {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int DEFINITION = 2;
    private static final int WARNINGS = 4;

    private static final String CANONICAL =
            "select id as order_id, customer as customer_id, ordered as ordered_at, amount, status";
    private static final String COLUMNS = CANONICAL + ", updated_at";
    private static final String SELECT = "select: " + COLUMNS + " from orders";
    // A row takes more than half a millisecond.
    private static final String SLOWLY = "select: " + CANONICAL + ", id from orders where pg_sleep(0.0005) is not null";
    private static final String WATERMARK = "watermark: {column: updated_at, overlap: 5 minutes}";
    private static final String PARTS = "key-range: {column: id, parts: 4}";

    private static ShopDatabase shop;

    @TempDir
    private Path folder;

    private Workspaces workspace;

    @BeforeAll
    static void openShop() {
        shop = new ShopDatabase();
    }

    @BeforeEach
    void layOut() {
        shop.reset(20);
        workspace = workspace("w");
        source(SELECT, WATERMARK);
    }

    @Test
    void a_row_that_is_wrong_is_rejected_with_its_number_and_all_that_it_holds() {
        shop.does("update orders set status = 'lost' where id = 10");

        ended(workspace.nightly(), WARNINGS, "20 read = 19 accepted + 1 rejected", "what changes there is read again");
        // Sorted by key as text: 1, 10, 11 …
        assertThat(workspace.rejects(load(0)))
                .containsExactly("2 status allowed-value lost | 10,c3,2025-12-01 10:10:00,lost,10.5");
    }

    @Test
    void a_part_whose_connection_the_server_ends_is_read_again() {
        shop.reset(4000);
        source(SLOWLY, PARTS);
        CompletableFuture<Ended> run = CompletableFuture.supplyAsync(workspace::nightly);

        assertThat(awaitOne("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'Holdfast'"
                        + " and state = 'active' and query like '%pg_sleep%' limit 1"))
                .isTrue();

        ended(run.join(), DONE, "the connection is lost", "trying again in 1 s", "4000 read = 4000 accepted");
    }

    @Test
    void all_parts_see_one_state_even_where_every_connection_is_cut_meanwhile() {
        shop.reset(3000);
        source(SLOWLY, PARTS);
        AtomicBoolean open = new AtomicBoolean(true);
        CompletableFuture<Void> shoppers = CompletableFuture.runAsync(() -> moveMoney(open));
        try (CuttingProxy proxy = new CuttingProxy(shop.port())) {
            workspace.write("jobs/databases.yml", ShopDatabase.definition(shop.url(proxy.port())));
            CompletableFuture<Ended> run = CompletableFuture.supplyAsync(workspace::nightly);
            assertThat(awaitOne(
                            "select 1 from pg_stat_activity where application_name = 'Holdfast' and state = 'active'"
                                    + " and query like '%id >=%'"))
                    .isTrue();
            proxy.cut();

            ended(run.join(), DONE, "the connection is lost", "3000 read = 3000 accepted");
        } finally {
            open.set(false);
            shoppers.join();
        }
        // 0.5 + 1.5 + … were there, and nothing else came or went.
        assertThat(workspace.orders("order_id, amount").stream()
                        .mapToDouble(row -> Double.parseDouble(row.split(" ")[1]))
                        .sum())
                .isEqualTo(3000 * 3001 / 2 + 1500);
    }

    @Test
    void a_password_in_clear_is_refused_before_a_copy_of_it_is_kept() {
        workspace.write(
                "jobs/databases.yml",
                ShopDatabase.definition(shop.url()).replaceFirst("password: .*", "password: hunter2"));

        Ended check = workspace.run("check");
        Ended night = workspace.nightly();

        ended(check, DEFINITION, "jobs/databases.yml:4: 'password' is written out", "${env:NAME}");
        ended(night, DEFINITION, "jobs/databases.yml:4: 'password' is written out");
        assertThat(check.said() + night.said()).doesNotContain("hunter2");
        assertThat(workspace.path("data/archive/definitions")).doesNotExist();
    }

    @Test
    void a_password_that_is_wrong_is_said_without_it() {
        workspace.write("secrets/shop", "not-" + ShopDatabase.PASSWORD);

        Ended ended = workspace.nightly();

        ended(
                ended,
                FAILED,
                "shop:orders: the database fails: FATAL: password authentication failed for user \"reader\"");
        assertThat(ended.said()).doesNotContain(ShopDatabase.PASSWORD);
    }

    @Test
    void a_run_that_failed_later_keeps_what_it_had_read() {
        workspace.source("customers").write("inbox/customers.csv", "");
        workspace.nightly();
        assertThat(workspace.loads()).isEmpty();
        workspace.write("inbox/customers.csv", "customer_id,name\nc1,One\n");
        shop.add(21, 21);

        ended(workspace.nightly(), WARNINGS, "shop:orders: checked already by an earlier try of this run");
        assertThat(load(0).records()).isEqualTo(20);
    }

    @Test
    void a_source_may_write_nothing() {
        shop.does("create or replace function sneaky() returns int language sql as 'update orders set amount = 0;"
                + " select 1'");
        source("select: " + COLUMNS + " from orders where sneaky() = 1", WATERMARK);

        ended(workspace.nightly(), FAILED, "cannot execute UPDATE in a read-only transaction");
        assertThat(shop.answers("select count(*) from orders where amount = 0")).containsExactly("0");
    }

    private Workspaces workspace(String name) {
        return Workspaces.withOrders(folder.resolve(name))
                .write("secrets/shop", ShopDatabase.PASSWORD + "\n")
                .write("jobs/databases.yml", ShopDatabase.definition(shop.url()));
    }

    private void source(String... lines) {
        workspace.write(
                "jobs/sources/orders.yml",
                "entity: orders\ndatabase: shop\n" + String.join("\n", lines) + "\nmax-rejects: {share: 40%}\n");
    }

    // Takes from one order what it gives to another, in transactions.
    private static void moveMoney(AtomicBoolean open) {
        try (Connection connection = shop.connect()) {
            for (int i = 1; open.get(); i++) {
                connection
                        .createStatement()
                        .execute("begin; update orders set amount = amount + 1 where id = "
                                + (1 + i % 1000) + "; update orders set amount = amount - 1 where id = "
                                + (2001 + i % 1000)
                                + "; commit");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean awaitOne(String sql) {
        for (int i = 0; i < 1000; i++) {
            if (!shop.answers(sql).isEmpty()) {
                return true;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return false;
    }

    private Load load(int index) {
        return load(workspace.loads(), index);
    }

    private static Load load(List<Load> loads, int index) {
        assertThat(loads).hasSizeGreaterThan(index);
        return loads.get(index);
    }

    private static void ended(Ended ended, int exitCode, String... says) {
        assertThat(ended.said()).contains(says);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }
}
