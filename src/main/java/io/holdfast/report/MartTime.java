package io.holdfast.report;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/**
 * A timestamp of the mart, read from its text. Templates cast timestamps to text in SQL: a
 * {@code java.sql.Timestamp} would pass through the JVM's default zone, and lose an hour in some.
 */
final class MartTime {

    private static final DateTimeFormatter TEXT = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd[ ]['T']HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private MartTime() {}

    static LocalDateTime parse(String text) {
        return LocalDateTime.parse(text.strip(), TEXT);
    }
}
