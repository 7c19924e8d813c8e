package io.holdfast.job;

import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Head;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Notice;
import io.holdfast.mart.Run;
import io.holdfast.workspace.Meeting;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lake to mart: every figure of the run's period as known at the last published position, in one transaction. */
final class FiguresStep implements Work {

    private final RunContext run;
    private final List<String> ids;
    private final Engine engine;
    private final Lake lake;
    private final Mart mart;
    private final Journal journal;

    FiguresStep(RunContext run, List<String> ids, Engine engine, Lake lake, Mart mart, Journal journal) {
        this.run = run;
        this.ids = ids;
        this.engine = engine;
        this.lake = lake;
        this.mart = mart;
        this.journal = journal;
    }

    @Override
    public void run() throws Exception {
        Head known = run.known(lake::known, "compute from");
        Catalogue catalogue = Catalogue.read(run.workspace().jobs());
        List<Kpi> kpis = catalogue.chosen(ids, run.job().file());
        Optional<Meeting> meeting = Meeting.read(run.workspace().jobs());
        Map<Entity, Set<String>> supplied = ComputedFigures.supplied(lake, known.position());
        ComputedFigures computed;
        Lists lists;
        List<Notice> notices;
        try (Connection connection = engine.connect()) {
            lake.createViews(connection, known.position());
            Figures figures = ComputedFigures.prepared(connection, catalogue, run, known);
            notices = emptyPeriod(connection);
            computed = ComputedFigures.of(figures, kpis, supplied, run, "figures", journal);
            lists = Lists.of(figures, catalogue, supplied, run.workspace().jobs());
        }
        Run entered = computed.enter(mart, lake, run, known, notices, journal);
        lists.write(mart, entered);
        meeting.ifPresent(agreed -> mart.meeting(entered, agreed));
        journal.say(computed.results().size() + " figures of " + run.period() + " as known at ledger position "
                + known.position());
    }

    private List<Notice> emptyPeriod(Connection connection) {
        String within = "cast(ordered_at as date) between date '" + run.period().start() + "' and date '"
                + run.period().end() + "'";
        return Sql.query(
                        connection,
                        "select count(*) filter (where " + within + "), cast(max(ordered_at) as date) from orders",
                        row -> row.getLong(1) > 0
                                ? Optional.<Notice>empty()
                                : Optional.of(Notices.noOrders(run.period(), row.getString(2))))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }
}
