package io.holdfast.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ShopDatabase;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Extent;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Nights that read a real PostgreSQL: all of it, or from where the last one ended, or nothing and the reason. */
class DatabaseReadingIT {

    private static final Instant AT = Instant.parse("2026-01-02T02:00:00Z");

    private static final String CANONICAL =
            "select id as order_id, customer as customer_id, ordered as ordered_at, amount, status";
    private static final String COLUMNS = CANONICAL + ", updated_at";
    private static final String SELECT = "select: " + COLUMNS + " from orders";
    private static final String WATERMARK = "watermark: {column: updated_at, overlap: 5 minutes}";
    private static final String PARTS = "key-range: {column: id, parts: 4}";

    private static ShopDatabase shop;

    @TempDir
    private Path root;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:database-reading", true);
    private final Ledger ledger = new Ledger(new JdbcTemplate(database));
    private Engine engine;
    private Lake lake;
    private int nights;

    @BeforeAll
    static void openShop() {
        shop = new ShopDatabase();
    }

    @BeforeEach
    void open() {
        engine = Engine.start(root.resolve("tmp"), "500MB", 2);
        anew();
        shop.reset(20);
        write("jobs/company.yml", "company: Druckerei\nzone: Europe/Berlin\n");
        write("secrets/shop", ShopDatabase.PASSWORD + "\n");
        write("jobs/databases.yml", ShopDatabase.definition(shop.url()));
        source(SELECT, WATERMARK);
    }

    @AfterEach
    void close() {
        engine.close();
        database.destroy();
    }

    // What is read

    @Test
    void rows_become_a_load_with_times_in_the_business_s_own_zone() {
        String told = night();

        assertThat(told).contains("shop:orders: 20 read = 20 accepted + 0 rejected; 20 new or changed");
        assertThat(orders("order_id, customer_id, ordered_at, amount, status"))
                .contains("1 c1 2025-12-01 10:01:00 1.50 open")
                .hasSize(20);
    }

    @Test
    void the_same_rows_give_the_same_bytes_whatever_order_and_parts_they_came_in() {
        shop.reset(3000);
        source("select: " + CANONICAL + ", id from orders", PARTS);
        night();
        shop.does("create table turned as select * from orders order by id % 10, id desc");
        source("select: " + CANONICAL + " from turned");
        String bytes = load(0).sha256();
        anew();
        night();
        shop.does("drop table turned");

        assertThat(load(0).sha256()).isEqualTo(bytes);
        assertThat(load(0).stored()).isEqualTo(3000);
    }

    @Test
    void what_the_database_holds_oddly_comes_through_exactly() {
        shop.does(
                "update orders set customer = e'a \"quoted\", text\\nof two lines', amount = null where id = 1",
                "update orders set customer = '客户', status = '' where id = 2",
                "update orders set ordered = '2025-12-01 10:00:00.123456+01' where id = 3");

        night();

        assertThat(orders("order_id, customer_id, coalesce(cast(amount as varchar), '-')"))
                .contains("1 a \"quoted\", text\nof two lines -");
        assertThat(orders("order_id, customer_id, coalesce(status, '-'), ordered_at"))
                .contains("2 客户 - 2025-12-01 10:02:00", "3 c3 open 2025-12-01 10:00:00.123456");
    }

    @Test
    void the_query_may_stand_in_a_file_beside_and_end_in_a_comment() {
        source(WATERMARK);
        write(
                "jobs/sources/orders.sql",
                "-- the shop's\nwith o as (select * from orders)\n" + COLUMNS + "\nfrom o -- all of them\n;\n");

        told("20 read = 20 accepted");
    }

    // From where the last reading ended

    @Test
    void the_next_night_reads_what_changed_since_and_a_little_before() {
        night();
        shop.add(21, 22);
        shop.does("update orders set status = 'cancelled', updated_at = '2026-01-01 13:00:00+00' where id = 3");

        String told = night();

        // 20 was the last; five minutes before it are 15 to 20.
        assertThat(told)
                .contains(
                        "shop:orders: 9 read = 9 accepted + 0 rejected; 3 new or changed; changed since 2026-01-01T12:15:00Z");
        assertThat(extent(1).watermark()).isEqualTo("2026-01-01T13:00:00Z");
        assertThat(orders("order_id, status")).hasSize(22).contains("3 cancelled", "4 open");
    }

