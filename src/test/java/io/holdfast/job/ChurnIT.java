package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From orders in the inbox to a list of those who are about to stop, and to how right that list was. */
class ChurnIT {

    private static final String SETTINGS = "horizon-days: 30\ntop: 2\n";

    private static final String ACTIONS = "actions:\n"
            + "  - {action: call, name: Call, when: {value-at-risk-percentile: {at-least: 50%}}}\n"
            + "  - {action: wait, name: {en: Wait, zh: 等待}}\n";

    /** One order each in January; worth most: B, then A. */
    private static final String JANUARY = "order_id,customer_id,ordered_at,status,amount\n"
            + "1,A,2025-01-10,delivered,400\n"
            + "2,B,2025-01-11,delivered,500\n"
            + "3,C,2025-01-12,delivered,30\n"
            + "4,D,2025-01-13,delivered,20\n"
            + "5,E,2025-01-14,delivered,10\n"
            + "6,F,2025-01-15,delivered,5\n"
            + "7,G,2025-01-16,cancelled,900\n";

    /**
     * Until 2 March, 30 days after January: B and C order, A and E do not; D's order is cancelled and F is released. G,
     * whom nobody knew in January, is in no list; of A comes an order on the day after.
     */
    private static final String SINCE = "order_id,customer_id,ordered_at,status,amount\n"
            + "8,B,2025-03-02 23:59:00,delivered,400\n"
            + "9,C,2025-02-01,open,30\n"
            + "10,D,2025-02-20,cancelled,20\n"
            + "11,G,2025-01-20,delivered,900\n"
            + "12,A,2025-03-03,open,500\n";

    private static final String CUSTOMERS = "customer_id,name,account_manager,released_on,released_by,released_reason\n"
            + "A,Alpha,Ms Able,,,\nF,Foxtrot,,2025-02-10,The board,Never paid\n";

    @TempDir
    Path folder;

    private Workspaces small(String name) {
        return Workspaces.withOrders(folder.resolve(name))
                .source("customers")
                .write("jobs/churn.yml", "period: month\nsteps:\n  - churn: all\n")
                .write("jobs/churn/settings.yml", SETTINGS)
                .write("jobs/churn/actions.yml", ACTIONS)
                .write("jobs/churn/insights.yml", "segments:\n  - {segment: all, name: All}\n");
    }

    @Test
    void whatBecameOfAListIsToldWhenItsHorizonHasPassed() {
        Workspaces workspace = judged("judged");

        // Of five, A, D and E ordered nothing in the thirty days; A and B were on the list.
        assertThat(mart(
                        workspace,
                        "select list_run_id, as_of, horizon_days, customers, released, stopped, listed, hits, false_alarms,"
                                + " missed, listed_rate, other_rate, lift from churn_list_result"))
                .containsExactly("churn-2025-01-r1 2025-01-31 30 5 1 3 2 1 1 2 0.500000000000 0.666666666667"
                        + " 0.833333333333");
        assertThat(mart(workspace, "select expected from churn_list_result"))
                .isEqualTo(parquet(
                        scores(workspace, "churn-2025-01-r1"),
                        "select cast(sum(p_lapse) as decimal(28, 9)) from {} where customer_id <> 'F'"));
        assertThat(mart(
                        workspace,
                        "select customer_id, account_manager, name from churn_customer"
                                + " where run_id = 'churn-2025-01-r1' order by ordinal"))
                .containsExactly("B null null", "A Ms Able Alpha");
    }

    @Test
    void aReleasedCustomerIsNoChurnAndStandsApartWithWhoAndWhy() {
        Workspaces workspace = judged("released");

        assertThat(parquet(scores(workspace, "churn-2025-03-r1"), "select customer_id from {} order by customer_id"))
                .containsExactly("A", "B", "C", "D", "E", "G");
        assertThat(mart(
                        workspace,
                        "select customer_id, released_on, released_by, released_reason, last_order, ordered_value"
                                + " from churn_released"))
                .containsExactly("F 2025-02-10 The board Never paid 2025-01-15 5.00");
        assertThat(mart(workspace, "select run_id, active, released from churn_run order by run_id"))
                .containsExactly("churn-2025-01-r1 6 0", "churn-2025-03-r1 6 1");
    }

