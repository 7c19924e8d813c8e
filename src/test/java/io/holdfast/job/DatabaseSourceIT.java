package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.Workspaces.Ended;
import io.holdfast.lake.Extent;
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

    // What is read

    @Test
    void rows_become_a_load_with_times_in_the_business_s_own_zone() {
        Ended ended = workspace.nightly();

        ended(ended, DONE, "shop:orders: 20 read = 20 accepted + 0 rejected; 20 new or changed");
        assertThat(workspace.orders("order_id, customer_id, ordered_at, amount, status"))
                .contains("1 c1 2025-12-01 10:01:00 1.50 open")
                .hasSize(20);
    }

    @Test
    void the_same_rows_give_the_same_bytes_whatever_order_and_parts_they_came_in() {
        shop.reset(3000);
        source("select: " + CANONICAL + ", id from orders", PARTS);
        workspace.nightly();
        shop.does("create table turned as select * from orders order by id % 10, id desc");
        Workspaces other = workspace("other");
        other.write(
                "jobs/sources/orders.yml",
                "entity: orders\ndatabase: shop\n" + "select: " + CANONICAL + " from turned\n");
        other.nightly();
        shop.does("drop table turned");

        assertThat(load(other.loads(), 0).sha256()).isEqualTo(load(0).sha256());
        assertThat(load(other.loads(), 0).fileSha256()).isEqualTo(load(0).fileSha256());
        assertThat(load(0).stored()).isEqualTo(3000);
    }

    @Test
    void what_the_database_holds_oddly_comes_through_exactly() {
        shop.does(
                "update orders set customer = e'a \"quoted\", text\\nof two lines', amount = null where id = 1",
                "update orders set customer = '客户', status = '' where id = 2",
                "update orders set ordered = '2025-12-01 10:00:00.123456+01' where id = 3");

        assertThat(workspace.nightly().exitCode()).isZero();

        assertThat(workspace.orders("order_id, customer_id, coalesce(cast(amount as varchar), '-')"))
                .contains("1 a \"quoted\", text\nof two lines -");
        assertThat(workspace.orders("order_id, customer_id, coalesce(status, '-'), ordered_at"))
                .contains("2 客户 - 2025-12-01 10:02:00", "3 c3 open 2025-12-01 10:00:00.123456");
    }

    @Test
    void the_query_may_stand_in_a_file_beside_and_end_in_a_comment() {
        source(WATERMARK);
        workspace.write(
                "jobs/sources/orders.sql",
                "-- the shop's\nwith o as (select * from orders)\n" + COLUMNS + "\nfrom o -- all of them\n;\n");

        ended(workspace.nightly(), DONE, "20 read = 20 accepted");
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
    void a_source_may_write_nothing() {
        shop.does("create or replace function sneaky() returns int language sql as 'update orders set amount = 0;"
                + " select 1'");
        source("select: " + COLUMNS + " from orders where sneaky() = 1", WATERMARK);

        ended(workspace.nightly(), FAILED, "cannot execute UPDATE in a read-only transaction");
        assertThat(shop.answers("select count(*) from orders where amount = 0")).containsExactly("0");
    }

    // From where the last reading ended

    @Test
    void the_next_night_reads_what_changed_since_and_a_little_before() {
        workspace.nightly("2025-12-30");
        shop.add(21, 22);
        shop.does("update orders set status = 'cancelled', updated_at = '2026-01-01 13:00:00+00' where id = 3");

        Ended ended = workspace.nightly();

        // 20 was the last; five minutes before it are 15 to 20.
        ended(
                ended,
                DONE,
                "shop:orders: 9 read = 9 accepted + 0 rejected; 3 new or changed; changed since 2026-01-01T12:15:00Z");
        assertThat(extent(1).watermark()).isEqualTo("2026-01-01T13:00:00Z");
        assertThat(workspace.orders("order_id, status")).hasSize(22).contains("3 cancelled", "4 open");
    }

    @Test
    void a_night_without_news_is_entered_as_such() {
        workspace.nightly("2025-12-30");

        ended(workspace.nightly(), DONE, "6 read = 6 accepted + 0 rejected; 0 new or changed");

        assertThat(load(1).records()).isEqualTo(6);
        assertThat(load(1).stored()).isZero();
        assertThat(extent(1).watermark()).isEqualTo(extent(0).watermark());
    }

    @Test
    void a_transaction_that_ends_late_is_found_within_the_overlap_also_with_an_equal_time() throws Exception {
        try (Connection late = shop.connect()) {
            late.setAutoCommit(false);
            late.createStatement()
                    .execute("insert into orders values (98, 'c1', now(), 1, 'open',"
                            + " '2026-01-01 12:16:00+00'), (99, 'c1', now(), 1, 'open', '2026-01-01 12:20:00+00')");
            workspace.nightly("2025-12-30");
            late.commit();
        }

        workspace.nightly();

        assertThat(load(1).stored()).isEqualTo(2);
        assertThat(workspace.orders("order_id")).contains("98", "99");
    }

    @Test
    void rows_that_do_not_tell_when_they_changed_are_read_every_time() {
        shop.does("update orders set updated_at = null where id = 2");
        workspace.nightly("2025-12-30");
        shop.does("update orders set amount = 7 where id = 2");

        workspace.nightly();

        assertThat(workspace.orders("order_id, amount")).contains("2 7.00");
    }

    @Test
    void the_watermark_does_not_pass_the_moment_in_which_the_run_began() {
        shop.does("update orders set updated_at = '2999-01-01' where id = 1");

        workspace.nightly();

        assertThat(extent(0).watermark()).isEqualTo(load(0).recordedAt().toString());
        assertThat(workspace.orders("order_id")).contains("1");
    }

    @Test
    void after_an_edit_of_the_source_everything_is_read_again() {
        workspace.nightly("2025-12-30");
        source(SELECT.replace("select id", "select /* all */ id"), WATERMARK);

        ended(workspace.nightly(), DONE, "20 read = 20 accepted + 0 rejected; 0 new or changed");

        assertThat(extent(1).from()).isEmpty();
    }

    @Test
    void a_number_that_grows_with_every_change_is_a_watermark_too() {
        source("select: " + CANONICAL + ", id from orders", "watermark: {column: id, overlap: 3}");
        workspace.nightly("2025-12-30");
        shop.add(21, 21);

        ended(workspace.nightly(), DONE, "5 read = 5 accepted + 0 rejected; 1 new or changed; changed since 17");
    }

    @Test
    void an_overlap_that_does_not_suit_its_column_is_refused() {
        source(SELECT, "watermark: {column: updated_at, overlap: 3}");

        ended(
                workspace.nightly(),
                DEFINITION,
                "jobs/sources/orders.yml:4: 'overlap' does not suit the column 'updated_at', which is timestamptz; write"
                        + " a time such as 2 days");
    }

    // What changed in the database itself

    @Test
    void a_column_that_was_renamed_is_named() {
        shop.does("alter table orders rename amount to total");

        ended(
                workspace.nightly(),
                DEFINITION,
                "jobs/sources/orders.yml:3: is refused by the database shop: ERROR: column \"amount\" does not exist",
                "were columns renamed or dropped");
    }

    @Test
    void a_column_whose_type_changed_is_named_with_what_may_come() {
        shop.does("alter table orders alter amount type float8");

        ended(
                workspace.nightly(),
                DEFINITION,
                "jobs/sources/orders.yml:3: yields 'amount' as float8, but orders.amount needs an exact number (such as"
                        + " numeric or integer) or text; did the column's type change? Cast it in the select");
    }

    @Test
    void a_column_that_the_select_yields_no_more_is_named_before_every_row_counts_as_changed() {
        shop.does("create view shown as " + CANONICAL + " from orders");
        source("select: select * from shown");
        workspace.nightly("2025-12-30");
        shop.does("drop view shown", "create view shown as " + CANONICAL.replace(", status", "") + " from orders");

        ended(workspace.nightly(), DEFINITION, "does not yield status any more, which it did at ledger position 1");
        shop.does("drop view shown");
    }

    @Test
    void a_column_that_every_row_needs_and_one_that_nobody_knows_are_named() {
        source("select: select id as order_id, ordered as ordered_at from orders");
        ended(
                workspace.nightly(),
                DEFINITION,
                "does not yield 'customer_id', which every row of orders needs; it yields");

        source(
                "select: select id as order_id, customer as customer_id, ordered as ordered_at, 1 as amuont from orders");
        ended(
                workspace.nightly(),
                DEFINITION,
                "yields the column 'amuont', which orders does not have; allowed: order_id");
    }

    // The connection

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
            workspace.write("jobs/databases.yml", database(shop.url(proxy.port())));
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
    void a_password_in_clear_is_refused_before_a_copy_of_it_is_kept() {
        workspace.write("jobs/databases.yml", database(shop.url()).replaceFirst("password: .*", "password: hunter2"));

        Ended check = workspace.run("check");
        Ended night = workspace.nightly();

        ended(check, DEFINITION, "jobs/databases.yml:4: 'password' is written out", "${env:NAME}");
        ended(night, DEFINITION, "jobs/databases.yml:4: 'password' is written out");
        assertThat(check.said() + night.said()).doesNotContain("hunter2");
        assertThat(workspace.path("data/archive/definitions")).doesNotExist();
    }

    @Test
    void a_driver_that_is_not_there_is_named_with_its_place() {
        workspace.write("jobs/databases.yml", database("jdbc:oracle:thin:@//db.example:1521/shop"));

        ended(
                workspace.nightly(),
                DEFINITION,
                "jobs/databases.yml:2: no driver knows an address that begins with jdbc:oracle:; put Oracle's driver"
                        + " ojdbc17.jar into " + workspace.path("drivers"));
    }

    // The run

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

    private Workspaces workspace(String name) {
        return Workspaces.withOrders(folder.resolve(name))
                .write("secrets/shop", ShopDatabase.PASSWORD + "\n")
                .write("jobs/databases.yml", database(shop.url()));
    }

    private static String database(String url) {
        return "shop:\n  url: " + url + "\n  user: reader\n  password: ${file:secrets/shop}\n";
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

    private Extent extent(int index) {
        return load(index).extent().orElseThrow();
    }

    private static void ended(Ended ended, int exitCode, String... says) {
        assertThat(ended.said()).contains(says);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }
}
