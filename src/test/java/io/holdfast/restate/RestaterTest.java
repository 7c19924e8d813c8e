package io.holdfast.restate;

import static io.holdfast.restate.Cause.ARRIVAL;
import static io.holdfast.restate.Cause.CORRECTION;
import static io.holdfast.restate.Cause.DEFINITION;
import static io.holdfast.restate.Cause.DELETION;
import static io.holdfast.restate.Cause.PROGRAM;
import static io.holdfast.restate.Cause.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Since;
import io.holdfast.ledger.Head;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten orders of December, nine of them on time, and what is recorded afterwards; every expected part is worked out by hand. */
class RestaterTest {

    private static final String ORDERS =
            "order_id, customer_id, ordered_at, promised_at, delivered_at, branch, sales_person";
    private static final String FEEDBACK =
            "feedback_id, customer_id, order_id, kind, received_at, answered_at, score, scale, one_word";
    private static final String PUBLISHED = "2026-01-02T02:00:00Z";
    private static final String LATER = "2026-01-02T03:00:00Z";
    private static final List<String> ON_TIME = List.of("on-time-delivery");

    @TempDir
    private Path folder;

    private SmallHistory history;
    private Head then;

    @BeforeEach
    void publish() {
        history = new SmallHistory(folder);
        StringBuilder orders = new StringBuilder();
        for (int i = 1; i <= 10; i++) {
            orders.append(i == 1 ? "" : ", ").append(order("o" + i, i == 10 ? "2025-12-12" : "2025-12-10", "North"));
        }
        history.load(Entity.ORDERS, PUBLISHED, ORDERS, orders.toString());
        then = history.load(
                Entity.FEEDBACK,
                PUBLISHED,
                FEEDBACK,
                "('f1', 'c', 'o1', 'survey', timestamp '2025-12-15 10:00:00', null, 5, 5, 'fine'),"
                        + " ('f2', 'c', 'o2', 'survey', timestamp '2025-12-16 10:00:00', null, 4, 5, 'good')");
    }

    @AfterEach
    void close() throws SQLException {
        history.close();
    }

    // Promised for 10 December.
    private static String order(String id, String delivered, String branch) {
        return "('" + id + "', 'c', timestamp '2025-12-01 09:00:00', timestamp '2025-12-10 17:00:00', "
                + (delivered.isEmpty() ? "null" : "timestamp '" + delivered + " 12:00:00'") + ", '" + branch
                + "', 'Somebody')";
    }

    @Test
    void late_orders_and_corrections_each_have_their_part_and_the_parts_are_the_difference() {
        // 9 of 10 were on time; with two late arrivals, one of them late, 10 of 12; the late one corrected, 11 of 12.
        Head now = history.load(
                Entity.ORDERS,
                LATER,
                ORDERS,
                order("o10", "2025-12-10", "North") + ", " + order("o11", "2025-12-09", "North") + ", "
                        + order("o12", "2025-12-20", "South"));

        RestatedFigure figure = restated(ON_TIME, SmallHistory.shipped(), now);

        assertThat(parts(figure.total()))
                .isEqualTo(Map.of(
                        PROGRAM, "0",
                        ARRIVAL, "-0.066666666667",
                        CORRECTION, "0.083333333334",
                        DELETION, "0",
                        TIME, "0",
                        DEFINITION, "0"));
        assertThat(figure.total().published()).isEqualByComparingTo("0.9");
        assertThat(figure.total().figure()).isEqualByComparingTo("0.916666666667");
        assertThat(figure.total().difference()).isEqualByComparingTo("0.016666666667");
        assertThat(figure.moved()).isTrue();
    }