    @Test
    void aChangedListIsNotBelievedAndARunThatFailedOnItEntersItsScoresOnce() throws IOException {
        Workspaces workspace = judgedUpTo("changed");
        Path list = scores(workspace, "churn-2025-01-r1");
        byte[] before = Files.readAllBytes(list);
        byte[] after = before.clone();
        after[after.length / 2]++;
        Files.write(list, after);

        Workspaces.Ended failed = workspace.run("run", "churn", "--period", "2025-03");
        assertThat(failed.exitCode()).as(failed.said()).isEqualTo(1);
        assertThat(failed.said()).contains(list.getFileName().toString()).contains("was changed");
        assertThat(entries(workspace)).containsExactly("churn-2025-01-r1");
        assertThat(mart(workspace, "select run_id from churn_run")).containsExactly("churn-2025-01-r1");

        Files.write(list, before);
        completed(workspace.run("run", "churn", "--period", "2025-03"));
        assertThat(entries(workspace)).containsExactly("churn-2025-01-r1", "churn-2025-03-r1");
        List<String> results = mart(workspace, "select * from churn_list_result");

        // Killed after what the step did was kept, and before the repository knew of it: the step is done once more.
        workspace.update(
                "update batch_step_execution set status = 'FAILED' where step_execution_id ="
                        + " (select max(step_execution_id) from batch_step_execution)",
                "update batch_job_execution set status = 'FAILED' where job_execution_id ="
                        + " (select max(job_execution_id) from batch_job_execution)");
        completed(workspace.run("run", "churn", "--period", "2025-03"));
        assertThat(entries(workspace)).containsExactly("churn-2025-01-r1", "churn-2025-03-r1");
        assertThat(mart(workspace, "select * from churn_list_result")).isEqualTo(results);
    }

    /** A company that leaves little to compute from. */
    enum Little {
        NO_ORDER("", "0 0 recency", "no-model"),
        ONE_ORDER("o1,A,2025-01-10,open,10\n", "1 1 recency", "no-model"),
        ALL_NEW(customers(60, "2025-06-%02d", 1), "60 60 recency", "no-model"),
        NO_REPEAT(customers(60, "2024-%02d-15", 1), "60 60 recency", "no-model"),
        // A negative amount is rejected when it is taken in: what was taken back is to be booked as a cancelled order.
        NEGATIVE_AMOUNTS(
                "o1,A,2025-01-10,open,-10\no2,B,2025-01-10,open,0\no3,B,2025-06-01,open,5\n",
                "1 2 recency",
                "no-model"),
        FUTURE_ORDERS(
                "o1,A,2025-01-10,open,10\no2,A,2025-07-01,open,10\no3,B,2099-01-01,open,5\n",
                "1 1 recency",
                "no-model"),
        NO_AMOUNT("o1,A,2025-01-10,open,\no2,A,2025-05-01,open,\n", "1 2 recency", "no-model"),
        FEW_REPEATS(customers(180, "2024-%02d-15", 1) + again(20), "180 200", "few-repeat-customers");

        private final String rows;
        private final String expected;
        private final String warning;

        Little(String rows, String expected, String warning) {
            this.rows = rows;
            this.expected = expected;
            this.warning = warning;
        }

