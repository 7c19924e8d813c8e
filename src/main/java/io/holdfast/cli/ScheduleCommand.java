package io.holdfast.cli;

import io.holdfast.schedule.Scheduler;
import io.holdfast.watch.Beacon;
import io.holdfast.watch.MetricsFile;
import io.holdfast.workspace.Workspace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code holdfast schedule}. */
@Command(
        name = "schedule",
        description = "Run each job that has a schedule when it is due, until asked to end.",
        mixinStandardHelpOptions = true)
final class ScheduleCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @ArgGroup
    private final How how = new How();

    @Option(
            names = "--metrics",
            paramLabel = "[ADDRESS:]PORT",
            description = "Answer /metrics (for Prometheus) and /health there; on loopback unless an address is given.")
    private @Nullable String metrics;

    /** What else can be done with a timetable than to follow it. */
    private static final class How {

        @Option(names = "--once", description = "Run what is due now and was missed, then end.")
        private boolean once;

        @Option(
                names = "--list",
                paramLabel = "N",
                arity = "0..1",
                fallbackValue = "10",
                defaultValue = "0",
                description = "Show the next runs (10 unless N says otherwise), and run nothing.")
        private int list;
    }

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        Workspace workspace = place.workspace();
        Clock clock = place.clock();
        Scheduler scheduler = new Scheduler(workspace, clock, terminal, () -> MetricsFile.write(workspace, clock));
        if (how.list > 0) {
            scheduler.coming(how.list).forEach(terminal::say);
            return 0;
        }
        if (metrics == null) {
            return terminal.end(how.once ? scheduler.once() : scheduler.serve());
        }
        try (Beacon beacon = new Beacon(workspace, clock, address(metrics))) {
            terminal.say("metrics at http://" + beacon.address().getHostString() + ":"
                    + beacon.address().getPort() + "/metrics");
            return terminal.end(how.once ? scheduler.once() : scheduler.serve());
        }
    }

    private static InetSocketAddress address(String given) {
        int colon = given.lastIndexOf(':');
        String port = given.substring(colon + 1);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            throw new TypeConversionException(
                    "'" + given + "' is no port for --metrics; write one such as 9464, or 0.0.0.0:9464");
        }
        return colon < 0
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port))
                : new InetSocketAddress(given.substring(0, colon), Integer.parseInt(port));
    }
}
