package io.holdfast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured, and whether it is what was promised. */
final class Scoreboard {

    /** Something to be timed. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private static final long PATIENCE = 120_000_000_000L;

    private record Score(String what, String measured, String ratio, String target, String met) {}

    private final List<Score> scores = new ArrayList<>();

    void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    /** Something that was measured and has no target. */
    void note(String what, String format, Object... values) {
        scores.add(new Score(what, String.format(Locale.ROOT, format, values), "", "", ""));
        say("  %s: " + format, prepend(what, values));
    }

    /** A ratio that must not be over (or, where {@code least}, under) a target. */
    void score(String what, String measured, double ratio, boolean least, double target) {
        boolean met = least ? ratio >= target : ratio <= target;
        Score score = new Score(
                what,
                measured,
                String.format(Locale.ROOT, "%.2f", ratio),
                String.format(Locale.ROOT, "%s %.2f", least ? ">=" : "<=", target),
                met ? "yes" : "NO");
        scores.add(score);
        say("  %s: %s, ratio %s, target %s: %s", what, measured, score.ratio(), score.target(), score.met());
    }

    void print() {
        say("%n%-58s %-64s %8s %9s  %s", "what", "measured", "ratio", "target", "met");
        scores.forEach(score -> say(
                "%-58s %-64s %8s %9s  %s", score.what(), score.measured(), score.ratio(), score.target(), score.met()));
    }

    /** Seconds that work takes. */
    static double seconds(Work work) throws Exception {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1e9;
    }

    /**
     * The seconds of several works, run in turn so that a busy hour of the machine touches each of them. Once two
     * minutes have gone, no further round is begun.
     */
    static double[][] inTurn(int rounds, Work... works) throws Exception {
        double[][] seconds = new double[works.length][0];
        long from = System.nanoTime();
        for (int round = 0; round < rounds && System.nanoTime() - from < PATIENCE; round++) {
            for (int i = 0; i < works.length; i++) {
                seconds[i] = Arrays.copyOf(seconds[i], round + 1);
                seconds[i][round] = seconds(works[i]);
            }
        }
        return seconds;
    }

    static double median(double... seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }

    /** The slowest against the quickest time of the same work: how unquiet the machine was. */
    static double spread(double... seconds) {
        return Arrays.stream(seconds).max().orElseThrow()
                / Arrays.stream(seconds).min().orElseThrow();
    }

    static String each(double... seconds) {
        return String.join(
                " ",
                Arrays.stream(seconds)
                        .mapToObj(value -> String.format(Locale.ROOT, "%.2f", value))
                        .toList());
    }

    private static Object[] prepend(Object first, Object... rest) {
        Object[] all = new Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
