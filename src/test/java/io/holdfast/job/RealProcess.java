package io.holdfast.job;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
        return start(Map.of(), javaHome, options, arguments);
    }

    /** With these variables in its environment. */
    static RealProcess start(
            Map<String, String> environment, Path javaHome, List<String> options, String... arguments) {
        try {
            Path output = Files.createTempFile("holdfast", ".out");
            List<String> command = new ArrayList<>(
                    List.of(javaHome.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(options);
            command.addAll(List.of("-jar", JAR.toString()));
            command.addAll(Arrays.asList(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new RealProcess(builder.start(), output);
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

    /** SIGTERM: the process is asked to end. */
    Ended terminate() {
        process.destroy();
        return await();
    }

    /** Waits until it has said this. */
    RealProcess until(String said) {
        try {
            for (int tenth = 0; tenth < 1200; tenth++) {
                if (Files.readString(output).contains(said)) {
                    return this;
                }
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(100);
            }
            throw new IllegalStateException("it never said '" + said + "' but " + Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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

    /** Another Java of this machine, 17 or newer, beside the one that runs the tests; without one the test is skipped. */
    static Path otherJava() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> homes = Files.list(own.getParent())) {
            Optional<Path> other = homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> major(home) >= 17 && major(home) != major(own))
                    .sorted()
                    .findFirst();
            assumeThat(other).as("a second Java beside " + own).isPresent();
            return other.orElseThrow();
        }
    }

    private static int major(Path home) {
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", ""))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
