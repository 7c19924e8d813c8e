package io.holdfast.cli;

import io.holdfast.job.Backfill;
import io.holdfast.job.Backfill.Which;
import io.holdfast.period.Period;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast backfill JOB}. */
@Command(
        name = "backfill",
        description = "Run a job for past periods, each as it was known soon after its end.",
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(paramLabel = "JOB", description = "The name of a file in jobs/, without .yml.")
    private String job = "";

    @Option(names = "--from", required = true, paramLabel = "PERIOD", description = "The first, such as 2023-01.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "PERIOD", description = "The last, such as 2024-12.")
    private String to = "";

    @ArgGroup
    private final Choice choice = new Choice();

    @Option(
            names = "--as-known-now",
            description = "Show each as known now; its report says so (default: as known by the end of the day after).")
    private boolean asKnownNow;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    /** One of three. */
    static final class Choice {

        @Option(names = "--missing", description = "Periods that never began (default).")
        boolean missing;

        @Option(names = "--failed", description = "Periods that began and did not end well: continue them.")
        boolean failed;

        @Option(names = "--all", description = "Every period; a finished one as its next revision.")
        boolean all;

        Which which() {
            return all ? Which.ALL : failed ? Which.FAILED : Which.MISSING;
        }
    }

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (Backfill backfill = new Backfill(place.workspace(), place.clock(), terminal)) {
            return terminal.end(
                    backfill.run(job, parse("--from", from), parse("--to", to), choice.which(), asKnownNow, dryRun));
        }
    }

    private Period parse(String option, String text) {
        try {
            return Period.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }
}
