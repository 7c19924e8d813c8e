package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What came in on a day, against the day before and what is usual on such a weekday: the median of the same weekday in the
 * twelve weeks before, which a holiday does not pull down.
 *
 * @param measure {@code orders}, {@code revenue}, {@code new-customers}, {@code returning-customers}, or a kind of feedback
 * @param value of the day
 * @param previous of the day before; null where the records begin later
 * @param usual null where the records hold fewer than four such weekdays before; so are
 * @param low the least of them, and
 * @param high the most
 * @param weeks how many of them the records hold, 12 at most
 */
public record Arrival(
        String measure,
        BigDecimal value,
        @Nullable BigDecimal previous,
        @Nullable BigDecimal usual,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        int weeks) {

    /** The measure of how many orders were entered. */
    public static final String ORDERS = "orders";

    /** The relations that they come from. */
    static final List<String> RELATIONS = List.of("day_orders", "day_feedback");

    private static final int WEEKS = 12;
    private static final int FEWEST = 4;
    private static final List<String> KINDS = List.of("complaint", "question", "survey", "praise");

    /** What each day brought, of the days that are there; on any other day since the first, nothing. */
    private record Days(LocalDate first, Map<LocalDate, BigDecimal> values) {

        @Nullable
        BigDecimal on(LocalDate day) {
            return day.isBefore(first) ? null : values.getOrDefault(day, BigDecimal.ZERO);
        }

        Arrival arrival(String measure, LocalDate day) {
            List<BigDecimal> weekdays = IntStream.rangeClosed(1, WEEKS)
                    .mapToObj(week -> on(day.minusWeeks(week)))
                    .flatMap(value -> Optional.ofNullable(value).stream())
                    .sorted()
                    .toList();
            boolean known = weekdays.size() >= FEWEST;
            return new Arrival(
                    measure,
                    values.getOrDefault(day, BigDecimal.ZERO),
                    on(day.minusDays(1)),
                    known ? median(weekdays) : null,
                    known ? weekdays.get(0) : null,
                    known ? weekdays.get(weekdays.size() - 1) : null,
                    weekdays.size());
        }
    }

    static List<Arrival> of(Connection connection, LocalDate day, Map<Entity, Set<String>> supplied) {
        List<Arrival> arrivals = new ArrayList<>();
        LocalDate firstOrder = first(connection, "ordered_at", ORDERS, day);
        orders(connection)
                .forEach((measure, values) -> arrivals.add(new Days(firstOrder, values).arrival(measure, day)));
        if (Supplied.missing(List.of("feedback.kind"), supplied).isEmpty()) {
            LocalDate firstFeedback = first(connection, "received_at", "feedback", day);
            for (String kind : KINDS) {
                arrivals.add(new Days(firstFeedback, feedback(connection, kind)).arrival(kind, day));
            }
        }
        return List.copyOf(arrivals);
    }

    private static LocalDate first(Connection connection, String column, String relation, LocalDate otherwise) {
        return Sql.query(
                        connection,
                        "select cast(min(" + column + ") as date) from " + relation,
                        row -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .get(0)
                .orElse(otherwise);
    }

    private static Map<String, Map<LocalDate, BigDecimal>> orders(Connection connection) {
        Map<String, Map<LocalDate, BigDecimal>> measures = new LinkedHashMap<>();
        for (String column : List.of(ORDERS, "revenue", "new_customers", "customers - new_customers")) {
            String measure = column.startsWith("customers") ? "returning-customers" : column.replace('_', '-');
            measures.put(measure, byDay(connection, "select day, " + column + " from day_orders"));
        }
        return measures;
    }

    private static Map<LocalDate, BigDecimal> feedback(Connection connection, String kind) {
        return byDay(connection, "select day, received from day_feedback where kind = '" + kind + "'");
    }

    private static Map<LocalDate, BigDecimal> byDay(Connection connection, String sql) {
        Map<LocalDate, BigDecimal> days = new HashMap<>();
        Sql.query(connection, sql, row -> days.put(row.getObject(1, LocalDate.class), row.getBigDecimal(2)));
        return days;
    }

    private static BigDecimal median(List<BigDecimal> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1)
                        .add(sorted.get(middle))
                        .divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_EVEN);
    }
}
