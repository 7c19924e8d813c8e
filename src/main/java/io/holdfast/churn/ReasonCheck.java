package io.holdfast.churn;

import io.holdfast.kpi.QueryCheck;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether the reasons can be understood: their files, and each query by what {@link QueryCheck} asks of it. */
public final class ReasonCheck {

    private ReasonCheck() {}

    /**
     * What a person has to mend before reasons can be measured.
     *
     * @param parameters of the company
     */
    public static List<Problem> check(Definitions jobs, Map<String, BigDecimal> parameters, Connection connection) {
        QueryCheck queries = new QueryCheck(connection);
        List<Problem> problems = new ArrayList<>();
        for (String file : Reason.files(jobs)) {
            try {
                Reason reason = Reason.read(jobs, file);
                Map<String, BigDecimal> all = new TreeMap<>(parameters);
                all.putAll(reason.parameters());
                problems.addAll(queries.problems(reason.sqlFile(), reason.sql(), all, Reason.YIELDED));
            } catch (DefinitionException e) {
                problems.addAll(e.problems());
            }
        }
        return problems;
    }
}
