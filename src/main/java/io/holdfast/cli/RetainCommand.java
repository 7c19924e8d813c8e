package io.holdfast.cli;

import io.holdfast.job.Retain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast retain}. */
@Command(
        name = "retain",
        aliases = "purge",
        description = "Drop what jobs/retention.yml lets go, and enter in the ledger what went.",
        mixinStandardHelpOptions = true)
final class RetainCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(names = "--dry-run", description = "Say what would be dropped, and drop nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (Retain retain = new Retain(place.workspace(), place.clock())) {
            return terminal.end(retain.retain(dryRun));
        }
    }
}
