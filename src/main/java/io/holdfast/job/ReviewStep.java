package io.holdfast.job;

import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.mart.Mart;
import io.holdfast.mart.ReviewMart;
import io.holdfast.mart.Run;
import io.holdfast.review.Reviews;
import io.holdfast.workspace.DefinitionException;
import java.sql.Connection;

/** Lake to mart: the contents of all reviews of a kind at once, as known at the run's position, in one transaction. */
final class ReviewStep implements Work {

    private final RunContext run;
    private final StepDefinition.Burst burst;
    private final Engine engine;
    private final Lake lake;
    private final Mart mart;
    private final ReviewMart reviews;
    private final Outlet outlet;
    private final Journal journal;

    ReviewStep(
            RunContext run,
            StepDefinition.Burst burst,
            Engine engine,
            Lake lake,
            Mart mart,
            ReviewMart reviews,
            Outlet outlet,
            Journal journal) {
        this.run = run;
        this.burst = burst;
        this.engine = engine;
        this.lake = lake;
        this.mart = mart;
        this.reviews = reviews;
        this.outlet = outlet;
        this.journal = journal;
    }

    @Override
    public void run() throws Exception {
        Catalogue catalogue = Catalogue.read(run.workspace().jobs());
        for (String relation : Reviews.RELATIONS) {
            if (!catalogue.relations().containsKey(relation)) {
                throw new DefinitionException(
                        run.job().file(),
                        0,
                        "reviews need the relation '" + relation + "'; put jobs/kpis/relations/" + relation
                                + ".sql back, or leave the step out");
            }
        }
        Run entered = RunEntry.of(run, lake, mart, "review");
        Head known = entered.known();
        try (Connection connection = engine.connect()) {
            lake.createViews(connection, known.position());
            Figures figures = ComputedFigures.prepared(connection, catalogue, run, known);
            Reviews found = new Reviews(
                    connection,
                    figures,
                    burst.each(),
                    burst.largest(),
                    outlet.scoresFile(),
                    ComputedFigures.supplied(lake, known.position()));
            reviews.clear(run.runId(), burst.each());
            for (String table : Reviews.TABLES) {
                found.rows(table, rows -> reviews.copy(run.runId(), table, rows));
            }
        }
        journal.say(reviews.items(run.runId(), burst.each()).size() + " reviews, one for each " + burst.each() + " of "
                + run.period());
    }
}
