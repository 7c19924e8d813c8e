package io.holdfast.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.Standing;
import io.holdfast.job.Standing.Job;
import io.holdfast.job.Standing.Result;
import io.holdfast.job.Standing.Rows;
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

/** Names by Prometheus' own rules: base units, a moment as {@code _timestamp_seconds}, no unbounded label. */
class MetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-05T04:00:00Z");

    @Test
    void the_last_run_the_lateness_the_ledger_and_the_disk_are_numbers() {
        assertThat(Metrics.text(overview()).lines())
                .contains(
                        "holdfast_run_duration_seconds{job=\"nightly\"} 61.5",
                        "holdfast_run_rows_read{job=\"nightly\",source=\"orders\"} 10000.0",
                        "holdfast_run_rows_rejected{job=\"nightly\",source=\"orders\"} 7.0",
                        "holdfast_run_warnings{job=\"nightly\"} 2.0",
                        "holdfast_run_result{job=\"nightly\",result=\"warnings\"} 1.0",
                        "holdfast_run_result{job=\"nightly\",result=\"done\"} 0.0",
                        "holdfast_run_usual_seconds{job=\"nightly\"} 60.0",
                        "holdfast_job_lateness_seconds{job=\"nightly\"} 7200.0",
                        "holdfast_job_past_deadline_seconds{job=\"nightly\"} 3600.0",
                        "holdfast_ledger_position 41.0",
                        "holdfast_disk_free_bytes 1000.0",
                        "holdfast_findings{kind=\"late\"} 1.0",
                        "holdfast_findings{kind=\"never_ran\"} 0.0");
        assertThat(value("holdfast_run_started_timestamp_seconds{job=\"nightly\"}"))
                .isEqualTo(Instant.parse("2026-01-04T02:00:00Z").getEpochSecond());
        assertThat(value("holdfast_ledger_head_timestamp_seconds"))
                .isEqualTo(Instant.parse("2026-01-04T02:01:00Z").getEpochSecond());
    }

    @Test
    void each_metric_says_what_it_is_and_has_the_unit_of_its_name() {
        List<String> lines = Metrics.text(overview()).lines().toList();

        assertThat(lines.stream().filter(line -> line.startsWith("# HELP")))
                .allMatch(line -> line.split(" ").length > 3);
        assertThat(lines.stream().filter(line -> line.startsWith("# TYPE")))
                .allMatch(line -> line.matches("# TYPE holdfast_[a-z_]+ gauge"));
    }

    private static double value(String metric) {
        return Metrics.text(overview())
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static Overview overview() {
        Period night = Period.parse("2026-01-03");
        Coming due = new Coming(
                Period.parse("2026-01-04"),
                Instant.parse("2026-01-05T02:00:00Z"),
                Optional.of(Instant.parse("2026-01-05T03:00:00Z")));
        Coming next = new Coming(
                Period.parse("2026-01-05"),
                Instant.parse("2026-01-06T02:00:00Z"),
                Optional.of(Instant.parse("2026-01-06T03:00:00Z")));
        Instant began = Instant.parse("2026-01-04T02:00:00Z");
        return new Overview(
                NOW,
                "Druckerei",
                ZoneId.of("Europe/Berlin"),
                new Standing(
                        41,
                        Instant.parse("2026-01-04T02:01:00Z"),
                        List.of(new Job(
                                "nightly",
                                night,
                                true,
                                new Tried(
                                        "nightly-2026-01-03-r1",
                                        night,
                                        Result.WARNINGS,
                                        began,
                                        Duration.ofMillis(61_500),
                                        2,
                                        List.of(new Rows("orders", 10_000, 7))),
                                Optional.of(began.plusSeconds(61)),
                                List.of(Duration.ofSeconds(60)))),
                        List.of(),
                        List.of()),
                Optional.empty(),
                List.of(new Outlook("nightly", Optional.of(next), List.of(due), Optional.of(Duration.ofSeconds(60)))),
                List.of(new Concern(Concern.Kind.LATE, "nightly", "late: nightly 2026-01-04")),
                1000,
                4000);
    }
}
