package io.holdfast.cli;

import io.holdfast.schedule.Scheduler;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
        Scheduler scheduler = new Scheduler(place.workspace(), place.clock(), terminal);
        if (how.list > 0) {
            scheduler.coming(how.list).forEach(terminal::say);
            return 0;
        }
        return terminal.end(how.once ? scheduler.once() : scheduler.serve());
    }
}