    @Test
    void every_row_that_touches_the_figure_is_told_with_its_load_and_what_it_adds() {
        Head now = history.load(
                Entity.ORDERS,
                LATER,
                ORDERS,
                order("o10", "2025-12-10", "North") + ", " + order("o11", "2025-12-09", "North") + ", "
                        + order("o9", "2025-12-10", "North").replace("Somebody", "Other"));

        Restatement restatement = restatement(ON_TIME, SmallHistory.shipped(), now);

        assertThat(restatement.figures().get(0).rows())
                .extracting(
                        RestatedRow::key,
                        RestatedRow::kind,
                        RestatedRow::position,
                        RestatedRow::columns,
                        row -> row.was().map(share -> share.sums().toString()).orElse("absent"),
                        row -> row.is().map(share -> share.sums().toString()).orElse("absent"))
                .containsExactly(
                        tuple(
                                "o10",
                                Since.Kind.CHANGED,
                                now.position(),
                                "delivered_at: 2025-12-12 12:00:00 → 2025-12-10 12:00:00",
                                "[0.000000, 1.000000]",
                                "[1.000000, 1.000000]"),
                        tuple(
                                "o11",
                                Since.Kind.CAME,
                                now.position(),
                                "ordered_at: 2025-12-01; promised_at: 2025-12-10; delivered_at: 2025-12-09",
                                "absent",
                                "[1.000000, 1.000000]"));
        assertThat(restatement.came()).isEqualTo(1);
        assertThat(restatement.changed()).isEqualTo(2);
        assertThat(restatement.untouching())
                .as("o9, whose sales person alone changed")
                .isEqualTo(1);
        assertThat(restatement.loads())
                .extracting(load -> load.load().position(), load -> load.came(), load -> load.changed())
                .containsExactly(tuple(now.position(), 1L, 2L));
    }

    @Test
    void rows_that_their_source_does_not_have_any_more_are_a_part_of_their_own() {
        // o10, the late one, is corrected to be on time, and o11 comes: 10 of 11 without the correction, 11 of 11 with
        // it.
        history.load(
                Entity.ORDERS,
                LATER,
                ORDERS,
                order("o10", "2025-12-10", "North") + ", " + order("o11", "2025-12-20", "North") + ", "
                        + order("o12", "2025-12-09", "North"));
        // With o11 late it is 11 of 12; three on time are deleted, and one of them comes again: 9 of 10.
        history.delete(Entity.ORDERS, LATER, List.of("o1", "o2", "o3"));
        Head gone = history.load(Entity.ORDERS, LATER, ORDERS, order("o3", "2025-12-10", "North"));

        Restatement restatement = restatement(ON_TIME, SmallHistory.shipped(), gone);
        RestatedFigure figure = restatement.figures().get(0);

        // 9/10, 10/12, 11/12, 9/10.
        assertThat(parts(figure.total()))
                .isEqualTo(Map.of(
                        PROGRAM, "0",
                        ARRIVAL, "-0.066666666667",
                        CORRECTION, "0.083333333334",
                        DELETION, "-0.016666666667",
                        TIME, "0",
                        DEFINITION, "0"));
        assertThat(figure.total().difference()).isEqualByComparingTo("0");
        assertThat(restatement.gone()).isEqualTo(2);
        assertThat(restatement.came()).isEqualTo(2);
        assertThat(restatement.changed()).isEqualTo(1);
        assertThat(restatement.untouching()).isZero();
        assertThat(figure.rows())
                .filteredOn(row -> row.kind() == Since.Kind.GONE)
                .extracting(
                        RestatedRow::key,
                        RestatedRow::position,
                        RestatedRow::columns,
                        row -> row.was().isPresent(),
                        row -> row.is().isPresent())
                .containsExactly(
                        tuple(
                                "o1",
                                gone.position() - 1,
                                "ordered_at: 2025-12-01; promised_at: 2025-12-10; delivered_at: 2025-12-10",
                                true,
                                false),
                        tuple(
                                "o2",
                                gone.position() - 1,
                                "ordered_at: 2025-12-01; promised_at: 2025-12-10; delivered_at: 2025-12-10",
                                true,
                                false));
        assertThat(restatement.loads())
                .extracting(load -> load.came(), load -> load.changed(), load -> load.gone())
                .containsExactly(tuple(2L, 1L, 0L), tuple(0L, 0L, 2L), tuple(0L, 0L, 0L));
    }

