package io.holdfast.cli;

import io.holdfast.job.Patience;
import io.holdfast.job.Resend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast resend}. */
@Command(
        name = "resend",
        description = "Send now what did not reach its recipient yet; or again, what was given up or is in doubt.",
        mixinStandardHelpOptions = true)
final class ResendCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "These, as a warning or doctor names them (default: all that are still tried).")
    private List<Long> ids = List.of();

    @Option(names = "--failed", description = "Also what was given up.")
    private boolean failed;

    @Option(names = "--run", paramLabel = "RUN", description = "What is unsent of a run, given up or not.")
    private @Nullable String run;

    @Option(names = "--even-if-sent", description = "Of those named, also what was sent already.")
    private boolean evenIfSent;

    @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        Patience patience = new Patience(Duration.ofMinutes(10), terminal::say);
        try (Resend resend = new Resend(place.workspace(), place.clock(), patience)) {
            return terminal.end(
                    resend.resend(new Resend.Wanted(ids, failed, Optional.ofNullable(run), evenIfSent), dryRun));
        }
    }
}
