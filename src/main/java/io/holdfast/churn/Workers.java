package io.holdfast.churn;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Work in chunks of a fixed size, on one thread or several. What a chunk computes goes to its own place, and sums are
 * made over the places in order, so results do not depend on the number of threads.
 */
final class Workers implements AutoCloseable {

    /** Rows to a chunk. Part of the result: another size adds in another order. */
    static final int CHUNK = 4096;

    /** The work on rows {@code from} (inclusive) to {@code to} (exclusive) of chunk {@code chunk}. */
    @FunctionalInterface
    interface Work {
        void on(int chunk, int from, int to);
    }

    /** The part of a chunk in sums, added to {@code sums}. */
    @FunctionalInterface
    interface Part {
        void add(int from, int to, double[] sums);
    }

    private final int threads;
    private final ExecutorService helpers;

    /** @param threads at least 1 */
    Workers(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(Math.max(1, threads - 1), task -> {
            Thread thread = new Thread(task, "churn");
            thread.setDaemon(true);
            return thread;
        });
    }

    static int chunks(int rows) {
        return (rows + CHUNK - 1) / CHUNK;
    }

    /** Does the work on all rows and returns when it is done. */
    void each(int rows, Work work) {
        tasks(chunks(rows), chunk -> work.on(chunk, chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK)));
    }

    /** Does tasks 0 to {@code count} − 1 and returns when all are done. A task must not call this again. */
    void tasks(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> {
            for (int one = next.getAndIncrement(); one < count; one = next.getAndIncrement()) {
                task.accept(one);
            }
        };
        Future<?>[] others = new Future<?>[Math.max(0, Math.min(threads, count) - 1)];
        for (int i = 0; i < others.length; i++) {
            others[i] = helpers.submit(loop);
        }
        try {
            loop.run();
        } finally {
            for (Future<?> other : others) {
                await(other);
            }
        }
    }

    /** Sums over all rows, of chunks in their order. */
    double[] sum(int rows, int sums, Part part) {
        double[][] parts = new double[chunks(rows)][sums];
        each(rows, (chunk, from, to) -> part.add(from, to, parts[chunk]));
        double[] total = new double[sums];
        for (double[] one : parts) {
            for (int i = 0; i < sums; i++) {
                total[i] += one[i];
            }
        }
        return total;
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("churn: a part of the work failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("churn: interrupted; nothing was computed", e);
        }
    }

    @Override
    public void close() {
        helpers.shutdownNow();
    }
}
