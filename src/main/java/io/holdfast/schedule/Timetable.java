package io.holdfast.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;
import org.springframework.scheduling.support.CronExpression;

/**
 * The moments at which a job is due, in the business's zone. They are found on the wall clock and then placed in time:
 * what falls into an hour that is skipped in spring comes as much later as was skipped (02:30 at 03:30); in an hour
 * that comes twice in autumn, the first one counts, and only that.
 */
sealed interface Timetable {

    /** The first moment on the wall clock after this one. */
    LocalDateTime after(LocalDateTime time);

    /** The first moment after this one. */
    default Instant next(Instant after, ZoneId zone) {
        // From a day before: a moment of the skipped hour lies later in time than its place on the wall clock.
        LocalDateTime time = LocalDateTime.ofInstant(after, zone).minusDays(1);
        while (true) {
            time = after(time);
            // Of two moments with the same time of day this is the earlier; one that is skipped it moves on.
            Instant moment = time.atZone(zone).toInstant();
            if (moment.isAfter(after)) {
                return moment;
            }
        }
    }

    /** By a cron expression of five fields: minute, hour, day of month, month, day of week. */
    record Cron(CronExpression expression) implements Timetable {

        static Cron of(String fields) {
            if (fields.trim().split("\\s+").length != 5) {
                throw new IllegalArgumentException("it has not five fields");
            }
            Cron cron = new Cron(CronExpression.parse("0 " + fields.trim()));
            if (cron.expression.next(LocalDateTime.of(2024, 1, 1, 0, 0)) == null) {
                throw new IllegalArgumentException("it never comes");
            }
            return cron;
        }

        @Override
        public LocalDateTime after(LocalDateTime time) {
            return Objects.requireNonNull(expression.next(time), "an expression that comes once comes again");
        }
    }

    /**
     * On the n-th working day of each month.
     *
     * @param number 1 for the first, 2 for the second …; -1 for the last, -2 for the one before. A month with fewer
     *     working days counts its last (or first)
     */
    record WorkingDay(int number, LocalTime at, Calendar calendar) implements Timetable {

        @Override
        public LocalDateTime after(LocalDateTime time) {
            YearMonth month = YearMonth.from(time);
            LocalDateTime moment = day(month).atTime(at);
            while (!moment.isAfter(time)) {
                month = month.plusMonths(1);
                moment = day(month).atTime(at);
            }
            return moment;
        }

        private LocalDate day(YearMonth month) {
            int step = number > 0 ? 1 : -1;
            LocalDate day = number > 0 ? month.atDay(1) : month.atEndOfMonth();
            LocalDate found = day;
            int counted = 0;
            while (counted < Math.abs(number) && YearMonth.from(day).equals(month)) {
                if (calendar.isWorkingDay(day)) {
                    found = day;
                    counted++;
                }
                day = day.plusDays(step);
            }
            return found;
        }
    }
}