        private static String customers(int count, String day, int orders) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < count * orders; i++) {
                rows.append(String.format(
                        Locale.ROOT,
                        "o%d,C%03d,%s,open,%d%n",
                        i,
                        i,
                        String.format(Locale.ROOT, day, 1 + i % 12),
                        20 + i));
            }
            return rows.toString();
        }

        private static String again(int count) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < count; i++) {
                rows.append(String.format(Locale.ROOT, "r%d,C%03d,2025-%02d-20,open,%d%n", i, i, 1 + i % 6, 30 + i));
            }
            return rows.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCompanyWithLittleToTellIsToldWhatThereIs(Little little) {
        Workspaces workspace = small(little.name())
                .write("inbox/customers.csv", "customer_id,name\nA,Alpha\n")
                .write("inbox/orders.csv", "order_id,customer_id,ordered_at,status,amount\n" + little.rows);
        takenIn(workspace.nightly());
        completed(workspace.run("run", "churn", "--period", "2025-06"));
        completed(workspace.run("churn-list", "--period", "2025-06", "--format", "xlsx"));

        assertThat(mart(workspace, "select active + stopped, order_days, champion from churn_run")
                        .get(0))
                .startsWith(little.expected);
        assertThat(mart(workspace, "select code from churn_warning")).contains(little.warning);
        assertThat(numbers(workspace))
                .allSatisfy(number -> assertThat(Double.parseDouble(number)).isFinite());
        assertThat(parquet(
                        scores(workspace, "churn-2025-06-r1"),
                        "select count(*) from {} where p_lapse between 0 and 1 and p_low <= p_lapse and p_lapse <= p_high"
                                + " and value_at_risk >= 0 and coalesce(expected_orders, 0) >= 0"))
                .isEqualTo(parquet(scores(workspace, "churn-2025-06-r1"), "select count(*) from {}"));
    }

    @Test
    void theSamePositionGivesTheSameBytesWithAnotherNumberOfThreadsLanguageAndZone() {
        List<String> hashes = new ArrayList<>();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (int threads = 1; threads <= 2; threads++) {
                Locale.setDefault(threads == 1 ? Locale.US : Locale.forLanguageTag("ar-EG-u-nu-arab"));
                TimeZone.setDefault(TimeZone.getTimeZone(threads == 1 ? "UTC" : "Pacific/Apia"));
                Workspaces workspace = Workspaces.demo(folder.resolve("threads-" + threads))
                        .write(
                                "jobs/company.yml",
                                "company: A\nzone: Europe/Berlin\nlanguages: en\nthreads: " + threads + "\n");
                takenIn(workspace.nightly());
                completed(workspace.run("run", "churn", "--period", "2025-12"));
                hashes.add(Sha256.of(scores(workspace, "churn-2025-12-r1"))
                        + mart(workspace, "select * from churn_model"));
            }
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
    }

    @Test
    void aListOfTheDemonstrationIsJudgedByItsOwnFile() {
        Workspaces workspace = Workspaces.demo(folder.resolve("demo"));
        takenIn(workspace.nightly());
        completed(workspace.run("run", "churn", "--period", "2025-06"));
        completed(workspace.run("run", "churn", "--period", "2025-12"));

        // Counted anew from the file of June and the orders in the inbox, up to 27 December.
        String judged = "with came as (select distinct customer_id from read_csv('" + workspace.path("inbox")
                + "/orders-*.csv', union_by_name = true) where status <> 'cancelled' and amount >= 0"
                + " and cast(ordered_at as date) between date '2025-07-01' and date '2025-12-27'),"
                + " let_go as (select customer_id from read_csv('" + workspace.path("inbox/customers.csv")
                + "') where released_on <= date '2025-12-27')"
                + " select count(*), count(*) filter (where not came), count(*) filter (where list_place is not null and not came)"
                + " from (select list_place, customer_id in (select customer_id from came) as came from {}"
                + " where status = 'active' and customer_id not in (select customer_id from let_go))";
        assertThat(mart(workspace, "select customers, stopped, hits from churn_list_result"))
                .isEqualTo(parquet(scores(workspace, "churn-2025-06-r1"), judged))
                .hasSize(1);
        assertThat(mart(
                        workspace,
                        "select count(*) from churn_customer where p_lapse is null or account_manager is null"))
                .containsExactly("0");
        // Written as it was kept, whole or in part, in every form.
        for (String format : List.of("csv", "parquet")) {
            completed(workspace.run("churn-list", "--period", "2025-12", "--format", format));
            assertThat(parquet(
                            workspace.path("out/2025-12/churn-list." + format),
                            "select count(*), sum(cast(p_lapse as decimal(12, 9))) from {}"))
                    .isEqualTo(parquet(
                            scores(workspace, "churn-2025-12-r1"),
                            "select count(*), sum(cast(p_lapse as decimal(12, 9))) from {}"));
        }
        completed(workspace.run("churn-list", "--period", "2025-12", "--top", "3"));
        assertThat(parquet(workspace.path("out/2025-12/churn-list.csv"), "select customer_id from {}"))
                .isEqualTo(mart(
                        workspace,
                        "select customer_id from churn_customer where run_id = 'churn-2025-12-r1' and ordinal <= 3"
                                + " order by ordinal"));
        assertThat(workspace.run("churn-list", "--period", "2025-11"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("run churn --period 2025-11"));
        assertThat(workspace.run(
                        "churn-list",
                        "--period",
                        "2025-12",
                        "--out",
                        workspace.path("data/x").toString()))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("is in the workspace's data/"));
    }

    @Test
    void wrongSettingsAreNamedWithFileAndLineBeforeAnythingRuns() {
        Workspaces workspace = small("wrong")
                .write("jobs/churn/settings.yml", "horizon-days: 3\n")
                .write("jobs/second.yml", "period: month\nsteps:\n  - churn: none.yml\n")
                .write("jobs/churn/reasons/low-score.yml", "name: {en: was unhappy}\nkind: failure\n")
                .write(
                        "jobs/churn/reasons/low-score.sql",
                        "select customer_id,\n    cast(now() as date) as day\nfrom feedback\n");

        Workspaces.Ended ended = workspace.run("check");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.said())
                .contains("jobs/churn/settings.yml:1: 'horizon-days' is '3'; write a whole number from 7")
                .contains("jobs/second.yml: asks for the churn settings 'none.yml'")
                .contains("jobs/churn/reasons/low-score.sql:2: ");
    }

    private Workspaces judgedUpTo(String name) {
        Workspaces workspace = small(name).write("inbox/orders-1.csv", JANUARY).write("inbox/customers.csv", CUSTOMERS);
        takenIn(workspace.nightly());
        completed(workspace.run("run", "churn", "--period", "2025-01"));
        workspace.write("inbox/orders-2.csv", SINCE);
        takenIn(workspace.nightly("2026-01-01"));
        return workspace;
    }

    private Workspaces judged(String name) {
        Workspaces workspace = judgedUpTo(name);
        completed(workspace.run("run", "churn", "--period", "2025-03"));
        return workspace;
    }

    private static void completed(Workspaces.Ended ended) {
        assertThat(ended.exitCode()).as(ended.said()).isZero();
    }

    // Customers without a name, rejected rows and empty files are warnings.
    private static void takenIn(Workspaces.Ended ended) {
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }

    private static Path scores(Workspaces workspace, String run) {
        return workspace.path("data/lake/scores/"
                + mart(workspace, "select scores_sha256 from churn_run where run_id = '" + run + "'")
                        .get(0)
                + ".parquet");
    }

    private static List<String> entries(Workspaces workspace) {
        return mart(workspace, "select run_id from ledger where kind = 'scores' order by position");
    }

    /** Every number that the mart holds of churn. */
    private static List<String> numbers(Workspaces workspace) {
        return mart(
                        workspace,
                        "select table_name, column_name from information_schema.columns where table_name like 'CHURN%'"
                                + " and data_type in ('DECIMAL', 'DOUBLE PRECISION', 'BIGINT', 'INTEGER')")
                .stream()
                .map(column -> column.split(" ", 2))
                .flatMap(column -> mart(
                        workspace,
                        "select " + column[1] + " from " + column[0] + " where " + column[1] + " is not null")
                        .stream())
                .toList();
    }

    private static List<String> mart(Workspaces workspace, String sql) {
        return query(
                "jdbc:hsqldb:file:" + workspace.root().resolve("data/db/holdfast") + ";shutdown=true;readonly=true",
                sql);
    }

    private static List<String> parquet(Path file, String sql) {
        return query("jdbc:duckdb:", sql.replace("{}", "'" + file + "'"));
    }

    private static List<String> query(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url, url.contains("hsqldb") ? "sa" : null, "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    Object value = result.getObject(i);
                    row.add(value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));
                }
                rows.add(String.join(" ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
