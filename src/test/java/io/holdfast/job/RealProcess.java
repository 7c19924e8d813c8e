package io.holdfast.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as its users run it: a process of its own, from the jar. */
final class RealProcess {

    private static final Path JAR = Path.of(System.getProperty("holdfast.jar", "target/holdfast.jar"));

    private final Process process;
    private final Path output;

    private RealProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static RealProcess start(String... arguments) {
        return start(List.of(), arguments);
    }

    static RealProcess start(List<String> options, String... arguments) {
        return start(Path.of(System.getProperty("java.home")), options, arguments);
    }

    /** On another Java than this one's. */
    static RealProcess start(Path javaHome, List<String> options, String... arguments) {
        try {
            Path output = Files.createTempFile("holdfast", ".out");
            List<String> command = new ArrayList<>(
                    List.of(javaHome.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(options);
            command.addAll(List.of("-jar", JAR.toString()));
            command.addAll(Arrays.asList(arguments));
            return new RealProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs to its end. */
    static Ended run(String... arguments) {
        return start(arguments).await();
    }

    /** How it ended and all that it said. */
    record Ended(int exitCode, String said) {}

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: no handler of the process runs. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    Ended await() {
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after five minutes: " + Files.readString(output));
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
