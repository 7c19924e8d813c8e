package io.holdfast.cli;

import io.holdfast.job.ChurnListFiles;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holdfast churn-list}. */
@Command(
        name = "churn-list",
        description =
                "Write the customers that the latest run of a period scored, those with most value at risk first.",
        mixinStandardHelpOptions = true)
final class ChurnListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Mixin
    private final WantedFile file = new WantedFile();

    @Option(names = "--top", paramLabel = "N", description = "Only so many (default: all).")
    private @Nullable Integer top;

    @Override
    public Integer call() {
        if (top != null && top < 1) {
            throw new ParameterException(spec.commandLine(), "--top is " + top + "; write a number from 1");
        }
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        return terminal.end(new ChurnListFiles(place.workspace())
                .write(file.period, file.format, Optional.ofNullable(top), file.out()));
    }
}
