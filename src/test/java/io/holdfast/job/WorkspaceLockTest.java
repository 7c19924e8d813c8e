package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceLockTest {

    @TempDir
    Path folder;

    @Test
    void another_thread_of_the_process_that_has_it_finds_it_busy_and_the_lock_stays() throws Exception {
        Files.createDirectories(folder.resolve("inbox"));
        Workspace workspace = new Workspace(folder);

        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            assertThatThrownBy(() -> WorkspaceLock.take(workspace))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("this process is working in");

            // Another process finds it locked still.
            assertThat(flock()).isEqualTo("busy");
        }
        WorkspaceLock.take(workspace).close();
        assertThat(flock()).isEqualTo("free");
    }

    // A program of a few lines, run from its source by another Java.
    private String flock() throws IOException, InterruptedException {
        Path source = folder.resolve("Try.java");
        Files.writeString(source, """
                import java.nio.channels.FileChannel;
                import java.nio.file.*;
                class Try {
                    public static void main(String[] file) throws Exception {
                        try (var channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.WRITE)) {
                            System.out.print(channel.tryLock() == null ? "busy" : "free");
                        }
                    }
                }
                """);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        source.toString(),
                        folder.resolve("data/lock").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        other.waitFor();
        return said;
    }
}
