package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.source.Watermark;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant AT = Instant.parse("2026-01-02T02:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "INSTANT, 2026-01-01T12:20:00Z",
        "INSTANT, 2026-01-01T12:20:00.123456Z",
        "LOCAL, 2026-01-01T12:20",
        "DAY, 2026-01-01",
        "NUMBER, 17",
        "NUMBER, -1.5"
    })
    void a_mark_is_read_as_it_was_written(Kind kind, String text) {
        assertThat(Mark.read(text, kind, Dialect.POSTGRESQL).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"INSTANT, 2026-01-01", "DAY, 17", "NUMBER, 2026-01-01", "LOCAL, 2026-01-01T12:20:00Z", "TEXT, x"})
    void a_mark_of_another_kind_of_column_is_none(Kind kind, String text) {
        assertThat(Mark.read(text, kind, Dialect.POSTGRESQL)).isEmpty();
    }

    @Test
    void the_next_reading_begins_the_overlap_before_it() {
        assertThat(mark(Kind.INSTANT, "2026-01-01T12:00:00Z").before(overlap(Duration.ofMinutes(90))))
                .hasToString("2026-01-01T10:30:00Z");
        assertThat(mark(Kind.LOCAL, "2026-01-01T12:00:00").before(overlap(Duration.ofDays(2))))
                .hasToString("2025-12-30T12:00");
        // A part of a day is a day; two days are two.
        assertThat(mark(Kind.DAY, "2026-01-01").before(overlap(Duration.ofHours(1))))
                .hasToString("2025-12-31");
        assertThat(mark(Kind.DAY, "2026-01-01").before(overlap(Duration.ofDays(2))))
                .hasToString("2025-12-30");
        assertThat(mark(Kind.NUMBER, "17").before(new Watermark(place(), "n", Optional.empty(), Optional.of(20L))))
                .hasToString("-3");
    }

    @Test
    void it_does_not_pass_the_moment_in_which_a_run_began_as_the_business_s_clocks_show_it() {
        assertThat(mark(Kind.INSTANT, "2999-01-01T00:00:00Z").atMost(AT, BERLIN))
                .hasToString("2026-01-02T02:00:00Z");
        assertThat(mark(Kind.LOCAL, "2999-01-01T00:00:00").atMost(AT, BERLIN)).hasToString("2026-01-02T03:00");
        assertThat(mark(Kind.DAY, "2999-01-01").atMost(AT, BERLIN)).hasToString("2026-01-02");
        assertThat(mark(Kind.LOCAL, "2026-01-02T02:59:59").atMost(AT, BERLIN)).hasToString("2026-01-02T02:59:59");
        assertThat(mark(Kind.NUMBER, "17").atMost(AT, BERLIN)).hasToString("17");
    }

    @Test
    void a_session_of_mariadb_takes_moments_as_times_in_utc() {
        assertThat(Mark.read("2026-01-01T12:00:00Z", Kind.INSTANT, Dialect.MARIADB)
                        .orElseThrow()
                        .value())
                .isEqualTo(LocalDateTime.parse("2026-01-01T12:00:00"));
    }

    private static Mark mark(Kind kind, String text) {
        return Mark.read(text, kind, Dialect.POSTGRESQL).orElseThrow();
    }

    private Watermark overlap(Duration time) {
        return new Watermark(place(), "t", Optional.of(time), Optional.empty());
    }

    private YamlMap place() {
        try {
            Files.writeString(folder.resolve("x.yml"), "column: t\n");
            return YamlMap.read(new Definitions("jobs", folder), "x.yml");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