    @Test
    void where_rows_went_and_nothing_else_happened_the_deletion_is_the_whole_difference() {
        // 9 of 10, then 9 of 9.
        Head gone = history.delete(Entity.ORDERS, LATER, List.of("o10"));

        RestatedFigure figure = restated(ON_TIME, SmallHistory.shipped(), gone);

        assertThat(parts(figure.total()))
                .containsEntry(DELETION, "0.1")
                .containsEntry(CORRECTION, "0")
                .containsEntry(ARRIVAL, "0");
        assertThat(figure.rows()).extracting(RestatedRow::kind).containsExactly(Since.Kind.GONE);
    }

    @Test
    void changed_feedback_moves_the_mean_and_what_a_person_wrote_is_not_told() {
        // (5 + 4) / 2 = 4.5; the second becomes 1: 3.
        Head now = history.load(
                Entity.FEEDBACK,
                LATER,
                FEEDBACK,
                "('f2', 'c', 'o2', 'survey', timestamp '2025-12-16 10:00:00', null, 1, 5, 'awful')");

        RestatedFigure figure = restated(List.of("satisfaction"), SmallHistory.shipped(), now);

        assertThat(figure.total().difference()).isEqualByComparingTo("-1.5");
        assertThat(parts(figure.total())).containsEntry(CORRECTION, "-1.5").containsEntry(ARRIVAL, "0");
        assertThat(figure.rows()).extracting(RestatedRow::columns).containsExactly("score: 4 → 1; one_word");
    }

    @Test
    void a_changed_query_is_the_definition_s_part() {
        // 'On time' one day later: the order of the 12th, two days late, is still late; three days later it is not.
        Basis strict = history.edited(
                "kpis/on-time-delivery.sql",
                "when by_timestamp = 0 and cast(delivered_at as date) <= last_day_allowed then 1",
                "when by_timestamp = 0 and cast(delivered_at as date) <= last_day_allowed + interval '2' day then 1");

        Restatement restatement = restatement(ON_TIME, strict, then);

        assertThat(parts(restatement.figures().get(0).total())).containsEntry(DEFINITION, "0.1");
        assertThat(restatement.changes())
                .extracting(Change::kpi, Change::kind)
                .containsExactly(tuple("on-time-delivery", "query"));
        assertThat(restatement.figures().get(0).rows()).isEmpty();
    }

    @Test
    void a_changed_parameter_of_the_company_is_the_definition_s_part() {
        Basis patient = history.edited("company.yml", "tolerance_days: 0", "tolerance_days: 2");

        Restatement restatement = restatement(ON_TIME, patient, then);

        assertThat(parts(restatement.figures().get(0).total())).containsEntry(DEFINITION, "0.1");
        assertThat(restatement.changes()).containsExactly(new Change("", "parameter", "tolerance_days", "0", "2"));
    }

    @Test
    void a_changed_target_moves_no_value_but_what_is_said_of_it() {
        StringBuilder more = new StringBuilder(order("m0", "2025-12-10", "North"));
        for (int i = 1; i < 90; i++) {
            more.append(", ").append(order("m" + i, "2025-12-10", "North"));
        }
        // 99 of 100.
        then = history.load(Entity.ORDERS, PUBLISHED, ORDERS, more.toString());
        Basis demanding = history.edited("kpis/on-time-delivery.yml", "target: 95%", "target: 99.5%");

        RestatedFigure figure = restated(ON_TIME, demanding, then);

        assertThat(figure.moved()).isFalse();
        assertThat(figure.targetThen()).isEqualByComparingTo("0.95");
        assertThat(figure.target()).isEqualByComparingTo("0.995");
        assertThat(List.of(figure.statusThen(), figure.statusByOldTarget(), figure.status()))
                .containsExactly("meets", "meets", "within-chance");
    }

