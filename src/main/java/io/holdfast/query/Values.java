package io.holdfast.query;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row as the texts that a file would have: exact numbers without needless zeros, times in the
 * business's zone, to the microsecond. What is no such value (an infinite date) stays as the driver writes it, and is
 * rejected like a wrong value of a file.
 */
final class Values {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Dialect dialect;
    private final ZoneId zone;

    /** @param zone the business's own */
    Values(Dialect dialect, ZoneId zone) {
        this.dialect = dialect;
        this.zone = zone;
    }

    /** The value as a text; null where there is none. */
    @Nullable
    String text(ResultSet row, int index, Kind kind, boolean dayOnly) throws SQLException {
        return switch (kind) {
            case TEXT, NONE -> row.getString(index);
            case NUMBER -> number(row.getString(index));
            case FLAG -> {
                boolean flag = row.getBoolean(index);
                yield row.wasNull() ? null : String.valueOf(flag);
            }
            case DAY -> {
                LocalDate day = row.getObject(index, LocalDate.class);
                yield day == null ? null : day.toString();
            }
            case LOCAL -> local(row.getObject(index, LocalDateTime.class), dayOnly);
            case INSTANT -> {
                Instant instant = instant(row, index);
                yield instant == null
                        ? null
                        : instant.isAfter(LAST) || instant.isBefore(FIRST)
                                ? row.getString(index)
                                : local(LocalDateTime.ofInstant(instant, zone), false);
            }
        };
    }

    /** The value as one that watermarks compare; null where there is none. */
    @Nullable
    Mark mark(ResultSet row, int index, Kind kind) throws SQLException {
        return switch (kind) {
            case NUMBER -> {
                BigDecimal number = row.getBigDecimal(index);
                yield number == null ? null : new Mark.OfNumber(number);
            }
            case DAY -> {
                LocalDate day = row.getObject(index, LocalDate.class);
                yield day == null ? null : new Mark.OfDay(day);
            }
            case LOCAL -> {
                LocalDateTime time = row.getObject(index, LocalDateTime.class);
                yield time == null ? null : new Mark.OfLocal(time);
            }
            case INSTANT -> {
                Instant instant = instant(row, index);
                yield instant == null ? null : new Mark.OfInstant(instant, asLocalTime());
            }
            case TEXT, FLAG, NONE -> null;
        };
    }

    // A session of MariaDB shows moments in UTC, without saying so.
    private boolean asLocalTime() {
        return dialect == Dialect.MARIADB || dialect == Dialect.MYSQL;
    }

    private @Nullable Instant instant(ResultSet row, int index) throws SQLException {
        if (asLocalTime()) {
            LocalDateTime utc = row.getObject(index, LocalDateTime.class);
            return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
        }
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String number(@Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            return new BigDecimal(written.strip()).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return written;
        }
    }

    private static @Nullable String local(@Nullable LocalDateTime time, boolean dayOnly) {
        if (time == null) {
            return null;
        }
        LocalDateTime exact = time.truncatedTo(ChronoUnit.MICROS);
        return dayOnly && exact.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? exact.toLocalDate().toString()
                : exact.toLocalDate() + " " + TIME.format(exact);
    }
}
