package io.holdfast.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Common tools, as a person uses them: a script in a shell of its own. */
final class Shell {

    private Shell() {}

    /** How it ended and all that it said. */
    record Ended(int exitCode, String said) {}

    static Ended run(Path folder, String script) {
        try {
            Process process = new ProcessBuilder("sh", "-c", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whether this machine has a tool. */
    static boolean has(String tool) {
        return run(Path.of("."), "command -v " + tool).exitCode() == 0;
    }
}
