package io.holdfast.schedule;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** On which days a company works: {@code jobs/calendar.yml}, without which it is Monday to Friday. */
final class Calendar {

    static final String FILE = "calendar.yml";

    private final Set<DayOfWeek> weekend;
    private final Optional<HolidayManager> holidays;
    private final String region;
    private final Set<LocalDate> closed;
    private final Set<LocalDate> open;

    private Calendar(
            Set<DayOfWeek> weekend,
            Optional<HolidayManager> holidays,
            String region,
            Set<LocalDate> closed,
            Set<LocalDate> open) {
        this.weekend = weekend;
        this.holidays = holidays;
        this.region = region;
        this.closed = closed;
        this.open = open;
    }

    static Calendar read(Definitions jobs) {
        if (!jobs.exists(FILE)) {
            return new Calendar(
                    EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Optional.empty(), "", Set.of(), Set.of());
        }
        YamlMap yaml = YamlMap.read(jobs, FILE).only("weekend", "country", "region", "closed", "open");
        return new Calendar(
                weekend(yaml),
                yaml.optionalText("country").map(country -> holidays(yaml, country)),
                yaml.optionalText("region").orElse(""),
                dates(yaml, "closed"),
                dates(yaml, "open"));
    }

    boolean isWorkingDay(LocalDate day) {
        if (open.contains(day)) {
            return true;
        }
        return !closed.contains(day)
                && !weekend.contains(day.getDayOfWeek())
                && holidays.map(manager -> !manager.isHoliday(day, region)).orElse(true);
    }

    private static HolidayManager holidays(YamlMap yaml, String country) {
        String code = country.toUpperCase(Locale.ROOT);
        if (!HolidayManager.getSupportedCalendarCodes().contains(code)) {
            throw yaml.problem(
                    "country",
                    "'" + country + "' is no country whose holidays are known; write its two letters, such as DE or CN,"
                            + " or leave it out and list the days under 'closed'");
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(code.toLowerCase(Locale.ROOT)));
        String region = yaml.optionalText("region").orElse("");
        Set<String> regions = manager.getCalendarHierarchy().getChildren().keySet();
        if (!region.isEmpty() && !regions.contains(region)) {
            throw yaml.problem(
                    "region",
                    "'" + region + "' is no part of " + country + " with holidays of its own; there is "
                            + regions.stream().sorted().toList());
        }
        return manager;
    }

    private static Set<DayOfWeek> weekend(YamlMap yaml) {
        if (!yaml.has("weekend")) {
            return EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : yaml.texts("weekend")) {
            try {
                days.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw yaml.problem("weekend", "'" + day + "' is no day of the week; write such as saturday, sunday");
            }
        }
        if (days.size() == DayOfWeek.values().length) {
            throw yaml.problem("weekend", "'weekend' has all seven days; leave one to work on");
        }
        return days;
    }

    private static Set<LocalDate> dates(YamlMap yaml, String key) {
        List<String> texts = yaml.has(key) ? yaml.texts(key) : List.of();
        Set<LocalDate> dates = new HashSet<>();
        for (String text : texts) {
            try {
                dates.add(LocalDate.parse(text));
            } catch (DateTimeException e) {
                throw yaml.problem(key, "'" + text + "' is no date; write one such as 2026-12-24");
            }
        }
        return dates;
    }
}
