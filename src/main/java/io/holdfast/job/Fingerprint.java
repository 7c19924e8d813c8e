package io.holdfast.job;

import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Workspace;
import java.util.List;

/** One hash over every definition that a run can depend on: each file of jobs and reports, by name and content. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Workspace workspace) {
        StringBuilder files = new StringBuilder();
        for (Definitions tree : List.of(workspace.jobs(), workspace.reports())) {
            for (String file : tree.all()) {
                files.append(Sha256.of(tree.bytes(file)))
                        .append("  ")
                        .append(tree.origin(file))
                        .append('\n');
            }
        }
        return Sha256.of(files.toString());
    }
}
