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

    private static final String TRIED = "tried_";

    private final Source source;
    private final Set<String> supplied;
    private final String zone;
    private final boolean nulPossible;

    /**
     * @param supplied the canonical columns that the mapping yields
     * @param zone the business's own; a time with an offset is shown in it
     * @param nulPossible whether a text may hold a NUL character; false spares a search through every text
     */
    public Checks(Source source, Set<String> supplied, String zone, boolean nulPossible) {
        this.source = source;
        this.supplied = supplied;
        this.zone = zone;
        this.nulPossible = nulPossible;
    }

    /**
     * Beside the texts of the relation {@code texts}, what casts alone make of them. They stand in a select of their
     * own because the engine does not share a cast between the branches of a case.
     */
    public String tried() {
        return source.entity().columns().stream()
                .filter(column -> supplied.contains(column.name()) && isTried(column))
                .map(column ->
                        ", try_cast(" + text(column) + " as " + column.type().sql() + ") as " + TRIED + column.name())
                .collect(Collectors.joining("", "select *", " from texts"));
    }

    /** Columns over {@link #tried}: the canonical ones, typed; null where text does not fit or nobody supplies the column. */
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
                .map(rule -> "(" + rule.violation() + ")")
                .collect(Collectors.joining("\n    or ", "coalesce(", ", false)"));
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
            if (nulPossible) {
                rules.add(new Rule("nul", name, "contains(" + text + ", chr(0))", "text may not hold NUL characters"));
            }
        } else {
            rules.add(new Rule("type", name, text + " is not null and " + name + " is null", expected(column)));
        }
        return rules;
    }

    private String cast(Column column) {
        String mapped = MAPPED + column.name();
        return switch (column.type()) {
            case TEXT -> mapped;
            case MONEY -> quickly(column, "<= 19", "[+-]?\\d{1,16}(\\.\\d{1,2})?");
            case WHOLE -> matching(column, "[+-]?\\d{1,18}");
            case FLAG ->
                "case when " + mapped + " = 'true' then true when " + mapped + " = 'false' then false" + " when lower("
                        + mapped + ") in ('true', 't', 'yes', 'y', '1') then true" + " when lower(" + mapped
                        + ") in ('false', 'f', 'no', 'n', '0') then false end";
            case DAY ->
                isTried(column) ? matching(column, "\\d{4}-\\d{2}-\\d{2}") : "cast(" + parsed(mapped) + " as date)";
            case MOMENT -> isTried(column) ? quickly(column, "= 19", ISO) : parsed(mapped);
        };
    }

    private boolean isTried(Column column) {
        return switch (column.type()) {
            case TEXT, FLAG -> false;
            case MONEY, WHOLE -> true;
            case DAY, MOMENT -> source.format().dates().isEmpty();
        };
    }

    private String text(Column column) {
        String mapped = MAPPED + column.name();
        // With a decimal comma a point is a thousands sign or a mistake: either way the pattern must refuse it.
        return column.type() == Column.Type.MONEY && source.format().decimal() == ','
                ? "case when not contains(" + mapped + ", '.') then replace(" + mapped + ", ',', '.') end"
                : mapped;
    }

    private String matching(Column column, String pattern) {
        return "case when regexp_full_match(" + text(column) + ", " + Sql.literal(pattern) + ") then " + TRIED
                + column.name() + " end";
    }

    // Text of this length that comes back from its type as it was needs no pattern, which costs more than the cast.
    private String quickly(Column column, String length, String pattern) {
        String text = text(column);
        String tried = TRIED + column.name();
        return "case when strlen(" + text + ") " + length + " and cast(" + tried + " as varchar) = " + text + " then "
                + tried + " else " + matching(column, pattern) + " end";
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
