package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Kpi;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows behind a number, as files that somebody else adds up. */
class EvidenceIT {

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void publish() {
        workspace = Workspaces.demo(folder.resolve("company"))
                .write("jobs/monthly-figures.yml", "period: month\nsteps:\n  - figures: all\n");
        assertThat(workspace.nightly().exitCode()).isZero();
        assertThat(run("run", "monthly-figures", "--period", "2025-12").exitCode())
                .isZero();
    }

    @Test
    void theRowsOfEveryFileMakeTheValueThatWasPublished() throws SQLException {
        Map<String, BigDecimal> published = published("total");
        assertThat(published).isNotEmpty();
        for (Kpi kpi : kpis()) {
            if (!published.containsKey(kpi.id())) {
                continue;
            }
            Workspaces.Ended csv = run("evidence", kpi.id(), "--period", "2025-12");
            Workspaces.Ended parquet = run("evidence", kpi.id(), "--period", "2025-12", "--format", "parquet");

            assertThat(csv.exitCode()).as(csv.said()).isZero();
            assertThat(csv.out()).contains("as monthly-figures-2025-12-r1 published");
            assertThat(parquet.exitCode()).as(parquet.said()).isZero();
            for (String format : List.of("csv", "parquet")) {
                assertThat(AddedUp.value(
                                kpi.measure(), workspace.path("out/2025-12/evidence/" + kpi.id() + "." + format)))
                        .as("%s in %s", kpi.id(), format)
                        .isEqualByComparingTo(published.get(kpi.id()));
            }
        }
    }

