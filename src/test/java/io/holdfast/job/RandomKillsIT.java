package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A night in one job, from the inbox to a published report, in a real process that is killed with SIGKILL at moments
 * that dice chose; then the same command once more. A build throws a few dice, {@code -Dholdfast.kills=50} many.
 */
class RandomKillsIT {

    private static final int KILLS = Integer.getInteger("holdfast.kills", 5);

    @TempDir
    static Path folder;

    private static Path evening;
    private static WorkspaceState undisturbed;
    private static long takes;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        Workspaces workspace = Workspaces.demo(folder.resolve("evening")).write("jobs/night.yml", """
                        period: day
                        trend: 28
                        steps:
                          - extract: all
                          - brief: [on-time-delivery, complaint-ratio, answer-time]
                          - report: daily-brief
                        """);
        evening = workspace.root();
        Path morning = WorkspaceState.copy(evening, folder.resolve("undisturbed"));
        long begun = System.nanoTime();
        night(morning).await();
        takes = System.nanoTime() - begun;
        undisturbed = WorkspaceState.of(morning);
        assertThat(undisturbed.publications()).as("the brief, en and zh").hasSize(2);
    }

    static IntStream kills() {
        return IntStream.rangeClosed(1, KILLS);
    }

    @ParameterizedTest
    @MethodSource("kills")
    void killedAtAnyMomentTheSameCommandEndsAsIfNothingHadHappened(int kill) throws Exception {
        Path workspace = WorkspaceState.copy(evening, folder.resolve("kill-" + kill));
        // One die for each part of the night, so that few kills are spread over all of it as many are.
        double moment = (kill - 1 + new SplittableRandom(kill).nextDouble()) / KILLS;

        RealProcess process = night(workspace);
        Thread.sleep((long) (moment * takes / 1_000_000));
        process.kill();
        RealProcess.Ended ended = night(workspace).await();

        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
        WorkspaceState state = WorkspaceState.of(workspace);
        assertThat(state.publications()).isEqualTo(undisturbed.publications());
        assertThat(state.ledger()).isEqualTo(undisturbed.ledger());
        assertThat(state.executionsLeftRunning()).isZero();
        assertThat(workspace.resolve("data/staging/night-2025-12-31-r1")).doesNotExist();
    }

    private static RealProcess night(Path workspace) {
        return RealProcess.start("run", "night", "--dir", workspace.toString(), "--as-if-now", "2026-01-01T02:00:00Z");
    }
}
