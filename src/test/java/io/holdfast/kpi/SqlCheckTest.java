package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a figure's query may not hold is found, with its line and what to write; what it may hold is let through. */
class SqlCheckTest {

    private static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));

    @TempDir
    private static Path temporary;

    private static Engine engine;
    private static Connection connection;

    @BeforeAll
    static void startEngine() {
        engine = Engine.start(temporary, "500MB", 2);
        connection = engine.connect();
        Lake.createEmptyViews(connection);
    }

    @AfterAll
    static void closeEngine() throws SQLException {
        connection.close();
        engine.close();
    }

    // ¶ is the end of a line.
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
                    select¶ avg(amount) as a¶ from orders => 2: 'avg(amount)' is floating point, and sums of it depend on the order of the rows; keep what is divided apart
                    select -- 中文, 'half¶ /* a ¶ b */ sqrt(amount) as a from orders => 3: 'sqrt(amount)' is floating point
                    select sum(¶ amount / 3) as a from orders => 2: 'amount / 3' is a division: floating point, and sums of it depend on the order of the rows
                    select cast(1 - amount / cost as decimal(18, 6)) as a from orders => 1: 'amount / cost' is a division
                    select cast((amount - mod(amount, 7)) / 8 as bigint) as a from orders => 1: 'cast((amount - mod(amount, 7)) / 8 as bigint)' rounds here and cuts off in Spark
                    select ¶ 1e3 as a => 2: 1e3 is floating point; write all of its digits
                    select 1_000 as a => 1: 1_000 is not in Spark SQL; write its digits alone
                    select ¶cast(amount as ¶ double) as a from orders => 2: 'cast(amount as double)' is floating point
                    select cast(amount as real) as a from orders => 1: 'cast(amount as real)' is floating point
                    select stddev_samp(amount) as a from orders => 1: 'stddev_samp(amount)' is floating point
                    select percentile_cont(0.5) within group (order by amount) as a from orders => 1: 'percentile_cont(0.5) within group (order by amount)' is floating point
                    select median(amount) as a from orders => 1: 'median(amount)' is floating point
                    select extract(epoch from ordered_at) as a from orders => 1: 'extract(epoch from ordered_at)' asks for 'epoch', which is floating point or another number in Spark; ask for one of day, hour, minute, month, quarter, second, week, year
                    select floor(extract(day from ordered_at)) as a from orders => 1: 'floor(extract(day from ordered_at))' is floating point where its number is whole; write floor(cast(… as decimal(18, 6)))
                    select percent_rank() over (order by amount) as a from orders => 1: 'percent_rank() over (order by amount)' is floating point
                    select order_id from orders ¶limit 3 => 2: limit without an order by keeps rows that nobody chose
                    select order_id from orders ¶offset 3 => 2: limit without an order by keeps rows that nobody chose
                    select order_id from orders fetch first 3 rows only => 1: limit without an order by
                    select order_id from orders order by order_id limit 10% => 1: limit with a share is not in Spark SQL
                    with a as (¶select customer_id from orders limit 1) select * from a => 2: limit without an order by
                    select¶ row_number() over (partition by customer_id) as a from orders => 2: 'row_number() over (partition by customer_id)' has no order that decides which row comes first; order by
                    select rank() over (order by 1) as a from orders => 1: 'rank() over (order by 1)' has no order
                    select lag(amount) over (partition by customer_id order by customer_id) as a from orders => 1: 'lag(amount) over (partition by customer_id order by customer …' has no order
                    select first_value(amount) over () as a from orders => 1: 'first_value(amount) over ()' has no order
                    select sum(amount) over (rows between 1 preceding and current row) as a from orders => 1: 'sum(amount) over (rows between 1 preceding and current row)' has no order
                    select first(branch) as a from orders => 1: 'first(branch)' picks a row that nobody chose; use min or max, or row_number() over a total order and keep place 1
                    select any_value(branch) as a from orders => 1: 'any_value(branch)' picks a row
                    select arg_max(branch, amount) as a from orders => 1: 'arg_max(branch, amount)' picks a row
                    select string_agg(branch, ',') as a from orders => 1: 'string_agg(branch, ',')' strings rows together in the order they come
                    select list(branch) as a from orders => 1: 'list(branch)' strings rows together
                    select¶ distinct ¶on (branch) branch, amount from orders => 3: 'distinct on' depends on where rows happen to lie; keep row_number() = 1 over a total order
                    select rowid as a from orders => 1: 'rowid' is where a row happens to lie; order by columns of the row
                    select order_id from orders¶ where ordered_at < ¶ current_date => 3: 'current_date' reads the clock, and a rerun would read another hour; cross join parameters and use as_of, as_of_day
                    select now() as a => 1: 'now()' reads the clock
                    select today() as a => 1: 'today()' reads the clock
                    select current_timestamp as a => 1: 'current_timestamp' reads the clock
                    select random() as a => 1: 'random()' is chance; choose by what a row holds
                    select uuid() as a => 1: 'uuid()' is chance
                    select nextval('s') as a => 1: 'nextval('s')' is chance
                    select getvariable('s') as a => 1: 'getvariable('s')' depends on the session, not on the rows; put the number into the figure's parameters
                    select order_id from orders order by hash(order_id) => 1: 'hash(order_id)' has another value in each engine; compare and order by the columns themselves
                    select order_id from orders using sample 10 => 1: 'using sample' is chance
                    select order_id from orders tablesample 10% => 1: 'tablesample' is chance
                    select 1 as a;¶ drop table orders => 2: a second statement starts with 'drop'; a file has one select
                    -- first¶insert into orders values (1) => 2: is not a select; a file has one select, which yields the rows
                    attach 'x.db' => 1: is not a select
                    pragma version => 1: is not a select
                    select * ¶from read_csv('x.csv') => 2: reads read_csv(…); a figure may read customers, feedback, helper, order_lines, orders, parameters, periods
                    select * from 'x.parquet' => 1: reads 'x.parquet'; a figure may read customers,
                    select * from information_schema.tables => 1: reads information_schema.tables; a figure may read
                    select * from duckdb_settings() => 1: reads duckdb_settings(…); a figure may read
                    select * from ordres => 1: reads ordres; a figure may read
                    select * from (with a as (select 1 as x) select * from a) b¶ cross join a => 2: reads a; a figure may read
                    describe orders => 1: 'show_ref' (show ref) is not in the SQL that figures are written in
                    select ordered_at¶::date as a from orders => 2: '::' is not standard SQL; write cast(… as …)
                    select branch, count(*) as a from orders¶ group by all => 2: 'group by all' hides what makes a row; name the columns
                    select branch from orders order by all => 1: 'order by all' hides what decides; name the columns
                    select * exclude (branch) from orders => 1: '* exclude' is not in Spark SQL; name the columns
                    select * replace (1 as branch) from orders => 1: '* replace' is not in Spark SQL; name the columns
                    select columns('o.*') from orders => 1: 'columns (' is not in Spark SQL; name the columns
                    select order_id from orders¶ qualify row_number() over (order by order_id) = 1 => 2: 'qualify' is not in Spark SQL; put the window into a with query
                    select * from (pivot orders on branch using count(*)) => 1: 'pivot' is written otherwise in Spark SQL
                    select * from orders o asof join feedback f on o.ordered_at >= f.received_at => 1: 'asof' is not in Spark SQL
                    select * from orders positional join feedback => 1: 'positional join' depends on where rows happen to lie; join on a key
                    select * from orders semi join feedback using (order_id) => 1: 'semi join' is not in Spark SQL; write where exists
                    select * from orders anti join feedback using (order_id) => 1: 'anti join' is not in Spark SQL; write where not exists
                    select * from orders natural join customers => 1: 'natural' joins on whatever columns two relations happen to share
                    select [1, 2] as a => 1: '[' builds or reads a list
                    select {'a': 1} as a => 1: '{' builds a struct
                    select map {'a': 1} as a => 1: '{' builds a struct
                    select (order_id, branch) = ('a', 'b') as a from orders => 1: '(order_id, branch)' builds a struct; compare column by column
                    select list_transform(list_value(1), x -> x) as a => 1: '->' is a lambda
                    from orders => 1: 'from …' is not in Spark SQL; write select … from …
                    select * from (¶from orders) => 2: '( from' is not in Spark SQL; write select … from …
                    with a as (select 1 as x) from a select x => 1: 'from … select' is not in Spark SQL
                    select 7 // 2 as a => 1: '//' is not in Spark SQL; write cast((a - mod(a, b)) / b as bigint)
                    select 7 ^ 2 as a => 1: '^' is floating point here and a bitwise or in Spark; multiply
                    select 7 ** 2 as a => 1: '**' is floating point
                    select order_id glob 'a*' as a from orders => 1: 'glob' is not in Spark SQL; write like
                    select order_id similar to 'a' as a from orders => 1: 'similar to' is not in Spark SQL; write like
                    select order_id ~ 'a' as a from orders => 1: '~' is not in Spark SQL; write like
                    select order_id from orders where branch == 'a' => 1: '==' is not standard SQL; write =
                    select order_id from orders where branch isnull => 1: 'isnull' is not in Spark SQL; write is null
                    select ¶"order_id" from orders => 2: "order_id" is a name here and a text in Spark; use a name of small letters, digits and _
                    select order_id as größe from orders => 1: Spark SQL does not read the name größe
                    select 'a\\b' as a => 1: 'a\\b' has a \\, which Spark reads as an escape; write it without
                    select e'a' as a => 1: e'a' is not in Spark SQL; write a plain text
                    select order_id, from orders => 1: ', from' is not in Spark SQL; leave out the comma
                    select a: order_id from orders => 1: ':' is not in Spark SQL; write the name after as
                    select order_id from orders where amount > ? => 1: '?' stands for a value that nobody gives
                    select cast(null as varchar) as a => 1: 'cast(null as varchar)' needs a length in Spark SQL; write varchar(20) or such, or string
                    select cast(amount as decimal) as a from orders => 1: 'cast(amount as decimal)' has other digits in each engine; write both, such as decimal(18, 2)
                    select cast(amount as hugeint) as a from orders => 1: 'cast(amount as hugeint)' is a type that Spark SQL lacks or spells otherwise; write one of DECIMAL(18, 2), VARCHAR(20), BIGINT,
                    select try_cast(branch as integer) as a from orders => 1: 'try_cast' hides what cannot be cast
                    select cast(amount * 0.5 as integer) as a from orders => 1: 'cast(amount * 0.5 as integer)' rounds here and cuts off in Spark
                    select concat(branch, region) as a from orders => 1: 'concat(branch, region)' drops nulls here and is null in Spark
                    select date_diff('day', ordered_at, delivered_at) as a from orders => 1: 'date_diff('day', ordered_at, delivered_at)' is spelled otherwise in Spark; write extract(day from a - b)
                    select cast(delivered_at as date) - cast(promised_at as date) as a from orders => 1: 'cast(delivered_at as date) - cast(promised_at as date)' of two dates is a number here and an interval in Spark
                    with d as (select cast(delivered_at as date) as d from orders)¶ select max(d) - min(d) as a from d => 2: 'max(d) - min(d)' of two dates is a number here
                    select extract(dow from ordered_at) as a from orders => 1: 'extract(dow from ordered_at)' asks for 'dow'
                    select dayofweek(ordered_at) as a from orders => 1: 'dayofweek(ordered_at)' numbers the days otherwise in Spark
                    select interval (tolerance_days) day as a from parameters => 1: 'interval (tolerance_days) day' is not in Spark SQL; write (…) * interval '1' day
                    select to_days(1) as a => 1: 'to_days(1)' calls to_days, which is not one of the functions that DuckDB and Spark SQL share: abs, ceil,
                    select if(amount > 0, 1, 0) as a from orders => 1: 'if(amount > 0, 1, 0)' is not in Spark SQL; write case when
                    select position('a' in branch) as a from orders => 1: 'position('a' in branch)' takes its texts the other way round in Spark; write instr(text, part)
                    select trim(both 'x' from branch) as a from orders => 1: 'trim(both 'x' from branch)' takes its texts the other way round
                    select sum(amount order by order_id) as a from orders => 1: 'sum(amount order by order_id)' orders within an aggregate
                    select count() as a from orders => 1: 'count ( )' is not in Spark SQL; write count(*)
                    select count(*) filter (where branch = 'N') over () as a from orders => 1: 'count(*) filter (where branch = 'N') over ()' filters within a window
                    select count(distinct branch) over () as a from orders => 1: 'count(distinct branch) over ()' is distinct or ordered within a window
                    select sum(amount) over (order by order_id groups current row) as a from orders => 1: 'sum(amount) over (order by order_id groups current row)' has a frame that Spark SQL lacks
                    select amount > all (select amount from orders) as a from orders => 1: 'amount > all (select amount from orders)' (
                    select branch from orders union by name select branch from customers => 1: 'union by name' is not in Spark SQL
                    with recursive a as (select 1 as x union all select x + 1 from a where x < 3) select x from a => 1: 'with recursive' is not in Spark SQL; join periods
                    with a as materialized (select 1 as x) select x from a => 1: 'as materialized' is not in Spark SQL; write as
                    select amount - cost as gain from orders¶ where gain > 0 => 2: where uses 'gain', which this select only names: Spark SQL does not see it there
                    select branch collate nocase as a from orders => 1: 'collate' sorts by another alphabet in each engine
                    """)
    void what_leaves_the_subset_is_refused_with_its_line_and_a_remedy(String query, String expected) {
        String place = "x.sql:";
        assertThat(problems(query)).first().satisfies(problem -> assertThat(problem.toString())
                .startsWith(place + expected.replace("\\\\", "\\")));
    }

    static Stream<String> sound() {
        return Stream.of("""
                -- 'quotes', "names" :: and [1] in a comment are no matter, /* nor is limit 3 */
                select 'it''s :: [x]' as a, date '2024-02-29' as d, timestamp '2024-02-29 12:00:00' as t
                """, """
                with placed as (
                    select o.*, row_number() over (partition by customer_id order by ordered_at desc, order_id) as place,
                        count(*) over (partition by customer_id) as orders,
                        sum(amount) over (partition by customer_id order by ordered_at
                            range between interval '30' day preceding and current row) as recent,
                        lag(ordered_at) over (partition by customer_id order by ordered_at, order_id) as before
                    from orders o
                    where coalesce(status, 'open') not in ('cancelled', 'void')
                )
                select customer_id, max(place) as places, count(*) filter (where amount > 10.5) as many,
                    count(distinct branch) as branches, sum(case when amount between 1 and 2 then 1 else 0 end) as small,
                    percentile_disc(0.5) within group (order by amount) as middle, bool_or(branch like 'N%') as north
                from placed
                where exists (select 1 from feedback f where f.order_id = placed.order_id)
                    and customer_id in (select customer_id from customers) and not (amount is null)
                group by customer_id
                having count(*) > 1
                order by customer_id
                limit 10
                """, """
                select cast(date_trunc('month', ordered_at) as date) as month_start,
                    extract(day from delivered_at - promised_at) as days_late, cast(ordered_at as date) + interval '1' month as due,
                    promised_at + tolerance_days * interval '1' day as last_moment, greatest(amount, cost, 0) as most,
                    upper(trim(branch)) || '-' || substring(lower(region), 1, 3) as label, abs(-amount) % 7 as rest,
                    cast(amount / nullif(cost, 0) as decimal(18, 6)) as quotient, cast((amount - mod(amount, 7)) / 7 as bigint) as weeks,
                    round(amount * 0.25, 1) as quarter_share,
                    floor(cast(amount as decimal(18, 2))) as whole, case status when 'open' then 1 end as open_orders,
                    branch is distinct from region as moved, error_reached_customer is true as reached
                from orders cross join parameters
                """, """
                select branch, region, grouping(branch) as whole, sum(amount) as revenue from orders
                group by grouping sets ((branch, region), (branch), ())
                union all
                select v.branch, null, 0, 0 from (values ('N'), ('S')) as v(branch)
                except
                (select branch, region, 0, 0 from customers)
                """, """
                select a.customer_id, b.branch from customers a
                full outer join orders b using (customer_id)
                left join (select customer_id from feedback group by customer_id) c on c.customer_id = a.customer_id
                """, """
                select last_day - interval '12' month as start, last_day as day from parameters where last_day > first_day
                """);
    }

    @ParameterizedTest
    @MethodSource("sound")
    void what_both_engines_share_is_let_through_and_runs(String query) {
        assertThat(problems(query)).isEmpty();
        Sql.run(connection, """
                create or replace temp view parameters as
                select date '2024-01-01' as first_day, date '2024-01-31' as last_day, 2 as tolerance_days""");
        assertThatCode(() -> Sql.query(connection, query, row -> 1)).doesNotThrowAnyException();
    }

    @Test
    void every_shipped_query_is_within_the_subset() {
        Catalogue catalogue = Catalogue.read(JOBS);
        Set<String> parameters = new TreeSet<>(Company.read(JOBS).parameters().keySet());
        catalogue.kpis().forEach(kpi -> parameters.addAll(kpi.parameters().keySet()));
        SqlCheck check = new SqlCheck(connection, catalogue.relations().keySet(), parameters);
        List<Problem> problems = new ArrayList<>();

        catalogue.relations().forEach((name, sql) -> problems.addAll(check.relation(name, sql)));
        catalogue.kpis().forEach(kpi -> problems.addAll(check.figure(kpi.sqlFile(), kpi.sql())));

        assertThat(problems).isEmpty();
    }

    @Test
    void what_the_engine_cannot_read_is_left_to_the_engine_to_say() {
        assertThat(problems("select a frm b wher c")).isEmpty();
    }

    @Test
    void a_relation_s_dates_are_known_to_those_that_read_it() {
        SqlCheck check = new SqlCheck(connection, Set.of("starts"), Set.of());
        assertThat(check.relation(
                        "starts.sql",
                        "select customer_id, min(cast(ordered_at as date)) as start from orders"
                                + " group by customer_id"))
                .isEmpty();

        assertThat(check.figure("x.sql", "select last_day -\n start as a from starts cross join parameters"))
                .extracting(Problem::toString)
                .containsExactly(
                        "x.sql:1: 'last_day - start' of two dates is a number here and an interval in Spark; write"
                                + " extract(day from cast(… as timestamp) - cast(… as timestamp))");
    }

    @Test
    void all_that_is_wrong_is_said_at_once_by_line() {
        assertThat(problems("select\n avg(amount)::double,\n now()\nfrom orders\nlimit 1"))
                .extracting(Problem::line)
                .containsExactly(2, 2, 2, 3, 5);
    }

    static Stream<String> calls() {
        return CALLS.entrySet().stream()
                .map(call ->
                        "select " + call.getValue() + " as answer from numbers group by whole, money, name, moment");
    }

    /** A call of each function of the subset. */
    static final Map<String, String> CALLS = Stream.of("""
            abs(money); ceil(cast(money as decimal(18, 2))); ceiling(cast(whole as decimal(18, 2)));
            floor(cast(money as decimal(18, 2))); round(money, 1); mod(money, 7); coalesce(money, 1); greatest(money, whole);
            least(money, whole, 0.5); nullif(whole, 0); lower(name); upper(name); trim(name); ltrim(name); rtrim(name);
            length(name); substring(name, 1, 2); substr(name, 2); replace(name, 'a', 'b'); lpad(name, 5, '0');
            rpad(name, 5, '0'); instr(name, 'a'); extract(second from moment); date_part('year', moment);
            date_trunc('month', moment); year(moment); quarter(moment); month(moment); day(moment); hour(moment);
            minute(moment); second(moment); last_day(cast(moment as date)); make_date(2024, 2, 29); count(*); sum(money);
            min(money); max(money); bool_and(whole > 0); bool_or(whole > 0);
            percentile_disc(0.5) within group (order by money); grouping(whole);
            row_number() over (order by whole); rank() over (order by whole); dense_rank() over (order by whole);
            ntile(4) over (order by whole); lag(money) over (order by whole); lead(money, 1) over (order by whole);
            first_value(money) over (order by whole); last_value(money) over (order by whole);
            nth_value(money, 2) over (order by whole)""".split(";"))
            .map(String::strip)
            .collect(Collectors.toMap(call -> call.substring(0, call.indexOf('(')), call -> call));

    @Test
    void every_function_of_the_subset_has_a_call_here() {
        assertThat(CALLS.keySet())
                .containsExactlyInAnyOrderElementsOf(SqlSubset.FUNCTIONS.values().stream()
                        .flatMap(Set::stream)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void every_function_of_the_subset_runs_and_is_never_floating_point(String query) {
        Sql.run(connection, """
                create or replace temp table numbers as select cast(3 as bigint) as whole,
                cast(2.5 as decimal(18, 2)) as money, 'abc' as name, timestamp '2024-02-29 23:59:59.5' as moment""");

        assertThat(new SqlCheck(connection, Set.of("numbers"), Set.of()).figure("x.sql", query))
                .isEmpty();
        assertThat(Sql.query(connection, query, row -> row.getMetaData().getColumnTypeName(1)))
                .hasSize(1)
                .allSatisfy(type -> assertThat(type).doesNotMatch("DOUBLE|FLOAT"));
    }

    private static List<Problem> problems(String query) {
        return new SqlCheck(connection, Set.of("helper"), Set.of("tolerance_days"))
                .figure("x.sql", query.replace("¶", "\n"));
    }
}