    @Test
    void theRowsOfOneMemberMakeItsValue() throws SQLException {
        String branch = published("branch").keySet().stream()
                .filter(member -> member.startsWith("on-time-delivery "))
                .findFirst()
                .orElseThrow()
                .substring("on-time-delivery ".length());

        Workspaces.Ended ended =
                run("evidence", "on-time-delivery", "--period", "2025-12", "--where", "branch=" + branch);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out())
                .contains("where branch=" + branch)
                .containsPattern("evidence/on-time-delivery-" + branch + "-[0-9a-f]{8}\\.csv")
                .contains(published("branch")
                        .get("on-time-delivery " + branch)
                        .stripTrailingZeros()
                        .toPlainString())
                .contains("as monthly-figures-2025-12-r1 published");
    }

    @Test
    void aWorkbookHasRealNumbersAndDatesAFrozenHeaderAndTheSameBytesAgain() throws IOException {
        Path file = workspace.path("somewhere/on-time.xlsx");
        String[] command = {
            "evidence", "on-time-delivery", "--period", "2025-12", "--format", "xlsx", "--out", file.toString()
        };
        Workspaces.Ended first = run(command);
        assertThat(first.exitCode()).as(first.said()).isZero();
        String before = Sha256.of(file);

        run(command);

        assertThat(Sha256.of(file)).isEqualTo(before);
        try (ZipFile workbook = new ZipFile(file.toFile())) {
            String sheet = new String(workbook.getInputStream(workbook.getEntry("xl/worksheets/sheet1.xml"))
                    .readAllBytes());
            assertThat(sheet)
                    .contains("state=\"frozen\"")
                    .contains("<autoFilter")
                    .doesNotContain("mergeCell");
            // Excel counts days since 1899-12-30; 1 December 2025 is day 45992. Shared strings are t="s", numbers not.
            assertThat(sheet).containsPattern("<c r=\"[A-Z]2\" s=\"\\d+\"( t=\"n\")?><v>4599\\d(\\.0)?</v></c>");
            assertThat(sheet).containsPattern("<c r=\"[A-Z]2\"( s=\"\\d+\")?( t=\"n\")?><v>[01]</v></c>");
        }
    }

    @Test
    void aPeriodThatNoRunIsOfIsShownAsTheLatestRunHasItInItsTrend() {
        // The run of December had November as a point; what is known since is not in it.
        workspace.write(
                "inbox/orders-late.csv",
                "order_id,customer_id,ordered_at,promised_at,delivered_at,status,amount,cost,branch,region,channel,"
                        + "sales_person,error_kind,error_reached_customer,corrects_order_id\n"
                        + "late-1,C000075,2025-11-03 10:00:00,2025-11-05 10:00:00,2025-11-20 10:00:00,delivered,10,5,"
                        + "South,Munich,web,Greta Moser,,false,\n");
        Workspaces.Ended nightly = workspace.nightly("2026-01-01");
        assertThat(nightly.exitCode()).as(nightly.said()).isZero();
        assertThat(nightly.out()).containsPattern("\n1 load published, ledger position \\d+\n");
        for (String kpi : List.of("on-time-delivery", "retention-rate", "lost-customers", "answer-time")) {
            Workspaces.Ended ended = run("evidence", kpi, "--period", "2025-11");
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(ended.out()).contains("as monthly-figures-2025-12-r1 published in its trend");
        }
        Workspaces.Ended part = run("evidence", "on-time-delivery", "--period", "2025-10", "--where", "branch=South");
        assertThat(part.out()).contains("as monthly-figures-2025-12-r1 published in its trend");
    }

    @Test
    void aPeriodThatNobodyPublishedIsShownAsKnownNow() {
        Workspaces.Ended ended = run("evidence", "on-time-delivery", "--period", "2025-Q3");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).contains("no run of 2025-Q3 has published it, so they are as known now");
    }

    @Test
    void whatWasPublishedStandsAgainstWhatAnEditedDefinitionSays() throws IOException {
        Path sql = workspace.path("jobs/kpis/order-error-rate.sql");
        String before = Files.readString(sql);
        try {
            Files.writeString(sql, before.replaceFirst("then 1", "then 0").replaceFirst("else 0", "else 1"));
            Workspaces.Ended ended = run("evidence", "order-error-rate", "--period", "2025-12");

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
            assertThat(ended.said())
                    .contains("warning: they make ")
                    .contains("monthly-figures-2025-12-r1 published")
                    .contains("jobs/ or reports/ were changed since");
        } finally {
            Files.writeString(sql, before);
        }
    }

    @Test
    void aShareThatIsNoneIsPublishedWithAWarningAndWithANoticeInEachLanguage() throws SQLException {
        workspace
                .write("jobs/twice.yml", "period: month\nsteps:\n  - figures: twice\n")
                .write(
                        "jobs/kpis/twice.yml",
                        "name: {en: Twice, zh: 两倍}\nquestion: Q?\nmeaning: M\nunit: percent\nbetter: up\n")
                .write(
                        "jobs/kpis/twice.sql",
                        "select order_id as id, customer_id, cast(ordered_at as date) as day, 2 as hit, 1 as base,\n"
                                + "    cast(null as varchar(20)) as excluded\nfrom orders\n");
        // The database may be one of a program that knew no other language.
        workspace.update("drop table notice_text", "drop table \"schema_version\"");
        try {
            Workspaces.Ended ended = run("run", "twice", "--period", "2025-12");

            assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
            assertThat(ended.out())
                    .containsPattern("warning: Twice \\(twice\\) of 2025-12 is no share: its hits over its base are"
                            + " \\d+ / \\d+\\. The first such rows: \\w+, \\w+, \\w+\\. See holdfast evidence twice --period"
                            + " 2025-12 and mend jobs/kpis/twice.sql\\.");
            assertThat(mart("select language, text from notice_text where run_id = 'twice-2025-12-r1'"))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice).startsWith("zh 两倍（twice）2025-12 不成比例"));
        } finally {
            workspace.delete("jobs/twice.yml").delete("jobs/kpis/twice.yml").delete("jobs/kpis/twice.sql");
        }
    }

    @Test
    void wrongWordsSayWhatToWrite() {
        assertThat(run("evidence", "on-time", "--period", "2025-12"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("asks for the figure 'on-time'"));
        assertThat(run("evidence", "on-time-delivery", "--period", "December"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err()).contains("'December' is not a period"));
        assertThat(run("evidence", "on-time-delivery", "--period", "2025-12", "--where", "colour=red"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2))
                .satisfies(ended -> assertThat(ended.err())
                        .contains("jobs/kpis/on-time-delivery.sql")
                        .contains("no column 'colour'")
                        .contains("branch, "));
        assertThat(run("evidence", "on-time-delivery", "--period", "2025-12", "--format", "pdf"))
                .satisfies(ended -> assertThat(ended.exitCode()).isEqualTo(2));
    }

    @Test
    void aMemberIsDataAndBecomesNeitherSqlNorAPath() {
        String odd = "../../x' or '1'='1";
        Workspaces.Ended ended = run("evidence", "on-time-delivery", "--period", "2025-12", "--where", "branch=" + odd);
        Workspaces.Ended other =
                run("evidence", "on-time-delivery", "--period", "2025-12", "--where", "customer_id=" + odd);

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
        assertThat(ended.err()).contains("no row of on-time-delivery in 2025-12 has branch '" + odd + "'; there is ");
        assertThat(other.exitCode()).as(other.said()).isZero();
        assertThat(other.out()).contains(": 0 rows behind on-time-delivery");
        assertThat(other.out()).contains("out/2025-12/evidence/on-time-delivery-x-or-1-1-");
        assertThat(workspace.path("out/2025-12/evidence").toFile().list())
                .allMatch(name -> name.matches("[\\p{L}\\p{N}.-]+"));
    }

    @Test
    void aFileIsNeverWrittenOverTheWorkspaceSOwnNorOverAFolder() throws IOException {
        String before = Files.readString(workspace.path("jobs/company.yml"));
        for (String place : List.of("jobs/company.yml", "reports/x.csv", "data/db/x.csv", "inbox/x.csv", "out", "")) {
            String out = place.isEmpty() ? "" : workspace.path(place).toString();
            Workspaces.Ended ended = run("evidence", "on-time-delivery", "--period", "2025-12", "--out", out);
            assertThat(ended.exitCode()).as(place + ": " + ended.said()).isEqualTo(2);
            assertThat(ended.err()).contains("--out: ");
        }
        assertThat(Files.readString(workspace.path("jobs/company.yml"))).isEqualTo(before);
    }

    @Test
    void aQuestionThatMakesNoSenseIsRefusedRatherThanAnsweredWithNothing() {
        assertRefused("--period: 2999-12 has not begun", "on-time-delivery", "--period", "2999-12");
        assertRefused("'branch' names no member", "on-time-delivery", "--period", "2025-12", "--where", "branch");
        assertRefused(
                "'branch' stands twice",
                "on-time-delivery",
                "--period",
                "2025-12",
                "--where",
                "branch=A",
                "--where",
                "branch=B");
        assertRefused("it needs a period of a month or more", "retention-rate", "--period", "2025-W50");
    }

    private static void assertRefused(String said, String... words) {
        List<String> command = new ArrayList<>(List.of("evidence"));
        command.addAll(List.of(words));
        Workspaces.Ended ended = run(command.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(2);
        assertThat(ended.err()).contains(said);
    }

    private static List<Kpi> kpis() {
        return Catalogue.read(new Workspace(workspace.root()).jobs()).kpis();
    }

    private static Workspaces.Ended run(String... words) {
        return workspace.run(words);
    }

    /** Rows of the mart, each as its columns with blanks between. */
    private static List<String> mart(String sql) throws SQLException {
        String url =
                "jdbc:hsqldb:file:" + workspace.root().resolve("data/db/holdfast") + ";shutdown=true;readonly=true";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(rows.getString(i));
                }
                found.add(String.join(" ", cells));
            }
            return found;
        }
    }

    /** Values of December by figure, and by member where not of the whole. */
    private static Map<String, BigDecimal> published(String dimension) throws SQLException {
        Map<String, BigDecimal> values = new TreeMap<>();
        for (String row : mart("select figure, kpi, member from kpi_value where period = '2025-12'"
                + " and figure is not null and dimension = '" + dimension + "'")) {
            String[] cells = row.split(" ", 3);
            values.put(cells[1] + (cells[2].equals("total") ? "" : " " + cells[2]), new BigDecimal(cells[0]));
        }
        return values;
    }
}
