package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lake.Engine;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples beside the figures, {@code jobs/kpis/examples}: each figure has them, and each is right. */
class KpiExamplesTest {

    private static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));

    private static final Catalogue CATALOGUE = Catalogue.read(JOBS);
    private static final Map<String, BigDecimal> PARAMETERS = Company.read(JOBS).parameters();

    @TempDir
    private static Path temporary;

    private static Engine engine;
    private static Connection connection;

    @BeforeAll
    static void startEngine() {
        engine = Engine.start(temporary, "500MB", 1);
        connection = engine.connect();
    }

    @AfterAll
    static void closeEngine() throws SQLException {
        connection.close();
        engine.close();
    }

    static List<FigureExample> examples() {
        return FigureExample.all(JOBS);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_figure_says_what_its_example_expects(FigureExample example) {
        assertThat(example.differences(CATALOGUE, PARAMETERS, connection)).isEmpty();
    }

    @Test
    void every_figure_has_an_example() {
        assertThat(examples().stream().map(example -> example.kpi().id()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        CATALOGUE.kpis().stream().map(Kpi::id).toList());
    }

    @Test
    void an_example_that_is_not_met_says_where_it_stands_and_what_the_figure_gives(@TempDir Path folder)
            throws IOException {
        Definitions jobs = jobs(folder, """
            given:
              orders: |
                order_id | customer_id | ordered_at       | promised_at      | delivered_at     | status    | branch
                O1       | C1          | 2024-02-01 09:00 | 2024-02-05 12:00 | 2024-02-05 18:00 |           | North
                O2       | C1          | 2024-02-01 09:00 | 2024-02-05 12:00 | 2024-02-06 18:00 |           | South
                O3       | C1          | 2024-02-01 09:00 | 2024-02-05 12:00 |                  | cancelled | South
            cases:
              - case: Two of three
                period: 2024-02
                as-of: 2024-03-02 02:00
                expect:
                  numerator: 2
                  denominator: 3
                  counted: 3
                  value: 66.7%
                  branch: {North: 1/1, South: 1/1}
            """);

        List<Problem> problems = FigureExample.all(jobs)
                .get(0)
                .differences(Catalogue.read(jobs), Company.read(jobs).parameters(), connection);

        String says = "'Two of three' expects ";
        String gives = ", but jobs/kpis/on-time-delivery.sql gives ";
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "jobs/kpis/examples/on-time-delivery.yml:12: " + says + "numerator 2" + gives + "1",
                        "jobs/kpis/examples/on-time-delivery.yml:13: " + says + "denominator 3" + gives + "2",
                        "jobs/kpis/examples/on-time-delivery.yml:14: " + says + "counted 3" + gives + "2",
                        "jobs/kpis/examples/on-time-delivery.yml:15: " + says + "value 66.7%" + gives + "50.0%",
                        "jobs/kpis/examples/on-time-delivery.yml:12: " + says + "excluded {}" + gives + "{cancelled=1}",
                        "jobs/kpis/examples/on-time-delivery.yml:16: " + says + "branch {North=1/1, South=1/1}" + gives
                                + "{North=1/1, South=0/1}");
    }

    @Test
    void a_figure_that_depends_on_the_order_of_rows_is_found_by_its_example(@TempDir Path folder) throws IOException {
        Definitions jobs = jobs(folder, """
            given:
              orders: |
                order_id | customer_id | ordered_at       | promised_at      | delivered_at     | branch
                O1       | C1          | 2024-02-01 09:00 | 2024-02-05 12:00 | 2024-02-05 18:00 | North
                O2       | C1          | 2024-02-01 09:00 | 2024-02-05 12:00 | 2024-02-06 18:00 | North
            cases:
              - case: Ordered at once
                period: 2024-02
                as-of: 2024-03-02 02:00
                expect: {numerator: 1, denominator: 1}
            """);
        String sql = JOBS.text("kpis/on-time-delivery.sql");
        Path file = folder.resolve("kpis/on-time-delivery.sql");
        String first =
                "with first_orders as (select *, row_number() over (partition by customer_id order by ordered_at)"
                        + " as place from orders),\n";
        Files.writeString(
                file,
                sql.replace("with promised", first + "promised")
                        .replace("from orders o", "from (select * from first_orders where place = 1) o"));

        assertThat(differences(jobs))
                .containsExactly(
                        "jobs/kpis/on-time-delivery.sql: depends on the order in which rows happen to lie: 2024-02"
                                + " = 1/1 becomes 2024-02 = 0/1 where those of 'Ordered at once' in jobs/kpis/examples/on-time-delivery.yml lie in reverse; order"
                                + " whatever numbers or limits rows by columns that decide, down to a key");
        Files.writeString(
                file, Files.readString(file).replace("order by ordered_at)", "order by ordered_at, order_id)"));
        assertThat(differences(jobs)).isEmpty();
    }

    private static List<String> differences(Definitions jobs) {
        return FigureExample.all(jobs)
                .get(0)
                .differences(Catalogue.read(jobs), Company.read(jobs).parameters(), connection)
                .stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void what_cannot_be_read_is_refused_with_its_line(@TempDir Path folder) {
        String cases =
                "cases:\n  - case: x\n    period: 2024-02\n    as-of: 2024-03-02 02:00\n    expect: {value: none}\n";
        assertComplaint(folder, "given:\n  order: x\n" + cases, ":2: 'order' is not an entity; write one of orders, ");
        assertComplaint(folder, "given:\n  orders: |\n    id\n" + cases, ":3: 'id' is not a column of orders; it has ");
        assertComplaint(
                folder,
                "given:\n  orders: |\n    order_id | customer_id\n\n    O1 # no customer\n" + cases,
                ":5: this row has 1 cells, but the table has 2 columns");
        assertComplaint(folder, "cases:\n  - case: x\n    periode: 2024\n", ":3: 'periode' is not known here");
        assertComplaint(folder, cases.replace("2024-02\n", "Feb\n"), ":3: 'Feb' is not a period");
        assertComplaint(folder, cases.replace("02:00", ""), ":4: '2024-03-02' is no moment");
        assertComplaint(folder, cases.replace("value", "values"), ":5: 'values' is not known here; allowed: branch, ");
    }

    @Test
    void everything_that_is_wrong_with_a_file_is_said_at_once_each_with_its_line(@TempDir Path folder) {
        String file = "jobs/kpis/examples/on-time-delivery.yml";
        assertThatThrownBy(() -> FigureExample.all(jobs(folder, """
            given:
              orders: |
                order_id | ordered_at       | amount | error_reached_customer | colour
                O1       | yesterday        | 12.5   | true                   | red
                O2       | 2023-02-29 10:00 | 1e3    | yes                    |
                O3       | 2024-02-29 10:00
              customers: |
                customer_id | released_on
                C1          | 2024-02-30
              shops: x
            parameters: {activity_months: many}
            cases:
              - case: x
                period: Feb
                as-of: 2024-03-02
                expect: {value: some, counted: two, colour: 1}
              - case: y
                period: 2024-02
                as-of: 2024-03-02 02:00
            extra: 1
            """)))
                .isInstanceOfSatisfying(DefinitionException.class, e -> assertThat(e.problems())
                        .extracting(problem -> problem.toString().replaceFirst("[;:] (write|allowed|it has).*", ""))
                        .containsExactlyInAnyOrder(
                                file + ":3: 'colour' is not a column of orders",
                                file + ":4: ordered_at is 'yesterday'",
                                file + ":5: ordered_at is '2023-02-29 10:00'",
                                file + ":5: amount is '1e3'",
                                file + ":5: error_reached_customer is 'yes'",
                                file + ":6: this row has 2 cells, but the table has 5 columns",
                                file + ":9: released_on is '2024-02-30'",
                                file + ":10: 'shops' is not an entity",
                                file + ":11: 'activity_months' is 'many'",
                                file + ":14: 'Feb' is not a period",
                                file + ":15: '2024-03-02' is no moment",
                                file + ":16: 'value' is 'some'",
                                file + ":16: 'counted' is 'two'",
                                file + ":16: 'colour' is not known here",
                                file + ":17: this case expects nothing",
                                file + ":20: 'extra' is not known here"));
    }

    @Test
    void a_file_that_cannot_be_read_hides_no_other(@TempDir Path folder) throws IOException {
        Definitions jobs = jobs(folder, "cases: none\n");
        Files.writeString(folder.resolve("kpis/examples/late.yml"), "cases: none\n");

        assertThat(FigureExample.check(
                        Catalogue.read(jobs), jobs, Company.read(jobs).parameters(), connection))
                .extracting(Problem::file)
                .containsExactly("jobs/kpis/examples/late.yml", "jobs/kpis/examples/on-time-delivery.yml");
    }

    private static void assertComplaint(Path folder, String example, String complaint) {
        assertThatThrownBy(() -> FigureExample.all(jobs(folder, example)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("jobs/kpis/examples/on-time-delivery.yml" + complaint);
    }

    /** The shipped definition of on-time delivery, and what it looks up, with another example. */
    private static Definitions jobs(Path folder, String example) throws IOException {
        Files.createDirectories(folder.resolve("kpis/examples"));
        Files.createDirectories(folder.resolve("kpis/relations"));
        for (String file : List.of(
                "company.yml",
                "kpis/on-time-delivery.yml",
                "kpis/on-time-delivery.sql",
                "kpis/relations/order_groups.sql")) {
            Files.writeString(folder.resolve(file), JOBS.text(file));
        }
        Files.writeString(folder.resolve("kpis/examples/on-time-delivery.yml"), example);
        return new Definitions("jobs", folder);
    }
}
