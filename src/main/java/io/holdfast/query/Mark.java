package io.holdfast.query;

import io.holdfast.source.Watermark;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** How far a column that tells of changes has come. Written in the ledger as a text, which tells its kind. */
sealed interface Mark {

    Pattern NUMBER = Pattern.compile("-?\\d{1,38}(\\.\\d+)?");

    /** As far back of it as a watermark's overlap says. */
    Mark before(Watermark watermark);

    /** The value to compare with in a query: a literal, or {@code ?} for {@link #value}. */
    default String sql() {
        return "?";
    }

    /** What {@link #sql} stands for. */
    Object value();

    /** No later than a moment, in a zone; numbers know none. */
    Mark atMost(Instant moment, ZoneId zone);

    /** Whether another is of the same kind and further on. */
    boolean isBefore(Mark other);

    @Override
    String toString();

    /** Of a text in the ledger, for a column of a kind; empty where the text is of another. */
    static Optional<Mark> read(String text, Kind kind, Dialect dialect) {
        try {
            return switch (kind) {
                case NUMBER ->
                    NUMBER.matcher(text).matches() ? Optional.of(new OfNumber(new BigDecimal(text))) : Optional.empty();
                case DAY -> Optional.of(new OfDay(LocalDate.parse(text)));
                case LOCAL -> Optional.of(new OfLocal(LocalDateTime.parse(text)));
                case INSTANT ->
                    Optional.of(
                            new OfInstant(Instant.parse(text), dialect == Dialect.MARIADB || dialect == Dialect.MYSQL));
                case TEXT, FLAG, NONE -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A number, or a counter that every change takes a step on. */
    record OfNumber(BigDecimal number) implements Mark {

        @Override
        public Mark before(Watermark watermark) {
            return new OfNumber(
                    number.subtract(BigDecimal.valueOf(watermark.count().orElseThrow())));
        }

        // A literal: a parameter of another type than the column's would keep the database from using its index.
        @Override
        public String sql() {
            return number.toPlainString();
        }

        @Override
        public Object value() {
            return number;
        }

        @Override
        public Mark atMost(Instant moment, ZoneId zone) {
            return this;
        }

        @Override
        public boolean isBefore(Mark other) {
            return other instanceof OfNumber mark && number.compareTo(mark.number) < 0;
        }

        @Override
        public String toString() {
            return number.toPlainString();
        }
    }

    /** A day. */
    record OfDay(LocalDate day) implements Mark {

        @Override
        public Mark before(Watermark watermark) {
            // A part of a day is a day.
            return new OfDay(day.minusDays(
                    watermark.time().orElseThrow().plusDays(1).minusNanos(1).toDays()));
        }

        @Override
        public Object value() {
            return day;
        }

        @Override
        public Mark atMost(Instant moment, ZoneId zone) {
            LocalDate last = LocalDate.ofInstant(moment, zone);
            return day.isAfter(last) ? new OfDay(last) : this;
        }

        @Override
        public boolean isBefore(Mark other) {
            return other instanceof OfDay mark && day.isBefore(mark.day);
        }

        @Override
        public String toString() {
            return day.toString();
        }
    }

    /** A date and time without a zone. */
    record OfLocal(LocalDateTime time) implements Mark {

        @Override
        public Mark before(Watermark watermark) {
            return new OfLocal(time.minus(watermark.time().orElseThrow()));
        }

        @Override
        public Object value() {
            return time;
        }

        @Override
        public Mark atMost(Instant moment, ZoneId zone) {
            LocalDateTime last = LocalDateTime.ofInstant(moment, zone);
            return time.isAfter(last) ? new OfLocal(last) : this;
        }

        @Override
        public boolean isBefore(Mark other) {
            return other instanceof OfLocal mark && time.isBefore(mark.time);
        }

        @Override
        public String toString() {
            return time.toString();
        }
    }

    /**
     * A moment.
     *
     * @param asLocalTime whether the driver takes it as a time in UTC without saying so
     */
    record OfInstant(Instant moment, boolean asLocalTime) implements Mark {

        @Override
        public Mark before(Watermark watermark) {
            return new OfInstant(moment.minus(watermark.time().orElseThrow()), asLocalTime);
        }

        @Override
        public Object value() {
            return asLocalTime ? LocalDateTime.ofInstant(moment, ZoneOffset.UTC) : moment.atOffset(ZoneOffset.UTC);
        }

        @Override
        public Mark atMost(Instant last, ZoneId zone) {
            return moment.isAfter(last) ? new OfInstant(last, asLocalTime) : this;
        }

        @Override
        public boolean isBefore(Mark other) {
            return other instanceof OfInstant mark && moment.isBefore(mark.moment);
        }

        @Override
        public String toString() {
            return moment.toString();
        }
    }
}
