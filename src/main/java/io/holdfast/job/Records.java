package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import java.nio.file.Path;
import java.util.Map;

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
    public void report(String template, String language, Path finished) {
        String period = run.period().toString();
        String name = (otherJobHas(template, language, period) ? run.job().name() + "-" : "") + finished.getFileName();
        Path copy = run.workspace().out().resolve(period).resolve(name);
        archive.publish(
                finished,
                run.runId(),
                run.at(),
                Map.of("report", template, "language", language, "period", period),
                copy);
        journal.say("published " + run.workspace().root().relativize(copy));
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
