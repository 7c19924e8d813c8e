package io.holdfast.job;

import io.holdfast.churn.AtRisk;
import io.holdfast.kpi.Arrival;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.DayBrief;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import io.holdfast.ledger.Head;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Notice;
import io.holdfast.mart.Run;
import io.holdfast.workspace.DefinitionException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lake to mart: figures of one day, and what the morning after it has to know, in one transaction. */
final class BriefStep implements Work {

    private final RunContext run;
    private final List<String> ids;
    private final Engine engine;
    private final Lake lake;
    private final Mart mart;
    private final Journal journal;

    BriefStep(RunContext run, List<String> ids, Engine engine, Lake lake, Mart mart, Journal journal) {
        this.run = run;
        this.ids = ids;
        this.engine = engine;
        this.lake = lake;
        this.mart = mart;
        this.journal = journal;
    }

    @Override
    public void run() throws Exception {
        Head known = run.known(this::known, "tell");
        Catalogue catalogue = Catalogue.read(run.workspace().jobs());
        List<Kpi> kpis = catalogue.chosen(ids, run.job().file());
        require(catalogue);
        Map<Entity, Set<String>> supplied = ComputedFigures.supplied(lake, known.position());
        ComputedFigures computed;
        DayBrief brief;
        AtRisk atRisk;
        try (Connection connection = engine.connect()) {
            lake.createViews(connection, known.position());
            Figures figures = ComputedFigures.prepared(connection, catalogue, run, known);
            brief = figures.day(supplied);
            atRisk = AtRisk.of(connection, lake, run.period().end(), known.position());
            computed = ComputedFigures.of(figures, kpis, supplied, run, "brief", journal);
        }
        Run entered =
                computed.enter(mart, lake, run, known, empty(brief).stream().toList(), journal);
        mart.brief(entered, brief, atRisk);
        journal.say("what " + run.period() + " brought, as known at ledger position " + known.position());
    }

    // A scoring is news of its own, though it comes after the loads that it knows. One that was begun before them,
    // killed
    // and continued, waits for the next load: nothing is as known at a moment before what is shown.
    private Optional<Head> known() {
        return lake.known().map(loaded -> lake.scores(Long.MAX_VALUE).stream()
                .filter(scores -> scores.position() > loaded.position()
                        && !scores.recordedAt().isBefore(loaded.recordedAt()))
                .max(Comparator.comparingLong(ScoresFile::position))
                .flatMap(scores -> lake.at(scores.position()))
                .orElse(loaded));
    }

    private void require(Catalogue catalogue) {
        List<String> missing = DayBrief.RELATIONS.stream()
                .filter(relation -> !catalogue.relations().containsKey(relation))
                .toList();
        if (!missing.isEmpty()) {
            throw new DefinitionException(
                    run.job().file(),
                    0,
                    "asks for a brief, but jobs/kpis/relations/ has no " + String.join(".sql, ", missing)
                            + ".sql; 'holdfast init' in an empty folder writes the default ones, to be copied");
        }
    }

    // On a Sunday nobody expects orders; where some are usual, a day without any is one whose file did not come.
    private Optional<Notice> empty(DayBrief brief) {
        Arrival orders = brief.arrival(Arrival.ORDERS);
        BigDecimal usual = orders.usual();
        boolean expected = usual == null || usual.signum() > 0;
        return orders.value().signum() == 0 && expected
                ? Optional.of(Notices.noOrders(run.period(), String.valueOf(brief.lastOrder())))
                : Optional.empty();
    }
}
