package io.holdfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.schedule.ScheduledJob.CatchUp;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledJobTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NIGHT = Instant.parse("2026-01-06T02:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void a_job_without_a_schedule_is_nobodys_business_here() throws IOException {
        assertThat(read("period: day\nsteps:\n  - extract: all\n")).isEmpty();
    }

    @Test
    void what_is_not_said_is_catching_up_all_three_tries_and_no_deadline() throws IOException {
        ScheduledJob job = read("period: day\nsteps:\n  - extract: all\nschedule:\n  cron: \"0 3 * * *\"\n")
                .get(0);

        assertThat(job.catchUp()).isEqualTo(CatchUp.ALL);
        assertThat(job.attempts()).isEqualTo(3);
        assertThat(job.deadline(NIGHT)).isEmpty();
        assertThat(job.period(NIGHT)).hasToString("2026-01-05");
    }

    @Test
    void a_deadline_is_the_first_such_time_of_day_after_the_job_is_due() throws IOException {
        ScheduledJob morning = read("period: day\nsteps:\n  - extract: all\n"
                        + "schedule: {cron: \"0 3 * * *\", deadline: \"06:30\"}\n")
                .get(0);
        ScheduledJob nextDay = read("period: day\nsteps:\n  - extract: all\n"
                        + "schedule: {cron: \"0 3 * * *\", deadline: \"02:30\"}\n")
                .get(0);

        assertThat(morning.deadline(NIGHT)).contains(Instant.parse("2026-01-06T05:30:00Z"));
        assertThat(nextDay.deadline(NIGHT)).contains(Instant.parse("2026-01-07T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '¦',
            value = {
                "{cron: \"0 3 * *\"} | '0 3 * *' is no time",
                "{cron: \"0 3 * * *\", working-day: 1} | either 'cron' or 'working-day'",
                "{catch-up: all} | either 'cron' or 'working-day'",
                "{cron: \"0 3 * * *\", at: \"06:00\"} | goes with 'working-day'",
                "{working-day: 0, at: \"06:00\"} | write 1 to 23, or -1 for the last",
                "{working-day: 1, at: 6 o'clock} | is no time of day",
                "{working-day: 1} | at",
                "{cron: \"0 3 * * *\", catch-up: some} | all",
                "{cron: \"0 3 * * *\", attempts: 11} | write 10 at most",
                "{cron: \"0 3 * * *\", deadline: late} | is no time of day",
                "{cron: \"0 3 * * *\", dead-line: \"06:00\"} | dead-line",
            })
    void what_is_wrong_is_named_with_its_line(String schedule, String said) {
        assertThatThrownBy(() -> read("period: day\nsteps:\n  - extract: all\nschedule: " + schedule + "\n"))
                .hasMessageContaining("nightly.yml:4")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '¦',
            value = {
                "country: Germany | write its two letters",
                "country: DE\\nregion: bavaria | there is [bb, be",
                "weekend: [caturday] | is no day of the week",
                "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday] | leave one to work on",
                "closed: [24.12.2026] | write one such as 2026-12-24",
            })
    void a_calendar_that_cannot_be_read_says_why(String calendar, String said) throws IOException {
        Files.writeString(folder.resolve("calendar.yml"), calendar.replace("\\n", "\n") + "\n");

        assertThatThrownBy(() -> Calendar.read(new Definitions("jobs", folder)))
                .hasMessageContaining("calendar.yml")
                .hasMessageContaining(said);
    }

    @Test
    void a_run_that_usually_takes_too_long_is_told_of_before_it_begins() {
        Instant deadline = NIGHT.plus(Duration.ofHours(1));
        List<Duration> slow = List.of(Duration.ofMinutes(50), Duration.ofMinutes(80), Duration.ofMinutes(90));

        assertThat(Deadline.forecast("nightly 2026-01-05", NIGHT, deadline, slow, BERLIN))
                .contains("likely to be late: nightly 2026-01-05 usually takes 80 min (median of 3 runs), so it may end"
                        + " at 04:20, after its deadline, 04:00");
        assertThat(Deadline.forecast("nightly", NIGHT, deadline, List.of(Duration.ofMinutes(59)), BERLIN))
                .isEmpty();
        assertThat(Deadline.forecast("nightly", NIGHT, deadline, List.of(), BERLIN))
                .isEmpty();
    }

    private List<ScheduledJob> read(String yaml) throws IOException {
        Files.writeString(folder.resolve("nightly.yml"), yaml);
        Files.writeString(folder.resolve("company.yml"), "company: Druckerei\nzone: Europe/Berlin\n");
        Definitions jobs = new Definitions("jobs", folder);
        return ScheduledJob.readAll(jobs, Company.read(jobs));
    }
}
