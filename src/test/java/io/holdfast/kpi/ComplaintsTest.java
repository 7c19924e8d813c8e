package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.kpi.Complaints.Count;
import io.holdfast.lake.Entity;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Complaints of December 2025, as known on 2 January 2026, from rows counted by hand. */
class ComplaintsTest {

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
    void a_complaint_recurs_where_another_customer_made_it_up_to_90_days_before() {
        Complaints complaints = complaints(
                "1 A colour 2025-09-01 -",
                "2 B colour 2025-12-01 -", // 91 days after A: too long ago
                "3 B colour 2025-12-02 -", // the same customer twice is no pattern
                "4 A colour 2025-12-03 -", // a day after B
                "5 A colour 2025-12-04 -", // B is still the last other one
                "6 A late 2025-09-02 -",
                "7 C late 2025-12-01 -", // 90 days after A, to the day
                "8 C - 2025-12-05 -", // no category: nobody can tell
                "9 D - 2025-12-06 -",
                "10 E invoice 2025-12-07 -"); // the first of its kind

        assertThat(complaints.now()).isEqualTo(new Count(8, 5, 3));
        assertThat(complaints.repeats())
                .extracting(Complaints.Repeat::feedbackId, Complaints.Repeat::customerId, repeat -> repeat.precededAt()
                        .toLocalDate()
                        .toString())
                .containsExactly(tuple("5", "A", "2025-12-02"), tuple("4", "A", "2025-12-02"));
        assertThat(complaints.repeats()).extracting(Complaints.Repeat::category).containsOnly("colour");
    }

    @Test
    void categories_stand_by_frequency_with_shares_that_run_to_the_whole_and_the_period_before() {
        Complaints complaints = complaints(
                "1 A late 2025-12-01 -",
                "2 B late 2025-12-02 -",
                "3 B late 2025-12-31 -",
                "4 C colour 2025-12-03 -",
                "5 C - 2025-12-03 -",
                "6 C colour 2025-11-30 -",
                "7 D gone 2025-11-01 -",
                "8 D gone 2025-10-31 -",
                "9 D after 2026-01-01 -");

        assertThat(complaints.now()).isEqualTo(new Count(5, 3, 2));
        assertThat(complaints.before()).isEqualTo(new Count(2, 2, 0));
        assertThat(complaints.categories())
                .extracting(
                        Complaints.Category::category,
                        category -> category.now().complaints(),
                        category -> category.now().customers(),
                        category -> category.share().stripTrailingZeros().toPlainString(),
                        category ->
                                category.cumulativeShare().stripTrailingZeros().toPlainString(),
                        Complaints.Category::before)
                .containsExactly(
                        tuple("late", 3L, 2L, "0.6", "0.6", 0L),
                        tuple("colour", 1L, 1L, "0.2", "0.8", 1L),
                        tuple("not recorded", 1L, 1L, "0.2", "1", 0L),
                        tuple("gone", 0L, 0L, "0", "1", 1L));
    }

    @Test
    void what_is_open_at_the_period_s_end_is_told_by_age_in_calendar_days() {
        Complaints complaints = complaints(
                "1 A late 2025-12-31 -",
                "2 A late 2025-12-30 2026-01-01", // resolved the day after: open at the end
                "3 A late 2025-12-29 -",
                "4 A late 2025-12-28 2025-12-31", // resolved on the last day
                "5 A late 2025-12-17 -", // 14 days
                "6 A late 2025-12-16 -", // 15 days
                "7 A late 2025-12-01 -", // 30 days
                "8 A late 2025-11-30 -", // 31 days
                "9 A late 2023-01-01 -",
                "10 A late 2026-01-01 -"); // of the next period

        assertThat(complaints.open().ages())
                .extracting(OpenComplaints.Age::fromDays, OpenComplaints.Age::toDays, OpenComplaints.Age::complaints)
                .containsExactly(
                        tuple(0, 1, 2L),
                        tuple(2, 3, 1L),
                        tuple(4, 7, 0L),
                        tuple(8, 14, 1L),
                        tuple(15, 30, 2L),
                        tuple(31, null, 2L));
        assertThat(complaints.open().complaints()).isEqualTo(8);
        assertThat(complaints.open().oldest())
                .extracting(OpenComplaints.Open::feedbackId, OpenComplaints.Open::days)
                .startsWith(tuple("9", 1095L), tuple("8", 31L), tuple("7", 30L))
                .hasSize(8);
    }

    @Test
    void a_month_that_is_not_over_ends_for_its_open_complaints_where_it_is_known() {
        feedback("1 A late 2025-12-10 -", "2 A late 2025-12-01 2025-12-12");

        Complaints complaints = lake.figures("2025-12", "2025-12-11T08:00:00").complaints(Supplied.everything());

        assertThat(complaints.open().oldest())
                .extracting(OpenComplaints.Open::feedbackId, OpenComplaints.Open::days)
                .containsExactly(tuple("2", 10L), tuple("1", 1L));
    }

    @Test
    void a_period_without_complaints_has_none_and_nothing_recurs() {
        Complaints complaints = complaints("1 A late 2025-08-10 2025-08-11");

        assertThat(complaints.now()).isEqualTo(new Count(0, 0, 0));
        assertThat(complaints.categories()).isEmpty();
        assertThat(complaints.repeats()).isEmpty();
        assertThat(complaints.open().complaints()).isZero();
    }

    @Test
    void where_nobody_says_when_a_complaint_was_resolved_none_is_called_open() {
        feedback("1 A late 2025-12-10 -");

        assertThat(lake.figures("2025-12", "2026-01-02T02:00:00")
                        .complaints(Map.of(Entity.FEEDBACK, Set.of("kind", "category")))
                        .open())
                .isNull();
        assertThat(Complaints.missing(Map.of())).containsExactly("feedback.kind");
    }

    private Complaints complaints(String... rows) {
        feedback(rows);
        return lake.figures("2025-12", "2026-01-02T02:00:00").complaints(Supplied.everything());
    }

    /** Each row is id, customer, category, received on, resolved on; a dash is null; all come in at ten in the morning. */
    private void feedback(String... rows) {
        lake.with(
                "feedback",
                "feedback_id, customer_id, category, received_at, resolved_at, kind",
                Stream.of(rows)
                        .map(row -> row.split(" "))
                        .map(row -> "('%s', '%s', %s, %s, %s, 'complaint')"
                                .formatted(row[0], row[1], text(row[2]), moment(row[3]), moment(row[4])))
                        .collect(Collectors.joining(", ")));
    }

    private static String text(String text) {
        return text.equals("-") ? "null" : "'" + text + "'";
    }

    private static String moment(String day) {
        return day.equals("-") ? "cast(null as timestamp)" : "timestamp '" + day + " 10:00:00'";
    }
}
