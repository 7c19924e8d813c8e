package io.holdfast.bench;

import io.holdfast.job.BenchBurst;
import io.holdfast.report.BenchReports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Rendering: against the bare library, on two threads against one, in a cold JVM, and a long list in little memory. */
final class ReportsBench {

    private static final int ROUNDS = 24;
    private static final int WARM = 12;
    private static final int REVIEWS = 1000;
    private static final int WARM_BURSTS = 3;
    private static final int LOADS = 14_400;

    private ReportsBench() {}

    static void run(Path work, Scoreboard scores) throws Exception {
        Path folder = Files.createDirectories(work.resolve("reports"));
        againstBare(folder, scores);
        onTwoThreads(folder, scores);
        cold(folder, scores);
        longList(folder, scores);
    }

    private static void againstBare(Path folder, Scoreboard scores) throws Exception {
        try (BenchReports reports = new BenchReports(folder.resolve("cache"))) {
            Path pdf = folder.resolve("pack.pdf");
            Scoreboard.inTurn(WARM, reports::bare, () -> reports.render(pdf));
            double[][] seconds = Scoreboard.inTurn(ROUNDS, reports::bare, () -> reports.render(pdf));
            double bare = Scoreboard.median(seconds[0]);
            double ours = Scoreboard.median(seconds[1]);
            scores.score(
                    "management pack against bare fill + tagged PDF/A export, warm",
                    String.format(Locale.ROOT, "%.3f s, bare %.3f s", ours, bare),
                    ours / bare,
                    false,
                    1.15);
            scores.note("each round", "%s, bare %s", Scoreboard.each(seconds[1]), Scoreboard.each(seconds[0]));
        }
    }

    private static void onTwoThreads(Path folder, Scoreboard scores) throws Exception {
        try (BenchReports reports = new BenchReports(folder.resolve("cache")).withReviews(REVIEWS)) {
            // What the JVM compiles meanwhile would take the second processor from the one thread's side.
            for (int i = 0; i < WARM_BURSTS; i++) {
                BenchBurst.run(2, folder.resolve("warm"));
            }
            double[][] seconds = Scoreboard.inTurn(
                    3, () -> BenchBurst.run(1, folder.resolve("one")), () -> BenchBurst.run(2, folder.resolve("two")));
            double one = Scoreboard.median(seconds[0]);
            double two = Scoreboard.median(seconds[1]);
            scores.score(
                    REVIEWS + " account reviews, throughput on two threads against one",
                    String.format(Locale.ROOT, "%.1f s, on one %.1f s", two, one),
                    one / two,
                    true,
                    1.7);
        }
    }

    private static void cold(Path folder, Scoreboard scores) throws Exception {
        for (String what : List.of("review", "pack")) {
            List<String> said = child(folder, "-Xmx512m", what);
            scores.note("first PDF in a cold JVM, " + what, "%s", said.get(said.size() - 1));
        }
    }

    private static void longList(Path folder, Scoreboard scores) throws Exception {
        List<String> said = child(folder, "-Xmx280m", "list");
        double mebibytes = Double.parseDouble(said.get(said.size() - 1).replaceAll(".* (\\d+) kB.*", "$1")) / 1024;
        scores.score(
                "peak memory of a list of 500 pages, MiB (heap 280m)",
                said.get(said.size() - 1),
                mebibytes,
                false,
                512);
    }

    private static List<String> child(Path folder, String heap, String what) throws IOException, InterruptedException {
        Path log = folder.resolve(what + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                ReportsBench.class.getName(),
                what,
                folder.toString()));
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(log);
        if (exit != 0) {
            throw new IllegalStateException("exit code " + exit + " of " + command + "\n" + String.join("\n", lines));
        }
        return lines;
    }

    /** The other JVM starts here. */
    public static void main(String[] arguments) throws Exception {
        String what = arguments[0];
        Path folder = Path.of(arguments[1]);
        Path pdf = folder.resolve(what + ".pdf");
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        long before = System.currentTimeMillis();
        try (BenchReports reports = new BenchReports(folder.resolve("cache"))) {
            if (what.equals("list")) {
                reports.withLoads(LOADS);
            }
            long filled = System.currentTimeMillis();
            if (what.equals("review")) {
                reports.review(pdf);
            } else {
                reports.render(pdf);
            }
            long done = System.currentTimeMillis();
            String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .orElse("VmHWM: 0 kB");
            // Making up the sample is no part of it.
            System.out.printf(
                    Locale.ROOT,
                    "%.2f s, %d pages, %s%n",
                    (done - started - (filled - before)) / 1e3,
                    pages(pdf),
                    peak.replaceAll("\\s+", " "));
        }
    }

    private static int pages(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return document.getNumberOfPages();
        }
    }
}
