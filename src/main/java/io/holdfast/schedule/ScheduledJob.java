package io.holdfast.schedule;

import io.holdfast.job.JobDefinition;
import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A job with a timetable: {@code schedule:} in {@code jobs/NAME.yml}.
 *
 * @param name of its file
 * @param grain what one run is about
 * @param timetable when it is due; a run is about the last period that is over on that day
 * @param zone of the company
 * @param catchUp what becomes of periods that were due while nobody was there
 * @param attempts how often a run that fails for no fault of data or definitions is tried, the first time included
 * @param deadline by which time of day it is to be done
 */
record ScheduledJob(
        String name,
        Grain grain,
        Timetable timetable,
        ZoneId zone,
        CatchUp catchUp,
        int attempts,
        Optional<LocalTime> deadline) {

    private static final int MOST_ATTEMPTS = 10;

    /** What becomes of periods that were due while nobody was there. */
    enum CatchUp {
        /** Each is run, in order. */
        ALL,
        /** The last is run, the others are skipped. */
        LAST,
        /** All are skipped. */
        NONE
    }

    /** Those jobs of a tree that have a timetable, by name. */
    static List<ScheduledJob> readAll(Definitions jobs, Company company) {
        Calendar calendar = Calendar.read(jobs);
        List<ScheduledJob> found = new ArrayList<>();
        for (String name : JobDefinition.names(jobs)) {
            YamlMap yaml = YamlMap.read(jobs, name + ".yml");
            if (yaml.has("schedule")) {
                Grain grain = JobDefinition.read(jobs, name).grain();
                found.add(read(name, grain, yaml.map("schedule"), company.zone(), calendar));
            }
        }
        return List.copyOf(found);
    }

    private static ScheduledJob read(String name, Grain grain, YamlMap yaml, ZoneId zone, Calendar calendar) {
        yaml.only("cron", "working-day", "at", "catch-up", "attempts", "deadline");
        long attempts = yaml.wholeNumber("attempts", 1, 3);
        if (attempts > MOST_ATTEMPTS) {
            throw yaml.problem("attempts", "'attempts' is " + attempts + "; write " + MOST_ATTEMPTS + " at most");
        }
        return new ScheduledJob(
                name,
                grain,
                timetable(yaml, calendar),
                zone,
                CatchUp.valueOf(
                        yaml.oneOf("catch-up", "all", "all", "last", "none").toUpperCase(Locale.ROOT)),
                (int) attempts,
                yaml.has("deadline") ? Optional.of(time(yaml, "deadline")) : Optional.empty());
    }

    private static Timetable timetable(YamlMap yaml, Calendar calendar) {
        if (yaml.has("cron") == yaml.has("working-day")) {
            throw yaml.problem(
                    yaml.has("cron") ? "cron" : "",
                    "a schedule has either 'cron' or 'working-day' with 'at'; write such as cron: \"0 3 * * *\"");
        }
        if (yaml.has("cron")) {
            if (yaml.has("at")) {
                throw yaml.problem("at", "'at' goes with 'working-day'; 'cron' says the time itself");
            }
            try {
                return Timetable.Cron.of(yaml.text("cron"));
            } catch (IllegalArgumentException e) {
                throw yaml.problem(
                        "cron",
                        "'" + yaml.text("cron") + "' is no time: " + e.getMessage()
                                + "; write minute, hour, day of month, month, day of week, such as \"0 3 * * *\" or"
                                + " \"30 6 * * MON-FRI\"");
            }
        }
        String number = yaml.text("working-day");
        if (!number.matches("-?([1-9]|1\\d|2[0-3])")) {
            throw yaml.problem(
                    "working-day", "'" + number + "' is no working day of a month; write 1 to 23, or -1 for the last");
        }
        return new Timetable.WorkingDay(Integer.parseInt(number), time(yaml, "at"), calendar);
    }

    private static LocalTime time(YamlMap yaml, String key) {
        try {
            return LocalTime.parse(yaml.text(key));
        } catch (DateTimeException e) {
            throw yaml.problem(key, "'" + yaml.text(key) + "' is no time of day; write one such as \"06:30\"");
        }
    }

    /** The first moment after this one at which it is due. */
    Instant next(Instant after) {
        return timetable.next(after, zone);
    }

    /** What a run that is due at a moment is about. */
    Period period(Instant due) {
        return Period.lastComplete(grain, LocalDate.ofInstant(due, zone));
    }

    /** By when a run that is due at a moment is to be done: the first such time of day after it. */
    Optional<Instant> deadline(Instant due) {
        return deadline.map(time -> {
            LocalDate day = LocalDate.ofInstant(due, zone);
            Instant sameDay = day.atTime(time).atZone(zone).toInstant();
            return sameDay.isAfter(due)
                    ? sameDay
                    : day.plusDays(1).atTime(time).atZone(zone).toInstant();
        });
    }
}
