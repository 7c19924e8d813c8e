package io.holdfast.mart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.churn.Churn;
import io.holdfast.churn.ChurnSettings;
import io.holdfast.churn.InsightSettings;
import io.holdfast.churn.Insights;
import io.holdfast.churn.OrderLog;
import io.holdfast.churn.ReasonMet;
import io.holdfast.churn.Scoring;
import io.holdfast.lake.Column;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Head;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class ChurnInsightsTest {

    private static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));
    private static final LocalDate AS_OF = LocalDate.parse("2025-12-31");
    private static final Run RUN = new Run(
            "churn",
            Period.parse("2025-12"),
            1,
            new Head(7, Instant.parse("2026-01-01T02:00:00Z"), "a".repeat(64)),
            Company.read(JOBS),
            "0.1.0",
            "b".repeat(64));

    @TempDir
    private Path temporary;

    private final SingleConnectionDataSource database = open();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    /** An empty database to keep the mart in. */
    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource("jdbc:hsqldb:mem:churn-insights-test;shutdown=true", true);
    }

    @BeforeEach
    void createTables() {
        MartSchema.create(database);
        new Mart(jdbc).enter(RUN);
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    /**
     * Twenty customers who order every month for three years: ten stop after August 2025, of whom eight had waited for
     * an order in May, as had one of those who stayed. Nobody complains.
     */
    private Insights insights(Connection connection) {
        Lake.createEmptyViews(connection);
        Sql.run(connection, """
            create temp table given as select 'O' || c || '-' || m as order_id, 'C' || (10 + c) as customer_id, day as ordered_at,
                day + interval '5' day as promised_at,
                day + case when m = 28 and (c < 8 or c = 15) then interval '9' day else interval '5' day end as delivered_at,
                100.00::decimal(18, 2) as amount, 60.00::decimal(18, 2) as cost
            from (select c, m, timestamp '2023-01-10' + m::integer * interval '1' month as day
                from range(20) as customers(c), range(36) as months(m) where c >= 10 or m < 30)""");
        Sql.run(
                connection,
                "create temp table all_given as select * from orders union all by name select * from given");
        Sql.run(connection, "create or replace temp view orders as select * from all_given");
        OrderLog log = Sql.read(
                connection,
                "select customer_id, cast(ordered_at as date) - date '1970-01-01' from orders order by 1, 2",
                rows -> {
                    OrderLog.Builder builder = OrderLog.builder();
                    while (rows.next()) {
                        builder.add(rows.getString(1), rows.getInt(2), 10_000);
                    }
                    return builder.build();
                });
        Scoring scoring = Churn.score(log, AS_OF, 180, new ChurnSettings(1));
        Map<Entity, Set<String>> supplied = Arrays.stream(Entity.values())
                .collect(Collectors.toMap(entity -> entity, entity -> entity.columns().stream()
                        .map(Column::name)
                        .filter(name -> !name.equals("referred_by"))
                        .collect(Collectors.toSet())));
        return Insights.of(
                connection, scoring, InsightSettings.read(JOBS, RUN.company(), new BigDecimal("0.10")), supplied);
    }

    @Test
    void what_is_written_can_be_read_back() throws SQLException {
        try (Engine engine = Engine.start(temporary, "500MB", 1);
                Connection connection = engine.connect()) {
            Insights insights = insights(connection);
            ChurnInsights mart = new ChurnInsights(jdbc);
            mart.write(RUN, insights);
            mart.met(RUN, List.of(new ReasonMet("C15", "late-delivery", 2, LocalDate.parse("2025-05-16"))));

            // At each of the four origins the 20 customers had ordered alike.
            assertThat(rows(
                            "select ordinal, finding, origins, exposed, exposed_lapsed, unexposed, unexposed_lapsed, strata"
                                    + " from churn_reason where reason = 'late-delivery'"))
                    .containsExactly("1 more-often 4 9 8 71 2 1");
            // 8 of 9 against 2 of 11
            assertThat(rows("select relative_risk from churn_reason where reason = 'late-delivery'"))
                    .containsExactly("4.888889");
            assertThat(rows("select finding, relative_risk, missing from churn_reason where reason = 'low-score'"))
                    .containsExactly("too-few null ");
            assertThat(rows("select name from churn_reason_text where reason = 'low-score' order by language"))
                    .containsExactly("a low score", "打出低分");
            assertThat(rows("select customer_id, times, last_day from churn_met"))
                    .containsExactly("C15 2 2025-05-16");
            assertThat(rows("select since, customers, lapsed, silent, silent_after_failure from churn_silent"))
                    .containsExactly("2025-07-04 20 10 10 8");
            assertThat(rows("select profit_known, ltv_customers, ltv_mean, discount_rate from churn_worth"))
                    // ten of 480 × 36 / 12 and ten of 240 × 36 / 12
                    .containsExactly("true 20 1080.00 0.100000");
            assertThat(rows("select at_start, kept, kept_profit, one_year, lifetime from churn_gain"))
                    .containsExactly("20 20 7200.00 360.00 null");
            assertThat(rows("select segment, customers, year_revenue from churn_segment order by ordinal"))
                    .contains("lost 10 6000.00");
            assertThat(rows("select sum(customers) from churn_rfm")).containsExactly("20");
            assertThat(rows("select count(*) from churn_cohort")).containsExactly("0");
            assertThat(rows("select related, referred, kept from churn_three_r"))
                    .containsExactly("0 null 20");
            assertThat(rows("select part, customers, revenue from churn_concentration order by part"))
                    .containsExactly(
                            "all 20 18000.00",
                            "makes-80 14 14400.00",
                            "next-18 3 3600.00",
                            "top-2 1 1200.00",
                            "top-20 4 4800.00");
        }
    }

    @Test
    void a_second_try_of_the_run_leaves_nothing_of_the_first() throws SQLException {
        try (Engine engine = Engine.start(temporary, "500MB", 1);
                Connection connection = engine.connect()) {
            Insights insights = insights(connection);
            new ChurnInsights(jdbc).write(RUN, insights);

            new Mart(jdbc).enter(RUN);
            new ChurnInsights(jdbc).write(RUN, insights);

            assertThat(rows("select count(*) from churn_reason")).containsExactly("7");
        }
    }

    private List<String> rows(String sql) {
        return jdbc.query(sql, (row, number) -> {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.append(i == 1 ? "" : " ").append(row.getObject(i));
            }
            return line.toString();
        });
    }
}
