package io.holdfast.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demonstration company as its CSV files tell it. Bounds are those of the stories that the SQL says it plants,
 * with room for the small numbers of {@value #ORDERS} orders.
 */
class DemoDataTest {

    private static final long ORDERS = 20_000;

    @TempDir
    static Path folder;

    private static Connection duckdb;

    @BeforeAll
    static void writeAndReadBack() throws SQLException, IOException {
        duckdb = connect(2);
        DemoData.write(duckdb, ORDERS, folder);
        for (String entity : new String[] {"orders", "order_lines", "feedback"}) {
            read(entity, entity + "-*.csv");
        }
        for (String entity : new String[] {"customers", "spend", "staff"}) {
            read(entity, entity + ".csv");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void the_same_number_of_orders_gives_the_same_bytes_with_one_thread_or_two(@TempDir Path again)
            throws SQLException, IOException {
        try (Connection oneThread = connect(1)) {
            DemoData.write(oneThread, ORDERS, again);
        }
        assertThat(files(again)).hasSize(12).isEqualTo(files(folder));
    }

    @Test
    void writes_into_a_folder_with_a_quote_in_its_name_and_leaves_the_connection_as_it_was(@TempDir Path parent)
            throws SQLException, IOException {
        Path quoted = parent.resolve("printer's data");
        try (Connection connection = connect(2);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema own");
            statement.execute("use memory.own");
            DemoData.write(connection, DemoData.FEWEST_ORDERS, quoted);
            try (ResultSet after = statement.executeQuery(
                    "select current_schema(), (select count(*) from duckdb_databases() where database_name ="
                            + " 'holdfast_demo'), getvariable('folder')")) {
                after.next();
                assertThat(after.getString(1)).isEqualTo("own");
                assertThat(after.getInt(2)).isZero();
                assertThat(after.getString(3)).isNull();
            }
        }
        assertThat(files(quoted)).hasSize(12);
    }

    @Test
    void refuses_a_number_of_orders_it_cannot_make_up_a_company_for() {
        assertThatThrownBy(() -> DemoData.write(duckdb, 999, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("999")
                .hasMessageContaining("1000 to 1000000000");
        assertThatThrownBy(() -> DemoData.write(duckdb, 1_000_000_001, folder))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void there_are_as_many_orders_as_asked_for_and_reprints_on_top() throws SQLException {
        assertThat(number("select count(*) from orders where corrects_order_id is null"))
                .isEqualTo(ORDERS);
        assertThat(number("select count(*) from orders where corrects_order_id is not null"))
                .isBetween(60.0, 250.0);
    }

    @Test
    void every_key_is_there_once() throws SQLException {
        Map<String, String> keys = Map.of(
                "orders", "order_id",
                "order_lines", "order_id || ' ' || line_no",
                "customers", "customer_id",
                "feedback", "feedback_id",
                "spend", "spend_id",
                "staff", "answer_id");
        for (Map.Entry<String, String> key : keys.entrySet()) {
            assertThat(number("select count(*) - count(distinct " + key.getValue() + ") from " + key.getKey()))
                    .as(key.getKey())
                    .isZero();
        }
    }

    @Test
    void whatever_is_referred_to_exists() throws SQLException {
        assertThat(number("select count(*) from orders anti join customers using (customer_id)"))
                .isZero();
        assertThat(number("select count(*) from feedback anti join customers using (customer_id)"))
                .isZero();
        assertThat(number("select count(*) from order_lines anti join orders using (order_id)"))
                .isZero();
        assertThat(number("select count(*) from orders anti join order_lines using (order_id)"))
                .isZero();
        assertThat(number("select count(*) from feedback f anti join orders o using (order_id, customer_id)"
                        + " where f.order_id is not null"))
                .isZero();
        assertThat(number("select count(*) from orders r anti join orders o on o.order_id = r.corrects_order_id"
                        + " and o.customer_id = r.customer_id and o.delivered_at < r.ordered_at"
                        + " where r.corrects_order_id is not null"))
                .isZero();
        assertThat(number("select count(*) from customers c anti join customers r on r.customer_id = c.referred_by"
                        + " and r.since <= c.since where c.referred_by is not null"))
                .isZero();
    }

    @Test
    void nothing_has_happened_after_the_end_of_2025() throws SQLException {
        assertThat(text("select greatest(max(ordered_at), max(delivered_at)) from orders"))
                .startsWith("2025-12-31");
        assertThat(text("select greatest(max(received_at), max(answered_at), max(resolved_at)) from feedback"))
                .startsWith("2025-12-31");
        assertThat(number("select count(*) from customers where greatest(since, released_on) > date '2025-12-31'"))
                .isZero();
        assertThat(number("select count(*) from spend where spent_on > date '2025-12-31'"))
                .isZero();
    }

    @Test
    void times_follow_each_other_and_a_status_agrees_with_them() throws SQLException {
        assertThat(number("select count(*) from orders where delivered_at < ordered_at or promised_at <= ordered_at"))
                .isZero();
        assertThat(number("select count(*) from orders where (status = 'delivered') <> (delivered_at is not null)"))
                .isZero();
        assertThat(number("select count(*) from orders join customers using (customer_id) where ordered_at < since"
                        + " or ordered_at >= released_on + 1"))
                .isZero();
        assertThat(number("select count(*) from feedback where answered_at < received_at or resolved_at < answered_at"))
                .isZero();
        assertThat(number("select count(*) from feedback join orders using (order_id) where received_at < ordered_at"))
                .isZero();
    }

    @Test
    void amounts_are_not_negative_and_lines_add_up_to_their_order() throws SQLException {
        assertThat(number("select count(*) from orders where amount < 0 or cost < 0"))
                .isZero();
        assertThat(number("select count(*) from order_lines where amount < 0 or quantity < 1"))
                .isZero();
        assertThat(number("select count(*) from orders join (select order_id, sum(amount::decimal(14, 2)) as lines from"
                        + " order_lines group by order_id) using (order_id) where lines <> amount::decimal(14,"
                        + " 2)"))
                .isZero();
    }

    @Test
    void in_a_normal_year_19_of_20_orders_are_on_time_and_few_are_wrong_cancelled_or_complained_of()
            throws SQLException {
        assertThat(onTime("year(promised_at) = 2024")).isBetween(0.94, 0.965);
        assertThat(number("select avg((error_kind is not null)::int) from orders"))
                .isBetween(0.02, 0.03);
        assertThat(number("select avg(error_reached_customer::int) from orders where error_kind is not null"))
                .isBetween(0.3, 0.5);
        assertThat(number("select avg((status = 'cancelled')::int) from orders"))
                .isBetween(0.015, 0.025);
        assertThat(complaintRatio("2024-01-01", "2024-12-31")).isBetween(0.015, 0.03);
        assertThat(number("select count(distinct error_kind) from orders")).isEqualTo(6);
    }

    @Test
    void a_fifth_of_the_customers_makes_about_four_fifths_of_the_revenue() throws SQLException {
        double share =
                number("select sum(revenue) filter (fifth = 1) / sum(revenue) from (select sum(amount) as revenue,"
                        + " ntile(5) over (order by sum(amount) desc) as fifth from orders where year(ordered_at) = 2025"
                        + " group by customer_id)");
        assertThat(share).isBetween(0.72, 0.85);
    }

    @Test
    void a_press_breakdown_spoils_august_and_september_2025_most_of_all_at_west() throws SQLException {
        assertThat(onTime("promised_at between '2025-08-04' and '2025-09-30'")).isBetween(0.78, 0.86);
        assertThat(onTime("promised_at between '2025-08-04' and '2025-09-30' and branch = 'West'"))
                .isLessThan(0.55);
        assertThat(onTime("promised_at between '2025-06-01' and '2025-07-31'")).isGreaterThan(0.93);
        assertThat(onTime("promised_at between '2025-12-01' and '2025-12-31'")).isBetween(0.925, 0.96);
    }

    @Test
    void fennmoor_fades_after_failures_and_the_other_key_accounts_fade_less() throws SQLException {
        assertThat(number("select place from (select name, rank() over (order by sum(amount) desc) as place from orders"
                        + " join customers using (customer_id) where year(ordered_at) = 2024 group by name)"
                        + " where name = 'Fennmoor Cosmetics Group'"))
                .isLessThanOrEqualTo(10);
        assertThat(growthIn2025("Fennmoor Cosmetics Group")).isLessThan(0.5);
        for (String account : new String[] {"Tavelin Pharma AG", "上海澜舟茶业有限公司", "Ostergate Toys BV"}) {
            assertThat(growthIn2025(account)).as(account).isBetween(0.5, 0.95);
        }
        assertThat(number("select avg((error_reached_customer or delivered_at::date > promised_at::date)::int) from"
                        + " orders join customers using (customer_id) where name = 'Fennmoor Cosmetics Group' and"
                        + " ordered_at between '2024-10-01' and '2025-04-01'"))
                .isGreaterThan(0.25);
    }

    @Test
    void south_answers_three_times_as_slowly_from_2024_and_worse_through_2025() throws SQLException {
        assertThat(answerHours(2023, "branch = 'South'")).isLessThan(2 * answerHours(2023, "branch <> 'South'"));
        assertThat(answerHours(2024, "branch = 'South'")).isGreaterThan(2.5 * answerHours(2024, "branch <> 'South'"));
        assertThat(answerHours(2025, "branch = 'South'")).isGreaterThan(1.2 * answerHours(2024, "branch = 'South'"));
        assertThat(answerHours(2024, "branch <> 'South'")).isBetween(5.0, 9.0);
    }

    @Test
    void colour_deviations_come_back_from_mid_2025_on_and_from_many_customers() throws SQLException {
        String colours = "select count(distinct customer_id) from feedback where category = 'colour deviation' and"
                + " year(received_at) = 2025";
        assertThat(number(colours + " and month(received_at) > 6"))
                .isGreaterThan(5 * number(colours + " and month(received_at) < 6"));
        assertThat(complaintRatio("2025-12-01", "2025-12-31"))
                .isGreaterThan(1.25 * complaintRatio("2024-01-01", "2024-12-31"));
    }

    @Test
    void many_who_stop_ordering_never_complained_and_some_were_released() throws SQLException {
        String lost = "select count(*) from (select customer_id, max(ordered_at) as last_order from orders group by"
                + " customer_id) join customers using (customer_id) where last_order < '2025-01-01' and"
                + " released_on is null";
        assertThat(number(lost)).isGreaterThan(ORDERS / 25 / 10);
        assertThat(number(lost + " and customer_id not in (select customer_id from feedback where kind = 'complaint')"))
                .isGreaterThan(0.7 * number(lost));
        assertThat(number("select count(*) from customers where released_on is not null and released_by is not null"
                        + " and released_reason is not null"))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void who_stopped_ordering_met_more_late_orders_in_the_last_months_than_others() throws SQLException {
        String late = "select avg((delivered_at::date > promised_at::date)::int) from orders"
                + " join (select customer_id, max(ordered_at) as last_order from orders group by customer_id)"
                + " using (customer_id) where year(ordered_at) < 2025";
        double lastMonths =
                number(late + " and last_order < '2024-10-01' and ordered_at > last_order - interval 4 month");
        assertThat(lastMonths).isGreaterThan(2 * number(late + " and last_order >= '2025-07-01'"));
    }

    @Test
    void most_customers_come_back_from_one_year_to_the_next() throws SQLException {
        assertThat(number("select avg((customer_id in (select customer_id from orders where year(ordered_at) ="
                        + " 2025))::int) from (select distinct customer_id from orders where year(ordered_at) ="
                        + " 2024)"))
                .isBetween(0.72, 0.9);
    }

    @Test
    void the_year_has_a_dip_at_chinese_new_year_and_a_peak_before_christmas() throws SQLException {
        String orders = "select count(*) from orders where year(ordered_at) = 2024 and ";
        assertThat(number(orders + "month(ordered_at) = 2"))
                .isLessThan(0.75 * number(orders + "month(ordered_at) = 11"));
        assertThat(number("select count(*) from orders where year(ordered_at) = 2025"))
                .isGreaterThan(number("select count(*) from orders where year(ordered_at) = 2023"));
    }

    @Test
    void feedback_speaks_english_and_chinese() throws SQLException {
        assertThat(number("select count(distinct kind || language) from feedback"))
                .isEqualTo(8);
        assertThat(number(
                        "select count(*) from feedback where kind = 'complaint' and (text is null or text like '%{%')"))
                .isZero();
        assertThat(number("select count(*) from feedback where (kind = 'survey') <> (score is not null)"))
                .isZero();
    }

    @Test
    void surveys_ask_on_their_own_scales() throws SQLException {
        assertThat(number("select count(*) from feedback where score is not null and not coalesce(case scale"
                        + " when 10 then score between 0 and 10 when 5 then score between 1 and 5"
                        + " when 7 then score between 1 and 7 and received_at < '2023-07-01' end, false)"))
                .isZero();
        assertThat(number("select count(distinct scale) from feedback")).isEqualTo(3);
        assertThat(number("select avg(score) from feedback where scale = 5")).isBetween(3.8, 4.5);
        assertThat(number("select avg((scale = 10)::int) from feedback where score is not null"))
                .isBetween(0.4, 0.55);
    }

    @Test
    void some_complaints_are_of_what_hardly_anybody_else_complains_of() throws SQLException {
        String odd = "select count(*) from feedback where kind = 'complaint' and category in (select category from"
                + " feedback where kind = 'complaint' group by category having count(*) <= 15)";
        assertThat(number(odd)).isGreaterThan(20);
        assertThat(number("select count(*) from feedback where kind = 'complaint'"))
                .isGreaterThan(4 * number(odd));
    }

    @Test
    void a_few_customers_have_cheap_goods_shipped_elsewhere_more_of_them_since_spring_2025() throws SQLException {
        // cheap: for less than they cost
        String diverted =
                "(select customer_id, ordered_at, count(*) over (partition by customer_id) as times from orders"
                        + " join customers using (customer_id) where orders.region <> customers.region and amount < 0.97 * cost"
                        + " and corrects_order_id is null) where times >= 3";
        assertThat(number("select count(distinct customer_id) from " + diverted))
                .isBetween(1.0, 10.0);
        assertThat(number("select count(*) from " + diverted + " and ordered_at >= '2025-04-01'") / 9)
                .isGreaterThan(
                        1.2 * number("select count(*) from " + diverted + " and ordered_at < '2025-04-01'") / 27);
    }

    private static double onTime(String which) throws SQLException {
        return number(
                "select avg((delivered_at is not null and delivered_at::date <= promised_at::date)::int) from orders"
                        + " where status <> 'cancelled' and corrects_order_id is null and " + which);
    }

    private static double complaintRatio(String first, String last) throws SQLException {
        String days = " between date '" + first + "' and date '" + last + "'";
        return number("select (select count(*) from feedback where kind = 'complaint' and received_at::date" + days
                + ")" + " / (select count(*) from orders where delivered_at::date" + days + ")");
    }

    /** Orders of 2025 over those of 2024. */
    private static double growthIn2025(String name) throws SQLException {
        return number("select count(*) filter (year(ordered_at) = 2025) / count(*) filter (year(ordered_at) = 2024)"
                + " from orders join customers using (customer_id) where name = '" + name + "'");
    }

    private static double answerHours(int year, String which) throws SQLException {
        return number("select median(epoch(answered_at - received_at)) / 3600 from feedback"
                + " join customers using (customer_id) where year(received_at) = " + year + " and " + which);
    }

    private static double number(String sql) throws SQLException {
        return Double.parseDouble(text(sql));
    }

    private static String text(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        }
    }

    private static void read(String entity, String files) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("create table " + entity + " as from read_csv('" + folder + "/" + files + "')");
        }
    }

    private static Connection connect(int threads) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
        }
        return connection;
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
