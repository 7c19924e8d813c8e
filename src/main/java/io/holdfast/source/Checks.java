package io.holdfast.source;

import io.holdfast.lake.Column;
import io.holdfast.lake.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The SQL that turns the text columns of a mapping into typed ones and finds the rows to reject. Text is checked
 * against a strict pattern before it is cast, because casts alone round (12.505), accept 1e2 and drop offsets.
 */
public final class Checks {

    private static final String ISO = "\\d{4}-\\d{2}-\\d{2}([ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)?";

    /** What the mapping's texts are called beside the typed columns of the same row. */
    public static final String MAPPED = "mapped_";

    private final Source source;
    private final Set<String> supplied;
    private final String zone;

    /**
     * @param supplied the canonical columns that the mapping yields
     * @param zone the business's own; a time with an offset is shown in it
     */
    public Checks(Source source, Set<String> supplied, String zone) {
        this.source = source;
        this.supplied = supplied;
        this.zone = zone;
    }

    /** A select over the mapped texts: the canonical columns, typed; null where text does not fit or nobody supplies the column. */
    public String typed() {
        return source.entity().columns().stream()
                .map(column ->
                        (supplied.contains(column.name())
                                        ? cast(column)
                                        : "cast(null as " + column.type().sql() + ")") + " as " + column.name())
                .collect(Collectors.joining(",\n    "));
    }

    /** True for a row, its mapped texts beside its typed columns, that must be rejected. */
    public String bad() {
        return violations().stream()
                .map(rule -> "coalesce(" + rule.violation() + ", false)")
                .collect(Collectors.joining("\n    or "));
    }

    /** What can be wrong with a row; each violation is SQL over the mapped texts and the typed columns. */
    public List<Rule> violations() {
        List<Rule> violations = new ArrayList<>();
        for (Column column : source.entity().columns()) {
            if (supplied.contains(column.name())) {
                violations.addAll(own(column));
            }
        }
        Stream.concat(Rules.of(source.entity()).stream(), source.rules().stream())
                .filter(rule -> supplied.contains(rule.column()))
                .forEach(violations::add);
        return violations;
    }

    private List<Rule> own(Column column) {
        String name = column.name();
        String text = MAPPED + name;
        List<Rule> rules = new ArrayList<>();
        if (column.required()) {
            rules.add(new Rule("required", name, text + " is null", "a value is required here"));
        }
        if (column.type() == Column.Type.TEXT) {
            rules.add(new Rule(
                    "too-long",
                    name,
                    "length(" + text + ") > " + column.longest(),
                    "at most " + column.longest() + " characters are kept"));
            rules.add(new Rule("nul", name, "contains(" + text + ", chr(0))", "text may not hold NUL characters"));
        } else {
            rules.add(new Rule("type", name, text + " is not null and " + name + " is null", expected(column)));
        }
        return rules;
    }

    private String cast(Column column) {
        String text = MAPPED + column.name();
        return switch (column.type()) {
            case TEXT -> text;
            case MONEY -> quickly(number(text), "<= 19", "[+-]?\\d{1,16}(\\.\\d{1,2})?", column);
            case WHOLE -> matching(text, "[+-]?\\d{1,18}", column);
            case FLAG ->
                "case when lower(" + text + ") in ('true', 't', 'yes', 'y', '1') then true" + " when lower(" + text
                        + ") in ('false', 'f', 'no', 'n', '0') then false end";
            case DAY ->
                source.format().dates().isEmpty()
                        ? matching(text, "\\d{4}-\\d{2}-\\d{2}", column)
                        : "cast(" + parsed(text) + " as date)";
            case MOMENT -> source.format().dates().isEmpty() ? quickly(text, "= 19", ISO, column) : parsed(text);
        };
    }

    private String number(String text) {
        // With a decimal comma a point is a thousands sign or a mistake: either way the pattern must refuse it.
        return source.format().decimal() == ','
                ? "case when not contains(" + text + ", '.') then replace(" + text + ", ',', '.') end"
                : text;
    }

    private static String matching(String text, String pattern, Column column) {
        return "case when regexp_full_match(" + text + ", " + Sql.literal(pattern) + ") then " + tried(text, column)
                + " end";
    }

    // Text of this length that comes back from its type as it was needs no pattern, which costs more than the cast.
    private static String quickly(String text, String length, String pattern, Column column) {
        return "case when length(" + text + ") " + length + " and cast(" + tried(text, column) + " as varchar) = "
                + text + " then " + tried(text, column) + " else " + matching(text, pattern, column) + " end";
    }

    private static String tried(String text, Column column) {
        return "try_cast(" + text + " as " + column.type().sql() + ")";
    }

    private String parsed(String text) {
        return source.format().dates().stream()
                .map(format -> format.contains("%z") || format.contains("%Z")
                        ? "timezone(" + Sql.literal(zone) + ", try_strptime(" + text + ", " + Sql.literal(format) + "))"
                        : "try_strptime(" + text + ", " + Sql.literal(format) + ")")
                .collect(Collectors.joining(", ", "coalesce(", ", null)"));
    }

    private String expected(Column column) {
        List<String> dates = source.format().dates();
        return switch (column.type()) {
            case TEXT -> "text is expected";
            case MONEY ->
                source.format().decimal() == ','
                        ? "an amount such as 1234,50 is expected (decimal: \",\")"
                        : "an amount such as 1234.50 is expected; for a decimal comma set decimal: \",\" in the source";
            case WHOLE -> "a whole number is expected";
            case FLAG -> "true or false is expected";
            case DAY -> "a date is expected, as " + (dates.isEmpty() ? "2025-12-31" : String.join(" or ", dates));
            case MOMENT ->
                "a time is expected, as " + (dates.isEmpty() ? "2025-12-31 17:30:00" : String.join(" or ", dates));
        };
    }
}