    @Test
    void what_has_fallen_due_with_nothing_recorded_is_the_part_of_the_time() {
        // Known on 10 December, an order that was promised for it is not due; on the 12th it is, and late.
        then = history.load(Entity.ORDERS, "2025-12-10T10:00:00Z", ORDERS, order("o11", "", "North"));
        Head now = history.load(
                Entity.STAFF,
                "2025-12-12T10:00:00Z",
                "answer_id, surveyed_on, engaged",
                "('a', date '2025-12-01', true)");

        RestatedFigure figure = restated(ON_TIME, SmallHistory.shipped(), now);

        // 9 of 10, then 9 of 11.
        assertThat(parts(figure.total())).containsEntry(TIME, "-0.081818181818").containsEntry(ARRIVAL, "0");
        assertThat(figure.rows()).isEmpty();
        assertThat(figure.due()).isEqualTo(1);
    }

    @Test
    void a_member_that_was_not_there_has_a_value_for_the_first_time_and_no_difference() {
        Head now = history.load(Entity.ORDERS, LATER, ORDERS, order("o11", "2025-12-09", "South"));

        RestatedValue south = restated(ON_TIME, SmallHistory.shipped(), now).values().stream()
                .filter(value -> value.member().equals("South"))
                .findFirst()
                .orElseThrow();

        assertThat(south.published()).isNull();
        assertThat(south.figure()).isEqualByComparingTo("1");
        assertThat(south.difference()).isNull();
        assertThat(south.moved()).isTrue();
        assertThat(south.parts().get(ARRIVAL.ordinal()).part()).isNull();
    }

    @Test
    void what_the_recorded_rows_do_not_give_is_told_by_itself_and_first() {
        Published edited =
                new Published("on-time-delivery", "total", "total", new BigDecimal("0.95"), null, null, "meets");

        RestatedFigure figure = history.restate(
                        ON_TIME, SmallHistory.shipped(), SmallHistory.shipped(), then, then, List.of(edited))
                .figures()
                .get(0);

        assertThat(parts(figure.total())).containsEntry(PROGRAM, "-0.05").containsEntry(ARRIVAL, "0");
        assertThat(figure.total().difference()).isEqualByComparingTo("-0.05");
    }

    @Test
    void nothing_recorded_and_nothing_changed_moves_nothing() {
        Restatement restatement = restatement(
                List.of("on-time-delivery", "satisfaction", "retention-rate"), SmallHistory.shipped(), then);

        assertThat(restatement.moved()).isEmpty();
        assertThat(restatement.changes()).isEmpty();
        assertThat(restatement.figures())
                .allSatisfy(figure -> assertThat(figure.values()).hasSize(1));
    }

    @Test
    void a_figure_that_is_not_defined_any_more_has_no_value_now() {
        Basis without = new Basis(
                new io.holdfast.kpi.Catalogue(
                        SmallHistory.shipped().catalogue().kpis().stream()
                                .filter(kpi -> !kpi.id().equals("on-time-delivery"))
                                .toList(),
                        SmallHistory.shipped().catalogue().relations()),
                SmallHistory.shipped().company());

        Restatement restatement = restatement(ON_TIME, without, then);

        assertThat(restatement.figures().get(0).total().figure()).isNull();
        assertThat(restatement.figures().get(0).total().difference()).isNull();
        assertThat(restatement.figures().get(0).moved()).isTrue();
        assertThat(restatement.changes()).extracting(Change::kind).containsExactly("removed");
    }

    private Restatement restatement(List<String> ids, Basis today, Head now) {
        return history.restate(ids, SmallHistory.shipped(), today, then, now);
    }

    private RestatedFigure restated(List<String> ids, Basis today, Head now) {
        return restatement(ids, today, now).figures().get(0);
    }

    private static Map<Cause, String> parts(RestatedValue value) {
        Map<Cause, String> parts = new TreeMap<>();
        value.parts()
                .forEach(part -> parts.put(
                        part.cause(),
                        part.part() == null
                                ? "none"
                                : part.part().signum() == 0
                                        ? "0"
                                        : part.part().stripTrailingZeros().toPlainString()));
        return parts;
    }
}
