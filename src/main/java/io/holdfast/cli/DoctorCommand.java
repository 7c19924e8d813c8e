package io.holdfast.cli;

import io.holdfast.schedule.Doctor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast doctor}. */
@Command(
        name = "doctor",
        description = "Say what is stuck, failed, late or low, each with the command that mends it. Changes nothing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Override
    public Integer call() {
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        return terminal.end(new Doctor(place.workspace(), place.clock()).look());
    }
}
