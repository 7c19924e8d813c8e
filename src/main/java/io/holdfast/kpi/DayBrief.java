package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a morning has to know of the day before: what came in, what is late, who waits for an answer. Who fell silent is left
 * on the connection, in the relation {@link #SILENT}, to be laid beside the scores.
 *
 * @param lastOrder the last day on which an order was entered, of all that is known; null where there is none
 * @param arrivals orders first, then feedback where somebody supplies it
 * @param late null where nobody says what was promised or delivered
 * @param waiting null where nobody supplies questions and complaints, or answers
 * @param standardHours within which a question or complaint is to be answered
 */
public record DayBrief(
        @Nullable LocalDate lastOrder,
        List<Arrival> arrivals,
        @Nullable LateOrders late,
        @Nullable WaitingFeedback waiting,
        BigDecimal standardHours) {

    /** Who fell silent on the day. */
    public static final String SILENT = "fallen_silent";

    /** The relations that it comes from. */
    public static final List<String> RELATIONS = Stream.concat(
                    Arrival.RELATIONS.stream(),
                    Stream.of(LateOrders.RELATION, WaitingFeedback.RELATION, SILENT, "accounts"))
            .toList();

    static DayBrief of(
            Connection connection, LocalDate day, BigDecimal standardHours, Map<Entity, Set<String>> supplied) {
        return new DayBrief(
                Sql.query(
                                connection,
                                "select cast(max(ordered_at) as date) from orders",
                                row -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                        .get(0)
                        .orElse(null),
                Arrival.of(connection, day, supplied),
                LateOrders.missing(supplied).isEmpty() ? LateOrders.of(connection) : null,
                WaitingFeedback.missing(supplied).isEmpty() ? WaitingFeedback.of(connection) : null,
                standardHours);
    }

    /** The arrival of this measure. */
    public Arrival arrival(String measure) {
        return arrivals.stream()
                .filter(arrival -> arrival.measure().equals(measure))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + measure + "' does not come in"));
    }
}
