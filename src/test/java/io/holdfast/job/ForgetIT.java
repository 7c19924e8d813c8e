package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A customer is forgotten after a report with its name was published. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgetIT {

    private static final String RUN = "monthly-pack-2025-12-r1";

    @TempDir
    static Path folder;

    private static Workspaces workspace;
    private static Path whole;
    private static String customer;
    private static String name;

    @BeforeAll
    static void publish() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"));
        // A row of a customer that is refused, and the customer's name in it.
        Path customers = workspace.path("inbox/customers.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(customers));
        lines.add(lines.get(1).replaceFirst("(\\d{4})-\\d\\d-\\d\\d", "$1-99-99"));
        Files.write(customers, lines);
        workspace.write(
                "jobs/sources/customers.yml",
                Files.readString(workspace.path("jobs/sources/customers.yml")) + "max-rejects:\n  share: 5%\n");
        runs("nightly");
        runs("monthly-pack");
        customer = workspace
                .database("select customer_id from account where name <> customer_id order by ordinal")
                .get(0);
        name = workspace
                .database("select name from account where customer_id = '" + customer + "'")
                .get(0);
        whole = copy(workspace.root(), "whole");
    }

    @Test
    @Order(1)
    void without_a_yes_it_is_said_what_would_go_and_nothing_goes() throws Exception {
        long entries = workspace.ledgerEntries();

        Workspaces.Ended ended = workspace.run("forget", customer);

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
        assertThat(ended.out())
                .contains("customer " + customer + ", called " + name)
                .contains("1 row of personal in ")
                .contains("management-pack.en.pdf of " + RUN
                        + ", whose lists may show the name: stays as it was published");
        assertThat(ended.err()).contains("nothing was removed; to remove it without a question, add --yes");
        Workspaces.Ended trial = workspace.run("forget", customer, "--dry-run", "--yes");
        assertThat(trial.exitCode()).isZero();
        assertThat(trial.out()).contains("1 row of personal in ").contains("nothing was removed");
        assertThat(workspace.ledgerEntries()).isEqualTo(entries);
        assertThat(inLake(workspace.root(), name)).isPositive();
    }

    @Test
    @Order(2)
    void a_customer_whom_nobody_knows_is_named() {
        Workspaces.Ended ended = workspace.run("forget", "C-none", "--yes");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("nobody knows a customer 'C-none'");
    }

    @Test
    @Order(3)
    void the_name_goes_from_lake_mart_and_rejected_rows_and_the_records_are_as_the_ledger_says() throws Exception {
        assertThat(inLake(workspace.root(), name)).isPositive();
        workspace.write("out/names.csv", "customer,name\n" + customer + "," + name + "\n");
        workspace.write("out/nameless.csv", "customer\n" + customer + "\n");
        inEngine("copy (select '" + name.replace("'", "''") + "' as name) to '" + workspace.path("out/names.parquet")
                + "'");
        try (ZipOutputStream workbook = new ZipOutputStream(Files.newOutputStream(workspace.path("out/names.xlsx")))) {
            workbook.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            workbook.write(("<t>" + name + "</t>").getBytes(StandardCharsets.UTF_8));
        }

        Workspaces.Ended ended = workspace.run("forget", customer, "--yes");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out())
                .contains("customer " + customer + " is forgotten")
                .contains("stays, and may show the name")
                .contains("for you to delete or to keep: " + workspace.path("out/names.csv"))
                .contains("for you to delete or to keep: " + workspace.path("out/names.parquet"))
                .contains("for you to delete or to keep: " + workspace.path("out/names.xlsx"))
                .doesNotContain("nameless.csv")
                // A scheduler's log keeps what is said.
                .doesNotContain(name)
                .contains("management-pack.en.pdf of " + RUN);
        assertForgotten(workspace);
        Workspaces.Ended verified = workspace.run("verify");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
        assertThat(verified.out()).contains("replaced by entry " + workspace.ledgerEntries() + " (forget)");
    }

    @Test
    @Order(4)
    void the_run_still_gives_the_same_values_and_the_page_that_showed_the_name_says_why_it_differs() {
        Workspaces.Ended ended = workspace.run("rerun", RUN);

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
        assertThat(ended.out())
                .contains("values: the same")
                .contains("management-pack.en.pdf: other bytes; the published one shows a name that ledger entry ")
                .containsPattern("removed since; [1-9] pages? looks? different: ")
                .contains("the same in every value");
    }

    @Test
    @Order(5)
    void publications_are_made_again_without_the_name_where_that_is_asked_for() throws IOException {
        Path copy = workspace.path("out/2025-12/management-pack.en.pdf");
        String before = Sha256.of(copy);

        Workspaces.Ended ended = workspace.run("forget", customer, "--yes", "--publications");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(Sha256.of(copy)).isNotEqualTo(before);
        assertThat(workspace.path("data/archive/" + before + ".pdf")).doesNotExist();
        assertThat(workspace.path("data/archive/" + Sha256.of(copy) + ".pdf")).exists();
        assertThat(text(copy)).contains("(removed)").doesNotContain(name);
        assertThat(text(workspace.path("out/2025-12/management-pack.zh.pdf"))).contains("（已删除）");
        assertThat(workspace.run("verify").exitCode()).isZero();
        Workspaces.Ended rerun = workspace.run("rerun", RUN);
        assertThat(rerun.exitCode()).as(rerun.said()).isZero();
        assertThat(rerun.out())
                .contains("management-pack.en.pdf: the same bytes, SHA-256 " + Sha256.of(copy)
                        + ", which took the place of " + before + " by ledger entry ");
    }

    @Test
    @Order(6)
    void an_audit_pack_holds_what_took_the_place_and_its_own_check_finds_it_in_the_ledger() throws IOException {
        Path zip = folder.resolve("pack.zip");
        assertThat(workspace
                        .run("audit-pack", "--period", "2025-12", "--out", zip.toString())
                        .exitCode())
                .isZero();
        Path pack = folder.resolve("pack");
        Shell.run(folder, "unzip -q " + zip + " -d " + pack);
        String page = Files.readString(pack.resolve("verify.md"));
        int start = page.indexOf("```sh\n") + 6;

        assertThat(Shell.run(pack, page.substring(start, page.indexOf("```", start)))
                        .said())
                .contains("every publication, result and definition stands in the ledger");
        Workspaces.Ended earlier = workspace.run(
                "audit-pack",
                "--period",
                "2025-12",
                "--up-to",
                String.valueOf(workspace.database("select position from ledger where kind = 'run'").stream()
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElseThrow()));
        assertThat(earlier.exitCode()).isEqualTo(2);
        assertThat(earlier.err()).contains("--up-to").contains("had a name on it that ledger entry ");
    }

    @Test
    @Order(7)
    void once_more_there_is_nothing_to_do() {
        long entries = workspace.ledgerEntries();

        Workspaces.Ended ended = workspace.run("forget", customer, "--yes", "--publications");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).contains("nothing is kept of customer " + customer + " besides facts");
        assertThat(workspace.ledgerEntries()).isEqualTo(entries);
    }

    @Test
    @Order(8)
    void a_customer_who_comes_again_is_taken_in_again_and_the_old_runs_stay_without_the_name() throws Exception {
        workspace.write("inbox/customers-2026.csv", "customer_id,name\n" + customer + "," + name + "\n");
        Workspaces.Ended night =
                workspace.run("run", "nightly", "--period", "2026-01-01", "--as-if-now", "2026-01-02T02:00:00Z");
        assertThat(night.exitCode()).as(night.said()).isEqualTo(4);
        assertThat(night.out())
                .contains("inbox/customers-2026.csv brings a name or text of customer " + customer
                        + " again, who was forgotten; take it out where it comes from, then: holdfast forget "
                        + customer);

        assertThat(inLake(workspace.root(), name)).isPositive();
        assertThat(workspace.run("rerun", RUN).exitCode()).isZero();
    }

    @Test
    @Order(9)
    void killed_at_any_moment_the_records_are_as_the_ledger_says_and_the_same_command_ends_it() throws Exception {
        Workspaces killed = Workspaces.in(copy(whole, "killed"));
        for (int pause : new int[] {1500, 2500, 3500, 4500, 6000, 8000, 11000}) {
            RealProcess process = RealProcess.start(
                    "forget",
                    customer,
                    "--yes",
                    "--publications",
                    "--dir",
                    killed.root().toString());
            Thread.sleep(pause);
            process.kill();
            Workspaces.Ended verified = killed.run("verify");
            assertThat(verified.exitCode()).as(pause + ": " + verified.said()).isZero();
        }

        assertThat(killed.run("forget", customer, "--yes", "--publications").exitCode())
                .isZero();
        assertForgotten(killed);
        assertThat(killed.run("verify").exitCode()).isZero();
        assertThat(killed.run("rerun", RUN).exitCode()).isZero();
    }

    @Test
    @Order(10)
    void killed_right_before_old_files_are_deleted_the_next_start_deletes_them() throws Exception {
        Workspaces killed = Workspaces.in(copy(whole, "killed-late"));
        assertThat(killed.run("forget", customer, "--yes", "--publications").exitCode())
                .isZero();
        List<Path> old = new ArrayList<>();
        for (Path file : files(whole.resolve("data"))) {
            Path there = killed.root().resolve(whole.relativize(file));
            if (file.toString().matches(".*\\.(parquet|pdf)") && !Files.exists(there)) {
                old.add(Files.copy(file, there));
            }
        }
        assertThat(old).hasSizeGreaterThan(2);

        assertThat(killed.run("verify").exitCode()).isZero();

        assertThat(old).noneMatch(Files::exists);
        assertForgotten(killed);
    }

    private static void assertForgotten(Workspaces workspace) throws IOException, SQLException {
        assertThat(inLake(workspace.root(), name)).isZero();
        assertThat(workspace.database("select name from account where customer_id = '" + customer + "'"))
                .containsOnly("(removed)");
        for (Path file : files(workspace.path("data/db"))) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        for (Path file : files(workspace.path("out/rejects"))) {
            assertThat(Files.readString(file)).doesNotContain(name);
        }
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** How many rows of all files of the lake hold a text anywhere. */
    private static long inLake(Path root, String text) throws IOException, SQLException {
        long rows = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Path file : files(root.resolve("data/lake"))) {
                if (file.toString().endsWith(".parquet")) {
                    try (ResultSet found = statement.executeQuery("select count(*) from '" + file
                            + "' as lake where contains(cast(lake as varchar), '" + text.replace("'", "''") + "')")) {
                        found.next();
                        rows += found.getLong(1);
                    }
                }
            }
        }
        return rows;
    }

    private static void inEngine(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void runs(String job) {
        Workspaces.Ended ended = workspace.run("run", job, "--as-if-now", "2026-01-01T02:00:00Z");
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Path copy(Path from, String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
