package io.holdfast.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.AtWork;
import io.holdfast.job.Standing;
import io.holdfast.job.Standing.Job;
import io.holdfast.job.Standing.Result;
import io.holdfast.job.Standing.Tried;
import io.holdfast.period.Period;
import io.holdfast.schedule.Concern;
import io.holdfast.schedule.Outlook;
import io.holdfast.schedule.Outlook.Coming;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A Monday morning at ten past four in Berlin: the night is done, the brief failed, the pack is at work. */
class PanelTest {

    private static final Instant NOW = Instant.parse("2026-02-02T03:10:00Z");
    private static final Look PLAIN = new Look(true, false);

    @Test
    void a_morning_is_drawn_job_by_job_with_what_is_at_work_and_how_far_it_is() {
        assertThat(String.join("\n", Panel.draw(morning(Duration.ofSeconds(310)), PLAIN)))
                .isEqualTo("""
                        Harbour Press  2026-02-02 04:10:00 Europe/Berlin

                          job           last run    ended      began             took        usually  next
                        · churn                     never ran                                         by hand
                        ⧗ daily-brief   2026-01-31  failed     2026-02-01 05:00  2.4 s                late since 2026-02-01 05:00
                        ▶ monthly-pack  2025-12     done       2026-01-01 04:00  5 min 10 s  10 min   2026-03-02 04:00
                        ! nightly       2026-02-01  1 warning  today 03:00       1 h 5 min   1 h      tomorrow 03:00

                        monthly-pack-2026-01-r1 at work for 5 min 10 s, step figures, figures 12 of 30
                        ▕████████████████████▋                   ▏ 52 % of the usual 10 min, done at about 04:14, due by today 08:00

                        ledger  entry 41, today 03:02
                        disk    ▕███████████████     ▏ 125 GB free of 500 GB

                        late: daily-brief 2026-01-31 was due: holdfast run daily-brief""");
    }

    @Test
    void a_terminal_that_has_no_more_than_ascii_gets_ascii() {
        List<String> lines = Panel.draw(morning(Duration.ofSeconds(310)), new Look(false, false));

        assertThat(String.join("", lines).chars()).allMatch(character -> character < 128);
        assertThat(lines)
                .contains("[####################--------------------] 52 % of the usual 10 min, done at about 04:14,"
                        + " due by today 08:00");
    }

    @Test
    void without_colours_no_escape_is_written_and_with_them_each_is_ended() {
        assertThat(String.join("", Panel.draw(morning(Duration.ZERO), PLAIN))).doesNotContain("\u001b");
        assertThat(Panel.draw(morning(Duration.ZERO), new Look(true, true)))
                .contains("\u001b[1mmonthly-pack-2026-01-r1\u001b[0m at work for 0.0 s,"
                        + " step figures, figures 12 of 30")
                .allMatch(line -> line.split("\u001b\\[\\d+m", -1).length % 2 == 1);
    }

    @Test
    void what_takes_longer_than_usual_is_never_shown_as_complete() {
        assertThat(Panel.draw(morning(Duration.ofMinutes(11)), PLAIN))
                .contains(
                        "▕███████████████████████████████████████▋▏ longer than the usual 10 min, due by today 08:00");
    }

    private static Overview morning(Duration elapsed) {
        Instant deadline = Instant.parse("2026-02-02T07:00:00Z");
        return new Overview(
                NOW,
                "Harbour Press",
                ZoneId.of("Europe/Berlin"),
                new Standing(
                        41,
                        Instant.parse("2026-02-02T02:02:00Z"),
                        List.of(
                                job("daily-brief", "2026-01-31", Result.FAILED, "2026-02-01T04:00:00Z", 2_400, 0),
                                job("monthly-pack", "2025-12", Result.DONE, "2026-01-01T03:00:00Z", 310_000, 0),
                                job("nightly", "2026-02-01", Result.WARNINGS, "2026-02-02T02:00:00Z", 3_900_000, 1)),
                        List.of(),
                        List.of()),
                Optional.of(new AtWork(
                        4711,
                        "monthly-pack-2026-01-r1",
                        "monthly-pack",
                        Period.parse("2026-01"),
                        NOW.minus(elapsed),
                        "figures",
                        NOW.minusSeconds(5),
                        "figures",
                        12,
                        30,
                        NOW)),
                List.of(
                        new Outlook("churn", Optional.empty(), List.of(), Optional.empty()),
                        new Outlook(
                                "daily-brief",
                                Optional.of(coming("2026-02-02", "2026-02-03T04:00:00Z", Optional.empty())),
                                List.of(coming("2026-01-31", "2026-02-01T04:00:00Z", Optional.empty())),
                                Optional.empty()),
                        new Outlook(
                                "monthly-pack",
                                Optional.of(coming("2026-02", "2026-03-02T03:00:00Z", Optional.empty())),
                                List.of(coming("2026-01", "2026-02-02T03:00:00Z", Optional.of(deadline))),
                                Optional.of(Duration.ofMinutes(10))),
                        new Outlook(
                                "nightly",
                                Optional.of(coming("2026-02-02", "2026-02-03T02:00:00Z", Optional.empty())),
                                List.of(),
                                Optional.of(Duration.ofHours(1)))),
                List.of(new Concern(
                        Concern.Kind.LATE,
                        "daily-brief",
                        "late: daily-brief 2026-01-31 was due: holdfast run daily-brief")),
                125_000_000_000L,
                500_000_000_000L);
    }

    private static Coming coming(String period, String due, Optional<Instant> deadline) {
        return new Coming(Period.parse(period), Instant.parse(due), deadline);
    }

    private static Job job(String name, String period, Result result, String begun, long millis, long warnings) {
        Period about = Period.parse(period);
        Instant at = Instant.parse(begun);
        return new Job(
                name,
                about,
                result == Result.DONE || result == Result.WARNINGS,
                new Tried(
                        name + "-" + period + "-r1", about, result, at, Duration.ofMillis(millis), warnings, List.of()),
                Optional.of(at.plusMillis(millis)),
                List.of());
    }
}
