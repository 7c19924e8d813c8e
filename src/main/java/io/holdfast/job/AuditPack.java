package io.holdfast.job;

import io.holdfast.archive.RunRecord;
import io.holdfast.ledger.Head;
import io.holdfast.period.Period;
import java.nio.file.Path;
import java.util.List;

/**
 * What a pack is about, and where its parts are laid out before they are one file.
 *
 * @param period every run of it, or of a period within it, is in the pack
 * @param head where the ledger ends that the pack was made from
 * @param runs the finished runs, each as its last try was entered, oldest first
 * @param personalData whether names and free texts stay in the rows
 * @param folder of the parts
 */
record AuditPack(Period period, Head head, List<RunRecord> runs, boolean personalData, Path folder) {

    boolean has(String runId) {
        return runs.stream().anyMatch(run -> run.runId().equals(runId));
    }

    Path results(RunRecord run) {
        return folder.resolve("results").resolve(run.runId());
    }
}
