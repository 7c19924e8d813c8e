package io.holdfast.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In Berlin, where the clock goes from 02:00 to 03:00 on 29 March 2026 and from 03:00 to 02:00 on 25 October. */
class TimetableTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @TempDir
    private Path folder;

    @Test
    void a_job_is_due_at_its_time_of_day_on_the_wall_clock() {
        assertThat(moments("0 3 * * *", "2026-03-27T12:00:00+01:00", 3))
                .containsExactly("2026-03-28T03:00+01:00", "2026-03-29T03:00+02:00", "2026-03-30T03:00+02:00");
    }

    @Test
    void what_falls_into_the_skipped_hour_comes_as_much_later() {
        assertThat(moments("30 2 * * *", "2026-03-28T12:00:00+01:00", 2))
                .containsExactly("2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00");
    }

    @Test
    void of_the_doubled_hour_the_first_counts_and_only_that() {
        assertThat(moments("30 2 * * *", "2026-10-24T12:00:00+02:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(moments("30 2 * * *", "2026-10-25T02:30:00+02:00", 1)).containsExactly("2026-10-26T02:30+01:00");
        assertThat(moments("30 2 * * *", "2026-10-25T02:10:00+01:00", 1)).containsExactly("2026-10-26T02:30+01:00");
    }

    @Test
    void an_hourly_job_comes_once_for_each_hour_of_the_wall_clock() {
        assertThat(moments("0 * * * *", "2026-03-29T01:30:00+01:00", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-29T04:00+02:00");
        assertThat(moments("0 * * * *", "2026-10-25T01:30:00+02:00", 2))
                .containsExactly("2026-10-25T02:00+02:00", "2026-10-25T03:00+01:00");
    }

    @Test
    void moments_only_ever_go_forward() {
        Timetable every = Timetable.Cron.of("*/7 * * * *");
        List<Instant> year = Stream.iterate(at("2026-01-01T00:00:00+01:00"), last -> every.next(last, BERLIN))
                .limit(80_000)
                .toList();

        assertThat(year).isSorted().doesNotHaveDuplicates();
        assertThat(year.get(year.size() - 1)).isAfter(at("2026-12-31T00:00:00+01:00"));
    }

    @Test
    void the_third_working_day_leaves_out_weekends_and_holidays() throws IOException {
        // 1 January 2026 is a Thursday and a holiday; 6 January one in Bavaria only.
        Timetable bavaria = new Timetable.WorkingDay(3, LocalTime.of(6, 0), calendar("country: DE\nregion: by\n"));
        Timetable germany = new Timetable.WorkingDay(3, LocalTime.of(6, 0), calendar("country: DE\n"));

        assertThat(moments(bavaria, "2025-12-30T00:00:00+01:00", 2))
                .containsExactly("2026-01-07T06:00+01:00", "2026-02-04T06:00+01:00");
        assertThat(moments(germany, "2025-12-30T00:00:00+01:00", 1)).containsExactly("2026-01-06T06:00+01:00");
    }

    @Test
    void the_last_working_day_counts_from_the_end() throws IOException {
        Timetable last = new Timetable.WorkingDay(-1, LocalTime.of(18, 0), calendar("closed: [2026-01-30]\n"));

        assertThat(moments(last, "2026-01-05T00:00:00+01:00", 2))
                .containsExactly("2026-01-29T18:00+01:00", "2026-02-27T18:00+01:00");
    }

    @Test
    void a_company_may_rest_on_other_days_and_open_on_a_holiday() throws IOException {
        Calendar calendar = calendar("weekend: [friday, saturday]\nclosed: [2026-01-05]\nopen: [2026-01-03]\n");
        Timetable first = new Timetable.WorkingDay(2, LocalTime.of(6, 0), calendar);

        // 1 January is a Thursday, the 2nd is their weekend, the 3rd would be, but is open.
        assertThat(moments(first, "2025-12-31T12:00:00+01:00", 1)).containsExactly("2026-01-03T06:00+01:00");
    }

    @Test
    void a_month_with_fewer_working_days_counts_its_last() throws IOException {
        Timetable late = new Timetable.WorkingDay(23, LocalTime.of(6, 0), calendar("closed: []\n"));

        assertThat(moments(late, "2026-02-01T00:00:00+01:00", 1)).containsExactly("2026-02-27T06:00+01:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 3 * *", "0 0 3 * * *", "61 3 * * *", "0 3 31 2 *", "every day", ""})
    void what_is_no_time_is_refused(String cron) {
        assertThatThrownBy(() -> Timetable.Cron.of(cron)).isInstanceOf(IllegalArgumentException.class);
    }

    private Calendar calendar(String yaml) throws IOException {
        Files.writeString(folder.resolve(Calendar.FILE), yaml);
        return Calendar.read(new Definitions("jobs", folder));
    }

    private static List<String> moments(String cron, String after, int count) {
        return moments(Timetable.Cron.of(cron), after, count);
    }

    private static List<String> moments(Timetable timetable, String after, int count) {
        return Stream.iterate(timetable.next(at(after), BERLIN), last -> timetable.next(last, BERLIN))
                .limit(count)
                .map(moment -> OffsetDateTime.ofInstant(moment, BERLIN).toString())
                .toList();
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }
}
