package io.holdfast.job;

import java.time.Duration;
import java.util.function.Supplier;

/** How long another process is waited for that works in the same workspace, or with the same database. */
public final class Patience {

    /** Not at all. */
    public static final Patience NONE = new Patience(Duration.ZERO, line -> {});

    private static final Duration STEP = Duration.ofMillis(500);

    private final Duration most;
    private final Teller teller;

    /** Who hears that somebody waits. */
    public interface Teller {
        /** Tells it. */
        void say(String line);
    }

    /** @param most the longest wait */
    public Patience(Duration most, Teller teller) {
        this.most = most;
        this.teller = teller;
    }

    /**
     * Takes what one process can have at a time.
     *
     * @throws BusyException where it was not free in all that time
     */
    <T> T until(Supplier<T> take) {
        long tries = most.dividedBy(STEP);
        for (long tried = 0; ; tried++) {
            try {
                return take.get();
            } catch (BusyException e) {
                if (tried >= tries) {
                    throw e;
                }
                if (tried == 0) {
                    teller.say("waiting: " + String.valueOf(e.getMessage()).replaceFirst(";.*", ""));
                }
                rest(e);
            }
        }
    }

    private static void rest(BusyException busy) {
        try {
            Thread.sleep(STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy;
        }
    }
}
