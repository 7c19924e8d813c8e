package io.holdfast.cli;

import io.holdfast.job.ChurnListFiles;
import io.holdfast.job.EvidenceFiles.Format;
import io.holdfast.period.Period;
import java.nio.file.Path;
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

    @Option(
            names = "--period",
            required = true,
            paramLabel = "PERIOD",
            description = "2025-12-31, 2025-W52, 2025-12, 2025-Q4 or 2025.")
    private String period = "";

    @Option(names = "--top", paramLabel = "N", description = "Only so many (default: all).")
    private @Nullable Integer top;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv, parquet or xlsx (default: ${DEFAULT-VALUE}).")
    private Format format = Format.CSV;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: out/PERIOD/churn-list.FORMAT in the workspace).")
    private @Nullable Path out;

    @Override
    public Integer call() {
        if (top != null && top < 1) {
            throw new ParameterException(spec.commandLine(), "--top is " + top + "; write a number from 1");
        }
        Terminal terminal =
                new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
        return terminal.end(new ChurnListFiles(place.workspace())
                .write(about(), format, Optional.ofNullable(top), Optional.ofNullable(out)));
    }

    private Period about() {
        try {
            return Period.parse(period);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--period: " + e.getMessage());
        }
    }
}
