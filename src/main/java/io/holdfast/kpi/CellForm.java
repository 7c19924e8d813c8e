package io.holdfast.kpi;

import io.holdfast.lake.Column;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * How a person writes a value into a cell of an example.
 *
 * @param words what is allowed
 * @param pattern that it follows
 * @param dated whether it begins with a day, which must exist
 */
record CellForm(String words, Pattern pattern, boolean dated) {

    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";

    static CellForm of(Column.Type type) {
        return switch (type) {
            case TEXT -> new CellForm("a text", Pattern.compile(".*"), false);
            case DAY -> new CellForm("a day such as 2024-02-29", Pattern.compile(DAY), true);
            case MOMENT ->
                new CellForm(
                        "a moment such as 2024-02-29 23:59",
                        Pattern.compile(DAY + "( ([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?)?"),
                        true);
            case MONEY -> new CellForm("a number such as 12.50", Pattern.compile("-?\\d{1,16}(\\.\\d{1,2})?"), false);
            case WHOLE -> new CellForm("a whole number such as 12", Pattern.compile("-?\\d{1,18}"), false);
            case FLAG -> new CellForm("true or false", Pattern.compile("true|false"), false);
        };
    }

    boolean allows(String cell) {
        return pattern.matcher(cell).matches() && (!dated || isDay(cell.substring(0, 10)));
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
