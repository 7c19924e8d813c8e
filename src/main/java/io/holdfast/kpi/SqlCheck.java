package io.holdfast.kpi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.Problem;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the queries of figures, and others that are held to the same, stay within {@link SqlSubset}. The engine parses, so that nothing is understood here
 * otherwise than there; what its tree holds is compared with lists, and so is the text itself. That an order is total
 * cannot be read from a query: the examples are computed over their rows in two orders for that.
 */
final class SqlCheck {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Set<String> relations = new HashSet<>(Set.of("periods", "parameters"));
    private SqlNames names;

    /**
     * @param relations names of those that the catalogue derives
     * @param parameters names of the company's and the figures' numbers
     */
    SqlCheck(Connection connection, Collection<String> relations, Collection<String> parameters) {
        this.connection = connection;
        this.relations.addAll(relations);
        Arrays.stream(Entity.values()).map(Entity::relation).forEach(this.relations::add);
        this.names = SqlNames.given(parameters);
    }

    /** For queries that read entities and {@code parameters} alone, with {@code parameters} besides those of a run. */
    static SqlCheck overEntities(Connection connection, Collection<String> parameters) {
        SqlCheck check = new SqlCheck(connection, Set.of(), parameters);
        check.relations.remove("periods");
        return check;
    }

    /** Checks a relation; those after it may use its columns. */
    List<Problem> relation(String file, String sql) {
        JsonNode tree = tree(sql);
        List<Problem> problems = check(file, sql, tree);
        names = names.with(tree);
        return problems;
    }

    /** Checks a figure. */
    List<Problem> figure(String file, String sql) {
        return check(file, sql, tree(sql));
    }

    private List<Problem> check(String file, String sql, JsonNode tree) {
        SqlText text = SqlText.of(sql);
        SqlFindings findings = new SqlFindings(file);
        new SqlWords(text, findings).check();
        if ("parser".equals(tree.path("error_type").asText())) {
            // The engine says what it cannot read, and where, when it is asked to run it.
            return List.of();
        }
        JsonNode statements = tree.path("statements");
        if (tree.path("error").asBoolean() || statements.isEmpty()) {
            int line = text.tokens().isEmpty() ? 0 : text.tokens().get(0).line();
            findings.addIfNothingElse(line, "is not a select; a file has one select, which yields the rows");
        }
        if (statements.size() == 1) {
            new SqlTree(text, relations, names.with(tree), findings).check(statements.path(0));
        }
        return findings.sorted();
    }

    private JsonNode tree(String sql) {
        String json = Sql.query(
                        connection,
                        "select json_serialize_sql(" + Sql.literal(sql)
                                + ", skip_default := true, skip_empty := true, skip_null := true)",
                        row -> row.getString(1))
                .get(0);
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the engine's tree of a query is no JSON", e);
        }
    }
}
