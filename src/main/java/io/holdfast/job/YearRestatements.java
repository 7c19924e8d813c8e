package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.KeptDefinitions;
import io.holdfast.archive.RunRecord;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figure;
import io.holdfast.kpi.Result;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.period.Grain;
import io.holdfast.period.Period;
import io.holdfast.restate.Basis;
import io.holdfast.restate.Published;
import io.holdfast.restate.RestatedFigure;
import io.holdfast.restate.Restater;
import io.holdfast.restate.Restater.Asked;
import io.holdfast.restate.YearRestatement;
import io.holdfast.restate.YearRestatement.Restated;
import io.holdfast.workspace.Workspace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What of a year's published months is another number now, and by which causes. */
final class YearRestatements {

    private final RunContext run;
    private final Engine engine;
    private final Lake lake;
    private final Archive archive;

    YearRestatements(RunContext run, Engine engine, Lake lake, Archive archive) {
        this.run = run;
        this.engine = engine;
        this.lake = lake;
        this.archive = archive;
    }

    /**
     * Looks at the last finished run of each job and month, and takes apart by cause what has moved.
     *
     * @param now the ledger position that the review sees: later runs are not looked at
     * @param months the figures as known there, with all months of the year
     */
    YearRestatement of(Head now, List<Result> months) {
        Map<String, Map<Period, Optional<BigDecimal>>> today = new HashMap<>();
        for (Result result : months) {
            Map<Period, Optional<BigDecimal>> values =
                    today.computeIfAbsent(result.kpi().id(), id -> new HashMap<>());
            result.figures().stream()
                    .filter(figure -> figure.dimension().equals(Figure.TOTAL))
                    .forEach(figure -> values.put(figure.period(), Optional.ofNullable(figure.value())));
        }
        List<Restated> restated = new ArrayList<>();
        int figures = 0;
        List<RunRecord> runs = runs(now.position());
        for (RunRecord recorded : runs) {
            String results = archive.resultsOf(recorded);
            List<Published> published = PublishedFigures.of(results, recorded.period()).stream()
                    .filter(one -> one.dimension().equals(Figure.TOTAL))
                    .toList();
            figures += published.size();
            List<String> moved = published.stream()
                    .filter(one ->
                            !same(one, today.getOrDefault(one.kpi(), Map.of()).get(recorded.period())))
                    .map(Published::kpi)
                    .toList();
            List<String> ordered = PublishedFigures.ids(results).stream()
                    .filter(moved::contains)
                    .toList();
            if (!ordered.isEmpty()) {
                restated.addAll(restated(recorded, ordered, published, now));
            }
        }
        return new YearRestatement(runs.size(), figures, List.copyOf(restated));
    }

    private List<RunRecord> runs(long upTo) {
        Map<String, RunRecord> last = new TreeMap<>();
        archive.runs().stream()
                .filter(recorded ->
                        recorded.position() <= upTo && recorded.knownAt().isPresent())
                .filter(recorded -> recorded.period().grain() == Grain.MONTH
                        && recorded.period().start().getYear()
                                == run.period().start().getYear())
                .forEach(recorded -> last.put(recorded.job() + " " + recorded.period(), recorded));
        return last.values().stream()
                .sorted(Comparator.comparing(RunRecord::period).thenComparing(RunRecord::runId))
                .toList();
    }

    private static boolean same(Published published, @Nullable Optional<BigDecimal> now) {
        BigDecimal figure = now == null ? null : now.orElse(null);
        return published.figure() == null || figure == null
                ? published.figure() == figure
                : published.figure().compareTo(figure) == 0;
    }

    private List<Restated> restated(RunRecord recorded, List<String> ids, List<Published> published, Head now) {
        Workspace then =
                new KeptDefinitions(run.workspace().data("archive")).open(run.workspace(), recorded.definitions());
        Head known = recorded.knownAt().flatMap(lake::at).orElseThrow();
        int trend = JobDefinition.read(then.jobs(), recorded.job()).trend();
        Asked asked = new Asked(
                recorded.period(),
                trend,
                ids,
                new Basis(Catalogue.read(then.jobs()), then.company()),
                new Basis(Catalogue.read(run.workspace().jobs()), run.company()),
                known,
                now);
        List<RestatedFigure> figures = new Restater(engine, lake, asked)
                .restate(published.stream()
                        .filter(one -> ids.contains(one.kpi()))
                        .toList())
                .figures();
        return figures.stream()
                .filter(figure -> figure.total().moved())
                .map(figure -> new Restated(recorded.runId(), recorded.period(), known.recordedAt(), figure))
                .toList();
    }
}
