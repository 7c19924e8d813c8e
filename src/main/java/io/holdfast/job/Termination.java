package io.holdfast.job;

import java.util.concurrent.CountDownLatch;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * What happens when the process is asked to end (SIGTERM, Ctrl-C) while it works: what is at work ends as it would, no
 * other step begins, the execution is marked as stopped, the database is closed; then the process ends with the signal's
 * own exit code (143, 130). The next start continues. Without this the virtual machine would stop in the middle of a
 * transaction, which is safe, too, but leaves to the next start what was almost done.
 */
final class Termination implements AutoCloseable {

    private final Narrator narrator;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "holdfast-termination");

    private volatile boolean asked;
    private volatile boolean working;

    Termination(Narrator narrator) {
        this.narrator = narrator;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the process was asked to end: nothing new is to be begun. */
    boolean asked() {
        return asked;
    }

    /** The tasklet, unless the process was asked to end: then its step stops before it. */
    Tasklet unlessAsked(Tasklet tasklet) {
        return (contribution, context) -> {
            if (asked) {
                context.getStepContext().getStepExecution().setTerminateOnly();
                return RepeatStatus.CONTINUABLE;
            }
            working = true;
            return tasklet.execute(contribution, context);
        };
    }

    private void end() {
        asked = true;
        if (working) {
            narrator.say("asked to end: what is at work is finished first");
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is over and the database closed; a process that was asked to end may. */
    @Override
    public void close() {
        closed.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Asked just now: the hook runs, and finds everything closed.
            }
        }
    }
}
