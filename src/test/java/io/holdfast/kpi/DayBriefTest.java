package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.lake.Entity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brief of Wednesday 31 December 2025, as known in the night after, from rows counted by hand. */
class DayBriefTest {

    private static final LocalDate DAY = LocalDate.of(2025, 12, 31);

    @TempDir
    private Path temporary;

    private SmallLake lake;

    @BeforeEach
    void start() {
        lake = new SmallLake(temporary);
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    @Test
    void what_came_in_stands_against_the_day_before_and_the_median_of_such_weekdays() {
        List<String> rows = new ArrayList<>(List.of(
                "a A 2025-12-31 100 - - -",
                "b A 2025-12-31 20 - - -",
                "c New 2025-12-31 3 - - -",
                "d B 2025-12-31 900 - - cancelled",
                "e A 2025-12-30 7 - - -"));
        // One order on the Wednesday a week before, two on that of two weeks before … five weeks: 1, 2, 3, 4, 5.
        for (int week = 1; week <= 5; week++) {
            for (int order = 1; order <= week; order++) {
                rows.add("w" + week + order + " B " + DAY.minusWeeks(week) + " 10 - - -");
            }
        }

        DayBrief brief = brief(rows.toArray(String[]::new));

        assertThat(brief.arrivals())
                .extracting(
                        Arrival::measure,
                        arrival -> plain(arrival.value()),
                        arrival -> plain(arrival.previous()),
                        arrival -> plain(arrival.usual()),
                        arrival -> plain(arrival.low()),
                        arrival -> plain(arrival.high()),
                        Arrival::weeks)
                .startsWith(
                        tuple("orders", "3", "1", "3", "1", "5", 5),
                        tuple("revenue", "123", "7", "30", "10", "50", 5),
                        tuple("new-customers", "1", "1", "0", "0", "1", 5),
                        tuple("returning-customers", "1", "0", "1", "0", "1", 5));
        assertThat(brief.lastOrder()).isEqualTo(DAY);
    }

    @Test
    void of_fewer_than_four_such_weekdays_nobody_says_what_is_usual_and_a_day_without_rows_has_none() {
        DayBrief brief = brief("a A 2025-12-10 10 - - -", "b A 2025-12-29 10 - - -");

        assertThat(brief.arrival("orders"))
                .isEqualTo(new Arrival("orders", BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, 3));
        assertThat(brief.lastOrder()).isEqualTo("2025-12-29");
    }

    @Test
    void an_even_number_of_weekdays_has_the_mean_of_the_two_in_the_middle() {
        DayBrief brief = brief(
                "a A 2025-12-03 10 - - -",
                "b A 2025-12-17 10 - - -",
                "c A 2025-12-17 10 - - -",
                "d A 2025-12-24 1 - - -");

        assertThat(brief.arrival("orders").usual())
                .as("of 0, 1, 1, 2 in four weeks")
                .isEqualByComparingTo("1");
        assertThat(brief.arrival("revenue").usual()).as("of 0, 1, 10, 20").isEqualByComparingTo("5.5");
    }

    @Test
    void feedback_is_counted_by_kind() {
        brief("a A 2025-09-01 10 - - -");
        feedback(
                "1 A complaint 2025-12-31T08:00 - -",
                "2 A question 2025-12-31T23:59 - -",
                "3 A question 2025-12-30T08:00 - -",
                "4 A survey 2026-01-01T00:00 - -");

        assertThat(brief().arrivals())
                .extracting(Arrival::measure, arrival -> plain(arrival.value()), arrival -> plain(arrival.previous()))
                .contains(
                        tuple("complaint", "1", "0"),
                        tuple("question", "1", "1"),
                        tuple("survey", "0", "0"),
                        tuple("praise", "0", "0"));
    }

    @Test
    void late_is_what_was_promised_and_not_delivered_at_the_day_s_end_the_most_valuable_first() {
        LateOrders late = brief(
                        "due A 2025-12-01 50 2025-12-31 - -",
                        "next A 2025-12-01 50 2026-01-01 - -", // not due yet
                        "month A 2025-11-01 70 2025-12-01 - -", // 30 days
                        "old A 2025-11-01 900 2025-11-30 - -", // 31 days
                        "done A 2025-12-01 50 2025-12-30 2025-12-31 -",
                        "after A 2025-12-01 60 2025-12-30 2026-01-01 -", // delivered the day after
                        "gone A 2025-12-01 50 2025-12-30 - cancelled",
                        "free A 2025-12-01 null 2025-12-29 - -",
                        "open A 2025-12-01 50 - - -") // nothing was promised
                .late();

        assertThat(late.all()).isEqualTo(new LateOrders.Count(5, new BigDecimal("1080.00")));
        assertThat(late.fellDue()).isEqualTo(new LateOrders.Count(1, new BigDecimal("50.00")));
        assertThat(late.old()).isEqualTo(new LateOrders.Count(1, new BigDecimal("900.00")));
        assertThat(late.worst())
                .extracting(LateOrders.Late::orderId, LateOrders.Late::days, LateOrders.Late::fellDue)
                .containsExactly(
                        tuple("month", 30L, false),
                        tuple("after", 1L, false),
                        tuple("due", 0L, true),
                        tuple("free", 2L, false));
    }

    @Test
    void a_question_or_complaint_waits_from_the_standard_on_until_it_has_an_answer_or_a_solution() {
        feedback(
                "just A question 2025-12-31T00:00 - -", // 24 hours at midnight: not longer than the standard
                "over A complaint 2025-12-30T23:00 - -", // 25 hours
                "month A question 2025-12-02T00:00 - -", // 30 days
                "old A question 2025-12-01T23:00 - -", // an hour more
                "answered A question 2025-12-20T10:00 2025-12-21T10:00 -",
                "later A question 2025-12-20T10:00 2026-01-01T10:00 -", // answered the day after
                "solved A complaint 2025-12-20T10:00 - 2025-12-21T10:00",
                "thanks A praise 2025-12-20T10:00 - -");

        WaitingFeedback waiting = brief("a A 2025-09-01 10 - - -").waiting();

        assertThat(waiting.all()).isEqualTo(4);
        assertThat(waiting.old()).isEqualTo(1);
        assertThat(waiting.longest())
                .extracting(WaitingFeedback.Waiting::feedbackId, WaitingFeedback.Waiting::hours)
                .containsExactly(tuple("month", 720L), tuple("later", 278L), tuple("over", 25L));
    }

    @Test
    void who_falls_silent_does_so_on_one_day_only_when_a_gap_outgrows_nine_in_ten_of_its_own_and_a_week() {
        brief(Stream.of(
                        // Eleven days on the 31st, for the first time more than ten.
                        ordersOf("A", "2025-12-20", 10, 5),
                        // Not more than twelve until the 2nd of January.
                        ordersOf("B", "2025-12-20", 12, 5),
                        // Four gaps are no rhythm.
                        ordersOf("C", "2025-12-20", 10, 4),
                        // More than a week on the 31st.
                        ordersOf("D", "2025-12-23", 1, 9),
                        // Two days of silence, a weekend's.
                        ordersOf("E", "2025-12-29", 1, 9))
                .flatMap(List::stream)
                .toArray(String[]::new));

        assertThat(lake.query(
                        "select customer_id || ' ' || usual_gap || ' ' || last_order from fallen_silent order by 1"))
                .containsExactly("A 10 2025-12-20", "D 1 2025-12-23");
    }

    @Test
    void what_nobody_supplies_is_not_none() {
        orders("a A 2025-12-31 10 - - -");

        DayBrief brief = lake.figures("2025-12-31", "2026-01-01T02:00:00")
                .day(Map.of(Entity.ORDERS, Set.of("order_id", "customer_id", "ordered_at")));

        assertThat(brief.late()).isNull();
        assertThat(brief.waiting()).isNull();
        assertThat(brief.arrivals())
                .extracting(Arrival::measure)
                .containsExactly("orders", "revenue", "new-customers", "returning-customers");
    }

    /** Days that end with this one, a gap apart, as orders of a customer. */
    private static List<String> ordersOf(String customer, String last, int gap, int gaps) {
        return Stream.iterate(LocalDate.parse(last), day -> day.minusDays(gap))
                .limit(gaps + 1L)
                .map(day -> customer + day + " " + customer + " " + day + " 10 - - -")
                .toList();
    }

    private DayBrief brief(String... rows) {
        if (rows.length > 0) {
            orders(rows);
        }
        return lake.figures("2025-12-31", "2026-01-01T02:00:00").day(Supplied.everything());
    }

    /** Each row is id, customer, ordered on, amount, promised for, delivered on, status; a dash is null; all at nine. */
    private void orders(String... rows) {
        lake.with(
                "orders",
                "order_id, customer_id, ordered_at, amount, promised_at, delivered_at, status",
                Stream.of(rows)
                        .map(row -> row.split(" "))
                        .map(row -> "('%s', '%s', %s, cast(%s as decimal(18, 2)), %s, %s, %s)"
                                .formatted(
                                        row[0],
                                        row[1],
                                        moment(row[2]),
                                        row[3],
                                        moment(row[4]),
                                        moment(row[5]),
                                        row[6].equals("-") ? "'open'" : "'" + row[6] + "'"))
                        .collect(Collectors.joining(", ")));
    }

    /** Each row is id, customer, kind, received, answered, resolved. */
    private void feedback(String... rows) {
        lake.with(
                "feedback",
                "feedback_id, customer_id, kind, received_at, answered_at, resolved_at",
                Stream.of(rows)
                        .map(row -> row.split(" "))
                        .map(row -> "('%s', '%s', '%s', %s, %s, %s)"
                                .formatted(row[0], row[1], row[2], moment(row[3]), moment(row[4]), moment(row[5])))
                        .collect(Collectors.joining(", ")));
    }

    private static String moment(String moment) {
        return moment.equals("-")
                ? "cast(null as timestamp)"
                : "timestamp '" + (moment.contains("T") ? moment.replace('T', ' ') + ":00" : moment + " 09:00:00")
                        + "'";
    }

    private static String plain(BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
}
