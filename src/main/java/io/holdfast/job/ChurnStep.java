package io.holdfast.job;

import io.holdfast.churn.Churn;
import io.holdfast.churn.ChurnDefinition;
import io.holdfast.churn.ChurnSettings;
import io.holdfast.churn.ChurnTables;
import io.holdfast.churn.InsightSettings;
import io.holdfast.churn.Insights;
import io.holdfast.churn.ListResult;
import io.holdfast.churn.Population;
import io.holdfast.churn.Scoring;
import io.holdfast.churn.Warning;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Sha256;
import io.holdfast.mart.ChurnInsights;
import io.holdfast.mart.ChurnMart;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lake to scores: every customer as known at the run's position on the last day of its period, in the mart and as a file
 * of the lake, in one transaction; and what became of earlier lists whose horizon has passed by that day.
 */
final class ChurnStep implements Work {

    private final RunContext run;
    private final String settings;
    private final Engine engine;
    private final Lake lake;
    private final Mart mart;
    private final ChurnMart churnMart;
    private final ChurnInsights beside;
    private final Outlet outlet;
    private final Journal journal;

    ChurnStep(
            RunContext run,
            String settings,
            Engine engine,
            Lake lake,
            Mart mart,
            ChurnMart churnMart,
            ChurnInsights beside,
            Outlet outlet,
            Journal journal) {
        this.run = run;
        this.settings = settings;
        this.engine = engine;
        this.lake = lake;
        this.mart = mart;
        this.churnMart = churnMart;
        this.beside = beside;
        this.outlet = outlet;
        this.journal = journal;
    }

    @Override
    public void run() throws Exception {
        ChurnDefinition definition =
                ChurnDefinition.read(run.workspace().jobs(), settings, run.job().file());
        Run entered = RunEntry.of(run, lake, mart, "score");
        Head known = entered.known();
        // Days that nobody can know yet would look as if all customers were silent.
        LocalDate asOf = run.lastKnownDay(known);
        try (Connection connection = engine.connect()) {
            lake.createViews(connection, known.position());
            Map<Entity, Set<String>> supplied = ComputedFigures.supplied(lake, known.position());
            ChurnTables tables =
                    new ChurnTables(connection, asOf, definition, run.company().parameters(), supplied);
            Scoring scoring = Churn.score(
                    tables.orders(),
                    asOf,
                    definition.horizonDays(),
                    new ChurnSettings(run.company().threads()));
            Insights insights = Insights.of(
                    connection,
                    scoring,
                    InsightSettings.read(run.workspace().jobs(), run.company(), definition.discountRate()),
                    supplied);
            tables.list(scoring, insights);
            ScoresFile scores = scores(tables, definition, known, asOf);
            Population population = tables.population();
            churnMart.scoring(run.runId(), definition, scoring, population, scores.sha256());
            churnMart.actions(run.runId(), definition.actions(), tables.actions());
            tables.top(rows -> churnMart.copy(run.runId(), "churn_customer", rows));
            tables.winBack(rows -> churnMart.copy(run.runId(), "churn_win_back", rows));
            tables.released(rows -> churnMart.copy(run.runId(), "churn_released", rows));
            beside.write(entered, insights);
            beside.met(entered, insights.met(connection, tables.shown()));
            judge(entered, tables, scores);
            tell(scoring, population);
        }
    }

    private ScoresFile scores(ChurnTables tables, ChurnDefinition definition, Head known, LocalDate asOf)
            throws IOException {
        Path draft = run.staging().resolve("scores.parquet");
        Files.deleteIfExists(draft);
        long rows = tables.write(draft);
        ScoresFile scores = new ScoresFile(
                0,
                run.at(),
                run.runId(),
                run.period().toString(),
                asOf,
                definition.horizonDays(),
                known.position(),
                rows,
                Sha256.of(draft));
        return scores.at(outlet.scores(scores, draft));
    }

    // Of the lists of one day with one horizon, the last that was made counts, whichever job and revision made it; what
    // was made after this run's own was not there yet.
    private void judge(Run entered, ChurnTables tables, ScoresFile own) {
        Map<List<Object>, ScoresFile> lists = new LinkedHashMap<>();
        for (ScoresFile list : lake.scores(own.position() - 1)) {
            if (!list.due().isAfter(own.asOf()) && !list.runId().equals(run.runId())) {
                lists.put(List.of(list.asOf(), list.horizonDays()), list);
            }
        }
        for (ScoresFile list : lists.values()) {
            ListResult result = tables.result(lake, list);
            churnMart.result(entered, list, result);
            journal.say("the list of " + list.asOf() + " had " + result.listed() + " customers, of whom "
                    + result.hits() + " stopped within " + list.horizonDays() + " days");
        }
    }

    private void tell(Scoring scoring, Population population) {
        journal.say(scoring.customers().size() + " customers scored as of " + scoring.asOf() + ", "
                + population.active() + " of them active");
        scoring.warnings().stream().map(Warning::words).forEach(journal::say);
    }
}
