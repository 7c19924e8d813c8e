package io.holdfast.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weeks are those of ISO 8601: the first is the one with 4 January; 2020 and 2026 have 53 of them. */
class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        // text, its grain, first and last day, the period before, after, and a year before
        "2025-12-31, day,     2025-12-31, 2025-12-31, 2025-12-30, 2026-01-01, 2024-12-31",
        "2024-02-29, day,     2024-02-29, 2024-02-29, 2024-02-28, 2024-03-01, 2023-02-28",
        "2025-W52,   week,    2025-12-22, 2025-12-28, 2025-W51,   2026-W01,   2024-W52",
        "2026-W01,   week,    2025-12-29, 2026-01-04, 2025-W52,   2026-W02,   2025-W01",
        "2020-W53,   week,    2020-12-28, 2021-01-03, 2020-W52,   2021-W01,   2020-W01",
        "2021-W01,   week,    2021-01-04, 2021-01-10, 2020-W53,   2021-W02,   2020-W02",
        "2025-12,    month,   2025-12-01, 2025-12-31, 2025-11,    2026-01,    2024-12",
        "2024-02,    month,   2024-02-01, 2024-02-29, 2024-01,    2024-03,    2023-02",
        "2025-Q4,    quarter, 2025-10-01, 2025-12-31, 2025-Q3,    2026-Q1,    2024-Q4",
        "2024-Q1,    quarter, 2024-01-01, 2024-03-31, 2023-Q4,    2024-Q2,    2023-Q1",
        "2025,       year,    2025-01-01, 2025-12-31, 2024,       2026,       2024",
        "0987-Q2,    quarter, 0987-04-01, 0987-06-30, 0987-Q1,    0987-Q3,    0986-Q2",
        "0987,       year,    0987-01-01, 0987-12-31, 0986,       0988,       0986",
    })
    void a_period_is_read_as_people_write_it_and_knows_its_days_and_its_neighbours(
            String text, String grain, String first, String last, String before, String after, String yearBefore) {
        Period period = Period.parse(text);

        assertThat(period.grain()).hasToString(grain);
        assertThat(period.start()).isEqualTo(first);
        assertThat(period.end()).isEqualTo(last);
        assertThat(period).hasToString(text);
        assertThat(period.previous()).hasToString(before);
        assertThat(period.next()).hasToString(after);
        assertThat(period.yearBefore()).hasToString(yearBefore);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 2025",
                "25",
                "2025-13",
                "2025-00",
                "2025-1",
                "2025-Q5",
                "2025-Q0",
                "2025-q1",
                "2025-W00",
                "2025-W53",
                "2020-W54",
                "2025-W1",
                "2025-02-29",
                "2025-2-28",
                "2025/02",
                "+12025-01-01",
                "-0001-01-01",
                "december"
            })
    void what_is_no_period_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> Period.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is not a period; write a day (2025-12-31), week (2025-W52), month (2025-12),"
                                + " quarter (2025-Q4) or year (2025)");
    }

    @ParameterizedTest
    @EnumSource(Grain.class)
    void every_day_lies_in_exactly_one_period_of_a_grain_and_periods_follow_each_other(Grain grain) {
        Period period = Period.containing(grain, LocalDate.of(2019, 12, 28));
        for (LocalDate day = LocalDate.of(2019, 12, 28); day.getYear() < 2029; day = day.plusDays(1)) {
            Period here = Period.containing(grain, day);
            if (day.isAfter(period.end())) {
                assertThat(here).isEqualTo(period.next());
                assertThat(here.previous()).isEqualTo(period);
                assertThat(here.start()).isEqualTo(day);
                period = here;
            }
            assertThat(here).isEqualTo(period);
            assertThat(Period.parse(here.toString())).isEqualTo(here);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "day, 2026-01-01, 2025-12-31",
        "week, 2026-01-04, 2025-W52",
        "week, 2026-01-05, 2026-W01",
        "month, 2026-01-31, 2025-12",
        "month, 2026-02-01, 2026-01",
        "quarter, 2026-03-31, 2025-Q4",
        "year, 2026-01-01, 2025",
    })
    void the_last_complete_period_is_over_on_the_morning_of_the_day(String grain, LocalDate today, String period) {
        assertThat(Period.lastComplete(Grain.parse(grain), today)).hasToString(period);
    }

    @Test
    void a_period_with_its_past_is_a_row_of_neighbours_that_ends_with_it() {
        assertThat(Period.parse("2026-W02").withPast(3))
                .extracting(Period::toString)
                .containsExactly("2025-W51", "2025-W52", "2026-W01", "2026-W02");
        assertThat(Period.parse("2025").withPast(0)).containsExactly(Period.parse("2025"));
    }

    @Test
    void periods_are_in_the_order_of_time() {
        List<Period> sorted = List.of(Period.parse("2026-01"), Period.parse("2025-12"), Period.parse("2025")).stream()
                .sorted()
                .toList();
        assertThat(sorted).extracting(Period::toString).containsExactly("2025", "2025-12", "2026-01");
    }

    @Test
    void a_period_cannot_begin_in_the_middle() {
        assertThatThrownBy(() -> new Period(Grain.MONTH, LocalDate.of(2025, 12, 2)))
                .hasMessage("2025-12-02 is not the first day of a month");
        assertThatThrownBy(() -> new Period(Grain.WEEK, LocalDate.of(2025, 12, 31)))
                .hasMessage("2025-12-31 is not the first day of a week");
    }

    @Test
    void what_is_no_grain_is_refused_with_what_is_allowed() {
        assertThatThrownBy(() -> Grain.parse("Month"))
                .hasMessage("'Month' is not a period; write one of day, week, month, quarter, year");
    }
}
