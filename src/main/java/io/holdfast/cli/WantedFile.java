package io.holdfast.cli;

import io.holdfast.job.TableFile.Format;
import io.holdfast.period.Period;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The file that a command writes of a period, for people. */
final class WantedFile {

    @Option(
            names = "--period",
            required = true,
            paramLabel = "PERIOD",
            description = "2025-12-31, 2025-W52, 2025-12, 2025-Q4 or 2025.")
    @SuppressWarnings("NullAway.Init")
    Period period;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "csv, parquet or xlsx (default: ${DEFAULT-VALUE}).")
    Format format = Format.CSV;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to (default: a file below out/PERIOD in the workspace).")
    private @Nullable Path out;

    Optional<Path> out() {
        return Optional.ofNullable(out);
    }
}
