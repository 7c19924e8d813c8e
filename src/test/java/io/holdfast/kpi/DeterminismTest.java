package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows give the same digits: whatever the number of threads, and in whatever order the rows lie. */
class DeterminismTest {

    private static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));
    private static final int ORDERS = 20_000;

    @TempDir
    private Path temporary;

    /** Everything that a run derives from its rows. */
    private record Answer(List<Result> results, KeyAccounts accounts) {}

    @Test
    void figures_depend_neither_on_threads_nor_on_the_order_of_rows() throws SQLException {
        Answer answer = answer(1, "i");

        assertThat(answer.results()).hasSize(7).allSatisfy(result -> {
            assertThat(result.figures().stream().filter(Figure::isTotal)).hasSize(Figures.PAST + 1);
            assertThat(result.line().figure().counted()).isPositive();
        });
        assertThat(answer(2, "i")).isEqualTo(answer);
        assertThat(answer(2, "hash(i)")).isEqualTo(answer);
        assertThat(answer(1, "i desc")).isEqualTo(answer);
    }

    private Answer answer(int threads, String order) throws SQLException {
        try (Engine engine = Engine.start(temporary, "500MB", threads);
                Connection connection = engine.connect()) {
            Lake.createEmptyViews(connection);
            fill(connection, order);
            Catalogue catalogue = Catalogue.read(JOBS);
            Figures figures = new Figures(
                    connection,
                    catalogue,
                    Company.read(JOBS).parameters(),
                    Period.parse("2025-12"),
                    LocalDateTime.of(2026, 1, 2, 2, 0));
            figures.prepare();
            return new Answer(catalogue.kpis().stream().map(figures::compute).toList(), figures.keyAccounts());
        }
    }

    // Dice thrown by a hash of the row's number: amounts with cents, ties, gaps, unknown branches.
    private static void fill(Connection connection, String order) {
        create(connection, "orders", """
            select 'O' || i as order_id, 'C' || (hash(i, 'customer') %% 900)::varchar as customer_id,
                timestamp '2022-06-01' + (hash(i, 'day') %% 1310)::integer * interval '1' day
                    + (hash(i, 'minute') %% 1440)::integer * interval '1' minute as ordered_at,
                ordered_at + interval '5' day as promised_at,
                case when hash(i, 'open') %% 20 > 0
                    then ordered_at + (hash(i, 'late') %% 7)::integer * interval '1' day end as delivered_at,
                case when hash(i, 'cancelled') %% 30 = 0 then 'cancelled' end as status,
                ((hash(i, 'amount') %% 100000)::bigint / 100.0)::decimal(18, 2) as amount,
                case when hash(i, 'branch') %% 5 > 0 then 'B' || (hash(i, 'branch') %% 5)::varchar end as branch,
                case when hash(i, 'wrong') %% 25 = 0 then 'size' end as error_kind,
                case when hash(i, 'corrects') %% 40 = 0 then 'O' || (i // 2) end as corrects_order_id,
            from range(%d) as given(i) order by %s\
            """.formatted(ORDERS, order));
        create(connection, "customers", """
            select 'C' || i as customer_id, 'Name ' || (i %% 7) as name,
                case when i %% 3 = 0 then 'B' || (i %% 4) end as branch,
                case when i %% 50 = 0 then date '2025-06-01' end as released_on
            from range(900) as given(i) order by %s\
            """.formatted(order));
        create(connection, "feedback", """
            select 'F' || i as feedback_id, 'C' || (hash(i, 'customer') %% 950)::varchar as customer_id,
                'O' || (hash(i, 'order') %% 30000)::varchar as order_id,
                case when i %% 3 = 0 then 'complaint' when i %% 3 = 1 then 'question' else 'praise' end as kind,
                timestamp '2023-01-01' + (hash(i, 'day') %% 1095)::integer * interval '1' day as received_at,
                case when hash(i, 'answered') %% 10 > 0
                    then received_at + (hash(i, 'wait') %% 500000)::integer * interval '1' second end as answered_at
            from range(6000) as given(i) order by %s\
            """.formatted(order));
    }

    private static void create(Connection connection, String entity, String rows) {
        Sql.run(connection, "create temp table random_" + entity + " as " + rows);
        Sql.run(connection, "create or replace temp view " + entity + " as select * from random_" + entity);
    }
}
