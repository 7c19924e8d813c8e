package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Publication;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Enters what a run makes: scores in the lake, reports in the archive, with a copy in {@code out} for people. */
final class Records implements Outlet {

    private final RunContext run;
    private final Lake lake;
    private final Archive archive;
    private final Journal journal;

    Records(RunContext run, Lake lake, Archive archive, Journal journal) {
        this.run = run;
        this.lake = lake;
        this.archive = archive;
        this.journal = journal;
    }

    @Override
    public long scores(ScoresFile scores, Path finished) {
        lake.adoptScores(finished);
        return lake.enter(scores).position();
    }

    @Override
    public Optional<Path> scoresFile() {
        return lake.scores(Long.MAX_VALUE).stream()
                .filter(entered -> entered.runId().equals(run.runId()))
                .reduce((earlier, later) -> later)
                .map(lake::file);
    }

    @Override
    public void report(String template, String language, Path finished) {
        Path copy = place(template, language, String.valueOf(finished.getFileName()));
        archive.publish(finished, run.runId(), run.at(), facts(template, language), copy);
        journal.say("published " + run.workspace().root().relativize(copy));
    }

    @Override
    public String piece(Path finished) {
        return archive.pieces().keep(finished);
    }

    @Override
    public boolean has(String name, String sha256) {
        return archive.pieces().has(name, sha256);
    }

    @Override
    public void burst(BurstMade made) {
        Path folder = place(
                made.template(), made.language(), made.template() + (run.revision() > 1 ? "-r" + run.revision() : ""));
        Map<String, String> facts = new TreeMap<>(facts(made.template(), made.language()));
        facts.put(Publication.FOR_EACH, made.each().toString());
        facts.put("files", String.valueOf(made.manifest().files().size()));
        facts.put("failed", String.valueOf(made.failed().size()));
        try {
            Path manifest = Files.writeString(
                    run.staging().resolve(made.manifestName()), made.manifest().text());
            archive.publish(manifest, run.runId(), run.at(), facts, folder.resolve(made.manifestName()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + run.staging() + "; is the disk full?", e);
        }
        new BurstCopies(folder, archive.pieces()).write(made);
        journal.say("published " + made.manifest().files().size() + " files in "
                + run.workspace().root().relativize(folder.resolve(made.each().toString())));
    }

    private Map<String, String> facts(String template, String language) {
        return Map.of(
                "report", template, "language", language, "period", run.period().toString());
    }

    private Path place(String template, String language, String name) {
        String period = run.period().toString();
        String own = otherJobHas(template, language, period) ? run.job().name() + "-" : "";
        return run.workspace().out().resolve(period).resolve(own + name);
    }

    // The plain name is that of the job that published the report first, whatever is run again or continued since.
    private boolean otherJobHas(String template, String language, String period) {
        return archive.publications().stream()
                .filter(published -> published.report().equals(template)
                        && published.language().equals(language)
                        && published.period().equals(period))
                .findFirst()
                .filter(first -> !withoutRevision(first.runId()).equals(withoutRevision(run.runId())))
                .isPresent();
    }

    private static String withoutRevision(String runId) {
        return runId.replaceFirst("\\d+$", "");
    }
}
