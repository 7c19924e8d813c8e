package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.archive.Keys;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pack of a quarter, unzipped and checked with common tools, and made again elsewhere. */
class AuditPackIT {

    private static final String NOVEMBER = "monthly-figures-2025-11-r1";
    private static final String DECEMBER = "monthly-figures-2025-12-r1";

    @TempDir
    static Path folder;

    private static Workspaces workspace;
    private static long position;
    private static Path zip;
    private static Path pack;

    @BeforeAll
    static void makeAndUnzip() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"))
                .write(
                        "jobs/monthly-figures.yml",
                        "period: month\ntrend: 1\nsteps:\n  - figures: all\n  - report: management-pack\n")
                .write(
                        "jobs/audit.yml",
                        "signature: {keystore: keys/audit.p12, alias: audit, password-variable: AUDIT_PASSWORD}\n");
        Keys.of("CN=Audit").keystore(workspace.path("keys/audit.p12"));
        Files.writeString(
                workspace.path("inbox/orders-2025.csv"), "bad-1,c1,not a day,,,,,,,,,,,,\n", StandardOpenOption.APPEND);
        done("run", "nightly", "--period", "2025-12-31");
        done("run", "monthly-figures", "--period", "2025-11");
        Files.writeString(workspace.path("jobs/kpis/ltv.yml"), "# since November\n", StandardOpenOption.APPEND);
        done("run", "monthly-figures", "--period", "2025-12");
        done("rerun", NOVEMBER);
        done("rerun", NOVEMBER, "--as-known-now");
        position = workspace.ledgerEntries();
        try (Verifier verifier = new Verifier(new Workspace(workspace.root()))) {
            verifier.signedHead(Optional.empty(), Clock.fixed(Keys.NOW, ZoneOffset.UTC), name -> Keys.PASSWORD);
        }
        done("audit-pack", "--period", "2025-Q4");
        zip = workspace.path("out/audit/audit-pack-2025-Q4-at-" + position + ".zip");
        pack = unzipped(zip, "pack");
    }

    @Test
    void theScriptOfItsPageFindsEverythingRight() throws IOException {
        Shell.Ended ended = Shell.run(pack, script());

        assertThat(ended.said().lines())
                .containsExactly(
                        "every file is as it was packed",
                        "every entry of the ledger has its hash",
                        "the entries make one chain that ends at the head",
                        "every publication, result and definition stands in the ledger");
    }

    @Test
    void theScriptOfItsPageNamesWhatWasChangedEvenWithSumsThatFit() throws IOException {
        Path forged = unzipped(zip, "forged");
        Path pdf = forged.resolve("publications/" + DECEMBER + "/management-pack.en.pdf");
        Files.writeString(pdf, "%PDF of somebody else");
        Files.writeString(forged.resolve("ledger/00000002.txt"), "2\n", StandardOpenOption.APPEND);
        assertThat(Shell.run(forged, script()).said())
                .contains("publications/" + DECEMBER + "/management-pack.en.pdf: FAILED")
                .contains("00000002.txt: FAILED");

        Shell.run(forged, "find . -type f ! -path ./SHA256SUMS | sed 's|^./||' | xargs sha256sum > SHA256SUMS");
        Shell.run(forged, "cd ledger && sha256sum *.txt > SHA256SUMS");
        assertThat(Shell.run(forged, script()).said())
                .contains("00000003.txt does not follow the one before")
                .contains("publications/" + DECEMBER + "/management-pack.en.pdf stands in no entry")
                .doesNotContain("every publication");
    }

    @Test
    void theSamePositionGivesTheSameBytesInAnotherProcessLanguageAndZone() {
        Path again = folder.resolve("again.zip");
        RealProcess.Ended ended = RealProcess.start(
                        Map.of("TZ", "Asia/Kolkata", "LANG", "tr_TR.UTF-8", "LC_ALL", "tr_TR.UTF-8"),
                        Path.of(System.getProperty("java.home")),
                        List.of("-Duser.timezone=Pacific/Chatham", "-Duser.language=ar", "-Duser.country=EG"),
                        "audit-pack",
                        "--period",
                        "2025-Q4",
                        "--up-to",
                        String.valueOf(position),
                        "--out",
                        again.toString(),
                        "--dir",
                        workspace.root().toString())
                .await();

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(Sha256.of(again)).isEqualTo(Sha256.of(zip));
    }

    @Test
    void itHasWhatWasPublishedAndWhatItWasMadeFrom() throws IOException {
        for (String run : List.of(NOVEMBER, DECEMBER)) {
            String month = run.substring("monthly-figures-".length(), run.length() - 3);
            for (String file : List.of("management-pack.en.pdf", "management-pack.zh.pdf")) {
                assertThat(Sha256.of(pack.resolve("publications/" + run + "/" + file)))
                        .isEqualTo(Sha256.of(workspace.path("out/" + month + "/" + file)));
            }
            assertThat(pack.resolve("results/" + run + "/scorecard.csv")).exists();
        }
        assertThat(pack.resolve("head/" + position + ".head.p7s")).exists();
        try (Stream<Path> sets = Files.list(pack.resolve("definitions"))) {
            List<Path> distinct = sets.toList();
            assertThat(distinct).as("before and after the edit").hasSize(2);
            assertThat(distinct.stream().filter(set -> {
                        try {
                            return Files.readString(set.resolve("jobs/kpis/ltv.yml"))
                                    .endsWith("# since November\n");
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    }))
                    .hasSize(1);
        }
        assertThat(rows("people.csv", "what, \"of\""))
                .contains("run " + NOVEMBER, "run " + DECEMBER, "run nightly-2025-12-31-r1", "rerun " + NOVEMBER);
        assertThat(rows("people.csv", "\"with\"", "where what = 'rerun'"))
                .satisfiesExactly(
                        rerun -> assertThat(rerun).isEqualTo("the same bytes"),
                        restatement -> assertThat(restatement).startsWith("0 figures moved, as known at "));
    }

    @Test
    void theRowsOfEveryFigureMakeWhatWasPublished() throws SQLException {
        List<Kpi> kpis = Catalogue.read(new Workspace(workspace.root()).jobs()).kpis();
        for (String run : List.of(NOVEMBER, DECEMBER)) {
            List<String> published = rows("results/" + run + "/scorecard.csv", "kpi, figure");
            assertThat(published).hasSizeGreaterThan(20);
            for (String line : published) {
                String[] figure = line.split(" ");
                Kpi kpi = kpis.stream()
                        .filter(one -> one.id().equals(figure[0]))
                        .findFirst()
                        .orElseThrow();
                Path rows = pack.resolve("evidence/" + run + "/" + kpi.id() + ".csv");
                assertThat(rows).exists();
                if (figure.length > 1) {
                    assertThat(AddedUp.value(kpi.measure(), rows))
                            .as("%s of %s", kpi.id(), run)
                            .isEqualByComparingTo(new BigDecimal(figure[1]));
                }
            }
            assertThat(rows("evidence/" + run + ".csv", "distinct equal")).containsExactly("yes");
        }
    }

    @Test
    void everyLoadAddsUpAndItsRejectedRowsAreThereWithTheirReasons() throws SQLException {
        assertThat(rows(
                        "reconciliation.csv",
                        "count(*), sum(read::int - accepted::int - rejected::int - left_out::int),"
                                + " sum(accepted::int - stored::int - unchanged::int), max(equal), max(rows_equal)"))
                .containsExactly(workspace.loads().size() + " 0 0 yes yes");
        Load bad = workspace.loads().stream()
                .filter(load -> load.rejected() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(rows("rejects/" + bad.position() + "-orders.csv", "file, column_name, value, raw"))
                .contains("inbox/orders-2025.csv ordered_at not a day bad-1,c1,not a day,,,,,,,,,,,,");
    }

    @Test
    void controlTotalsAreThoseOfTheFilesThatCameIn() throws SQLException {
        String totals = rows(
                        "control-totals.csv",
                        "value",
                        "where scope = 'as known' and \"of\" = '" + DECEMBER + "' and entity = 'orders'"
                                + " and measure in ('rows', 'sum of amount') order by measure")
                .toString();
        String files = query("select count(*), sum(amount) from (select order_id, max(amount::decimal(18, 2)) as amount"
                        + " from read_csv('" + workspace.path("inbox/orders-*.csv")
                        + "', all_varchar = true, union_by_name = true) where order_id <> 'bad-1' group by order_id)")
                .get(0);
        assertThat(totals).isEqualTo("[" + files.replace(" ", ", ") + "]");
    }

    @Test
    void withoutPersonalDataNoNameAndNoRawTextIsInTheRows() throws IOException {
        Path target = folder.resolve("anonymous.zip");
        done(
                "audit-pack",
                "--period",
                "2025-12",
                "--up-to",
                String.valueOf(position),
                "--without-personal-data",
                "--out",
                target.toString());
        Path anonymous = unzipped(target, "anonymous");

        try (Stream<Path> files = Files.walk(anonymous)) {
            for (Path csv : files.filter(file -> file.toString().matches(".*/(evidence/.*/|rejects/).*csv"))
                    .toList()) {
                List<String> columns = List.of(Files.readAllLines(csv).get(0).split(","));
                assertThat(columns)
                        .as(csv.toString())
                        .doesNotContain("name", "account_manager", "sales_person", "raw")
                        .contains(csv.toString().contains("/rejects/") ? "expected" : "customer_id");
            }
        }
        assertThat(anonymous.resolve("evidence/" + DECEMBER)).exists();
        assertThat(anonymous.resolve("evidence/" + NOVEMBER)).doesNotExist();
        assertThat(Files.readString(anonymous.resolve("verify.md"))).contains("made without personal data");
        assertThat(Shell.run(anonymous, script()).said()).contains("every publication, result and definition");
    }

    @Test
    void thatAPackWasMadeStandsInTheLedgerWithItsHash() {
        done("ledger", "export");

        assertThat(workspace.path("out/ledger/entries/" + String.format("%08d.txt", position + 1)))
                .content()
                .contains("\naudit-pack\n")
                .contains("\"period\":\"2025-Q4\"")
                .contains("\"sha256\":\"" + Sha256.of(zip) + "\"")
                .contains("\"contents\":\"" + Sha256.of(pack.resolve("SHA256SUMS")) + "\"")
                .contains("\"by\":\"" + System.getProperty("user.name") + "\"");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(workspace.run("audit-pack", "--period", "2020"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err())
                        .contains("--period: no finished run lies within 2020; there are [" + NOVEMBER));
        assertThat(workspace.run("audit-pack", "--period", "2025", "--up-to", "9999"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("--up-to: the ledger has no entry 9999"));
        assertThat(workspace.run(
                        "audit-pack",
                        "--period",
                        "2025",
                        "--out",
                        workspace.path("data/x.zip").toString()))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2));
        assertThat(workspace.path("data/staging/audit-pack-2025")).doesNotExist();
    }

    private static String script() throws IOException {
        String page = Files.readString(pack.resolve("verify.md"));
        int start = page.indexOf("```sh\n") + 6;
        return page.substring(start, page.indexOf("```", start));
    }

    private static Path unzipped(Path file, String name) {
        Path target = folder.resolve(name);
        Shell.Ended ended = Shell.run(folder, "unzip -q " + file + " -d " + target);
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        return target;
    }

    private static List<String> rows(String file, String columns, String... rest) throws AssertionError {
        return query("select " + columns + " from read_csv('" + pack.resolve(file)
                + "', header = true, all_varchar = true, quote = '\"', escape = '\"') " + String.join(" ", rest));
    }

    /** The rows, each with spaces between its columns, what is null left out. */
    private static List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    if (result.getString(i) != null) {
                        fields.add(result.getString(i));
                    }
                }
                rows.add(String.join(" ", fields));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static void done(String... words) {
        Workspaces.Ended ended = workspace.run(words);
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }
}
