package io.holdfast.report;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Periods and moments in words. Month names are the bundle's own: the JDK's change from release to release. */
final class PeriodWords {

    private static final Pattern MONTH = Pattern.compile("(\\d{4})-(\\d{2})");
    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
    private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{2})");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Words words;

    PeriodWords(Words words) {
        this.words = words;
    }

    String full(String period) {
        return say(period, "period");
    }

    String brief(String period) {
        return say(period, "period.brief");
    }

    /** So many periods of the kind that {@code period} is, such as 3 months. */
    String count(String period, long number) {
        String grain = MONTH.matcher(period).matches()
                ? "month"
                : QUARTER.matcher(period).matches()
                        ? "quarter"
                        : WEEK.matcher(period).matches()
                                ? "week"
                                : YEAR.matcher(period).matches() ? "year" : "day";
        return words.say("period.count." + grain, number);
    }

    String moment(LocalDateTime moment) {
        return day(moment.toLocalDate(), "period")
                + String.format(Locale.ROOT, " %02d:%02d", moment.getHour(), moment.getMinute());
    }

    static String stamp(LocalDateTime moment) {
        return String.format(Locale.ROOT, "%s %02d:%02d", moment.toLocalDate(), moment.getHour(), moment.getMinute());
    }

    private String say(String period, String form) {
        Matcher month = MONTH.matcher(period);
        if (month.matches()) {
            int number = Integer.parseInt(month.group(2));
            return words.say(form + ".month", year(month, form), monthName(number, form), number);
        }
        Matcher quarter = QUARTER.matcher(period);
        if (quarter.matches()) {
            return words.say(form + ".quarter", year(quarter, form), quarter.group(2));
        }
        Matcher week = WEEK.matcher(period);
        if (week.matches()) {
            return words.say(form + ".week", year(week, form), Integer.parseInt(week.group(2)));
        }
        if (DAY.matcher(period).matches()) {
            return day(LocalDate.parse(period), form);
        }
        return YEAR.matcher(period).matches() ? words.say(form + ".year", period) : period;
    }

    private String day(LocalDate day, String form) {
        return words.say(
                form + ".day",
                Integer.toString(day.getYear()),
                monthName(day.getMonthValue(), form),
                day.getMonthValue(),
                day.getDayOfMonth());
    }

    private static String year(Matcher period, String form) {
        return form.equals("period") ? period.group(1) : period.group(1).substring(2);
    }

    private String monthName(int month, String form) {
        String[] names = words.say(form + ".months").split(",", -1);
        return month >= 1 && month <= names.length ? names[month - 1].strip() : Integer.toString(month);
    }
}
