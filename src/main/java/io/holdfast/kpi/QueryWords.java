package io.holdfast.kpi;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the engine says about a query, in a person's words: what came, what is allowed, the remedy. Of what is not known here, its own. */
final class QueryWords {

    private record Saying(Pattern said, Function<MatchResult, String> words) {

        static Saying of(String said, Function<MatchResult, String> words) {
            return new Saying(Pattern.compile(said, Pattern.DOTALL), words);
        }
    }

    private static final Pattern CANDIDATES = Pattern.compile("Candidate bindings: (.+)");

    private final String sql;
    private final String said;
    private final List<Saying> sayings = List.of(
            Saying.of("Referenced column \"(.+?)\" not found", found -> unknown(found.group(1))),
            Saying.of(
                    "(?:Table|Values list) \"(.+?)\" does not have a column named \"(.+?)\"",
                    found -> unknown(found.group(1), found.group(2))),
            Saying.of(
                    "Table with name (\\S+) does not exist",
                    found -> "reads " + found.group(1) + ", which is no relation; those that there are stand in"
                            + " jobs/kpis/relations/, and the entities are " + entities()),
            Saying.of(
                    "syntax error at or near \"(.+?)\"",
                    found -> "cannot be read at '" + found.group(1) + "'; there, or just before, a word, a comma or a"
                            + " bracket is wrong, missing or too many"),
            Saying.of(
                    "syntax error at end of input",
                    found -> "ends before it is whole; a bracket, or what follows 'from', 'on' or 'end', is missing"),
            Saying.of(
                    "No function matches the given name and argument types '(.+?)'",
                    found -> "has " + found.group(1) + ", kinds of value that do not go together; make them the same"
                            + " with cast(… as …)"),
            Saying.of(
                    "column \"(.+?)\" must appear in the GROUP BY clause",
                    found -> "yields '" + found.group(1) + "' beside sums of many rows; group by it, or take its min or"
                            + " max"),
            Saying.of(
                    "Ambiguous reference to column name \"(.+?)\" \\(use: (.+?)\\)",
                    found -> "names '" + found.group(1) + "', which several of the relations it reads have; write "
                            + found.group(2).replace("\"", "")),
            Saying.of(
                    "Could not convert \\w+ '(.*?)' to (\\w+)",
                    found -> "meets the value '" + found.group(1) + "' where it casts to " + found.group(2)
                            + "; leave such rows out, or give them a reason in 'excluded'"),
            Saying.of(
                    "^Out of Memory", found -> "needs more memory than jobs/company.yml allows; raise 'memory' there"));

    private QueryWords(String sql, String said) {
        this.sql = sql;
        this.said = said;
    }

    /**
     * The words.
     *
     * @param sql the query, or empty
     * @param said the engine's message
     */
    static String of(String sql, String said) {
        return new QueryWords(sql, said).words();
    }

    private String words() {
        return sayings.stream()
                .flatMap(
                        saying -> saying.said().matcher(said).results().limit(1).map(saying.words()))
                .findFirst()
                .orElseGet(() -> "is refused by the engine; mend what it names: "
                        + said.lines().findFirst().orElse("").replaceFirst("\\s*Candidate.*", ""));
    }

    private String unknown(String column) {
        Matcher candidates = CANDIDATES.matcher(said);
        return "names '" + column + "', which is no column of what it reads"
                + (Catalogue.uses(sql, "parameters")
                        ? " and no parameter; a number of the company stands in jobs/company.yml under 'parameters:'"
                        : "")
                + (candidates.find() ? "; near it are " + candidates.group(1).replace("\"", "") : "");
    }

    private String unknown(String relation, String column) {
        String table = Pattern.compile("\\b(?:from|join)\\s+(\\w+)\\s+(?:as\\s+)?" + Pattern.quote(relation) + "\\b")
                .matcher(sql)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse(relation);
        String remedy = table.equals("parameters")
                ? "; a number of the company stands in jobs/company.yml under 'parameters:'"
                : Entity.named(table)
                        .map(entity -> "; " + entity + " has "
                                + entity.columns().stream().map(Column::name).collect(Collectors.joining(", ")))
                        .orElse("; write a column that '" + table + "' yields");
        return "names '" + relation + "." + column + "', which is not there" + remedy;
    }

    private static String entities() {
        return List.of(Entity.values()).stream().map(Entity::relation).collect(Collectors.joining(", "));
    }
}
