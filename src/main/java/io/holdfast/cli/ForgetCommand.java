package io.holdfast.cli;

import io.holdfast.job.Forget;
import io.holdfast.job.Outcome.State;
import java.io.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast forget CUSTOMER}. */
@Command(
        name = "forget",
        description = "Remove a customer's name and texts for good, and enter in the ledger that it was done.",
        mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Parameters(paramLabel = "CUSTOMER", description = "The customer's number, as the sources write it.")
    private String customer = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
    private boolean dryRun;

    @Option(
            names = "--publications",
            description =
                    "Make publications whose lists show the name again without it (default: they are listed and stay).")
    private boolean publications;

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (Forget forget = new Forget(place.workspace(), place.clock(), terminal)) {
            Forget.Plan plan = forget.plan(customer, publications);
            // Without a question nobody needs to read the names, and a log that has them would keep them.
            if (!plan.isEmpty() && (dryRun || !yes)) {
                plan.lines().forEach(terminal::show);
                if (dryRun) {
                    terminal.say("nothing was removed");
                    return State.DONE.exitCode();
                }
                if (!agreed()) {
                    spec.commandLine()
                            .getErr()
                            .println("nothing was removed; to remove it without a question, add --yes");
                    return State.DEFINITION.exitCode();
                }
            }
            return terminal.end(forget.carryOut(plan));
        }
    }

    private static boolean agreed() {
        Console console = System.console();
        return console != null
                && "yes".equals(console.readLine("Remove this for good? Nothing brings it back. Type yes: "));
    }
}
