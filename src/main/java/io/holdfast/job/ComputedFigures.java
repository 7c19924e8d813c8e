package io.holdfast.job;

import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Result;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Notice;
import io.holdfast.mart.Run;
import io.holdfast.period.Period;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The figures of a run.
 *
 * @param results in the order of the catalogue
 * @param leftOut those that the run cannot compute, with what they lack
 * @param doubts about what was computed
 */
record ComputedFigures(List<Result> results, Map<Kpi, List<String>> leftOut, List<Notice> doubts) {

    /** What computes the figures of the run's own period, from what its connection knows. */
    static Figures prepared(Connection connection, Catalogue catalogue, RunContext run, Head known) {
        return prepared(
                connection, catalogue, run, known, run.period(), run.job().trend());
    }

    /** Likewise of another period. */
    static Figures prepared(
            Connection connection, Catalogue catalogue, RunContext run, Head known, Period period, int past) {
        Figures figures = new Figures(
                connection,
                catalogue,
                run.company().parameters(),
                period,
                past,
                LocalDateTime.ofInstant(known.recordedAt(), run.company().zone()));
        figures.prepare();
        return figures;
    }

    /** @param step that computes them, for those who watch */
    static ComputedFigures of(
            Figures figures,
            List<Kpi> kpis,
            Map<Entity, Set<String>> supplied,
            RunContext run,
            String step,
            Journal journal) {
        List<Result> results = new ArrayList<>();
        Map<Kpi, List<String>> leftOut = new LinkedHashMap<>();
        List<Notice> doubts = new ArrayList<>();
        for (Kpi kpi : kpis) {
            List<String> missing = Figures.missing(kpi, supplied, run.period());
            if (missing.isEmpty()) {
                Result result = figures.compute(kpi);
                results.add(result);
                figures.doubt(result).map(Notices::of).ifPresent(doubts::add);
            } else {
                leftOut.put(kpi, missing);
                journal.say(kpi.id() + " is left out: nobody supplies " + String.join(", ", missing));
            }
            journal.progress(step, results.size() + leftOut.size(), kpis.size());
        }
        return new ComputedFigures(results, leftOut, doubts);
    }

    /** The canonical columns that some load up to a position supplies, by entity. */
    static Map<Entity, Set<String>> supplied(Lake lake, long position) {
        Map<Entity, Set<String>> supplied = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            supplied.put(entity, lake.supplied(entity, position));
        }
        return supplied;
    }

    /** Enters the run with its figures, the loads that it knew, and all that has to be said of it: the doubts and these notices. */
    Run enter(Mart mart, Lake lake, RunContext run, Head known, List<Notice> notices, Journal journal) {
        Run entered = run.entered(known);
        List<Notice> all = Stream.concat(notices.stream(), doubts.stream()).toList();
        mart.enter(entered);
        mart.figures(entered, Figures.exceptionsFirst(results), leftOut);
        mart.loads(entered, lake.loads(known.position()));
        mart.notices(entered, all);
        journal.warn(all.stream().map(Notice::text).toList());
        return entered;
    }
}
