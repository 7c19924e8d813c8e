package io.holdfast.cli;

import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where and when a command works. */
final class Place {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The workspace (default: the current folder).")
    Path dir = Path.of(".");

    @Option(
            names = "--as-if-now",
            paramLabel = "INSTANT",
            hidden = true,
            description = "Run as if it were this instant, such as 2026-01-02T02:00:00Z (for trying things out).")
    @Nullable
    String now;

    Workspace workspace() {
        return new Workspace(dir);
    }

    /** The only clock of the program. */
    Clock clock() {
        if (now == null) {
            return Clock.systemUTC();
        }
        try {
            return Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        } catch (java.time.format.DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + now + "' is not an instant; write one such as 2026-01-02T02:00:00Z");
        }
    }
}
