package io.holdfast.kpi;

import io.holdfast.lake.Lake;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.Problem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether a query that is no figure can be understood, for other rooms that take queries from people: it is held to the
 * same SQL as figures, over the entities and {@code parameters}, and then run over entities that have no row.
 */
public final class QueryCheck {

    private final Connection connection;

    /** @param connection on which the entities' views and {@code parameters} are replaced */
    public QueryCheck(Connection connection) {
        this.connection = connection;
        Lake.createEmptyViews(connection);
    }

    /**
     * What a person has to mend.
     *
     * @param file for messages
     * @param sql without a semicolon at its end
     * @param parameters the columns of {@code parameters} besides {@code as_of_day}
     * @param columns that it has to yield
     */
    public List<Problem> problems(String file, String sql, Map<String, BigDecimal> parameters, Set<String> columns) {
        List<Problem> problems =
                SqlCheck.overEntities(connection, parameters.keySet()).figure(file, sql);
        if (!problems.isEmpty()) {
            return problems;
        }
        StringBuilder row =
                new StringBuilder("create or replace temp view parameters as select date '2025-12-31' as as_of_day");
        new TreeMap<>(parameters).forEach((name, number) -> row.append(", ")
                .append(number.toPlainString())
                .append(" as ")
                .append(name));
        Sql.run(connection, row.toString());
        try {
            List<String> yielded = Sql.query(connection, "describe\n" + sql, column -> column.getString("column_name"));
            if (yielded.containsAll(columns)) {
                return List.of();
            }
            return List.of(new Problem(
                    file,
                    1,
                    "yields " + String.join(", ", yielded) + "; it has to yield " + String.join(", ", columns)));
        } catch (LakeException e) {
            return Figures.problem(file, sql, 1, e).problems();
        }
    }
}
