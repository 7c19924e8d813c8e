package io.holdfast.mart;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.churn.AtRisk;
import io.holdfast.churn.Cohorts;
import io.holdfast.kpi.Account;
import io.holdfast.kpi.Arrival;
import io.holdfast.kpi.Complaints;
import io.holdfast.kpi.Contribution;
import io.holdfast.kpi.DayBrief;
import io.holdfast.kpi.Figure;
import io.holdfast.kpi.KeyAccounts;
import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.LateOrders;
import io.holdfast.kpi.Line;
import io.holdfast.kpi.Measure;
import io.holdfast.kpi.OneWords;
import io.holdfast.kpi.OpenComplaints;
import io.holdfast.kpi.Result;
import io.holdfast.kpi.Service;
import io.holdfast.kpi.Target;
import io.holdfast.kpi.WaitingFeedback;
import io.holdfast.kpi.YearAccounts;
import io.holdfast.kpi.YearFigure;
import io.holdfast.kpi.YearReview;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Head;
import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.restate.Cause;
import io.holdfast.restate.Part;
import io.holdfast.restate.RestatedFigure;
import io.holdfast.restate.RestatedValue;
import io.holdfast.restate.YearRestatement;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Meeting;
import io.holdfast.workspace.Meeting.Action;
import io.holdfast.workspace.Meeting.Decision;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class MartTest {

    private static final Period DECEMBER = Period.parse("2025-12");
    // In Shanghai 02:30 on 29 March 2026: a time of day that Berlin skips.
    private static final Instant KNOWN = Instant.parse("2026-03-28T18:30:00Z");
    private static final LocalDateTime SKIPPED = LocalDateTime.of(2026, 3, 29, 2, 30);
    private static final Company COMPANY =
            new Company("海富印刷", ZoneId.of("Asia/Shanghai"), "CNY", List.of("zh", "en"), Map.of(), "1GB", 2);
    private static final Run RUN =
            new Run("monthly-pack", DECEMBER, 1, new Head(7, KNOWN, "a".repeat(64)), COMPANY, "0.1.0", "b".repeat(64));

    private static final Measure P90 = new Measure(
            "p90",
            Map.of("en", "90 % within", "zh", "90% 不超过"),
            Measure.Aggregate.P90,
            List.of("value"),
            "hours",
            BigDecimal.ONE,
            false);

    private final SingleConnectionDataSource database = open();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Mart mart = new Mart(jdbc);

    /** An empty database to keep the mart in. */
    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource("jdbc:hsqldb:mem:mart-test;shutdown=true", true);
    }

    @BeforeEach
    void createTables() {
        MartSchema.create(database);
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void a_run_is_named_by_job_period_and_revision() {
        assertThat(RUN.id()).isEqualTo("monthly-pack-2025-12-r1");
    }

    @Test
    void what_is_written_can_be_read_back() {
        write();

        assertThat(rows("select * from run"))
                .containsExactly(row(
                        "RUN_ID",
                        RUN.id(),
                        "JOB",
                        "monthly-pack",
                        "PERIOD",
                        "2025-12",
                        "PERIOD_START",
                        java.sql.Date.valueOf("2025-12-01"),
                        "PERIOD_END",
                        java.sql.Date.valueOf("2025-12-31"),
                        "REVISION",
                        1,
                        "LEDGER_POSITION",
                        7L,
                        "LEDGER_SHA256",
                        "a".repeat(64),
                        "AS_KNOWN_AT",
                        jdbc.queryForObject("select as_known_at from run", Object.class),
                        "COMPANY",
                        "海富印刷",
                        "ZONE",
                        "Asia/Shanghai",
                        "CURRENCY",
                        "CNY",
                        "PROGRAM_VERSION",
                        "0.1.0",
                        "DEFINITIONS_SHA256",
                        "b".repeat(64)));
        assertThat(rows("select kpi, ordinal, unit, aggregate, better from kpi order by ordinal"))
                .containsExactly(
                        row("KPI", "on-time", "ORDINAL", 1, "UNIT", "percent", "AGGREGATE", "ratio", "BETTER", "up"),
                        row("KPI", "silent", "ORDINAL", 2, "UNIT", "percent", "AGGREGATE", "ratio", "BETTER", "up"));
        assertThat(rows("select kpi from kpi_amounts")).containsExactly(row("KPI", "on-time"));
        assertThat(rows("select language, name, question, owner from kpi_text where kpi = 'on-time' order by language"))
                .containsExactly(
                        row("LANGUAGE", "en", "NAME", "On time", "QUESTION", "Kept?", "OWNER", "Production"),
                        // A text that a language lacks is the English one.
                        row("LANGUAGE", "zh", "NAME", "准时", "QUESTION", "Kept?", "OWNER", "生产部"));
        assertThat(rows("select member, period, numerator, denominator, figure, low, counted, excluded, target"
                        + " from kpi_value order by dimension, period"))
                .containsExactly(
                        value("North", "2025-12", "1", "3", "0.333333333333", "0.061490315276", 3, 2),
                        value("total", "2025-11", null, null, null, null, 0, 0),
                        value("total", "2025-12", "1", "3", "0.333333333333", "0.061490315276", 3, 2));
        assertThat(rows("select reason, excluded from kpi_excluded"))
                .containsExactly(row("REASON", "cancelled", "EXCLUDED", 2L));
        assertThat(rows("select ordinal, figure, previous, last_year, status, variation, centre from scorecard"))
                .containsExactly(row(
                        "ORDINAL",
                        1,
                        "FIGURE",
                        new BigDecimal("0.333333333333"),
                        "PREVIOUS",
                        new BigDecimal("0.500000000000"),
                        "LAST_YEAR",
                        null,
                        "STATUS",
                        "too-few",
                        "VARIATION",
                        "too-few-points",
                        "CENTRE",
                        null));
        assertThat(rows("select measure, unit, figure from kpi_also_value join kpi_also using (run_id, kpi, measure)"))
                .containsExactly(row("MEASURE", "p90", "UNIT", "hours", "FIGURE", new BigDecimal("0.333333333333")));
        assertThat(rows("select language, name from kpi_also_text order by language"))
                .containsExactly(
                        row("LANGUAGE", "en", "NAME", "90 % within"), row("LANGUAGE", "zh", "NAME", "90% 不超过"));
        assertThat(rows("select since, member, rate, mix, moved from kpi_contribution"))
                .containsExactly(row(
                        "SINCE", "2025-11",
                        "MEMBER", "North",
                        "RATE", new BigDecimal("-0.100000000000"),
                        "MIX", new BigDecimal("0.020000000000"),
                        "MOVED", new BigDecimal("-0.080000000000")));
        assertThat(rows("select first_period, first_target, last_period, last_target, best_period from kpi_year"))
                .containsExactly(row(
                        "FIRST_PERIOD",
                        "2025-11",
                        "FIRST_TARGET",
                        new BigDecimal("0.930000000000"),
                        "LAST_PERIOD",
                        "2025-12",
                        "LAST_TARGET",
                        null,
                        "BEST_PERIOD",
                        null));
        assertThat(rows("select kpi, missing from left_out order by kpi"))
                .containsExactly(
                        row("KPI", "one-words", "MISSING", "feedback.one_word"),
                        row("KPI", "silent", "MISSING", "feedback.kind, orders.amount"));
        assertThat(rows("select ordinal, customer_id, name, branch, revenue, share, trend, slow_answers from account"))
                .containsExactly(row(
                        "ORDINAL",
                        1,
                        "CUSTOMER_ID",
                        "C1",
                        "NAME",
                        "Alpha",
                        "BRANCH",
                        null,
                        "REVENUE",
                        new BigDecimal("75.00"),
                        "SHARE",
                        new BigDecimal("0.750000000000"),
                        "TREND",
                        "fades",
                        "SLOW_ANSWERS",
                        5L));
        assertThat(rows("select orders, late, unresolved, low_scores, fading, lost from account_total"))
                .containsExactly(row(
                        "ORDERS", 40L,
                        "LATE", 6L,
                        "UNRESOLVED", null,
                        "LOW_SCORES", 1L,
                        "FADING", 1L,
                        "LOST", new BigDecimal("25.00")));
        assertThat(rows("select complaints, customers, recurring, complaints_before, unresolved from complaint"))
                .containsExactly(row(
                        "COMPLAINTS",
                        3L,
                        "CUSTOMERS",
                        2L,
                        "RECURRING",
                        1L,
                        "COMPLAINTS_BEFORE",
                        null,
                        "UNRESOLVED",
                        1L));
        assertThat(rows("select category, complaints, cumulative_share, complaints_before from complaint_category"))
                .containsExactly(row(
                        "CATEGORY",
                        "late",
                        "COMPLAINTS",
                        3L,
                        "CUMULATIVE_SHARE",
                        new BigDecimal("1.000000000000"),
                        "COMPLAINTS_BEFORE",
                        null));
        assertThat(rows(
                        "select feedback_id, branch, order_id, to_char(preceded_at, 'YYYY-MM-DD HH24:MI:SS') as preceded"
                                + " from complaint_repeat"))
                .containsExactly(
                        row("FEEDBACK_ID", "F3", "BRANCH", null, "ORDER_ID", "O1", "PRECEDED", "2026-03-29 02:30:00"));
        assertThat(rows("select ordinal, from_days, to_days, complaints from complaint_age order by ordinal"))
                .containsExactly(
                        row("ORDINAL", 1, "FROM_DAYS", 0, "TO_DAYS", 30, "COMPLAINTS", 0L),
                        row("ORDINAL", 2, "FROM_DAYS", 31, "TO_DAYS", null, "COMPLAINTS", 1L));
        assertThat(rows("select feedback_id, category, days, answered from complaint_open"))
                .containsExactly(row("FEEDBACK_ID", "F1", "CATEGORY", "late", "DAYS", 40L, "ANSWERED", false));
        assertThat(rows("select language, customers, words from one_word_language"))
                .containsExactly(row("LANGUAGE", "zh", "CUSTOMERS", 2L, "WORDS", 1L));
        assertThat(rows("select ordinal, word, customers, customers_before from one_word"))
                .containsExactly(row("ORDINAL", 1, "WORD", "不可靠", "CUSTOMERS", 2L, "CUSTOMERS_BEFORE", 1L));
        assertThat(rows("select customer_share, customers, revenue, revenue_share from concentration"))
                .containsExactly(row(
                        "CUSTOMER_SHARE", new BigDecimal("0.20"),
                        "CUSTOMERS", 1L,
                        "REVENUE", new BigDecimal("75.00"),
                        "REVENUE_SHARE", new BigDecimal("0.750000000000")));
        assertThat(rows("select ledger_position, entity, source, file, records, left_out, rejected, accepted, stored"
                        + " from run_load"))
                .containsExactly(row(
                        "LEDGER_POSITION", 5L,
                        "ENTITY", "orders",
                        "SOURCE", "orders",
                        "FILE", "inbox/orders.csv",
                        "RECORDS", 10L,
                        "LEFT_OUT", 1L,
                        "REJECTED", 2L,
                        "ACCEPTED", 7L,
                        "STORED", 6L));
        assertThat(rows("select ordinal, text from notice order by ordinal"))
                .containsExactly(row("ORDINAL", 1, "TEXT", "first"), row("ORDINAL", 2, "TEXT", "second"));
        assertThat(rows("select ordinal, language, text from notice_text"))
                .containsExactly(row("ORDINAL", 1, "LANGUAGE", "zh", "TEXT", "第一"));
    }

    @Test
    void times_are_those_of_the_company_whatever_the_zone_of_the_machine() {
        TimeZone machine = TimeZone.getDefault();
        try {
            for (String zone : List.of("Europe/Berlin", "UTC", "America/New_York")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                mart.enter(RUN);
                assertThat(jdbc.queryForObject("select as_known_at from run", LocalDateTime.class))
                        .as(zone)
                        .isEqualTo("2026-03-29T02:30:00");
                assertThat(jdbc.queryForObject("select period_end from run", LocalDate.class))
                        .isEqualTo("2025-12-31");
            }
        } finally {
            TimeZone.setDefault(machine);
        }
    }

    @Test
    void a_brief_keeps_what_nobody_knows_apart_from_none() {
        write();

        assertThat(rows("select weekday, late, late_due, late_old_value, waiting, risks, compared_with from brief"))
                .containsExactly(row(
                        "WEEKDAY", 3,
                        "LATE", 3L,
                        "LATE_DUE", 1L,
                        "LATE_OLD_VALUE", new BigDecimal("10.00"),
                        "WAITING", 1L,
                        "RISKS", 1L,
                        "COMPARED_WITH", null));
        assertThat(rows("select ordinal, measure, previous, usual, weeks from brief_arrival"))
                .containsExactly(row(
                        "ORDINAL",
                        1,
                        "MEASURE",
                        "orders",
                        "PREVIOUS",
                        null,
                        "USUAL",
                        new BigDecimal("8.50"),
                        "WEEKS",
                        4));
        assertThat(rows("select order_id, days, amount, fell_due from brief_late"))
                .containsExactly(row("ORDER_ID", "O1", "DAYS", 0L, "AMOUNT", null, "FELL_DUE", true));
        assertThat(rows("select feedback_id, kind, hours from brief_waiting"))
                .containsExactly(row("FEEDBACK_ID", "F1", "KIND", "question", "HOURS", 25L));
        assertThat(rows("select customer_id, usual_gap, p_lapse, silent, listed from brief_risk"))
                .containsExactly(
                        row("CUSTOMER_ID", "C1", "USUAL_GAP", 12L, "P_LAPSE", null, "SILENT", true, "LISTED", false));
    }

    @Test
    void a_review_of_a_year_keeps_the_causes_of_what_moved_and_whose_limits_are_known() {
        write();

        assertThat(
                        rows(
                                "select verdict, missed, worst_period, best_period, lower_limit, longest_below from year_figure"))
                .containsExactly(row(
                        "VERDICT",
                        "worse",
                        "MISSED",
                        1,
                        "WORST_PERIOD",
                        "2025-12",
                        "BEST_PERIOD",
                        null,
                        "LOWER_LIMIT",
                        null,
                        "LONGEST_BELOW",
                        4));
        assertThat(rows("select period, status from year_month"))
                .containsExactly(row("PERIOD", "2025-12", "STATUS", "misses"));
        assertThat(rows("select c.customers, a.name, a.branch from year_account a join year_account_count c using"
                        + " (run_id, change)"))
                .containsExactly(row("CUSTOMERS", 2L, "NAME", "Alpha", "BRANCH", null));
        assertThat(rows("select restated_run, difference, arrival, correction, deletion from year_restatement"))
                .containsExactly(row(
                        "RESTATED_RUN",
                        "pack-2025-11-r1",
                        "DIFFERENCE",
                        new BigDecimal("0.500000000000"),
                        "ARRIVAL",
                        new BigDecimal("0.500000000000"),
                        "CORRECTION",
                        null,
                        "DELETION",
                        null));
    }

    @Test
    void a_second_try_of_a_run_replaces_the_first_and_touches_no_other() {
        write();
        Run rerun = new Run("monthly-pack", DECEMBER, 2, RUN.known(), COMPANY, "0.1.0", "b".repeat(64));
        mart.enter(rerun);
        mart.notices(rerun, List.of(new Notice("of the rerun", Map.of("zh", "重算的"))));
        Map<String, Integer> before = counts();

        write();

        assertThat(counts()).isEqualTo(before);
        assertThat(rows("select text from notice where run_id = '" + rerun.id() + "'"))
                .containsExactly(row("TEXT", "of the rerun"));
        mart.enter(RUN);
        assertThat(counts())
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("run", 2),
                        Map.entry("notice", 1),
                        Map.entry("notice_text", 1),
                        Map.entry("kpi", 0),
                        Map.entry("kpi_text", 0),
                        Map.entry("kpi_amounts", 0),
                        Map.entry("kpi_value", 0),
                        Map.entry("kpi_excluded", 0),
                        Map.entry("kpi_also", 0),
                        Map.entry("kpi_also_text", 0),
                        Map.entry("kpi_also_value", 0),
                        Map.entry("kpi_contribution", 0),
                        Map.entry("kpi_year", 0),
                        Map.entry("scorecard", 0),
                        Map.entry("left_out", 0),
                        Map.entry("account", 0),
                        Map.entry("account_total", 0),
                        Map.entry("complaint", 0),
                        Map.entry("complaint_category", 0),
                        Map.entry("complaint_repeat", 0),
                        Map.entry("complaint_age", 0),
                        Map.entry("complaint_open", 0),
                        Map.entry("one_word", 0),
                        Map.entry("one_word_language", 0),
                        Map.entry("concentration", 0),
                        Map.entry("year_review", 0),
                        Map.entry("year_figure", 0),
                        Map.entry("year_month", 0),
                        Map.entry("year_account_count", 0),
                        Map.entry("year_account", 0),
                        Map.entry("year_restatement", 0),
                        Map.entry("brief", 0),
                        Map.entry("brief_arrival", 0),
                        Map.entry("brief_late", 0),
                        Map.entry("brief_waiting", 0),
                        Map.entry("brief_risk", 0),
                        Map.entry("run_load", 0),
                        Map.entry("meeting", 0),
                        Map.entry("meeting_action", 0),
                        Map.entry("meeting_action_text", 0),
                        Map.entry("meeting_action_owner", 0),
                        Map.entry("meeting_decision", 0),
                        Map.entry("meeting_decision_text", 0),
                        Map.entry("churn_run", 0),
                        Map.entry("churn_model", 0),
                        Map.entry("churn_parameter", 0),
                        Map.entry("churn_calibration", 0),
                        Map.entry("churn_warning", 0),
                        Map.entry("churn_customer", 0),
                        Map.entry("churn_win_back", 0),
                        Map.entry("churn_released", 0),
                        Map.entry("churn_action", 0),
                        Map.entry("churn_action_text", 0),
                        Map.entry("churn_list_result", 0),
                        Map.entry("churn_reason", 0),
                        Map.entry("churn_reason_text", 0),
                        Map.entry("churn_met", 0),
                        Map.entry("churn_silent", 0),
                        Map.entry("churn_worth", 0),
                        Map.entry("churn_gain", 0),
                        Map.entry("churn_segment", 0),
                        Map.entry("churn_segment_text", 0),
                        Map.entry("churn_rfm", 0),
                        Map.entry("churn_cohort", 0),
                        Map.entry("churn_survival", 0),
                        Map.entry("churn_three_r", 0),
                        Map.entry("churn_concentration", 0),
                        Map.entry("restatement", 0),
                        Map.entry("restatement_change", 0),
                        Map.entry("restatement_figure", 0),
                        Map.entry("restatement_part", 0),
                        Map.entry("restatement_row", 0),
                        Map.entry("restatement_load", 0),
                        Map.entry("review_kind", 0),
                        Map.entry("review", 0),
                        Map.entry("review_month", 0),
                        Map.entry("review_product", 0),
                        Map.entry("review_open", 0),
                        Map.entry("review_account", 0))));
    }

    @Test
    void a_table_of_a_run_s_text_reads_as_it_was_written() {
        write();
        jdbc.update("update kpi_text set question = 'Say \"why\", then' where language = 'en'");

        String text = new MartRows(jdbc).text(RUN.id());

        assertThat(MartRows.read(text, "kpi_text"))
                .filteredOn(row -> "en".equals(row.get("language")) && "on-time".equals(row.get("kpi")))
                .extracting(row -> row.get("question"))
                .containsExactly("Say \"why\", then");
        assertThat(MartRows.read(text, "kpi_value"))
                .filteredOn(row -> "silent".equals(row.get("kpi")))
                .as("what is null is not there")
                .allSatisfy(row -> assertThat(row).containsKey("counted").doesNotContainKey("figure"));
        assertThat(MartRows.read(text, "restatement")).isEmpty();
    }

    @Test
    void what_is_overdue_is_so_on_the_day_that_the_run_knows_in_the_company_s_zone() {
        write();

        assertThat(jdbc.queryForObject("select days_overdue from meeting_action", Long.class))
                .as("28 March in London, 29 March in Shanghai")
                .isEqualTo(1);
        assertThat(jdbc.queryForList("select text from meeting_decision_text order by language", String.class))
                .containsExactly("Call", "致电");
    }

    @Test
    void the_document_describes_every_table_and_column_and_nothing_else() throws IOException {
        Map<String, List<String>> documented = new LinkedHashMap<>();
        String document = Files.readString(Path.of("jobs/MART.md"));
        for (String section :
                document.substring(document.indexOf("\n## Tables\n")).split("\n### ", -1)) {
            List<String> lines = section.lines().toList();
            if (!section.startsWith("\n##")) {
                documented.put(lines.get(0).strip(), columns(lines));
            }
        }

        Map<String, List<String>> schema = new LinkedHashMap<>();
        jdbc.query(
                "select lower(table_name), lower(column_name) from information_schema.columns"
                        + " where lower(table_schema) = 'public' order by table_name, ordinal_position",
                row -> {
                    schema.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(row.getString(2));
                });
        assertThat(documented).isEqualTo(schema);
    }

    @Test
    void the_queries_of_the_document_run() throws IOException {
        write();
        List<String> queries = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("jobs/MART.md")))
                .results()
                .map((MatchResult query) -> query.group(1))
                .toList();

        assertThat(queries).hasSize(2);
        jdbc.update("update scorecard set status = 'misses'");
        assertThat(rows(queries.get(0))).hasSize(1);
        assertThat(rows(queries.get(1).replace("'on-time-delivery'", "'on-time'")))
                .hasSize(1);
    }

    private static List<String> columns(List<String> lines) {
        List<String> columns = new ArrayList<>();
        for (String line : lines) {
            String[] cells = line.split("\\|", -1);
            if (cells.length > 2
                    && !cells[1].contains("---")
                    && !cells[1].strip().equals("column")) {
                assertThat(cells[2]).as(line).isNotBlank();
                columns.add(cells[1].strip());
            }
        }
        return columns;
    }

    private void write() {
        Kpi onTime = kpi("on-time");
        Kpi silent = kpi("silent");
        Figure total = figure(Figure.TOTAL, Figure.TOTAL, DECEMBER, "0.333333333333");
        Figure nothing =
                new Figure(Figure.TOTAL, Figure.TOTAL, DECEMBER.previous(), null, null, null, null, null, 0, 0);
        Figure north = figure("branch", "North", DECEMBER, "0.333333333333");
        Line line = new Line(
                total,
                new BigDecimal("0.5"),
                null,
                new BigDecimal("0.95"),
                Line.Status.TOO_FEW,
                Line.Variation.TOO_FEW_POINTS,
                Line.Assurance.UNKNOWN,
                Optional.empty());
        Contribution moved = new Contribution(
                "branch", "North", DECEMBER.previous(), new BigDecimal("-0.1"), new BigDecimal("0.02"));
        mart.enter(RUN);
        mart.figures(
                RUN,
                List.of(new Result(
                        onTime,
                        line,
                        List.of(north, nothing, total),
                        Map.of(P90.id(), List.of(total)),
                        List.of(moved),
                        Optional.of(new YearReview(nothing(), new BigDecimal("0.93"), total, null, null)),
                        Map.of("cancelled", 2L))),
                Map.of(silent, List.of("feedback.kind", "orders.amount")));
        mart.accounts(
                RUN,
                new KeyAccounts(
                        List.of(new Account(
                                1,
                                "C1",
                                "Alpha",
                                null,
                                new BigDecimal("75.00"),
                                new BigDecimal("100.00"),
                                new BigDecimal("0.75"),
                                new BigDecimal("0.75"),
                                Account.Trend.FADES,
                                new Service(4, 3L, 2L, 1L, 5L, null, 0L))),
                        List.of(new KeyAccounts.Share(20, 1, new BigDecimal("75.00"), new BigDecimal("0.75"))),
                        new KeyAccounts.Total(
                                new BigDecimal("100.00"),
                                new BigDecimal("120.00"),
                                1,
                                new BigDecimal("25.00"),
                                new Service(40, 6L, 4L, 2L, 5L, null, 1L))));
        mart.complaints(
                RUN,
                new Complaints(
                        new Complaints.Count(3, 2, 1),
                        null,
                        List.of(new Complaints.Category(
                                "late", new Complaints.Count(3, 2, 1), BigDecimal.ONE, BigDecimal.ONE, null)),
                        List.of(new Complaints.Repeat("late", "F3", "C1", "Alpha", null, "O1", SKIPPED, SKIPPED)),
                        new OpenComplaints(
                                List.of(new OpenComplaints.Age(0, 30, 0, 0), new OpenComplaints.Age(31, null, 1, 1)),
                                List.of(new OpenComplaints.Open(
                                        "F1", "C1", "Alpha", "North", "late", null, SKIPPED, 40, false)))));
        brief();
        year(onTime, total);
        mart.oneWords(
                RUN,
                new OneWords(
                        List.of(new OneWords.Language("zh", 2, 1, 1)),
                        List.of(new OneWords.Word("zh", 1, "不可靠", 2, 1))));
        mart.leftOut(RUN, "one-words", List.of("feedback.one_word"));
        mart.loads(
                RUN,
                List.of(new Load(
                        5,
                        KNOWN,
                        "nightly-2025-12-31-r1",
                        Entity.ORDERS,
                        "orders",
                        "inbox/orders.csv",
                        "c".repeat(64),
                        "",
                        Set.of("order_id"),
                        10,
                        2,
                        1,
                        7,
                        6,
                        "d".repeat(64),
                        Optional.of(""),
                        "",
                        "",
                        Optional.empty())));
        mart.notices(RUN, List.of(new Notice("first", Map.of("zh", "第一")), new Notice("second", Map.of())));
        meeting();
    }

    private void meeting() {
        Map<String, String> text = Map.of("en", "Call", "zh", "致电");
        LocalDate decided = LocalDate.of(2026, 3, 1);
        mart.meeting(
                RUN,
                new Meeting(
                        Optional.of(decided),
                        List.of(new Action(
                                "A-1",
                                text,
                                Map.of("en", "Sales"),
                                Optional.empty(),
                                decided,
                                LocalDate.of(2026, 3, 28),
                                Optional.empty())),
                        List.of(new Decision(decided, text))));
    }

    private void year(Kpi onTime, Figure total) {
        BigDecimal half = new BigDecimal("0.5");
        mart.year(
                RUN,
                List.of(new YearFigure(
                        onTime,
                        List.of(new YearFigure.Month(total, half, Line.Status.MISSES)),
                        new YearReview(total, half, total, null, null),
                        total,
                        half,
                        null,
                        BigDecimal.ONE,
                        0,
                        2,
                        3,
                        4,
                        "worse")),
                new YearAccounts(
                        List.of(new YearAccounts.Count("won", 2, BigDecimal.TEN)),
                        List.of(new YearAccounts.Moved(
                                "won", 1, "C1", "Alpha", null, null, LocalDate.of(2025, 2, 3), BigDecimal.TEN))),
                new Cohorts(List.of(), List.of()),
                new YearRestatement(
                        1,
                        30,
                        List.of(new YearRestatement.Restated(
                                "pack-2025-11-r1", DECEMBER.previous(), KNOWN, restated(onTime)))));
    }

    private static RestatedFigure restated(Kpi kpi) {
        BigDecimal half = new BigDecimal("0.5");
        Part late = new Part(Cause.ARRIVAL, half, BigDecimal.ONE, half);
        return new RestatedFigure(
                kpi,
                Optional.of(kpi),
                List.of(new RestatedValue("total", "total", half, BigDecimal.ONE, List.of(late))),
                null,
                null,
                null,
                null,
                null,
                null,
                "misses",
                "meets",
                "meets",
                List.of(),
                List.of(),
                0,
                0);
    }

    private void brief() {
        BigDecimal ten = new BigDecimal("10.00");
        LocalDate day = LocalDate.of(2025, 12, 31);
        mart.brief(
                RUN,
                new DayBrief(
                        day,
                        List.of(new Arrival("orders", ten, null, new BigDecimal("8.50"), ten, ten, 4)),
                        new LateOrders(
                                new LateOrders.Count(3, ten),
                                new LateOrders.Count(1, BigDecimal.ZERO),
                                new LateOrders.Count(2, ten),
                                List.of(new LateOrders.Late("O1", "C1", "Alpha", null, SKIPPED, 0, null, true))),
                        new WaitingFeedback(
                                1,
                                0,
                                List.of(new WaitingFeedback.Waiting(
                                        "F1", "question", "C1", "Alpha", "North", "price", null, SKIPPED, 25))),
                        new BigDecimal("24")),
                new AtRisk(
                        day,
                        null,
                        List.of(new AtRisk.Crossed("C1", "Alpha", null, "Kim", ten, day, 0, 12L, null, true, false))));
    }

    private static Figure nothing() {
        return figure(Figure.TOTAL, Figure.TOTAL, DECEMBER.previous(), "0.25");
    }

    private static Kpi kpi(String id) {
        return new Kpi(
                id,
                Map.of("en", "On time", "zh", "准时"),
                Map.of("en", "Kept?"),
                Map.of("en", "Orders on time."),
                Map.of("en", "Production", "zh", "生产部"),
                new Measure(
                        Measure.VALUE,
                        Map.of("en", "On time"),
                        Measure.Aggregate.RATIO,
                        List.of("hit", "base"),
                        "percent",
                        BigDecimal.ONE,
                        true),
                id.equals("on-time"),
                List.of(P90),
                false,
                Kpi.Better.UP,
                Optional.of(new Target(new BigDecimal("0.95"), Optional.empty())),
                Grain.DAY,
                List.of(),
                List.of("branch"),
                Map.of(),
                "select",
                "",
                "e".repeat(64));
    }

    private static Figure figure(String dimension, String member, Period period, String value) {
        return new Figure(
                dimension,
                member,
                period,
                BigDecimal.ONE,
                BigDecimal.valueOf(3),
                new BigDecimal(value),
                new BigDecimal("0.061490315276"),
                new BigDecimal("0.792345041063"),
                3,
                2);
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        jdbc.queryForList(
                        "select table_name from information_schema.tables where lower(table_schema) = 'public'",
                        String.class)
                .forEach(table -> counts.put(
                        table.toLowerCase(Locale.ROOT),
                        jdbc.queryForObject("select count(*) from " + table, Integer.class)));
        return counts;
    }

    private List<Map<String, Object>> rows(String sql) {
        return jdbc.queryForList(sql).stream()
                .map(row -> {
                    Map<String, Object> columns = new TreeMap<>();
                    row.forEach((column, value) -> columns.put(column.toUpperCase(Locale.ROOT), value));
                    return columns;
                })
                .toList();
    }

    private static Map<String, Object> value(
            String member,
            String period,
            String numerator,
            String denominator,
            String figure,
            String low,
            long counted,
            long excluded) {
        return row(
                "MEMBER",
                member,
                "PERIOD",
                period,
                "NUMERATOR",
                numerator == null ? null : new BigDecimal(numerator).setScale(6),
                "DENOMINATOR",
                denominator == null ? null : new BigDecimal(denominator).setScale(6),
                "FIGURE",
                figure == null ? null : new BigDecimal(figure),
                "LOW",
                low == null ? null : new BigDecimal(low),
                "COUNTED",
                counted,
                "EXCLUDED",
                excluded,
                "TARGET",
                new BigDecimal("0.950000000000"));
    }

    private static Map<String, Object> row(Object... cells) {
        Map<String, Object> row = new TreeMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put((String) cells[i], cells[i + 1]);
        }
        return row;
    }
}
