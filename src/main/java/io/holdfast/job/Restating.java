package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.KeptDefinitions;
import io.holdfast.archive.RunRecord;
import io.holdfast.kpi.Catalogue;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Run;
import io.holdfast.report.Reports;
import io.holdfast.report.RestatementBook;
import io.holdfast.restate.Basis;
import io.holdfast.restate.RestatedFigure;
import io.holdfast.restate.RestatedValue;
import io.holdfast.restate.Restatement;
import io.holdfast.restate.Restater;
import io.holdfast.restate.Restater.Asked;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of a finished run with what was recorded since, and the files that explain them. Enters nothing. */
final class Restating {

    static final String REPORT = "restatement";

    /**
     * A finished file.
     *
     * @param language it is in
     * @param path where it lies until it is published
     */
    record Made(String language, Path path) {}

    /**
     * What came of it.
     *
     * @param moved figures that are another number now
     * @param lines to tell
     */
    record Told(long moved, List<Made> files, List<String> lines) {}

    private final Workspace workspace;
    private final Lake lake;
    private final Archive archive;
    private final RunRecord recorded;

    Restating(Workspace workspace, Lake lake, Archive archive, RunRecord recorded) {
        this.workspace = workspace;
        this.lake = lake;
        this.archive = archive;
        this.recorded = recorded;
    }

    /**
     * Computes and writes.
     *
     * @param then what the run knew
     * @param now what it is set against, not before that
     * @param staging where finished files go
     */
    Told restate(Head then, Head now, Optional<Integer> threads, Path staging) throws IOException, SQLException {
        KeptDefinitions kept = new KeptDefinitions(workspace.data("archive"));
        Basis basisThen = basis(kept.open(workspace, recorded.definitions()));
        Basis basisNow = basis(workspace);
        String results = archive.resultsOf(recorded);
        List<String> ids = PublishedFigures.ids(results);
        if (ids.isEmpty()) {
            throw new DefinitionException(
                    "holdfast rerun", 0, recorded.runId() + " computed no figures, so there are none to restate");
        }
        int trend = JobDefinition.read(
                        kept.open(workspace, recorded.definitions()).jobs(), recorded.job())
                .trend();
        Company company = basisNow.company();
        try (Engine engine =
                        Engine.start(workspace.data("tmp"), company.memory(), threads.orElseGet(company::threads));
                ScratchMart mart = new ScratchMart();
                Connection connection = mart.database().getConnection()) {
            Restatement restatement = new Restater(
                            engine, lake, new Asked(recorded.period(), trend, ids, basisThen, basisNow, then, now))
                    .restate(PublishedFigures.of(results, recorded.period()));
            Run run = new Run(
                    recorded.job(),
                    recorded.period(),
                    recorded.revision(),
                    now,
                    company,
                    Program.version(),
                    KeptDefinitions.sha256(workspace));
            Mart tables = new Mart(mart.jdbc());
            tables.enter(run);
            tables.restatement(run, restatement, recorded.definitions(), recorded.program());
            Reports reports = new Reports(workspace.reports(), workspace.data("cache/templates"));
            return new Told(
                    restatement.moved().size(),
                    files(run, reports, connection, company, staging),
                    lines(restatement, reports, run, connection));
        }
    }

    private static Basis basis(Workspace workspace) {
        return new Basis(Catalogue.read(workspace.jobs()), workspace.company());
    }

    private List<Made> files(Run run, Reports reports, Connection mart, Company company, Path staging)
            throws IOException {
        Files.createDirectories(staging);
        String name = REPORT + "-of-" + recorded.runId() + "-at-" + run.known().position();
        List<Made> files = new ArrayList<>();
        for (String language : company.languages()) {
            Path pdf = staging.resolve(name + "." + language + ".pdf");
            Files.deleteIfExists(pdf);
            reports.render(REPORT, language, run.id(), mart, pdf);
            files.add(new Made(language, pdf));
        }
        Path book = staging.resolve(name + ".xlsx");
        RestatementBook.write(run.id(), mart, run.known().recordedAt(), book);
        files.add(new Made("en", book));
        return files;
    }

    private List<String> lines(Restatement restatement, Reports reports, Run run, Connection mart) {
        List<String> lines = new ArrayList<>();
        List<String> otherwise = restatement.figures().stream()
                .filter(figure -> figure.values().stream().anyMatch(Restating::computedOtherwise))
                .map(figure -> figure.kpi().id())
                .toList();
        if (!otherwise.isEmpty()) {
            lines.add("first of all: the recorded rows and definitions do not give what was published of "
                    + String.join(", ", otherwise) + "; that part is told by itself. "
                    + (recorded.program().equals(Program.version())
                            ? "See what is not as recorded: " + workspace.command("verify")
                            : "The run was made by program " + recorded.program() + ", this is " + Program.version()));
        }
        lines.addAll(reports.restated(language(reports), run.id(), mart));
        long moved = restatement.moved().size();
        List<RestatedFigure> figures = restatement.figures();
        lines.add(recorded.runId() + " as known at ledger position "
                + restatement.now().position()
                + ": "
                + (moved == 0
                        ? "no figure of " + figures.size() + " moved"
                        : moved + " of " + figures.size() + (figures.size() == 1 ? " figure" : " figures") + " moved")
                + "; since position " + restatement.then().position() + ", " + restatement.came() + " rows came and "
                + restatement.changed() + " changed"
                + (restatement.gone() == 0
                        ? ""
                        : restatement.gone() == 1 ? ", 1 is gone" : ", " + restatement.gone() + " are gone")
                + ", of which " + restatement.untouching() + " touch no figure");
        return lines;
    }

    private static boolean computedOtherwise(RestatedValue value) {
        return value.parts().get(0).moved();
    }

    private static String language(Reports reports) {
        return reports.languages().contains("en") ? "en" : reports.languages().get(0);
    }
}
