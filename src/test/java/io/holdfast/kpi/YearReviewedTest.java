package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.period.Period;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The year 2025, as known in January 2026, from orders counted by hand. */
class YearReviewedTest {

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
    void a_figure_s_months_are_held_against_the_two_years_before() {
        // Of 20 orders a month, 1 or 2 wrong in 2023 and 2024 in turn; in 2025 8 in January, 6 in June, else 2.
        List<String> rows = new ArrayList<>();
        for (YearMonth month = YearMonth.of(2023, 1); month.getYear() < 2026; month = month.plusMonths(1)) {
            int wrong = month.getYear() < 2025
                    ? 1 + month.getMonthValue() % 2
                    : switch (month.getMonthValue()) {
                        case 1 -> 8;
                        case 6 -> 6;
                        default -> 2;
                    };
            for (int i = 0; i < 20; i++) {
                rows.add("('" + month + "-" + i + "', 'A', timestamp '" + month.atDay(1 + i) + " 09:00:00', "
                        + (i < wrong ? "'typo'" : "null") + ")");
            }
        }
        lake.with("orders", "order_id, customer_id, ordered_at, error_kind", String.join(", ", rows));
        Figures months = lake.figures("2025-12", "2026-01-05T02:00:00", 11 + YearFigure.BEFORE);
        Kpi errors = Catalogue.read(SmallLake.JOBS, "kpis/order-error-rate.yml");

        YearFigure year = YearFigure.of(months.compute(errors)).orElseThrow();

        assertThat(YearFigure.lastMonth(Period.parse("2025"))).hasToString("2025-12");
        assertThat(year.months()).hasSize(12);
        assertThat(year.review().first().value()).isEqualByComparingTo("0.4");
        assertThat(year.review().best().period()).as("the earliest of equals").hasToString("2025-02");
        assertThat(year.worst().period()).hasToString("2025-01");
        // Of 24 months 12 with 5 % and 12 with 10 %: mean 7.5 %, every range 5 points, limits 7.5 ± 2.66 × 5.
        assertThat(year.centre()).isEqualByComparingTo("0.075");
        assertThat(year.upper()).isEqualByComparingTo("0.208");
        assertThat(year.above()).isEqualTo(2);
        assertThat(year.longestAbove()).isEqualTo(12);
        assertThat(year.verdict()).isEqualTo("worse");
        assertThat(year.missed())
                .as("of 2 in 20 the interval begins at 2.8 %, over the target of 2 %")
                .isEqualTo(12);
    }

    @Test
    void without_a_year_before_it_a_figure_has_months_and_no_verdict() {
        lake.with(
                "orders",
                "order_id, customer_id, ordered_at",
                "('1', 'A', timestamp '2025-03-01 09:00:00'), ('2', 'A', timestamp '2025-05-01 09:00:00')");
        Figures months = lake.figures("2025-12", "2026-01-05T02:00:00", 11 + YearFigure.BEFORE);

        YearFigure year = YearFigure.of(months.compute(Catalogue.read(SmallLake.JOBS, "kpis/order-error-rate.yml")))
                .orElseThrow();

        assertThat(year.months())
                .extracting(month -> month.figure().period().toString())
                .containsExactly("2025-03", "2025-05");
        assertThat(year.centre()).isNull();
        assertThat(year.verdict()).isEqualTo("unknown");
    }

    @Test
    void accounts_are_won_lost_released_and_won_back_by_their_orders_and_what_they_brought_is_told() {
        orders(
                "Old 2023-01-05 1", // the records begin
                "Stays 2024-06-01 10",
                "Stays 2025-06-01 20",
                "Won 2025-02-03 30",
                "Won 2025-11-03 5",
                "Lost 2023-08-01 400", // more than twelve months before its last order
                "Lost 2024-03-01 50",
                "Lost 2024-09-01 60",
                "Back 2023-02-01 70", // lost in January 2024
                "Back 2025-04-09 7",
                "Released 2024-10-01 90",
                "Before 2024-10-01 99", // released the year before
                "Next 2026-01-01 1000");
        lake.with(
                "customers",
                "customer_id, name, branch, released_on",
                "('Released', 'Let Go Ltd', 'North', date '2025-07-01'), ('Before', null, null, date '2024-12-31')");

        YearAccounts accounts = lake.figures("2025", "2026-01-05T02:00:00", 2).yearAccounts();

        assertThat(accounts.counts())
                .extracting(YearAccounts.Count::change, YearAccounts.Count::customers, count -> count.revenue()
                        .toPlainString())
                .containsExactly(
                        tuple("lost", 1L, "110.00"),
                        tuple("released", 1L, "90.00"),
                        tuple("won", 1L, "35.00"),
                        tuple("won-back", 1L, "7.00"));
        assertThat(accounts.largest())
                .extracting(
                        YearAccounts.Moved::customerId,
                        YearAccounts.Moved::name,
                        moved -> String.valueOf(moved.day()),
                        YearAccounts.Moved::place)
                .containsExactly(
                        tuple("Lost", "Lost", "2024-09-01", 1),
                        tuple("Released", "Let Go Ltd", "2025-07-01", 1),
                        tuple("Won", "Won", "2025-02-03", 1),
                        tuple("Back", "Back", "2025-04-01", 1));
    }

    /** Each row is customer, day, amount. */
    private void orders(String... rows) {
        lake.with(
                "orders",
                "order_id, customer_id, ordered_at, amount",
                Stream.of(rows)
                        .map(row -> row.split(" "))
                        .map(row -> "('%s', '%s', timestamp '%s 09:00:00', cast(%s as decimal(18, 2)))"
                                .formatted(row[0] + row[1], row[0], row[1], row[2]))
                        .collect(Collectors.joining(", ")));
    }
}
