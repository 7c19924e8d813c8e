package io.holdfast.cli;

import io.holdfast.archive.RunRecord;
import io.holdfast.job.Reruns;
import io.holdfast.job.Reruns.Means;
import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast rerun RUN}. */
@Command(
        name = "rerun",
        description = "Do a finished run again, from what was known and defined then, and compare every byte;"
                + " or say what its figures are as known now, and why.",
        mixinStandardHelpOptions = true)
final class RerunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            description = "The run, such as monthly-pack-2025-12-r1; or name what it published with --report.")
    private @Nullable String run;

    @Option(names = "--report", paramLabel = "REPORT", description = "A report, such as management-pack.")
    private @Nullable String report;

    @Option(names = "--period", paramLabel = "PERIOD", description = "The period of that report, such as 2025-12.")
    private @Nullable Period period;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads for the figures; the result does not depend on it (default: as company.yml said).")
    private @Nullable Integer threads;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where what differs goes (default: out/PERIOD/rerun-of-RUN in the workspace).")
    private @Nullable Path out;

    @Option(
            names = "--as-known-now",
            description = "The run's figures with what was recorded since, and a report on every difference.")
    private boolean asKnownNow;

    @Option(
            names = "--as-known-at",
            paramLabel = "POSITION|TIME",
            description =
                    "Likewise as known at a ledger position, or at a time: 2026-02-28 (to its end), 2026-02-28T18:00"
                            + " (in the company's zone), 2026-02-28T17:00:00Z.")
    private @Nullable String asKnownAt;

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        if ((run == null) == (report == null) || (report == null) != (period == null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name a run, such as monthly-pack-2025-12-r1, or what it published:"
                            + " --report management-pack --period 2025-12");
        }
        if (threads != null && (threads < 1 || threads > 256)) {
            throw new ParameterException(spec.commandLine(), "--threads: " + threads + " is not within 1 and 256");
        }
        boolean restated = asKnownNow || asKnownAt != null;
        if ((asKnownNow && asKnownAt != null) || (restated && out != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    out != null
                            ? "--out goes with a plain rerun; what a restatement writes is published in out/PERIOD"
                            : "--as-known-now and --as-known-at exclude each other; keep one");
        }
        Workspace workspace = place.workspace();
        try (Reruns reruns = new Reruns(workspace, place.clock(), terminal)) {
            RunRecord recorded = run != null
                    ? reruns.run(run)
                    : reruns.run(Objects.requireNonNull(report), Objects.requireNonNull(period));
            Means means = new Means(Optional.ofNullable(threads));
            if (restated) {
                return terminal.end(reruns.restate(recorded, Optional.ofNullable(asKnownAt), means));
            }
            Path folder = Optional.ofNullable(out).orElseGet(() -> workspace
                    .out()
                    .resolve(recorded.period().toString())
                    .resolve("rerun-of-" + recorded.runId()));
            return terminal.end(reruns.rerun(recorded, means, folder));
        }
    }
}
