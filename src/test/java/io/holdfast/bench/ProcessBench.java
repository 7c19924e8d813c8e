package io.holdfast.bench;

import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whole processes: how much memory a night and a month take, and how long the program needs to start. */
final class ProcessBench {

    private static final int STARTS = 5;
    private static final Path JAR = Path.of("target/holdfast.jar");

    private ProcessBench() {}

    /** The nightly job over everything and the figures of a month, in one process with the launcher's heap. */
    static void night(Path data, Path work, Scoreboard scores) throws Exception {
        Path root = work.resolve("night");
        BenchLake.link(
                data, root.resolve("inbox"), "orders-", "order_lines-", "feedback-", "customers", "spend", "staff");
        Workspace.writeDefaults(root);
        Files.writeString(root.resolve("jobs/monthly-figures.yml"), "period: month\nsteps:\n  - figures: all\n");
        List<String> command = java();
        command.addAll(List.of(
                "-Xmx512m",
                "-Duser.dir=" + Path.of("").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                WholeNight.class.getName(),
                root.toString()));
        Path log = work.resolve("night.log");
        double seconds = Scoreboard.seconds(() -> run(command, log));
        List<String> lines = Files.readAllLines(log);
        String peak = lines.stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .reduce("VmHWM: 0 kB", (earlier, later) -> later);
        double gib = Long.parseLong(peak.replaceAll("\\D", "")) / (1024.0 * 1024);
        lines.stream().filter(line -> line.startsWith("took ")).forEach(line -> scores.note("night and month", line));
        scores.score(
                "peak memory of a night and a month, GiB (engine 1GB, heap 512m)",
                String.format(Locale.ROOT, "%.2f GiB in %.1f s", gib, seconds),
                gib,
                false,
                2);
    }

    /** Cold starts of the jar, where it was built. */
    static void start(Path work, Scoreboard scores) throws Exception {
        if (!Files.isRegularFile(JAR)) {
            scores.note("start-up", "skipped: %s is not there; build it first", JAR);
            return;
        }
        Path root = work.resolve("start");
        Files.createDirectories(root.resolve("inbox"));
        Files.writeString(
                root.resolve("inbox/orders.csv"), "order_id,customer_id,ordered_at\n1,a,2025-12-01\n2,b,2025-12-02\n");
        double[] checks = new double[STARTS];
        double[] runs = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            checks[i] = Scoreboard.seconds(() -> run(holdfast("check", root), work.resolve("check.log")));
            String day = "2025-12-1" + i;
            runs[i] = Scoreboard.seconds(
                    () -> run(holdfast("run", root, "nightly", "--period", day), work.resolve("run.log")));
        }
        scores.note("holdfast check, cold", "%.2f s (%s)", Scoreboard.median(checks), Scoreboard.each(checks));
        scores.note(
                "holdfast run nightly of a tiny inbox, cold",
                "%.2f s (%s)",
                Scoreboard.median(runs),
                Scoreboard.each(runs));
    }

    private static List<String> holdfast(String command, Path root, String... arguments) {
        List<String> line = java();
        line.addAll(List.of("-jar", JAR.toString(), command, "--dir", root.toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true"));
    }

    private static void run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        if (exit != 0 && exit != 4) {
            throw new IllegalStateException("exit code " + exit + " of " + command + "\n" + Files.readString(log));
        }
    }
}
