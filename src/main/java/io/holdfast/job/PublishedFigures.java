package io.holdfast.job;

import io.holdfast.mart.MartRows;
import io.holdfast.period.Period;
import io.holdfast.restate.Published;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a finished run published of its own period, read from the text of its results. */
final class PublishedFigures {

    private PublishedFigures() {}

    /** The ids of its figures, in the order of its scorecard; those it left out too. */
    static List<String> ids(String results) {
        return MartRows.read(results, "kpi").stream()
                .sorted(Comparator.comparing((Map<String, String> row) -> Integer.valueOf(value(row, "ordinal")))
                        .thenComparing(row -> value(row, "kpi")))
                .map(row -> value(row, "kpi"))
                .toList();
    }

    /** Its numbers. */
    static List<Published> of(String results, Period period) {
        return MartRows.read(results, "kpi_value").stream()
                .filter(row -> period.toString().equals(row.get("period")))
                .map(row -> new Published(
                        value(row, "kpi"),
                        value(row, "dimension"),
                        value(row, "member"),
                        number(row.get("figure")),
                        number(row.get("numerator")),
                        number(row.get("denominator")),
                        value(row, "status")))
                .toList();
    }

    private static String value(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
