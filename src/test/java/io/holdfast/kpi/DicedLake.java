package io.holdfast.kpi;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;

/**
 * Every entity with rows thrown by dice, which are hashes of the row's number: amounts with cents, ties, gaps, unknown
 * branches, customers that come, stop and were released, orders of one and of several product groups. Four and a half
 * years up to the end of 2025.
 */
final class DicedLake implements AutoCloseable {

    static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));
    static final Period DECEMBER = Period.parse("2025-12");

    private static final int ORDERS = 20_000;

    private final Engine engine;
    private final Connection connection;

    /** @param order in which the rows lie: {@code i}, {@code i desc}, {@code hash(i)} */
    DicedLake(Path temporary, int threads, String order) {
        engine = Engine.start(temporary, "500MB", threads);
        connection = engine.connect();
        Lake.createEmptyViews(connection);
        create("orders", """
            select 'O' || i as order_id, 'C' || customer_no::varchar as customer_id,
                timestamp '2021-06-01'
                    -- a third of the customers begin on a day of their own, and a ninth end on one
                    + (case when customer_no %% 3 = 1 then turn_day + hash(i, 'day') %% (1675 - turn_day)
                        when customer_no %% 9 = 0 then hash(i, 'day') %% (turn_day + 30)
                        else hash(i, 'day') %% 1675 end)::integer * interval '1' day
                    + (hash(i, 'minute') %% 1440)::integer * interval '1' minute as ordered_at,
                case when hash(i, 'promised') %% 50 > 0 then ordered_at + interval '5' day end as promised_at,
                case when hash(i, 'open') %% 20 > 0
                    then ordered_at + (hash(i, 'late') %% 7)::integer * interval '1' day end as delivered_at,
                case when hash(i, 'cancelled') %% 30 = 0 then 'cancelled' end as status,
                case when hash(i, 'priced') %% 60 > 0 then ((hash(i, 'amount') %% 100000)::bigint / 100.0)::decimal(18, 2) end
                    as amount,
                case when hash(i, 'costed') %% 70 > 0 then ((hash(i, 'cost') %% 90000)::bigint / 100.0)::decimal(18, 2) end
                    as cost,
                case when hash(i, 'branch') %% 5 > 0 then 'B' || (hash(i, 'branch') %% 5)::varchar end as branch,
                case when hash(i, 'region') %% 9 > 0 then 'R' || (hash(i, 'region') %% 3)::varchar end as region,
                case when hash(i, 'channel') %% 9 > 0 then 'web' else 'phone' end as channel,
                case when hash(i, 'sold') %% 80 > 0 then 'S' || (hash(i, 'sales') %% 12)::varchar end as sales_person,
                case when hash(i, 'wrong') %% 25 = 0 then 'size' end as error_kind,
                case when hash(i, 'wrong') %% 25 = 0 and hash(i, 'told') %% 5 > 0 then hash(i, 'reached') %% 2 = 0 end as error_reached_customer,
                case when hash(i, 'corrects') %% 40 = 0 then 'O' || (i // 2) end as corrects_order_id,
            from (
                select i, hash(i, 'customer') %% 900 as customer_no, hash(customer_no, 'turn') %% 1660 as turn_day
                from range(%d) as given(i)
            ) as thrown order by %s\
            """.formatted(ORDERS, order));
        create("order_lines", """
            select 'O' || (i // 2) as order_id, 1 + i %% 2 as line_no,
                case when hash(i, 'group') %% 30 > 0 then 'G' || (hash(i // 3, 'group') %% 6)::varchar end as product_group,
                case when hash(i, 'product') %% 40 > 0 then 'P' || (hash(i, 'product') %% 9)::varchar end as product,
                case when hash(i, 'counted') %% 90 > 0 then 1 + (hash(i, 'quantity') %% 50)::bigint end as quantity,
                case when hash(i, 'priced') %% 70 > 0 then ((hash(i, 'amount') %% 50000)::bigint / 100.0)::decimal(18, 2) end
                    as amount
            from range(%d) as given(i) where hash(i, 'line') %% 4 > 0 order by %s\
            """.formatted(2 * ORDERS, order));
        create("customers", """
            select 'C' || i as customer_id, 'Name ' || (i %% 7) as name,
                case when i %% 3 = 0 then 'B' || (i %% 4) end as branch,
                case when i %% 11 > 0 then 'R' || (i %% 3) end as region,
                case when i %% 4 > 0 then 'segment ' || (i %% 3) end as segment,
                'M' || (i %% 6) as account_manager,
                case when i %% 5 = 0 then 'C' || (i // 2) end as referred_by,
                case when i %% 50 = 0 then date '2025-06-01' end as released_on
            from range(900) as given(i) order by %s\
            """.formatted(order));
        create("feedback", """
            select 'F' || i as feedback_id, 'C' || (hash(i, 'customer') %% 950)::varchar as customer_id,
                'O' || (hash(i, 'order') %% 30000)::varchar as order_id,
                (['complaint', 'question', 'survey', 'praise'])[1 + i %% 4] as kind,
                case when i %% 4 = 0 and hash(i, 'category') %% 8 > 0 then 'K' || (hash(i, 'category') %% 8)::varchar end
                    as category,
                timestamp '2023-01-01' + (hash(i, 'day') %% 1095)::integer * interval '1' day as received_at,
                case when hash(i, 'answered') %% 10 > 0
                    then received_at + (hash(i, 'wait') %% 500000)::integer * interval '1' second end as answered_at,
                case when i %% 4 = 0 and hash(i, 'resolved') %% 5 > 0
                    then received_at + (hash(i, 'resolve') %% 40)::integer * interval '1' day end as resolved_at,
                case when i %% 4 = 2 and hash(i, 'rated') %% 30 > 0 then (hash(i, 'score') %% (case when i %% 8 = 2 then 5 else 11 end))::bigint
                    + (case when i %% 8 = 2 then 1 else 0 end) end as score,
                case when i %% 4 = 2 and hash(i, 'scaled') %% 40 > 0 then (case when i %% 8 = 2 then 5 else 10 end)::bigint end
                    as scale,
                case when i %% 4 = 2 and i %% 3 > 0 then (['fast', 'late', '准时', '很快', 'colour'])[1 + (i // 4) %% 5] end
                    as one_word,
                case when i %% 5 = 0 then 'zh' else 'en' end as language
            from range(6000) as given(i) order by %s\
            """.formatted(order));
        create("spend", """
            select 'E' || i as spend_id, date '2022-06-01' + (i %% 1300)::integer as spent_on,
                case when i %% 5 < 4 then 'winning' else 'keeping' end as purpose,
                ((hash(i, 'amount') %% 900000)::bigint / 100.0)::decimal(18, 2) as amount,
                case when i %% 7 > 0 then 'B' || (i %% 5) end as branch
            from range(1500) as given(i) order by %s\
            """.formatted(order));
        create("staff", """
            select 'A' || i as answer_id, date '2023-01-15' + (i %% 36)::integer * 30 as surveyed_on,
                case when i %% 7 > 0 then 'B' || (i %% 5) end as branch, hash(i, 'engaged') %% 3 > 0 as engaged
            from range(1800) as given(i) order by %s\
            """.formatted(order));
    }

    /** The shipped figures of December 2025, prepared. */
    Figures figures() {
        Figures figures = new Figures(
                connection,
                Catalogue.read(JOBS),
                Company.read(JOBS).parameters(),
                DECEMBER,
                Figures.PAST,
                LocalDateTime.of(2026, 1, 2, 2, 0));
        figures.prepare();
        return figures;
    }

    Connection connection() {
        return connection;
    }

    private void create(String entity, String rows) {
        Sql.run(connection, "create temp table diced as " + rows);
        Sql.run(
                connection,
                "create temp table diced_" + entity + " as select * from " + entity
                        + " union all by name select * from diced");
        Lake.createViews(connection, Entity.named(entity).orElseThrow(), "select * from diced_" + entity);
        Sql.run(connection, "drop table diced");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        engine.close();
    }
}
