package io.holdfast.kpi;

import io.holdfast.lake.Lake;
import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether figures can be understood: their files, and each query, run over entities that have no row. */
public final class FigureCheck {

    private FigureCheck() {}

    /** What a person has to mend before the figures can be computed. */
    public static List<Problem> check(Definitions jobs, Map<String, BigDecimal> parameters, Connection connection) {
        List<Problem> problems = new ArrayList<>();
        parameters.keySet().stream()
                .filter(Figures.GIVEN::contains)
                .map(name -> new Problem(
                        jobs.origin("company.yml"),
                        0,
                        "parameters has '" + name + "', which is what the run itself gives; choose another name"))
                .forEach(problems::add);
        problems.addAll(Catalogue.strays(jobs));
        List<Kpi> kpis = new ArrayList<>();
        for (String file : Catalogue.files(jobs)) {
            collect(problems, () -> kpis.add(Catalogue.read(jobs, file)));
        }
        collect(problems, () -> {
            Catalogue catalogue = new Catalogue(kpis, Catalogue.relations(jobs));
            Set<String> refused = checkQueries(problems, jobs, catalogue, parameters.keySet(), connection);
            if (catalogue.relations().keySet().stream().anyMatch(name -> refused.contains(relation(jobs, name)))) {
                return;
            }
            Lake.createEmptyViews(connection);
            LocalDate day = LocalDate.of(2025, 12, 31);
            Figures figures = new Figures(
                    connection,
                    catalogue,
                    parameters,
                    Period.containing(Grain.MONTH, day),
                    Figures.PAST,
                    day.atStartOfDay());
            figures.prepareAll();
            for (Kpi kpi : kpis) {
                if (!refused.contains(kpi.sqlFile())) {
                    collect(problems, () -> figures.compute(kpi));
                }
            }
            Set<String> relations = catalogue.relations().keySet();
            if (relations.contains(KeyAccounts.RELATION)) {
                collect(problems, () -> figures.keyAccounts(Supplied.everything()));
            }
            if (relations.containsAll(Complaints.RELATIONS)) {
                collect(problems, () -> figures.complaints(Supplied.everything()));
            }
            if (relations.contains(OneWords.RELATION)) {
                collect(problems, () -> figures.oneWords(jobs));
            }
        });
        return problems;
    }

    /** Holds the queries against the subset; what leaves it is not run, since it may be anything. Returns their files. */
    private static Set<String> checkQueries(
            List<Problem> problems,
            Definitions jobs,
            Catalogue catalogue,
            Set<String> parameters,
            Connection connection) {
        Set<String> known = new HashSet<>(parameters);
        catalogue.kpis().forEach(kpi -> known.addAll(kpi.parameters().keySet()));
        SqlCheck queries = new SqlCheck(connection, catalogue.relations().keySet(), known);
        List<Problem> found = new ArrayList<>();
        catalogue.relations().forEach((name, sql) -> found.addAll(queries.relation(relation(jobs, name), sql)));
        catalogue.kpis().forEach(kpi -> found.addAll(queries.figure(kpi.sqlFile(), kpi.sql())));
        problems.addAll(found);
        return found.stream().map(Problem::file).collect(Collectors.toUnmodifiableSet());
    }

    private static String relation(Definitions jobs, String name) {
        return jobs.origin("kpis/relations/" + name + ".sql");
    }

    private static void collect(List<Problem> problems, Runnable check) {
        try {
            check.run();
        } catch (DefinitionException e) {
            problems.addAll(e.problems());
        }
    }
}
