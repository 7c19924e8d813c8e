package io.holdfast.kpi;

import io.holdfast.lake.Lake;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether figures can be understood: their files, and each query, run over entities that have no row. */
public final class FigureCheck {

    private FigureCheck() {}

    /** What a person has to mend before the figures can be computed. */
    public static List<Problem> check(Definitions jobs, Map<String, BigDecimal> parameters, Connection connection) {
        List<Problem> problems = new ArrayList<>();
        List<Kpi> kpis = new ArrayList<>();
        for (String file : Catalogue.files(jobs)) {
            collect(problems, () -> kpis.add(Catalogue.read(jobs, file)));
        }
        collect(problems, () -> {
            Map<String, String> relations = new LinkedHashMap<>(Catalogue.relations(jobs));
            Lake.createEmptyViews(connection);
            LocalDate day = LocalDate.of(2025, 12, 31);
            Figures figures = new Figures(
                    connection,
                    new Catalogue(kpis, relations),
                    parameters,
                    Period.containing(Grain.MONTH, day),
                    day.atStartOfDay());
            figures.prepare();
            for (Kpi kpi : kpis) {
                collect(problems, () -> compute(figures, kpi, connection));
            }
        });
        return problems;
    }

    private static void compute(Figures figures, Kpi kpi, Connection connection) {
        figures.prepare(kpi);
        Set<String> columns;
        try {
            columns = Set.copyOf(Sql.query(connection, "describe " + kpi.sql(), row -> row.getString(1)));
        } catch (LakeException e) {
            throw Figures.problem(kpi.sqlFile(), 0, e);
        }
        List<String> wanted = new ArrayList<>(List.of("id", "customer_id", "day", "excluded"));
        wanted.addAll(kpi.aggregate() == Kpi.Aggregate.RATIO ? List.of("hit", "base") : List.of("value"));
        wanted.addAll(kpi.breakdown());
        wanted.removeAll(columns);
        if (!wanted.isEmpty()) {
            throw new DefinitionException(
                    kpi.sqlFile(),
                    0,
                    "does not yield " + String.join(", ", wanted) + ", which a figure with aggregate " + kpi.aggregate()
                            + (kpi.breakdown().isEmpty() ? "" : " and breakdown " + kpi.breakdown()) + " needs");
        }
        figures.compute(kpi);
    }

    private static void collect(List<Problem> problems, Runnable check) {
        try {
            check.run();
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
        }
    }
}
