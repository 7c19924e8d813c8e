package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.KeptDefinitions;
import io.holdfast.archive.RunRecord;
import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.job.Reruns.Means;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.mart.MartRows;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A finished run computed again: from the loads of its ledger position, with the definitions it had, in a mart of its own.
 */
final class Redoing {

    private final Workspace workspace;
    private final Lake lake;
    private final Archive archive;
    private final Narrator narrator;

    Redoing(Workspace workspace, Lake lake, Archive archive, Narrator narrator) {
        this.workspace = workspace;
        this.lake = lake;
        this.archive = archive;
        this.narrator = narrator;
    }

    /**
     * What a run made when it was done again.
     *
     * @param before the results that are recorded, as a text
     * @param now those of the rerun, of the same tables and columns
     * @param files those it made, beside those that are recorded; gone when they were looked at
     */
    record Made(String before, String now, Beside files) {}

    /** Does a run again and has a look at what it made. */
    <T> T again(RunRecord recorded, Head known, Means means, Function<Made, T> look) {
        Workspace kept = new KeptDefinitions(workspace.data("archive")).open(workspace, recorded.definitions());
        // What one that was killed left behind is of no use.
        Folders.delete(staging(recorded));
        RunContext run = context(recorded, kept, known, means);
        try (Engine engine = Engine.start(
                        workspace.data("tmp"),
                        run.company().memory(),
                        run.company().threads());
                ScratchMart mart = new ScratchMart()) {
            Beside beside = new Beside(run, lake, archive);
            Computation computation =
                    new Computation(run, engine, lake, archive, mart.database(), beside, new Journal(narrator));
            for (StepDefinition step : run.job().steps()) {
                for (Map.Entry<String, Work> work : computation.works(step).entrySet()) {
                    work.getValue().run();
                }
            }
            String before = archive.resultsOf(recorded);
            String now = new MartRows(mart.jdbc()).text(run.runId(), MartRows.shape(before));
            return look.apply(new Made(before, now, beside));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(recorded.runId() + " could not be done again: " + e.getMessage(), e);
        } finally {
            Folders.delete(run.staging());
        }
    }

    private RunContext context(RunRecord recorded, Workspace kept, Head known, Means means) {
        Company company = kept.company();
        return new RunContext(
                kept,
                recorded.definitions(),
                means.threads().map(company::withThreads).orElse(company),
                JobDefinition.read(kept.jobs(), recorded.job()),
                recorded.period(),
                recorded.revision(),
                recorded.recordedAt(),
                Optional.of(known),
                recorded.program(),
                staging(recorded));
    }

    private Path staging(RunRecord recorded) {
        return workspace.data("staging/rerun-" + recorded.runId());
    }
}
