package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Engine;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of reasons are written in what figures are written in: they run on both engines and are deterministic. */
class ReasonCheckTest {

    private static final String YML = "name: {en: was late}\nkind: failure\n";

    @TempDir
    private static Path engines;

    private static Engine engine;
    private static Connection connection;

    @TempDir
    private Path jobs;

    private Path reasons;

    @BeforeAll
    static void start() {
        engine = Engine.start(engines, "200MB", 1);
        connection = engine.connect();
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        engine.close();
    }

    @BeforeEach
    void folder() throws IOException {
        reasons = Files.createDirectories(jobs.resolve("churn/reasons"));
    }

    @Test
    void every_shipped_reason_stays_within_the_subset_of_figures_and_runs() {
        Definitions shipped = new Definitions("jobs", Path.of("jobs"));

        assertThat(Reason.files(shipped)).isNotEmpty();
        assertThat(ReasonCheck.check(shipped, Company.read(shipped).parameters(), connection))
                .isEmpty();
    }

    @Test
    void what_leaves_the_subset_is_told_by_file_and_line() throws IOException {
        reason("late", YML, """
                -- one row an order
                select customer_id, cast(ordered_at as date) as day
                from orders
                where ordered_at < now() and amount / 3 > 1
                """);

        assertThat(problems()).hasSize(2).allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("jobs/churn/reasons/late.sql");
            assertThat(problem.line()).isEqualTo(4);
        });
    }

    @Test
    void a_column_that_no_entity_has_is_told_by_file_and_line() throws IOException {
        reason("late", YML, "select customer_id,\n  cast(promised as date) as day\nfrom orders\n");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("jobs/churn/reasons/late.sql");
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).contains("promised");
        });
    }

    @Test
    void periods_are_no_relation_of_reasons() throws IOException {
        reason("late", YML, "select o.customer_id, p.last_day as day\nfrom orders o cross join periods p\n");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).contains("periods");
        });
    }

    @Test
    void a_query_without_a_day_or_a_pair_without_its_query_is_told_what_is_missing() throws IOException {
        reason("late", YML, "select customer_id, ordered_at from orders");
        Files.writeString(reasons.resolve("wrong.yml"), YML);

        assertThat(problems())
                .containsExactly(
                        new Problem(
                                "jobs/churn/reasons/late.sql",
                                1,
                                "yields customer_id, ordered_at; it has to yield customer_id, day"),
                        new Problem(
                                "jobs/churn/reasons/wrong.sql",
                                0,
                                "is missing; put the query of jobs/churn/reasons/wrong.yml there"));
    }

    @Test
    void a_reason_reads_its_own_parameters_and_those_of_the_company() throws IOException {
        reason("late", YML + "parameters: {days: 3}\n", """
                select o.customer_id, cast(o.ordered_at as date) as day
                from orders o cross join parameters p
                where o.amount > p.days + p.tolerance_days
                """);

        assertThat(problems()).isEmpty();
    }

    private void reason(String id, String yml, String sql) throws IOException {
        Files.writeString(reasons.resolve(id + ".yml"), yml);
        Files.writeString(reasons.resolve(id + ".sql"), sql);
    }

    private List<Problem> problems() {
        return ReasonCheck.check(new Definitions("jobs", jobs), Map.of("tolerance_days", BigDecimal.ONE), connection);
    }
}
