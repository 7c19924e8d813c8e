package io.holdfast.lake;

import static io.holdfast.lake.Column.Type.DAY;
import static io.holdfast.lake.Column.Type.FLAG;
import static io.holdfast.lake.Column.Type.MOMENT;
import static io.holdfast.lake.Column.Type.MONEY;
import static io.holdfast.lake.Column.Type.WHOLE;
import static io.holdfast.lake.Column.apart;
import static io.holdfast.lake.Column.id;
import static io.holdfast.lake.Column.keyed;
import static io.holdfast.lake.Column.of;
import static io.holdfast.lake.Column.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The canonical entities: whatever a source looks like, figures see these relations. Only {@link #ORDERS} is
 * needed; a figure whose columns nobody supplies is left out of the reports, with a line that says so.
 */
public enum Entity {
    /** Orders, one row each; times in the business's zone, amounts without tax. */
    ORDERS(
            List.of("order_id"),
            keyed("order_id"),
            keyed("customer_id"),
            of("ordered_at", MOMENT).orReject(),
            of("promised_at", MOMENT),
            of("delivered_at", MOMENT),
            text("status"),
            of("amount", MONEY),
            of("cost", MONEY),
            text("branch"),
            text("region"),
            text("channel"),
            text("sales_person"),
            text("error_kind"),
            of("error_reached_customer", FLAG),
            id("corrects_order_id")),
    /** What was ordered, a row per line of an order. */
    ORDER_LINES(
            List.of("order_id", "line_no"),
            keyed("order_id"),
            of("line_no", WHOLE).orReject(),
            text("product_group"),
            text("product"),
            of("quantity", WHOLE),
            of("amount", MONEY)),
    /**
     * Customers and, where management ended the relation, when, by whom and why. The number is the pseudonym that every
     * fact keeps; the name is personal.
     */
    CUSTOMERS(
            List.of("customer_id"),
            keyed("customer_id"),
            apart("name", 500),
            text("branch"),
            text("region"),
            text("segment"),
            text("account_manager"),
            of("since", DAY),
            id("referred_by"),
            of("released_on", DAY),
            text("released_by"),
            text("released_reason")),
    /** What customers said: complaints, questions, survey answers, praise. The text is personal: anything may stand in it. */
    FEEDBACK(
            List.of("feedback_id"),
            keyed("feedback_id"),
            keyed("customer_id"),
            id("order_id"),
            text("kind").orReject(),
            text("category"),
            of("received_at", MOMENT).orReject(),
            of("answered_at", MOMENT),
            of("resolved_at", MOMENT),
            of("score", WHOLE),
            of("scale", WHOLE),
            text("one_word"),
            apart("text", 1_000_000),
            text("language")),
    /** Money spent on winning and on keeping customers. */
    SPEND(
            List.of("spend_id"),
            keyed("spend_id"),
            of("spent_on", DAY).orReject(),
            text("purpose").orReject(),
            of("amount", MONEY).orReject(),
            text("branch")),
    /** Answers of the staff survey. */
    STAFF(
            List.of("answer_id"),
            keyed("answer_id"),
            of("surveyed_on", DAY).orReject(),
            text("branch"),
            of("engaged", FLAG).orReject());

    private final List<String> key;
    private final List<Column> columns;

    Entity(List<String> key, Column... columns) {
        this.key = key;
        this.columns = List.of(columns);
    }

    /** The columns that name a row: of each key, the latest load's row counts. */
    public List<String> key() {
        return key;
    }

    public List<Column> columns() {
        return columns;
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The columns whose values lie apart from the facts. */
    public List<Column> personal() {
        return columns.stream().filter(Column::personal).toList();
    }

    /** The columns that make a row of a file of personal values: key, customer, the values. */
    List<String> personalRow() {
        return Stream.concat(
                        Stream.concat(key.stream(), Stream.of("customer_id")),
                        personal().stream().map(Column::name))
                .distinct()
                .toList();
    }

    /** The relation's name in SQL. */
    public String relation() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The entity of this relation. */
    public static Optional<Entity> named(String relation) {
        return Arrays.stream(values())
                .filter(entity -> entity.relation().equals(relation))
                .findFirst();
    }

    @Override
    public String toString() {
        return relation();
    }
}
