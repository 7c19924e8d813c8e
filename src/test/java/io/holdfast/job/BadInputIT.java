package io.holdfast.job;

import static io.holdfast.job.Workspaces.HEADER;
import static io.holdfast.job.Workspaces.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.job.Workspaces.Ended;
import io.holdfast.lake.Load;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes in wrong is told once, in words, with file, line and remedy; the exit code says what to do; nothing is
 * lost: records read = accepted + rejected + left out, and every rejected row is kept with its place and reason.
 */
class BadInputIT {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int DEFINITION = 2;
    private static final int DATA_GATE = 3;
    private static final int WARNINGS = 4;

    @TempDir
    private Path folder;

    private Workspaces workspace;

    @BeforeEach
    void layOut() {
        workspace = Workspaces.withOrders(folder.resolve("w"));
    }

    // What is not there

    @Test
    void aWorkspaceThatIsNotThereIsNamed() {
        Ended ended = Workspaces.withOrders(folder.resolve("other")).delete("").nightly();

        ended(ended, DEFINITION, "is not a folder", "holdfast init");
    }

    @Test
    void aMissingInboxIsNamedWithTheSourceThatReadsIt() {
        workspace.delete("inbox");

        refused(
                DEFINITION,
                "jobs/sources/orders.yml: reads inbox/orders*.csv, but the folder",
                "make it, or mend 'read'");
    }

    @Test
    void withoutAnyOrdersThereIsNothingToComputeFrom() {
        refused(DEFINITION, "jobs/sources/orders.yml: no file matches inbox/orders*.csv", "put the export there");
        thenWithRightRowsTheSameCommandSucceeds();
    }

    @Test
    void oneNightWithoutANewFileIsNoFailureOnceOrdersAreKnown() {
        orders(rows(1, 2, "c1"));
        done(workspace.nightly("2025-12-30"));
        workspace.delete("inbox/orders.csv");

        Ended ended = workspace.nightly();

        ended(ended, DONE, "no file matches any source; nothing to take in");
        assertThat(workspace.orders("order_id")).containsExactly("o1", "o2");
    }

    // Files that are wrong as a whole

    @Test
    void anEmptyFileIsRefused() {
        workspace.write("inbox/orders.csv", "");

        refused(DATA_GATE, "inbox/orders.csv: is empty: not even a header line; remove it or send it again");
        thenWithRightRowsTheSameCommandSucceeds();
    }

