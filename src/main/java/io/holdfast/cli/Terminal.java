package io.holdfast.cli;

import io.holdfast.job.Narrator;
import io.holdfast.job.Outcome;
import io.holdfast.job.Outcome.State;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress for people: a bar that renews itself on a terminal, plain lines elsewhere; results to standard output. Where a
 * log is wanted ({@link LogFormat}), all of it is logged instead, and what went wrong is on standard error as well.
 */
final class Terminal implements Narrator {

    private static final Logger LOG = LoggerFactory.getLogger("io.holdfast");
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean logs = LogFormat.wanted();
    private final boolean interactive;
    private boolean bar;

    Terminal(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
        this.interactive = !logs
                && System.console() != null
                && System.getenv("CI") == null
                && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public synchronized void say(String line) {
        if (logs) {
            LOG.info(line);
            return;
        }
        show(line);
    }

    /** Shows a line to whoever typed the command; it never goes into a log. */
    synchronized void show(String line) {
        clearBar();
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void progress(String step, int done, int of) {
        if (interactive && of > 0) {
            int filled = WIDTH * Math.min(done, of) / of;
            out.print(
                    "\r" + "█".repeat(filled) + "░".repeat(WIDTH - filled) + " " + step + " " + done + "/" + of + " ");
            out.flush();
            bar = done < of;
            if (!bar) {
                clearLine();
            }
        }
    }

    /** Tells how a run ended and returns the exit code. */
    int end(Outcome outcome) {
        synchronized (this) {
            clearBar();
        }
        boolean good = outcome.state() == State.DONE || outcome.state() == State.WARNINGS;
        if (logs) {
            outcome.lines().forEach(line -> log(outcome.state(), line));
        }
        if (!logs || !good) {
            outcome.lines().forEach(good ? out::println : err::println);
        }
        out.flush();
        err.flush();
        return outcome.state().exitCode();
    }

    private static void log(State state, String line) {
        switch (state) {
            case DONE -> LOG.info(line);
            case WARNINGS, STOPPED -> LOG.warn(line);
            default -> LOG.error(line);
        }
    }

    private void clearBar() {
        if (bar) {
            clearLine();
            bar = false;
        }
    }

    private void clearLine() {
        out.print("\r" + " ".repeat(WIDTH + 40) + "\r");
        out.flush();
    }
}
