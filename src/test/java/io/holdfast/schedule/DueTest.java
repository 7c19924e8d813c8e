package io.holdfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.schedule.Due.Turn;
import io.holdfast.schedule.ScheduledJob.CatchUp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A nightly job at 03:00 in Berlin; nobody was there from 2 January 2026 until the morning of the 5th. */
class DueTest {

    private static final Instant BACK = Instant.parse("2026-01-05T07:00:00Z");
    private static final Optional<Period> LAST = Optional.of(Period.parse("2026-01-01"));

    @Test
    void after_three_days_every_missed_period_is_run_in_order() {
        Due due = Due.of(nightly(CatchUp.ALL), LAST, true, BACK, BACK);

        assertThat(periods(due)).containsExactly("2026-01-02", "2026-01-03", "2026-01-04");
        assertThat(due.turns().get(0).due()).isEqualTo(Instant.parse("2026-01-03T02:00:00Z"));
        assertThat(due.skipped()).isEmpty();
    }

    @Test
    void or_the_last_and_the_others_are_said_to_be_skipped() {
        Due due = Due.of(nightly(CatchUp.LAST), LAST, true, BACK, BACK);

        assertThat(periods(due)).containsExactly("2026-01-04");
        assertThat(due.skipped()).map(Period::toString).containsExactly("2026-01-02", "2026-01-03");
    }

    @Test
    void or_none_but_what_becomes_due_while_somebody_is_there() {
        Due due = Due.of(nightly(CatchUp.NONE), LAST, true, BACK, BACK);
        Due night = Due.of(nightly(CatchUp.NONE), LAST, true, BACK, Instant.parse("2026-01-06T02:00:00Z"));

        assertThat(periods(due)).isEmpty();
        assertThat(due.skipped()).hasSize(3);
        assertThat(periods(night)).containsExactly("2026-01-05");
    }

    @Test
    void a_period_that_was_begun_and_not_finished_is_continued_first() {
        Due due = Due.of(nightly(CatchUp.ALL), LAST, false, BACK, BACK);

        assertThat(periods(due)).containsExactly("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04");
    }

    @Test
    void a_period_that_somebody_ran_by_hand_is_not_due_again() {
        Optional<Period> byHand = Optional.of(Period.parse("2026-01-05"));

        assertThat(periods(Due.of(nightly(CatchUp.ALL), byHand, true, BACK, Instant.parse("2026-01-06T02:00:00Z"))))
                .isEmpty();
    }

    @Test
    void a_job_that_never_ran_begins_with_what_comes_next() {
        assertThat(periods(Due.of(nightly(CatchUp.ALL), Optional.empty(), true, BACK, BACK)))
                .isEmpty();
        assertThat(periods(Due.of(
                        nightly(CatchUp.ALL), Optional.empty(), true, BACK, Instant.parse("2026-01-06T02:00:00Z"))))
                .containsExactly("2026-01-05");
    }

    @Test
    void a_clock_that_is_set_back_makes_nothing_due_twice() {
        Instant hourBefore = Instant.parse("2026-01-06T01:30:00Z");

        assertThat(periods(
                        Due.of(nightly(CatchUp.ALL), Optional.of(Period.parse("2026-01-05")), true, BACK, hourBefore)))
                .isEmpty();
    }

    @Test
    void a_job_that_is_due_more_often_than_its_period_ends_runs_each_period_once() {
        ScheduledJob hourly = job("0 * * * *", Grain.DAY, CatchUp.ALL);

        assertThat(periods(Due.of(hourly, LAST, true, BACK, BACK)))
                .containsExactly("2026-01-02", "2026-01-03", "2026-01-04");
    }

    @Test
    void a_monthly_job_is_about_the_month_that_is_over() {
        ScheduledJob monthly = job("0 4 2 * *", Grain.MONTH, CatchUp.ALL);
        Instant march = Instant.parse("2026-03-02T03:00:00Z");

        assertThat(Due.of(monthly, Optional.of(Period.parse("2025-12")), true, march, march)
                        .turns())
                .containsExactly(
                        new Turn(Period.parse("2026-01"), Instant.parse("2026-02-02T03:00:00Z")),
                        new Turn(Period.parse("2026-02"), march));
    }

    private static ScheduledJob nightly(CatchUp catchUp) {
        return job("0 3 * * *", Grain.DAY, catchUp);
    }

    private static ScheduledJob job(String cron, Grain grain, CatchUp catchUp) {
        return new ScheduledJob(
                "nightly", grain, Timetable.Cron.of(cron), ZoneId.of("Europe/Berlin"), catchUp, 1, Optional.empty());
    }

    private static List<String> periods(Due due) {
        return due.turns().stream().map(turn -> turn.period().toString()).toList();
    }
}