    @Test
    void a_night_without_news_is_entered_as_such() {
        night();

        told("6 read = 6 accepted + 0 rejected; 0 new or changed");

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
            night();
            late.commit();
        }

        night();

        assertThat(load(1).stored()).isEqualTo(2);
        assertThat(orders("order_id")).contains("98", "99");
    }

    @Test
    void rows_that_do_not_tell_when_they_changed_are_read_every_time() {
        shop.does("update orders set updated_at = null where id = 2");
        night();
        shop.does("update orders set amount = 7 where id = 2");

        night();

        assertThat(orders("order_id, amount")).contains("2 7.00");
    }

    @Test
    void the_watermark_does_not_pass_the_moment_in_which_the_run_began() {
        shop.does("update orders set updated_at = '2999-01-01' where id = 1");

        night();

        assertThat(extent(0).watermark()).isEqualTo(AT.toString());
        assertThat(orders("order_id")).contains("1");
    }

    @Test
    void after_an_edit_of_the_source_everything_is_read_again() {
        night();
        source(SELECT.replace("select id", "select /* all */ id"), WATERMARK);

        told("20 read = 20 accepted + 0 rejected; 0 new or changed");

        assertThat(extent(1).from()).isEmpty();
    }

    @Test
    void a_number_that_grows_with_every_change_is_a_watermark_too() {
        source("select: " + CANONICAL + ", id from orders", "watermark: {column: id, overlap: 3}");
        night();
        shop.add(21, 21);

        told("5 read = 5 accepted + 0 rejected; 1 new or changed; changed since 17");
    }

    @Test
    void an_overlap_that_does_not_suit_its_column_is_refused() {
        source(SELECT, "watermark: {column: updated_at, overlap: 3}");

        refused(
                "jobs/sources/orders.yml:4: 'overlap' does not suit the column 'updated_at', which is timestamptz; write"
                        + " a time such as 2 days");
    }

    // What changed in the database itself

    @Test
    void a_column_that_was_renamed_is_named() {
        shop.does("alter table orders rename amount to total");

        refused(
                "jobs/sources/orders.yml:3: is refused by the database shop: ERROR: column \"amount\" does not exist",
                "were columns renamed or dropped");
    }

    @Test
    void a_column_whose_type_changed_is_named_with_what_may_come() {
        shop.does("alter table orders alter amount type float8");

        refused("jobs/sources/orders.yml:3: yields 'amount' as float8, but orders.amount needs an exact number (such as"
                + " numeric or integer) or text; did the column's type change? Cast it in the select");
    }

    @Test
    void a_column_that_the_select_yields_no_more_is_named_before_every_row_counts_as_changed() {
        shop.does("create view shown as " + CANONICAL + " from orders");
        source("select: select * from shown");
        night();
        shop.does("drop view shown", "create view shown as " + CANONICAL.replace(", status", "") + " from orders");

        refused("does not yield status any more, which it did at ledger position 1");
        shop.does("drop view shown");
    }

    @Test
    void a_column_that_every_row_needs_and_one_that_nobody_knows_are_named() {
        source("select: select id as order_id, ordered as ordered_at from orders");
        refused("does not yield 'customer_id', which every row of orders needs; it yields");

        source(
                "select: select id as order_id, customer as customer_id, ordered as ordered_at, 1 as amuont from orders");
        refused("yields the column 'amuont', which orders does not have; allowed: order_id");
    }

    @Test
    void a_driver_that_is_not_there_is_named_with_its_place() {
        write("jobs/databases.yml", ShopDatabase.definition("jdbc:oracle:thin:@//db.example:1521/shop"));

        refused("jobs/databases.yml:2: no driver knows an address that begins with jdbc:oracle:; put Oracle's driver"
                + " ojdbc17.jar into " + root.resolve("drivers"));
    }

    // What is gone

    @Test
    void on_request_rows_that_are_gone_are_not_known_any_more_until_they_come_again() {
        source(SELECT, WATERMARK, "deletes: by-key");
        night();
        shop.does("delete from orders where id in (3, 20)");

        told("5 read = 5 accepted + 0 rejected; 0 new or changed; 2 gone; changed since");
        assertThat(orders("order_id")).hasSize(18).doesNotContain("3", "20");
        assertThat(extent(1).deleted()).isEqualTo(2);

        shop.does(
                "insert into orders values (3, 'c3', '2025-12-01 10:03:00+01', 3.5, 'open', '2026-01-01 12:18:00+00')");
        told("1 new or changed; changed since");
        assertThat(orders("order_id")).hasSize(19).contains("3");
    }

    @Test
    void rows_that_are_gone_stay_where_nobody_asked_for_deletions() {
        night();
        shop.does("delete from orders where id = 3");

        told("0 new or changed");
        assertThat(orders("order_id")).contains("3");
    }

    @Test
    void a_row_that_is_wrong_now_is_not_gone() {
        source("select: " + CANONICAL + " from orders", "deletes: by-key");
        night();
        shop.does("update orders set status = 'lost' where id = 3");

        told("20 read = 19 accepted + 1 rejected; 0 new or changed");
        assertThat(orders("order_id")).contains("3");
    }

    @Test
    void a_table_that_is_suddenly_small_is_refused() {
        source("select: " + CANONICAL + " from orders", "deletes: by-key");
        night();
        shop.does("delete from orders where id > 5");

        refused(
                "shop:orders: 15 of 20 rows that are known are gone from the database, such as 10, 11, 12, 13, 14, more"
                        + " than max-deletes in jobs/sources/orders.yml allows (share 10 %)",
                "Is it the right database, and is the table whole?");
        assertThat(orders("order_id")).hasSize(20);
    }

    @Test
    void deletions_need_the_only_source_of_their_entity() {
        source(SELECT, "deletes: by-key");
        write("jobs/sources/others.yml", "entity: orders\nread: inbox/orders*.csv\n");

        refused("jobs/sources/orders.yml:4: 'deletes: by-key' needs the only source of orders, but"
                + " jobs/sources/others.yml yields them too");
    }

    private void source(String... lines) {
        write(
                "jobs/sources/orders.yml",
                "entity: orders\ndatabase: shop\n" + String.join("\n", lines) + "\nmax-rejects: {share: 40%}\n");
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A ledger and a lake without an entry. */
    private void anew() {
        new JdbcTemplate(database).execute("drop table ledger if exists");
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        lake = new Lake(root.resolve("lake"), ledger);
    }

    /** What the job does, and what it says. */
    private String night() {
        String run = "night-" + ++nights;
        List<String> said = new ArrayList<>();
        long knownAt = ledger.head().position();
        try (Extraction extraction = new Extraction(new Workspace(root), engine, lake, ledger)) {
            StagingArea area = new StagingArea(
                    Files.createDirectories(root.resolve("staging").resolve(run)), root.resolve("rejects"));
            extraction.open(area, knownAt, AT, said::add).forEach(extraction::read);
            for (FileTask task : extraction.tasks()) {
                said.add(extraction.stage(task, area, knownAt));
            }
            extraction.publish(area, run, AT);
            try (Connection connection = engine.connect()) {
                lake.closeSnapshots(connection, area.folder(), run, AT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return String.join("\n", said);
    }

    private void told(String... says) {
        assertThat(night()).contains(says);
    }

    private void refused(String... says) {
        long before = ledger.head().position();
        AbstractThrowableAssert<?, ?> refused = assertThatThrownBy(this::night);
        for (String one : says) {
            refused.hasMessageContaining(one);
        }
        assertThat(ledger.head().position()).isEqualTo(before);
    }

    private List<String> orders(String columns) {
        try (Connection connection = engine.connect()) {
            return Sql.query(
                    connection,
                    "select concat_ws(' ', " + columns + ") from ("
                            + lake.asKnownAt(Entity.ORDERS, ledger.head().position()) + ") order by order_id",
                    row -> row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Load load(int index) {
        List<Load> loads = lake.loads(Long.MAX_VALUE);
        assertThat(loads).hasSizeGreaterThan(index);
        return loads.get(index);
    }

    private Extent extent(int index) {
        return load(index).extent().orElseThrow();
    }
}
