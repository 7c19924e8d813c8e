package io.holdfast.bench;

import io.holdfast.cli.Holdfast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A process of its own that runs a night and a month, and says at its end how much memory it had at most. */
final class WholeNight {

    private WholeNight() {}

    public static void main(String[] arguments) throws Exception {
        String now = "--as-if-now=2026-01-01T03:00:00Z";
        timed("run", "nightly", "--dir", arguments[0], now);
        memory();
        timed("run", "monthly-figures", "--period", "2025-12", "--dir", arguments[0], now);
        memory();
        System.exit(0);
    }

    private static void timed(String... command) throws Exception {
        int[] exit = {0};
        double seconds = Scoreboard.seconds(() -> exit[0] = Holdfast.run(command));
        System.out.printf(Locale.ROOT, "took %.1f s: %s%n", seconds, command[1]);
        if (exit[0] != 0 && exit[0] != 4) {
            System.exit(exit[0]);
        }
    }

    // Linux says it; elsewhere the line is missing.
    private static void memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.isReadable(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .forEach(System.out::println);
        }
    }
}
