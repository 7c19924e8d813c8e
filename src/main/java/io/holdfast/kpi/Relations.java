package io.holdfast.kpi;

import io.holdfast.lake.Facts;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalogue's named relations on one connection: each is computed once, when the first figure needs it. */
final class Relations {

    private final Connection connection;
    private final Map<String, String> queries;
    private final Runnable parameters;
    private final Set<String> made = new HashSet<>();

    /**
     * @param queries by name, each after those it uses
     * @param parameters makes the relation {@code parameters} as relations see it: the company's, no figure's own
     */
    Relations(Connection connection, Map<String, String> queries, Runnable parameters) {
        this.connection = connection;
        this.queries = queries;
        this.parameters = parameters;
    }

    boolean has(String name) {
        return queries.containsKey(name);
    }

    /** The columns of a relation, which is made for that. */
    Set<String> columns(String name) {
        neededBy(name);
        return types(connection, "select * from " + name).keySet();
    }

    /** The types of a query's columns, by name in their order. */
    static Map<String, String> types(Connection connection, String sql) {
        Map<String, String> types = new LinkedHashMap<>();
        Sql.query(
                connection,
                "describe\n" + sql,
                row -> types.put(row.getString("column_name"), row.getString("column_type")));
        return types;
    }

    /** Makes every relation. */
    void all() {
        make(queries.keySet());
    }

    /** Makes what a query uses, and what that uses in turn. */
    void neededBy(String sql) {
        List<String> lastFirst = new ArrayList<>(queries.keySet());
        Collections.reverse(lastFirst);
        Set<String> needed = new HashSet<>();
        for (String name : lastFirst) {
            boolean used = Catalogue.uses(sql, name)
                    || needed.stream().anyMatch(other -> Catalogue.uses(queries.getOrDefault(other, ""), name));
            if (used) {
                needed.add(name);
            }
        }
        make(needed);
    }

    private void make(Set<String> needed) {
        List<String> missing = queries.keySet().stream()
                .filter(name -> needed.contains(name) && !made.contains(name))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        parameters.run();
        for (String name : missing) {
            String query = queries.getOrDefault(name, "");
            try {
                Sql.run(connection, "create or replace temp table " + name + " as\n" + Facts.alone(query));
            } catch (LakeException e) {
                throw Figures.problem(file(name), query, 1, e);
            }
            made.add(name);
        }
    }

    /** Where a relation's query stands, for messages. */
    static String file(String name) {
        return "jobs/kpis/relations/" + name + ".sql";
    }
}
