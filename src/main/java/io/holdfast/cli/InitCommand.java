package io.holdfast.cli;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast init DIR}. */
@Command(
        name = "init",
        description = "Lay out a workspace with the default jobs and reports, for editing.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", defaultValue = ".", description = "The folder (default: the current one).")
    private Path dir = Path.of(".");

    @Override
    public Integer call() {
        try {
            Files.createDirectories(dir.resolve("inbox"));
        } catch (IOException e) {
            throw new DefinitionException(
                    dir.toString(), 0, "cannot be made a workspace (" + e + "); name a folder where you may write");
        }
        Workspace.writeDefaults(dir);
        spec.commandLine()
                .getOut()
                .println("A workspace is ready in '" + dir
                        + "'. Name your company in jobs/company.yml, put exports into inbox/"
                        + " (or describe them in jobs/sources/), then: holdfast check --dir " + dir
                        + " and holdfast run nightly --dir " + dir);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
