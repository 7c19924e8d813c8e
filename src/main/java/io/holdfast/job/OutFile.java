package io.holdfast.job;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a person wants something written: a file by mistake over a definition, a load or somebody's export would be a loss. */
final class OutFile {

    private OutFile() {}

    /** Refuses a place within the workspace's own folders. */
    static void refuse(Workspace workspace, Path target) {
        Path file = target.toAbsolutePath().normalize();
        for (String own : List.of("jobs", "reports", "data", "inbox")) {
            if (file.startsWith(workspace.root().resolve(own).toAbsolutePath().normalize())) {
                throw new DefinitionException(
                        "--out", 0, target + " is in the workspace's " + own + "/; choose a place outside of it");
            }
        }
    }

    /** Refuses a folder where a file is to be named. */
    static void refuseFolder(Path target) {
        if (target.toString().isBlank()
                || Files.isDirectory(target.toAbsolutePath().normalize())) {
            throw new DefinitionException("--out", 0, "'" + target + "' is a folder; name a file in it");
        }
    }
}
