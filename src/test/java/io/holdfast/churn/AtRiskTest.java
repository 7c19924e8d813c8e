package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Who crossed into risk by 2 January 2026, from two lists and a few orders written by hand. */
class AtRiskTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 2);
    private static final String NOVEMBER = "2025-11-30";
    private static final String DECEMBER = "2025-12-31";

    @TempDir
    private Path folder;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:at-risk-test", true);
    private Engine engine;
    private Connection connection;
    private Lake lake;

    @BeforeEach
    void start() {
        new JdbcTemplate(database).execute("drop table ledger if exists");
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        lake = new Lake(folder.resolve("lake"), new Ledger(new JdbcTemplate(database)));
        engine = Engine.start(folder.resolve("tmp"), "500MB", 2);
        connection = engine.connect();
        Sql.run(connection, "create table fallen_silent as select 'Silent' as customer_id, 20 as usual_gap");
        Sql.run(
                connection,
                "create table accounts as select 'Both' as customer_id, 'Both & Co' as name, 'North' as branch,"
                        + " 'Kim' as account_manager");
        Sql.run(
                connection,
                "create table orders as select * from (values"
                        + " ('Silent', timestamp '2025-12-01 09:00:00', 10.00, 'open'),"
                        + " ('Silent', timestamp '2025-01-02 23:00:00', 5.00, 'open')," // a day over a year ago
                        + " ('Silent', timestamp '2026-01-03 00:00:00', 99.00, 'open')," // the day after
                        + " ('Both', timestamp '2025-12-31 09:00:00', 7.00, 'open'),"
                        + " ('Came', timestamp '2026-01-01 09:00:00', 70.00, 'open'),"
                        + " ('New', timestamp '2025-06-01 09:00:00', 30.00, 'open'),"
                        + " ('New', timestamp '2026-01-01 09:00:00', 70.00, 'cancelled'),"
                        + " ('Was', timestamp '2025-06-01 09:00:00', 30.00, 'open'),"
                        + " ('Better', timestamp '2025-06-01 09:00:00', 30.00, 'open')"
                        + ") as o(customer_id, ordered_at, amount, status)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        engine.close();
        database.destroy();
    }

    @Test
    void newly_listed_is_who_was_not_on_the_list_before_is_likelier_to_stop_and_has_not_ordered_since() {
        scores(NOVEMBER, 180, "('New', 0.3, null), ('Was', 0.2, 1), ('Better', 0.6, null), ('Came', 0.1, null)");
        scores(
                DECEMBER,
                180,
                "('New', 0.4, 1), ('Was', 0.9, 2), ('Better', 0.5, 3), ('Came', 0.8, 4), ('Both', 0.7, 5)");

        AtRisk atRisk = AtRisk.of(connection, lake, DAY, Long.MAX_VALUE);

        assertThat(atRisk.scoredOn()).isEqualTo(DECEMBER);
        assertThat(atRisk.comparedWith()).isEqualTo(NOVEMBER);
        assertThat(atRisk.customers())
                .extracting(
                        AtRisk.Crossed::customerId,
                        customer -> customer.revenue().toPlainString(),
                        AtRisk.Crossed::silentDays,
                        customer -> String.valueOf(customer.lapse()),
                        AtRisk.Crossed::silent,
                        AtRisk.Crossed::listed)
                .containsExactly(
                        tuple("New", "30.00", 215L, "0.400000000", false, true),
                        tuple("Silent", "10.00", 32L, "null", true, false),
                        tuple("Both", "7.00", 2L, "0.700000000", false, true));
        assertThat(atRisk.customers().get(2).name()).isEqualTo("Both & Co");
    }

    @Test
    void a_list_without_another_of_its_horizon_before_it_or_of_over_a_week_ago_lists_nobody_anew() {
        scores(NOVEMBER, 90, "('Was', 0.2, 1)");
        scores(DECEMBER, 180, "('New', 0.4, 1)");

        AtRisk otherHorizon = AtRisk.of(connection, lake, DAY, Long.MAX_VALUE);
        scores(NOVEMBER, 180, "('Was', 0.2, 1)");
        AtRisk old = AtRisk.of(connection, lake, LocalDate.of(2026, 1, 8), Long.MAX_VALUE);

        assertThat(otherHorizon.comparedWith()).isNull();
        assertThat(otherHorizon.customers())
                .extracting(AtRisk.Crossed::customerId)
                .containsExactly("Silent");
        assertThat(old.scoredOn()).isEqualTo(DECEMBER);
        assertThat(old.comparedWith()).isNull();
    }

    @Test
    void a_list_that_was_made_later_or_for_a_later_day_is_not_seen() {
        scores(NOVEMBER, 180, "('Was', 0.2, 1)");
        scores(DECEMBER, 180, "('New', 0.4, 1)");

        assertThat(AtRisk.of(connection, lake, DAY, 1).scoredOn()).isEqualTo(NOVEMBER);
        assertThat(AtRisk.of(connection, lake, LocalDate.of(2025, 12, 30), 2).scoredOn())
                .isEqualTo(NOVEMBER);
        assertThat(AtRisk.of(connection, lake, DAY, 0).scoredOn()).isNull();
    }

    /** Enters a file of scores: customer, chance to stop, place on the list. */
    private void scores(String asOf, int horizon, String rows) {
        Path file = folder.resolve("scores-" + asOf + "-" + horizon + ".parquet");
        Sql.write(
                connection,
                "select customer_id, cast(p_lapse as decimal(12, 9)) as p_lapse, list_place from (values " + rows
                        + ") as s(customer_id, p_lapse, list_place)",
                file);
        assertThat(Files.exists(file)).isTrue();
        LocalDate day = LocalDate.parse(asOf);
        lake.enter(new ScoresFile(
                0,
                Instant.parse("2026-01-02T02:00:00Z"),
                "churn-" + asOf + "-" + horizon,
                asOf,
                day,
                horizon,
                0,
                5,
                lake.adoptScores(file)));
    }
}
