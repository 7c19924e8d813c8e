package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
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
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in a figure's files is found before a run, and said with file and line. */
class CatalogueTest {

    private static final Definitions SHIPPED = new Definitions("jobs", Path.of("jobs"));
    private static final String YAML = "name: Made up\nquestion: Why?\nmeaning: This.\nbreakdown: [branch]\n";
    private static final String SQL = """
        -- One row for each order.
        select
            order_id as id,
            customer_id,
            cast(ordered_at as date) as day,
            1 as hit,
            1 as base,
            cast(null as varchar(20)) as excluded,
            branch
        from orders
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(folder.resolve("kpis/relations"));
    }

    @Test
    void the_shipped_figures_are_right() {
        assertThat(problems(SHIPPED, Company.read(SHIPPED).parameters())).isEmpty();
    }

    @Test
    void relations_are_sorted_so_that_each_comes_after_those_it_uses() {
        relation("a", "select * from C -- not from b");
        relation("b", "select * from a join c on true");
        relation("c", "select 1 as x;");

        assertThat(Catalogue.relations(jobs())).containsExactlyEntriesOf(sorted());
    }

    private static Map<String, String> sorted() {
        Map<String, String> relations = new java.util.LinkedHashMap<>();
        relations.put("c", "select 1 as x");
        relations.put("a", "select * from C -- not from b");
        relations.put("b", "select * from a join c on true");
        return relations;
    }

    @Test
    void relations_that_use_each_other_in_a_circle_are_refused() {
        relation("a", "select * from b");
        relation("b", "select * from a");
        relation("c", "select 1 as x");

        assertThatThrownBy(() -> Catalogue.relations(jobs()))
                .isInstanceOf(DefinitionException.class)
                .hasMessage("jobs/kpis/relations: these relations use each other in a circle: [a, b]");
    }

    @Test
    void a_relation_cannot_take_the_name_of_one_of_the_suite() {
        relation("orders", "select 1 as x");
        assertThatThrownBy(() -> Catalogue.relations(jobs()))
                .hasMessage("jobs/kpis/relations/orders.sql: 'orders' is a relation of the suite; give this one another"
                        + " name");
    }

    @Test
    void figures_are_chosen_by_name_once_each_in_the_order_asked_for() {
        Catalogue catalogue = Catalogue.read(SHIPPED);

        assertThat(catalogue.chosen(List.of("retention-rate", "answer-time", "retention-rate"), "jobs/x.yml"))
                .extracting(Kpi::id)
                .containsExactly("retention-rate", "answer-time");
        assertThat(catalogue.chosen(List.of("all"), "jobs/x.yml")).isEqualTo(catalogue.kpis());
        assertThatThrownBy(() -> catalogue.chosen(List.of("retention"), "jobs/x.yml"))
                .hasMessageStartingWith(
                        "jobs/x.yml: asks for the figure 'retention', which jobs/kpis/ does not have; it has"
                                + " answer-time, complaint-ratio, ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "needs: [orders.prize]           | 'orders.prize' is not a column; orders has order_id, customer_id, ordered_at,"
                        + " promised_at, delivered_at, status, amount, cost, branch, region, channel, sales_person, error_kind,"
                        + " error_reached_customer, corrects_order_id",
                "needs: [sales.prize]            | 'sales.prize' is not a column of an entity; write one such as"
                        + " orders.promised_at; the entities are orders, order_lines, customers, feedback, spend, staff",
                "breakdown: [Branch]             | 'Branch' is not a column to break a figure down by; allowed is every other"
                        + " column that its query yields, in small letters, and where it yields customer_id or order_id what"
                        + " is looked up by these: branch, region, segment, account_manager; product_group",
                "breakdown: [excluded]           | 'excluded' is not a column to break a figure down by; allowed is every"
                        + " other column that its query yields, in small letters, and where it yields customer_id or order_id"
                        + " what is looked up by these: branch, region, segment, account_manager; product_group",
                "breakdown: [branch, branch]     | 'branch' stands here a second time; keep one",
                "better: higher                  | 'better' is 'higher'; write one of up, down, watch",
                "aggregate: average              | 'aggregate' is 'average'; write one of ratio, sum, mean, median, p90,"
                        + " ratio-of-ratios",
                "also: {value: {name: x}}        | 'value' cannot name a value; use small letters, digits and -, 40 at"
                        + " most",
                "also: {p90: {title: x}}         | 'title' is not known here; allowed: name, aggregate, unit, divide-by,"
                        + " interval, hit, base",
                "also: {p90: {name: x, aggregate: p90, base: b}} | 'base' is not known here; allowed: name, aggregate,"
                        + " unit, divide-by, interval, value",
                "also: {p90: {name: x, hit: A}}   | 'A' is not a column of the evidence",
                "parameters: {as_of_day: 1}      | 'as_of_day' is what the run itself gives; choose another name",
                "parameters: {days: many}        | 'days' is 'many'; write a number such as 24, 0.5 or 95%",
                "target: 95                      | 'target' is 95, which is 9500 %, as the unit is percent; write 95%",
                "divide-by: 0                    | 'divide-by' is 0; write a number over 0",
                "target: high                    | 'target' is 'high'; write a number such as 24, 0.5 or 95%",
            })
    void what_a_figure_cannot_be_is_refused_with_its_line(String line, String message) {
        figure("made-up", YAML.replace("breakdown: [branch]\n", "") + line + "\n", SQL);

        assertThat(problems()).extracting(Problem::toString).containsExactly("jobs/kpis/made-up.yml:4: " + message);
    }

    @Test
    void a_text_that_no_report_has_room_for_is_refused() {
        figure("made-up", YAML.replace("Why?", "?".repeat(501)), SQL);
        assertThat(problems())
                .extracting(Problem::toString)
                .containsExactly("jobs/kpis/made-up.yml:2: 'question' has 501 characters; reports have room for 500");
    }

    @Test
    void a_figure_without_its_query_or_with_a_strange_name_is_refused() {
        write("kpis/made-up.yml", YAML);
        figure("Made_Up", YAML, SQL);
        assertThat(problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "jobs/kpis/Made_Up.yml: 'Made_Up' cannot name a figure; use small letters, digits and -, 60"
                                + " characters at most",
                        "jobs/kpis/made-up.sql: is missing; put the query of jobs/kpis/made-up.yml there");
    }

    @Test
    void a_query_that_cannot_be_understood_is_named_with_its_line() {
        figure("made-up", YAML, "\n\n" + SQL.replace("cast(ordered_at", "cast(orderd_at"));
        relation("helper", "select\n    order_id,\n    amont\nfrom orders");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("jobs/kpis/relations/helper.sql");
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.message()).contains("amont");
        });
        relation("helper", "select 1 as x");
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("jobs/kpis/made-up.sql");
            assertThat(problem.line()).isEqualTo(7);
            assertThat(problem.message()).contains("orderd_at");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 as hit         | 1 as hits       | does not yield hit, which a figure with aggregate ratio and"
                        + " breakdown [branch] needs",
                "1 as hit         | true as hit     | yields hit as BOOLEAN, but it must be a whole number or a DECIMAL:"
                        + " sums of others depend on the order of the rows; cast it to that",
                "as date) as day  | as timestamp) as day | yields day as TIMESTAMP, but it must be a DATE: the day"
                        + " that puts the row into a period; cast it to that",
                "cast(null as varchar(20)) as excluded | 1 as excluded | yields excluded as INTEGER, but it must be a text:"
                        + " the reason why the row does not count, or null; cast it to that",
            })
    void a_query_that_yields_something_else_is_refused(String from, String to, String message) {
        figure("made-up", YAML, SQL.replace(from, to));
        assertThat(problems()).extracting(Problem::toString).containsExactly("jobs/kpis/made-up.sql: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "from orders | from orders o where o.prize > 0 | :10: names 'o.prize', which is not there; orders has order_id,",
                "branch | brunch | :9: names 'brunch', which is no column of what it reads; near it are branch,",
                "orders | orders cross join parameters where days > 0 | :10: names 'days', which is"
                        + " no column of what it reads and no parameter; a number of the company stands in"
                        + " jobs/company.yml under 'parameters:'",
                "from orders | form orders | :10: cannot be read at 'orders'; there, or just before,",
                "1 as base | 1 + branch as base | :7: has +(INTEGER_LITERAL, VARCHAR), kinds of value that do not go"
                        + " together; make them the same with cast(… as …)",
                "1 as base | count(*) as base | :3: yields 'order_id' beside sums of many rows; group by it,",
            })
    void a_query_that_the_engine_refuses_is_told_in_own_words(String from, String to, String words) {
        figure("made-up", YAML, SQL.replace(from, to));
        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem.toString())
                .startsWith("jobs/kpis/made-up.sql" + words)
                .doesNotContain("Error"));
    }

    @Test
    void a_breakdown_that_the_query_lacks_is_looked_up_by_customer_or_order() {
        relation("accounts", "select customer_id, segment from customers");
        relation(
                "order_groups",
                "select order_id, min(product_group) as product_group from order_lines group by order_id");
        figure("made-up", YAML.replace("[branch]", "[branch, segment, product_group]"), SQL);
        assertThat(problems())
                .extracting(Problem::toString)
                .containsExactly("jobs/kpis/made-up.sql: does not yield product_group, which a figure with aggregate"
                        + " ratio and breakdown [branch, segment, product_group] needs");

        figure(
                "made-up",
                YAML.replace("[branch]", "[branch, segment, product_group]"),
                SQL.replace("order_id as id,", "order_id as id, order_id,"));
        assertThat(problems()).isEmpty();
    }

    @Test
    void a_file_that_nobody_reads_is_named() {
        write("kpis/alone.sql", SQL);
        write("kpis/other.yaml", YAML);
        assertThat(problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "jobs/kpis/other.yaml: is not read: figures are in files ending in .yml; rename it",
                        "jobs/kpis/alone.sql: is not read: a figure is a pair of files; add jobs/kpis/alone.yml");
    }

    @Test
    void the_problem_of_one_figure_does_not_hide_those_of_others() {
        figure("one", YAML, SQL.replace("from orders", "from ordres"));
        figure("two", YAML, SQL.replace("1 as base", "1 as bases"));
        figure("three", "name: x\n", SQL);
        assertThat(problems())
                .extracting(Problem::file)
                .containsExactly("jobs/kpis/three.yml", "jobs/kpis/one.sql", "jobs/kpis/two.sql");
    }

    @Test
    void a_parameter_of_the_company_cannot_have_a_name_that_the_run_gives() {
        assertThat(problems(jobs(), Map.of("last_day", BigDecimal.ONE)))
                .extracting(Problem::toString)
                .containsExactly(
                        "jobs/company.yml: parameters has 'last_day', which is what the run itself gives; choose"
                                + " another name");
    }

    @Test
    void a_figure_lacks_the_columns_that_nobody_supplies_and_a_period_long_enough() {
        Kpi onTime = Catalogue.read(SHIPPED, "kpis/on-time-delivery.yml");
        Kpi retention = Catalogue.read(SHIPPED, "kpis/retention-rate.yml");
        Period month = Period.parse("2025-12");

        assertThat(Figures.missing(onTime, Map.of(Entity.ORDERS, Set.of("promised_at")), month))
                .containsExactly("orders.delivered_at");
        assertThat(Figures.missing(onTime, Map.of(Entity.ORDERS, Set.of("promised_at", "delivered_at")), month))
                .isEmpty();
        assertThat(Figures.missing(retention, Map.of(), Period.parse("2025-W52")))
                .containsExactly("a period of a month or more");
        assertThat(Figures.missing(retention, Map.of(), Period.parse("2025-Q4")))
                .isEmpty();
    }

    @Test
    void the_hash_changes_with_every_file_that_counts() {
        figure("made-up", YAML, SQL);
        relation("helper", "select 1 as x");
        String before = Catalogue.read(jobs()).sha256();

        figure("made-up", YAML + "target: 5%\n", SQL);
        String target = Catalogue.read(jobs()).sha256();
        figure("made-up", YAML + "target: 5%\n", SQL.replace("1 as hit", "0 as hit"));
        String query = Catalogue.read(jobs()).sha256();
        relation("helper", "select 2 as x");

        assertThat(Set.of(before, target, query, Catalogue.read(jobs()).sha256()))
                .hasSize(4);
    }

    private void figure(String id, String yaml, String sql) {
        write("kpis/" + id + ".yml", yaml);
        write("kpis/" + id + ".sql", sql);
    }

    private void relation(String name, String sql) {
        write("kpis/relations/" + name + ".sql", sql);
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Definitions jobs() {
        return new Definitions("jobs", folder);
    }

    private List<Problem> problems() {
        return problems(jobs(), Map.of());
    }

    private List<Problem> problems(Definitions jobs, Map<String, BigDecimal> parameters) {
        try (Engine engine = Engine.start(folder.resolve("tmp"), "500MB", 2);
                Connection connection = engine.connect()) {
            return FigureCheck.check(jobs, parameters, connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
