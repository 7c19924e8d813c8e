package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.RealPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Repository, ledger and mart in a PostgreSQL: the same commands, the same figures, the same words. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresIT {

    private static final String PACK = "out/2025-12/management-pack.";
    private static final String REVIEWS = "out/2025-12/account-review/";

    @TempDir
    static Path folder;

    private static String url;
    private static Workspaces workspace;

    @BeforeAll
    static void runNightAndMonth() {
        url = RealPostgres.running().database();
        workspace = Workspaces.demo(folder.resolve("postgres"));
        put(workspace, url);
        jobs(workspace);
    }

    @Test
    @Order(1)
    void a_pack_says_the_same_on_every_page_and_in_every_table_as_with_the_embedded_database() throws IOException {
        Workspaces embedded = Workspaces.demo(folder.resolve("embedded"));
        jobs(embedded);

        for (String language : List.of("en", "zh")) {
            assertThat(text(workspace.path(PACK + language + ".pdf")))
                    .isEqualTo(text(embedded.path(PACK + language + ".pdf")));
            assertThat(workspace.path(PACK + language + ".zip"))
                    .hasSameBinaryContentAs(embedded.path(PACK + language + ".zip"));
        }
        List<String> reviews = reviews(workspace);
        assertThat(reviews).hasSizeGreaterThan(10).isEqualTo(reviews(embedded));
        for (String review : reviews) {
            if (review.endsWith(".pdf")) {
                assertThat(text(workspace.path(REVIEWS + review))).isEqualTo(text(embedded.path(REVIEWS + review)));
            } else {
                assertThat(workspace.path(REVIEWS + review)).hasSameBinaryContentAs(embedded.path(REVIEWS + review));
            }
        }
        assertThat(workspace.path("data/db")).doesNotExist();
    }

    @Test
    @Order(2)
    void what_was_recorded_verifies_and_a_rerun_has_the_same_bytes() {
        Workspaces.Ended verified = workspace.run("verify");
        Workspaces.Ended rerun = workspace.run("rerun", "monthly-pack-2025-12-r1");

        assertThat(verified.exitCode()).as(verified.said()).isZero();
        assertThat(rerun.exitCode()).as(rerun.said()).isZero();
        assertThat(rerun.out()).contains("the same bytes");
        Workspaces.Ended reviews = workspace.run("rerun", "reviews-2025-12-r1");
        assertThat(reviews.exitCode()).as(reviews.said()).isZero();
    }

    @Test
    @Order(3)
    void a_restatement_and_an_audit_pack_are_made() {
        Workspaces.Ended restated = workspace.run("rerun", "monthly-pack-2025-12-r1", "--as-known-now");
        Workspaces.Ended packed = workspace.run("audit-pack", "--period", "2025-12");

        assertThat(restated.exitCode()).as(restated.said()).isZero();
        assertThat(packed.exitCode()).as(packed.said()).isZero();
    }

    @Test
    @Order(4)
    void a_customer_is_forgotten() throws SQLException {
        String customer = one("select min(customer_id) from account where name <> customer_id");

        Workspaces.Ended ended = workspace.run("forget", customer, "--yes");
        Workspaces.Ended verified = workspace.run("verify");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(one("select max(name) from account where customer_id = '" + customer + "'"))
                .isEqualTo("(removed)");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
    }

    @Test
    @Order(5)
    void an_edited_figure_in_the_mart_is_found() throws SQLException {
        update("update kpi_value set numerator = numerator + 1 where run_id = 'monthly-pack-2025-12-r1' and kpi ="
                + " 'on-time-delivery' and dimension = 'total' and period = '2025-12'");

        Workspaces.Ended verified = workspace.run("verify");

        assertThat(verified.exitCode()).isEqualTo(5);
        assertThat(verified.said()).contains("monthly-pack-2025-12-r1").contains("kpi_value");
    }

    @Test
    @Order(6)
    void a_process_on_another_machine_finds_the_database_busy() throws SQLException {
        try (Connection other = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(" + PostgresLock.NUMBER + ")");

            Workspaces.Ended ended = workspace.run("run", "nightly", "--period", "2025-12-31", "--wait", "0");

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err()).contains("another process is working with the database");
        }
    }

    @Test
    @Order(7)
    void a_database_that_a_later_version_has_changed_is_left_alone() throws SQLException {
        update("update schema_version set version = '999', description = 'later' where installed_rank ="
                + " (select max(installed_rank) from schema_version)");

        Workspaces.Ended ended = workspace.nightly("2025-12-30");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains("a later version of holdfast has worked with this database")
                .contains("999");
    }

    @Test
    void a_database_that_sorts_by_a_languages_rules_is_refused_with_the_command_that_makes_a_right_one() {
        Workspaces other = Workspaces.withOrders(folder.resolve("sorts"));
        put(other, RealPostgres.running().database("template template0 encoding 'SQL_ASCII' locale 'C'"));

        Workspaces.Ended ended = other.nightly();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("create database holdfast template template0 encoding 'UTF8' locale 'C'");
    }

    @Test
    void a_workspace_whose_ledger_is_elsewhere_does_not_begin_another_one() {
        Workspaces other = Workspaces.withOrders(folder.resolve("moved"))
                .write("inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 3, "c1"));
        Workspaces.Ended recorded = other.nightly();
        assertThat(recorded.exitCode()).as(recorded.said()).isZero();
        put(other, RealPostgres.running().database());

        Workspaces.Ended ended = other.nightly();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .contains("data/db holds what was recorded here until now")
                .contains("holdfast init");
    }

    @Test
    void a_server_that_is_not_there_is_named_without_the_password() {
        Workspaces other = Workspaces.withOrders(folder.resolve("nobody"));
        put(other, "jdbc:postgresql://localhost:1/holdfast");

        Workspaces.Ended ended = other.nightly();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot be reached as user 'postgres'").contains("Is the server up");
    }

    @Test
    void a_password_in_clear_and_an_address_of_something_else_are_refused_with_their_lines() {
        Workspaces other = Workspaces.withOrders(folder.resolve("clear"));
        String company = other.read("jobs/company.yml");
        other.write(
                "jobs/company.yml", company + "database:\n  url: jdbc:postgresql://db/x\n  user: u\n  password: p\n");
        assertThat(other.nightly().err()).contains("jobs/company.yml:7").contains("'password' is written out");

        other.write(
                "jobs/company.yml", company + "database:\n  url: jdbc:mysql://db/x\n  user: u\n  password: ${env:P}\n");
        assertThat(other.nightly().err()).contains("jobs/company.yml:5").contains("is no address of a PostgreSQL");
    }

    private static void put(Workspaces workspace, String url) {
        workspace
                .write("secret", "postgres\n")
                .write(
                        "jobs/company.yml",
                        workspace.read("jobs/company.yml") + "database:\n  url: " + url
                                + "\n  user: postgres\n  password: ${file:secret}\n");
    }

    private static void jobs(Workspaces workspace) {
        workspace.write("jobs/reviews.yml", """
            period: month
            steps:
              - figures: [on-time-delivery]
              - churn: all
              - report: account-review
                for-each: key-account
                largest: 3
                also: [csv]
              - report: account-review
                for-each: branch
                also: [csv]
              - report: account-review
                for-each: account-manager
                also: [csv]
            """);
        workspace.write("jobs/monthly-pack.yml", """
            period: month
            steps:
              - figures: all
              - churn: all
              - report: management-pack
                also: [csv]
            """);
        for (String job : List.of("nightly", "monthly-pack", "reviews")) {
            Workspaces.Ended ended = workspace.run("run", job, "--as-if-now", "2026-01-01T02:00:00Z");
            assertThat(ended.exitCode()).as(ended.said()).isZero();
        }
    }

    private static List<String> reviews(Workspaces workspace) {
        List<List<String>> index = CsvText.read(workspace.path(REVIEWS + "index.csv"));
        return index.stream().skip(1).map(row -> row.get(4)).toList();
    }

    private static void update(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    // The definitions differ by the address of the database, so their hash does.
    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document).replaceAll("[0-9a-f]{64}", "HASH");
        }
    }
}
