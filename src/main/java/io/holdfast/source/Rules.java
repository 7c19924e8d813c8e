package io.holdfast.source;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import java.util.ArrayList;
import java.util.List;

/** The rules that every row of a canonical entity keeps, whatever source it comes from. */
final class Rules {

    private Rules() {}

    static List<Rule> of(Entity entity) {
        List<Rule> rules = new ArrayList<>();
        for (Column column : entity.columns()) {
            if (column.type() == Column.Type.DAY || column.type() == Column.Type.MOMENT) {
                rules.add(new Rule(
                        "range",
                        column.name(),
                        column.name() + " not between timestamp '1970-01-01' and timestamp '2100-01-01'",
                        "a date from 1970 to 2099 is expected"));
            }
        }
        rules.addAll(
                switch (entity) {
                    case ORDERS ->
                        List.of(
                                oneOf("status", "open", "delivered", "cancelled"),
                                notNegative("amount"),
                                notNegative("cost"),
                                order("delivered_at", "ordered_at"));
                    case ORDER_LINES -> List.of(notNegative("amount"), notNegative("quantity"), notNegative("line_no"));
                    case CUSTOMERS -> List.of();
                    case FEEDBACK ->
                        List.of(
                                oneOf("kind", "complaint", "question", "survey", "praise"),
                                order("answered_at", "received_at"),
                                order("resolved_at", "received_at"),
                                new Rule(
                                        "range",
                                        "score",
                                        "score < 0 or score > scale",
                                        "a score lies between 0 and its scale"));
                    case SPEND -> List.of(oneOf("purpose", "winning", "keeping"), notNegative("amount"));
                    case STAFF -> List.of();
                });
        return rules;
    }

    private static Rule notNegative(String column) {
        return new Rule(
                "range",
                column,
                column + " < 0",
                "0 or more is expected; book what is taken back as a cancelled order");
    }

    private static Rule oneOf(String column, String... words) {
        return new Rule(
                "allowed-value",
                column,
                column + " not in ('" + String.join("', '", words) + "')",
                "one of " + String.join(", ", words) + " is expected; translate it in the mapping with case … end");
    }

    private static Rule order(String later, String earlier) {
        return new Rule("date-order", later, later + " < " + earlier, later + " may not lie before " + earlier);
    }
}
