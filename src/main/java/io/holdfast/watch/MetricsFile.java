package io.holdfast.watch;

import io.holdfast.job.Failures;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics as a file, for the textfile collector of Prometheus' node exporter: a process that ends cannot be asked.
 * {@code data/metrics/holdfast.prom}, or where {@code HOLDFAST_METRICS} in the environment says.
 */
public final class MetricsFile {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsFile.class);

    private MetricsFile() {}

    /** Writes it; it appears whole or not at all. No work fails because it cannot be written. */
    public static void write(Workspace workspace, Clock clock) {
        write(workspace, clock, Optional.ofNullable(System.getenv("HOLDFAST_METRICS")));
    }

    static void write(Workspace workspace, Clock clock, Optional<String> place) {
        try {
            Path file = place.map(Path::of)
                    .orElseGet(() -> workspace.data("metrics").resolve("holdfast.prom"))
                    .toAbsolutePath();
            Path draft = Files.createDirectories(Objects.requireNonNull(file.getParent()))
                    .resolve(file.getFileName() + ".draft");
            Files.writeString(draft, Metrics.text(Overview.of(workspace, clock)));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the metrics were not written ({}); what was done is done", Failures.describe(e));
        }
    }
}
