package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.RunRecord;
import io.holdfast.churn.Cohorts;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Result;
import io.holdfast.kpi.YearAccounts;
import io.holdfast.kpi.YearFigure;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Run;
import io.holdfast.period.Period;
import io.holdfast.restate.YearRestatement;
import io.holdfast.workspace.DefinitionException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lake to mart: figures of a year and of its months, the accounts that it won and lost, who stayed, and what of its published
 * months is another number now, in one transaction.
 */
final class YearStep implements Work {

    private static final int MONTHS = 12;

    private final RunContext run;
    private final List<String> ids;
    private final Engine engine;
    private final Lake lake;
    private final Archive archive;
    private final Mart mart;
    private final Journal journal;

    YearStep(RunContext run, List<String> ids, Engine engine, Lake lake, Archive archive, Mart mart, Journal journal) {
        this.run = run;
        this.ids = ids;
        this.engine = engine;
        this.lake = lake;
        this.archive = archive;
        this.mart = mart;
        this.journal = journal;
    }

    @Override
    public void run() throws Exception {
        Head known = run.known(this::known, "review");
        Catalogue catalogue = Catalogue.read(run.workspace().jobs());
        require(catalogue);
        List<Kpi> kpis = catalogue.chosen(ids, run.job().file());
        Map<Entity, Set<String>> supplied = ComputedFigures.supplied(lake, known.position());
        ComputedFigures computed;
        YearAccounts accounts;
        Cohorts cohorts;
        List<Result> months;
        try (Connection connection = engine.connect()) {
            lake.createViews(connection, known.position());
            Figures year = ComputedFigures.prepared(connection, catalogue, run, known);
            computed = ComputedFigures.of(year, kpis, supplied, run, "year", journal);
            accounts = year.yearAccounts();
            // Months that nobody can know yet would look as if everybody had left.
            cohorts = Cohorts.of(connection, run.lastKnownDay(known), activityMonths());
            Period last = YearFigure.lastMonth(run.period());
            Figures monthly =
                    ComputedFigures.prepared(connection, catalogue, run, known, last, MONTHS - 1 + YearFigure.BEFORE);
            months = computed.results().stream()
                    .map(Result::kpi)
                    .filter(kpi -> Figures.missing(kpi, supplied, last).isEmpty())
                    .map(monthly::compute)
                    .toList();
        }
        YearRestatement restatement = new YearRestatements(run, engine, lake, archive).of(known, months);
        Run entered = computed.enter(mart, lake, run, known, List.of(), journal);
        mart.year(
                entered,
                months.stream()
                        .flatMap(result -> YearFigure.of(result).stream())
                        .toList(),
                accounts,
                cohorts,
                restatement);
        journal.say("the year " + run.period() + " as known at ledger position " + known.position() + "; "
                + restatement.restated().size() + " of " + restatement.figures() + " published figures of "
                + restatement.runs() + " runs are another number now");
    }

    // A run that published figures is part of what is reviewed, though it comes after the loads that it knew. One that
    // was
    // begun before them, killed and continued, waits for the next load: nothing is as known at a moment before what is
    // shown.
    private Optional<Head> known() {
        return lake.known().map(loaded -> archive.runs().stream()
                .filter(finished -> finished.position() > loaded.position()
                        && !finished.recordedAt().isBefore(loaded.recordedAt()))
                .max(Comparator.comparingLong(RunRecord::position))
                .flatMap(finished -> lake.at(finished.position()))
                .orElse(loaded));
    }

    private int activityMonths() {
        return run.company()
                .parameters()
                .getOrDefault("activity_months", BigDecimal.valueOf(MONTHS))
                .intValueExact();
    }

    private void require(Catalogue catalogue) {
        if (!catalogue.relations().containsKey(YearAccounts.RELATION)) {
            throw new DefinitionException(
                    run.job().file(),
                    0,
                    "reviews a year, but jobs/kpis/relations/" + YearAccounts.RELATION
                            + ".sql is not there; 'holdfast init' in an empty folder writes the default one, to be"
                            + " copied");
        }
    }
}
