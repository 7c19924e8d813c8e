package io.holdfast.cli;

import io.holdfast.job.Patience;
import io.holdfast.job.Runner;
import io.holdfast.period.Period;
import io.holdfast.watch.MetricsFile;
import io.holdfast.workspace.Workspace;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast run JOB}. */
@Command(
        name = "run",
        description = "Run a job for a period; continue it where a process died; do nothing if it is done.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(paramLabel = "JOB", description = "The name of a file in jobs/, without .yml.")
    private String job = "";

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "2025-12-31, 2025-W52, 2025-12, 2025-Q4 or 2025 (default: the last complete one).")
    private @Nullable Period period;

    @Option(names = "--again", description = "Compute a finished period anew, as its next revision.")
    private boolean again;

    @Option(
            names = "--wait",
            paramLabel = "MINUTES",
            defaultValue = "10",
            description =
                    "How long to wait for another process that works in the workspace (default: ${DEFAULT-VALUE}).")
    private int wait;

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        Patience patience = new Patience(Duration.ofMinutes(wait), terminal::say);
        Workspace workspace = place.workspace();
        try (Runner runner = new Runner(workspace, place.clock(), terminal, patience)) {
            return terminal.end(runner.run(job, Optional.ofNullable(period), again));
        } finally {
            MetricsFile.write(workspace, place.clock());
        }
    }
}