    @Test
    void aHeaderAloneIsTakenInWithAWarning() {
        orders("");

        ended(workspace.nightly(), WARNINGS, "warning: inbox/orders.csv: holds a header and no rows");
        reconciled(load(0), 0, 0, 0, 0);
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedBeforeItSwallowsTheRowsBelow() {
        orders(rows(1, 2, "c1") + "o3,\"c1,2025-01-02,,open,1.00\n" + rows(4, 3000, "c1"));

        refused(DATA_GATE, "inbox/orders.csv:4: a quote opens in this record and is never closed", "Close the quote");
        thenWithRightRowsTheSameCommandSucceeds();
    }

    @Test
    void aQuoteThatIsClosedByAnotherFarBelowIsRefusedByTheLengthOfItsRecord() {
        orders(rows(1, 2, "c1") + "o3,\"c1,2025-01-02,,open,1.00\n" + rows(4, 3000, "c1")
                + "o3001,\"c1\",2025-01-02,,open,1.00\n");

        refused(DATA_GATE, "inbox/orders.csv:4: a quote opens in this record and the record runs over 2999 lines");
    }

    @Test
    void rowsSwallowedByAQuoteCountAgainstTheLimitEachAndAreKeptInTheRawText() {
        workspace.source("orders", "max-rejects:\n  count: 5");
        orders(rows(1, 500, "c1") + "o501,\"c1,2025-01-02,,open,1.00\n" + rows(502, 506, "c1")
                + "o507,\"c1\",2025-01-02,,open,1.00\n");

        Ended ended = refused(
                DATA_GATE,
                "inbox/orders.csv: 1 of 501 rows are rejected (and 6 more lines lie within them: a quote that is not",
                "inbox/orders.csv:502: text follows a closing quote");
        assertThat(rejectsForPeople(ended)).contains("o507,");
    }

    @Test
    void oldMacLineEndsAreNamed() {
        workspace.write("inbox/orders.csv", (HEADER + rows(1, 3, "c1")).replace('\n', '\r'));

        refused(DATA_GATE, "inbox/orders.csv:1: has a carriage return (CR) without a line feed", "LF or CR LF");
        thenWithRightRowsTheSameCommandSucceeds();
    }

    @Test
    void aFileWithoutAColumnThatEveryRowNeedsIsRefused() {
        workspace.write("inbox/orders.csv", "order_id;customer_id;ordered_at\no1;c1;2025-01-02\n");

        refused(
                DATA_GATE,
                "inbox/orders.csv:1: has no column 'order_id', which every row of orders needs; its columns:"
                        + " order_id;customer_id;ordered_at",
                "is 'delimiter' right?");
        workspace.source("orders", "delimiter: \";\"");
        done(workspace.nightly());
        reconciled(load(0), 1, 1, 0, 0);
    }

    // Encodings and line ends

    @Test
    void bytesOfAnotherEncodingAreRejectedRowByRow() {
        workspace.write(
                "inbox/orders.csv",
                (HEADER + rows(1, 2, "c1") + rows(3, 3, "Müller") + rows(4, 5, "c1"))
                        .getBytes(Charset.forName("windows-1252")));

        ended(workspace.nightly(), WARNINGS, "warning: inbox/orders.csv: 1 of 5 rows rejected");
        reconciled(load(0), 5, 4, 1, 0);
        assertThat(workspace.rejects(load(0)))
                .containsExactly("4 - malformed - | o3,M\ufffdller,2025-01-02 10:00:00,,open,10.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "GB18030", "UTF-16"})
    void aDeclaredEncodingIsReadRight(String encoding) {
        String customer = encoding.equals("GB18030") ? "亅平安" : "Müller";
        workspace.source("orders", "encoding: " + encoding);
        workspace.write("inbox/orders.csv", (HEADER + rows(1, 2, customer)).getBytes(Charset.forName(encoding)));

        done(workspace.nightly());
        reconciled(load(0), 2, 2, 0, 0);
        assertThat(workspace.orders("order_id, customer_id")).containsExactly("o1 " + customer, "o2 " + customer);
    }

    @Test
    void aDeclaredEncodingThatIsNotTheFilesIsNamedWithTheLine() {
        workspace.source("orders", "encoding: GB18030");
        byte[] latin = (HEADER + rows(1, 1, "c1") + "o2,M\u00fc\u00ffller,2025-01-02,,open,1.00\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        workspace.write("inbox/orders.csv", latin);

        refused(DATA_GATE, "inbox/orders.csv:3: is not GB18030", "set encoding in the source to what the file is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", ""})
    void aByteOrderMarkAndCrLfAreReadAsIfTheyWereNotThere(String mark) {
        workspace.write("inbox/orders.csv", (mark + HEADER + rows(1, 3, "c1")).replace("\n", "\r\n"));

        done(workspace.nightly());
        reconciled(load(0), 3, 3, 0, 0);
        assertThat(workspace.orders("order_id, amount")).containsExactly("o1 10.00", "o2 10.00", "o3 10.00");
    }

    @Test
    void mixedLineEndsAreReadAndBytesOfAnotherEncodingAmongThemRejectTheirRowAlone() {
        workspace.write(
                "inbox/orders.csv",
                (HEADER.replace("\n", "\r\n")
                                + rows(1, 2, "c1")
                                + rows(3, 3, "Müller")
                                + rows(4, 4, "c1").replace("\n", "\r\n"))
                        .getBytes(StandardCharsets.ISO_8859_1));

        ended(workspace.nightly(), WARNINGS, "1 of 4 rows rejected");
        reconciled(load(0), 4, 3, 1, 0);
        assertThat(workspace.rejects(load(0)))
                .containsExactly("4 - malformed - | o3,M\ufffdller,2025-01-02 10:00:00,,open,10.00");
    }

    // Rows that are wrong

    @Test
    void rowsWithTooFewAndTooManyColumnsAreKeptWithTheirLine() {
        orders("o1,\"c\n1\",2025-01-02,,open,1.00\n" + "o2,c1,2025-01-02,,open\n" + "\n"
                + "o3,c1,2025-01-02,,open,1.00,x\n" + rows(4, 6, "c1"));

        ended(workspace.nightly(), WARNINGS, "2 of 6 rows rejected, each with its line and reason in");
        reconciled(load(0), 6, 4, 2, 0);
        assertThat(workspace.rejects(load(0)))
                .containsExactly(
                        "4 - malformed - | o2,c1,2025-01-02,,open", "6 - malformed - | o3,c1,2025-01-02,,open,1.00,x");
    }

    @Test
    void aFieldOfFiveMegabytesIsRejectedAndTheRowsAroundItKept() {
        orders(rows(1, 2, "c1") + "o3," + "x".repeat(5_000_000) + ",2025-01-02,,open,1.00\n" + rows(4, 5, "c1"));

        ended(workspace.nightly(), WARNINGS, "1 of 5 rows rejected");
        reconciled(load(0), 5, 4, 1, 0);
        assertThat(workspace.rejects(load(0))).singleElement().satisfies(row -> assertThat(row)
                .startsWith("4 - malformed - | o3,xxx")
                .hasSizeGreaterThan(5_000_000));
        assertThat(workspace.orders("order_id")).containsExactly("o1", "o2", "o4", "o5");
    }

    @Test
    void valuesThatBreakARuleAreKeptWithLineColumnRuleValueAndRawText() {
        orders("o1,c1,2025-02-30 10:00:00,,open,1.00\n"
                + "o2,c1,2025-01-02,,open,\"12,50\"\n"
                + "o3,c1,2025-01-02,,open,-1.00\n"
                + "o4,c1,2025-01-02,2025-01-01,delivered,1.00\n"
                + "o5,c1,2025-01-02,,lost,12.505\n"
                + ",c1,2025-01-02,,open,1.00\n"
                + "o7,c\0" + "1,2025-01-02,,open,1.00\n"
                + rows(8, 20, "c1"));

        ended(workspace.nightly(), WARNINGS, "7 of 20 rows rejected");
        reconciled(load(0), 20, 13, 7, 0);
        assertThat(workspace.rejects(load(0)))
                .containsExactly(
                        "2 ordered_at type 2025-02-30 10:00:00 | o1,c1,2025-02-30 10:00:00,,open,1.00",
                        "3 amount type 12,50 | o2,c1,2025-01-02,,open,\"12,50\"",
                        "4 amount range -1.00 | o3,c1,2025-01-02,,open,-1.00",
                        "5 delivered_at date-order 2025-01-01 | o4,c1,2025-01-02,2025-01-01,delivered,1.00",
                        "6 amount type 12.505 | o5,c1,2025-01-02,,lost,12.505",
                        "6 status allowed-value lost | o5,c1,2025-01-02,,lost,12.505",
                        "7 order_id required - | ,c1,2025-01-02,,open,1.00",
                        "8 customer_id nul c\0" + "1 | o7,c\0" + "1,2025-01-02,,open,1.00");
    }

    @Test
    void ofADuplicateOrderTheFirstIsKeptAndTheOthersAreNamed() {
        orders(rows(1, 5, "c1") + "o2,c2,2025-01-03,,open,2.00\no2,c3,2025-01-03,,open,3.00\n");

        ended(workspace.nightly(), WARNINGS, "2 of 7 rows rejected");
        reconciled(load(0), 7, 5, 2, 0);
        assertThat(workspace.rejects(load(0)))
                .containsExactly(
                        "7 order_id duplicate o2 | o2,c2,2025-01-03,,open,2.00",
                        "8 order_id duplicate o2 | o2,c3,2025-01-03,,open,3.00");
        assertThat(workspace.orders("order_id, customer_id")).contains("o2 c1").hasSize(5);
    }

    @Test
    void anUnknownCustomerIsAWarningAndTheOrderCounts() {
        workspace.source("customers").write("inbox/customers.csv", "customer_id,name\nc1,Müller\n");
        orders(rows(1, 2, "c1") + rows(3, 4, "c9"));

        ended(
                workspace.nightly(),
                WARNINGS,
                "warning: 2 rows of orders name a customer that customers does not have, such as c9");
        assertThat(workspace.orders("order_id")).hasSize(4);
    }

    @Test
    void rowsOfAMappingThatPassesOnNoLineAreRejectedAllTheSame() {
        workspace.write("jobs/sources/orders.sql", "select order_id, customer_id, ordered_at, amount from input");
        orders(rows(1, 8, "c1") + "o9,c1,2025-01-02,,open,1e2\no8,c2,2025-01-02,,open,1.00\n");

        ended(workspace.nightly(), WARNINGS, "2 of 10 rows rejected");
        reconciled(load(0), 10, 8, 2, 0);
        assertThat(workspace.rejects(load(0)))
                .containsExactlyInAnyOrder("? amount type 1e2 |", "? order_id duplicate o8 |");
    }

    @Test
    void recordsThatTheMappingLeavesOutAreCounted() {
        workspace.write(
                "jobs/sources/orders.sql",
                "select file_line, order_id, customer_id, ordered_at from input where status <> 'test'");
        orders(rows(1, 3, "c1") + "o4,c1,2025-01-02,,test,1.00\no5,c1,never,,open,1.00\n");

        ended(workspace.nightly(), WARNINGS, "5 read = 3 accepted + 1 rejected + 1 left out by the mapping");
        reconciled(load(0), 5, 3, 1, 1);
    }

    // Definitions that are wrong

    @Test
    void aMistakeInAYamlFileIsNamedWithItsLine() {
        orders(rows(1, 3, "c1"));
        workspace.write("jobs/sources/orders.yml", "entity: orders\n read: inbox/orders*.csv\n");
        refused(DEFINITION, "jobs/sources/orders.yml:2: this is not YAML", "check indentation");
        workspace.write("jobs/sources/orders.yml", "entity: orders\nread: inbox/orders*.csv\nencodng: UTF-8\n");
        refused(DEFINITION, "jobs/sources/orders.yml:3: 'encodng' is not known here; allowed: entity, read, join");
        workspace.write("jobs/sources/orders.yml", "entity: orders\nread: inbox/orders*.csv\nheader: perhaps\n");
        refused(DEFINITION, "jobs/sources/orders.yml:3: 'header' is 'perhaps'; write true or false");
        workspace.write("jobs/nightly.yml", "period: day\nsteps:\n  - extrakt: all\n");
        refused(
                DEFINITION,
                "jobs/nightly.yml:3: 'extrakt' is not known here; allowed: extract, figures, brief, year, churn, report");
    }

    @Test
    void aColumnThatTheFileLacksIsNamedInTheMapping() {
        orders(rows(1, 3, "c1"));
        workspace.write(
                "jobs/sources/orders.sql",
                "select file_line, order_id,\n  kunde as customer_id, ordered_at\nfrom input\n");

        refused(
                DEFINITION,
                "jobs/sources/orders.sql:2: ",
                "\"kunde\" not found",
                "columns of inbox/orders.csv: order_id, customer_id");
        workspace.write(
                "jobs/sources/orders.sql", "select file_line, order_id, customer_id, ordered_at\nfrom input;\n");
        done(workspace.nightly());
    }

    @Test
    void aColumnThatTheEntityLacksIsNamedInTheMapping() {
        orders(rows(1, 3, "c1"));
        workspace.write(
                "jobs/sources/orders.sql", "select order_id, customer_id, ordered_at, amount as amuont from input");

        refused(
                DEFINITION,
                "jobs/sources/orders.sql: yields the column 'amuont', which orders does not have; allowed: file_line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cast(amount as integer)", "2 * cast(trim(amount) as integer)"})
    void aMappingThatFailsOverAValueIsToldToLeaveTheCheckToTheRules(String amount) {
        orders(rows(1, 3, "c1") + "o4,c1,2025-01-02,,open,ten\n");
        workspace.write(
                "jobs/sources/orders.sql",
                "select order_id, customer_id, ordered_at, " + amount + " as amount from input");

        refused(DEFINITION, "jobs/sources/orders.sql:", " fails over inbox/orders.csv: ", "ten", "use try_cast");
    }

    @Test
    void aMappingMayYieldOtherThanText() {
        workspace.write(
                "jobs/sources/orders.sql",
                "select file_line, order_id, customer_id, cast(ordered_at as timestamp) as ordered_at,"
                        + " 2 * cast(amount as decimal(18, 2)) as amount from input");
        orders(rows(1, 2, "c1"));

        done(workspace.nightly());
        assertThat(workspace.orders("order_id, ordered_at, amount"))
                .containsExactly("o1 2025-01-02 10:00:00 20.00", "o2 2025-01-02 10:00:00 20.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"join tags using (customer_id)", "join tags using (customer_id) where order_id in ('o1', 'o2')"})
    void aMappingThatMultipliesRowsIsRefusedEvenWhereTheCountsHappenToFit(String join) {
        workspace
                .source("orders", "join:\n  tags: inbox/tags.csv", "max-rejects:\n  share: 100%")
                .write("inbox/tags.csv", "customer_id,tag\nc1,a\nc1,b\n")
                .write(
                        "jobs/sources/orders.sql",
                        "select file_line, order_id, customer_id, ordered_at from input " + join);
        orders(rows(1, 4, "c1"));

        refused(
                DEFINITION,
                "jobs/sources/orders.sql: yields several rows for one record of inbox/orders.csv",
                "aggregate");
    }

    @Test
    void aMalformedRowOfAJoinedFileIsNamedWithItsLine() {
        workspace
                .source("orders", "join:\n  tags: inbox/tags.csv")
                .write("inbox/tags.csv", "customer_id,tag\nc1,\"a\nb\"\nc2,a,b\n")
                .write(
                        "jobs/sources/orders.sql",
                        "select file_line, order_id, i.customer_id, ordered_at, tag as branch from input i left join"
                                + " tags t on t.customer_id = i.customer_id");
        orders(rows(1, 4, "c1"));

        refused(
                DATA_GATE,
                "inbox/tags.csv:4: cannot be joined: Expected Number of Columns: 2 Found: 3; mend this line");
    }

    @Test
    void aRuleThatCannotBeUnderstoodIsNamed() {
        orders(rows(1, 3, "c1"));
        workspace.source(
                "orders", "rules:\n  - name: too-dear\n    column: amount\n    reject: amuont > 5\n    says: ask");

        refused(DEFINITION, "jobs/sources/orders.yml: the rule 'too-dear' cannot be understood", "amuont");
    }

    @Test
    void aFigureWhoseSqlFailsIsNamedAndWhatWasTakenInStays() {
        orders(rows(1, 3, "c1"));
        done(workspace.nightly());
        workspace
                .write("jobs/monthly.yml", "period: month\nsteps:\n  - figures: all\n")
                .write("jobs/kpis/share.sql", "select customer_id as id,\n  amuont as hit\nfrom orders\n")
                .write("jobs/kpis/share.yml", shippedKpi());

        Ended ended = workspace.run("run", "monthly", "--period", "2025-12");

        ended(ended, DEFINITION, "jobs/kpis/share.sql:2: ", "amuont");
        assertThat(workspace.loads()).hasSize(1);
    }

    // The gate

    @Test
    void overTheShareOfRejectsNothingIsPublishedAndAfterMendingTheSameCommandHasEverything() {
        workspace.source("customers").write("inbox/customers.csv", "customer_id,name\nc1,Müller\n");
        orders(rows(1, 3, "c1") + "o4,c1,never,,open,1.00\no5,c1,,,open,1.00\no6,c1,2025-01-02,,open,1e2\n");

        Ended ended = refused(
                DATA_GATE,
                "inbox/orders.csv: 3 of 6 rows are rejected, more than max-rejects in jobs/sources/orders.yml allows"
                        + " (share 40 %)",
                "inbox/orders.csv:5: ordered_at = never: a time is expected",
                "inbox/orders.csv:6: ordered_at is empty: a value is required here (required)",
                "Mend the file, or the mapping, or raise the limit, and run the same command again");
        assertThat(rejectsForPeople(ended))
                .contains("inbox/orders.csv,7,amount,type,1e2,")
                .contains("o6,c1");

        workspace.delete("inbox/orders.csv").write("inbox/orders-mended.csv", HEADER + rows(1, 6, "c1"));
        done(workspace.nightly());
        assertThat(workspace.loads())
                .extracting(Load::file)
                .containsExactly("inbox/orders-mended.csv", "inbox/customers.csv");
        assertThat(workspace.orders("order_id")).hasSize(6);
        assertThat(workspace.path("out/rejects/nightly-2025-12-31-r1")).doesNotExist();
    }

    @Test
    void overTheNumberOfRejectsNothingIsPublished() {
        workspace.source("orders", "max-rejects:\n  count: 1");
        orders(rows(1, 997, "c1") + "o998,c1,never,,open,1.00\no999,c1,2025-01-02,,open\n");

        refused(DATA_GATE, "inbox/orders.csv: 2 of 999 rows are rejected", "(share 1 %, count 1)");
        workspace.source("orders", "max-rejects:\n  count: 2");
        ended(workspace.nightly(), WARNINGS, "2 of 999 rows rejected");
        reconciled(load(0), 999, 997, 2, 0);
    }

    @Test
    void betweenTwoTriesFilesMayChangeComeAndGo() {
        workspace
                .write("inbox/orders-a.csv", HEADER + rows(1, 2, "c1"))
                .write("inbox/orders-c.csv", HEADER + rows(3, 4, "c1"))
                .write("inbox/orders-d.csv", HEADER + "o5,c1,never,,open,1.00\n")
                .write("inbox/orders-e.csv", HEADER + rows(6, 6, "c1"));
        refused(DATA_GATE, "inbox/orders-d.csv: 1 of 1 rows are rejected");

        workspace
                .write("inbox/orders-a.csv", HEADER + rows(1, 2, "c2"))
                .write("inbox/orders-b.csv", HEADER + rows(7, 7, "c1"))
                .delete("inbox/orders-c.csv")
                .write("inbox/orders-d.csv", HEADER + rows(5, 5, "c1"));
        Ended ended = workspace.nightly();

        done(ended);
        assertThat(ended.out()).contains("inbox/orders-e.csv: checked already by an earlier try of this run");
        assertThat(workspace.loads())
                .extracting(Load::file)
                .containsExactly(
                        "inbox/orders-a.csv", "inbox/orders-b.csv", "inbox/orders-d.csv", "inbox/orders-e.csv");
        assertThat(workspace.orders("order_id, customer_id"))
                .containsExactly("o1 c2", "o2 c2", "o5 c1", "o6 c1", "o7 c1");
    }

    // The same again

    @Test
    void aFileOfTheInboxThatNoSourceReadsIsNamed() {
        orders(rows(1, 3, "c1"));
        workspace.write("inbox/auftraege.csv", HEADER + rows(4, 5, "c1"));

        Ended ended = workspace.nightly();

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
        assertThat(ended.out())
                .contains("inbox/auftraege.csv: no source reads it")
                .contains("jobs/sources/");
        assertThat(workspace.loads()).hasSize(1);
    }

    @Test
    void theSameFileTwiceIsStoredOnce() {
        orders(rows(1, 3, "c1"));
        workspace.write("inbox/orders-copy.csv", HEADER + rows(1, 3, "c1"));
        done(workspace.nightly("2025-12-30"));
        assertThat(workspace.loads()).hasSize(1);

        Ended ended = workspace.nightly();

        done(ended);
        assertThat(ended.out())
                .contains("inbox/orders.csv: already loaded as inbox/orders-copy.csv at ledger position 1; nothing to"
                        + " do");
        assertThat(workspace.loads()).hasSize(1);
    }

    @Test
    void ofAChangedFileOnlyNewAndChangedRowsAreStored() {
        orders(rows(1, 3, "c1"));
        done(workspace.nightly("2025-12-30"));
        orders(rows(1, 2, "c1") + "o3,c1,2025-01-02 10:00:00,2025-01-05,delivered,10.00\n" + rows(4, 4, "c1"));

        done(workspace.nightly());

        reconciled(load(1), 4, 4, 0, 0);
        assertThat(load(1).stored()).isEqualTo(2);
        assertThat(workspace.orders("order_id, status"))
                .containsExactly("o1 open", "o2 open", "o3 delivered", "o4 open");
    }

    @Test
    void aFileThatGoesBackToWhatItWasIsTakenInAgain() {
        orders(rows(1, 2, "c1"));
        done(workspace.nightly("2025-12-29"));
        orders(rows(1, 2, "c2"));
        done(workspace.nightly("2025-12-30"));
        orders(rows(1, 2, "c1"));

        done(workspace.nightly());

        assertThat(workspace.orders("order_id, customer_id")).containsExactly("o1 c1", "o2 c1");
    }

    @Test
    void anEditOfTheSourceTakesFilesInAgainInTheOrderInWhichTheyCame() {
        workspace.write("inbox/orders-b.csv", HEADER + rows(1, 2, "old"));
        done(workspace.nightly("2025-12-29"));
        workspace.write("inbox/orders-a.csv", HEADER + rows(2, 3, "new"));
        done(workspace.nightly("2025-12-30"));
        List<String> known = workspace.orders("order_id, customer_id");
        assertThat(known).containsExactly("o1 old", "o2 new", "o3 new");

        workspace.source("orders", "# a word");
        done(workspace.nightly());

        assertThat(workspace.orders("order_id, customer_id")).isEqualTo(known);
    }

    // Places that cannot be written to

    @Test
    void aLakeThatCannotBeWrittenToIsNamedAndTheSameCommandGoesOnOnceItCan() {
        orders(rows(1, 3, "c1"));
        workspace.write("data/lake", "no folder");

        refused(FAILED, workspace.path("data/lake").toString());
        workspace.delete("data/lake");
        done(workspace.nightly());
        reconciled(load(0), 3, 3, 0, 0);
    }

    @Test
    void aFullDiskIsNamedAndTheSameCommandGoesOnOnceThereIsRoom() throws Exception {
        workspace.folder("data/staging");
        Path staging = workspace.path("data/staging");
        assumeTrue(
                mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", staging.toString()),
                "only root may mount a small disk");
        try {
            StringBuilder rows = new StringBuilder();
            new Random(1).ints(20_000).forEach(i -> rows.append("o")
                    .append(i)
                    .append(",c")
                    .append(i * 31)
                    .append(",2025-01-02,,open,1.00\n"));
            orders(rows.toString());

            refused(
                    FAILED,
                    "inbox/orders.csv: cannot be brought to the staging folder",
                    "is the disk full or read-only?",
                    "No space left");
        } finally {
            run("umount", staging.toString());
        }
        done(workspace.nightly());
        assertThat(load(0).records()).isEqualTo(20_000);
    }

    @Test
    void aReadOnlyLakeIsNamedAndTheSameCommandGoesOnOnceItCanBeWrittenTo() throws Exception {
        orders(rows(1, 3, "c1"));
        workspace.folder("data/lake");
        Path lake = workspace.path("data/lake");
        assumeTrue(mount("-t", "tmpfs", "-o", "ro", "tmpfs", lake.toString()), "only root may mount a read-only disk");
        try {
            refused(FAILED, "cannot write " + lake, "is the disk full or read-only? Nothing was published");
        } finally {
            run("umount", lake.toString());
        }
        done(workspace.nightly());
        reconciled(load(0), 3, 3, 0, 0);
    }

    // What every ending has in common

    private Ended refused(int exitCode, String... says) {
        int before = workspace.loads().size();
        Ended ended = workspace.nightly();
        ended(ended, exitCode, says);
        assertThat(ended.out()).doesNotContain("warning:");
        assertThat(workspace.loads()).as("the ledger is as it was").hasSize(before);
        return ended;
    }

    private static void done(Ended ended) {
        ended(ended, DONE);
        assertThat(ended.err()).isEmpty();
    }

    private static void ended(Ended ended, int exitCode, String... says) {
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(exitCode);
        assertThat(ended.said()).doesNotContain("\tat ", "java.", "org.springframework", "Possible fixes");
        for (String said : says) {
            assertThat(ended.said().split(Pattern.quote(said), -1))
                    .as("said once: " + said)
                    .hasSize(2);
        }
        assertThat(ended.said().lines()).noneMatch(line -> line.strip().matches("\\w*(Exception|Error)"));
    }

    private void reconciled(Load load, long records, long accepted, long rejected, long leftOut) {
        assertThat(List.of(load.records(), load.accepted(), load.rejected(), load.leftOut()))
                .as("records, accepted, rejected, left out")
                .containsExactly(records, accepted, rejected, leftOut);
        assertThat(records).isEqualTo(accepted + rejected + leftOut);
    }

    private void thenWithRightRowsTheSameCommandSucceeds() {
        orders(rows(1, 3, "c1"));
        done(workspace.nightly());
        reconciled(load(0), 3, 3, 0, 0);
        assertThat(workspace.orders("order_id")).containsExactly("o1", "o2", "o3");
    }

    private void orders(String rows) {
        workspace.write("inbox/orders.csv", HEADER + rows);
    }

    private Load load(int number) {
        return workspace.loads().get(number);
    }

    /** The file of rejected rows that a message names. */
    private static String rejectsForPeople(Ended ended) {
        String file = ended.said()
                .lines()
                .filter(line -> line.startsWith("All of them: "))
                .map(line -> line.substring("All of them: ".length()))
                .findFirst()
                .orElseThrow();
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shippedKpi() {
        try (InputStream kpi = BadInputIT.class.getResourceAsStream("/holdfast/jobs/kpis/top-20-share.yml")) {
            return new String(Objects.requireNonNull(kpi).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mount(String... arguments) throws IOException, InterruptedException {
        try {
            return run(Stream.concat(Stream.of("mount"), Stream.of(arguments)).toArray(String[]::new));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
