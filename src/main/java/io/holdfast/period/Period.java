package io.holdfast.period;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A stretch of whole days in the business's own zone, written as people write it: {@code 2025-12-31},
 * {@code 2025-W52} (ISO 8601, Monday to Sunday), {@code 2025-12}, {@code 2025-Q4}, {@code 2025}.
 *
 * @param grain how long it is
 * @param start its first day
 */
public record Period(Grain grain, LocalDate start) implements Comparable<Period> {

    private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{2})");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    public Period {
        if (!firstDay(grain, start).equals(start)) {
            throw new IllegalArgumentException(start + " is not the first day of a " + grain);
        }
    }

    /**
     * Reads a period.
     *
     * @throws IllegalArgumentException saying what came and what is allowed
     */
    public static Period parse(String text) {
        try {
            Matcher week = WEEK.matcher(text);
            if (week.matches()) {
                return week(text, Integer.parseInt(week.group(1)), Integer.parseInt(week.group(2)));
            }
            Matcher quarter = QUARTER.matcher(text);
            if (quarter.matches()) {
                int month = Integer.parseInt(quarter.group(2)) * 3 - 2;
                return new Period(Grain.QUARTER, LocalDate.of(Integer.parseInt(quarter.group(1)), month, 1));
            }
            if (MONTH.matcher(text).matches()) {
                return new Period(Grain.MONTH, YearMonth.parse(text).atDay(1));
            }
            if (YEAR.matcher(text).matches()) {
                return new Period(Grain.YEAR, LocalDate.of(Integer.parseInt(text), 1, 1));
            }
            if (DAY.matcher(text).matches()) {
                return new Period(Grain.DAY, LocalDate.parse(text));
            }
        } catch (DateTimeParseException e) {
            throw notAPeriod(text);
        }
        throw notAPeriod(text);
    }

    /** The period of this grain that holds the day. */
    public static Period containing(Grain grain, LocalDate day) {
        return new Period(grain, firstDay(grain, day));
    }

    /** The last period of this grain that is over on the morning of the day. */
    public static Period lastComplete(Grain grain, LocalDate today) {
        return containing(grain, today).previous();
    }

    /** Its last day. */
    public LocalDate end() {
        return next().start.minusDays(1);
    }

    public Period next() {
        return new Period(
                grain,
                switch (grain) {
                    case DAY -> start.plusDays(1);
                    case WEEK -> start.plusWeeks(1);
                    case MONTH -> start.plusMonths(1);
                    case QUARTER -> start.plusMonths(3);
                    case YEAR -> start.plusYears(1);
                });
    }

    public Period previous() {
        return containing(grain, start.minusDays(1));
    }

    /** The same period a year before: the same month, quarter or date (of 29 February, the 28th); for a week, the one 52 weeks before. */
    public Period yearBefore() {
        return grain == Grain.WEEK ? new Period(grain, start.minusWeeks(52)) : containing(grain, start.minusYears(1));
    }

    /** This period and the {@code count} before it, oldest first. */
    public List<Period> withPast(int count) {
        Period[] periods = new Period[count + 1];
        periods[count] = this;
        IntStream.iterate(count - 1, i -> i >= 0, i -> i - 1).forEach(i -> periods[i] = periods[i + 1].previous());
        return List.of(periods);
    }

    @Override
    public int compareTo(Period other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : grain.compareTo(other.grain);
    }

    @Override
    public String toString() {
        return switch (grain) {
            case DAY -> start.toString();
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        start.get(IsoFields.WEEK_BASED_YEAR),
                        start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> YearMonth.from(start).toString();
            case QUARTER ->
                String.format(Locale.ROOT, "%04d-Q%d", start.getYear(), start.get(IsoFields.QUARTER_OF_YEAR));
            case YEAR -> String.format(Locale.ROOT, "%04d", start.getYear());
        };
    }

    private static Period week(String text, int year, int week) {
        LocalDate monday = LocalDate.of(year, 1, 4)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(week - 1L);
        if (monday.get(IsoFields.WEEK_BASED_YEAR) != year || week == 0) {
            throw notAPeriod(text);
        }
        return new Period(Grain.WEEK, monday);
    }

    private static LocalDate firstDay(Grain grain, LocalDate day) {
        return switch (grain) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER ->
                day.withDayOfMonth(1)
                        .withMonth(day.getMonth().firstMonthOfQuarter().getValue());
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private static IllegalArgumentException notAPeriod(String text) {
        return new IllegalArgumentException("'" + text
                + "' is not a period; write a day (2025-12-31), week (2025-W52), month (2025-12), quarter (2025-Q4)"
                + " or year (2025)");
    }
}
