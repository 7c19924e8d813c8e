package io.holdfast.bench;

import io.holdfast.demo.DemoData;
import io.holdfast.lake.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the suite does against the bare engine and against stock parts, on the machine and in the hour it is run: what
 * counts are the ratios. Arguments: number of orders (10,000,000), scratch folder (target/bench; the made-up data stays
 * there for the next run, about 250 MB for each million), and the sections to run (all: extract, known, figures,
 * night, start, reports).
 */
public final class Benchmark {

    private static final String EVERYTHING = "extract,known,figures,night,start,reports";

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        long orders = arguments.length > 0 ? Long.parseLong(arguments[0].replace("_", "")) : 10_000_000;
        Path scratch = Path.of(arguments.length > 1 ? arguments[1] : "target/bench")
                .toAbsolutePath()
                .normalize();
        List<String> sections = List.of((arguments.length > 2 ? arguments[2] : EVERYTHING).split(","));
        Scoreboard scores = new Scoreboard();
        scores.say("%,d orders in %s; %d processors, Java %s", orders, scratch, cores(), Runtime.version());
        Path data = sections.equals(List.of("reports")) ? scratch : data(orders, scratch, scores);
        Path work = scratch.resolve("work");
        delete(work);
        try {
            if (sections.contains("extract")) {
                ExtractBench.run(data, work, scores);
            }
            if (sections.contains("known") || sections.contains("figures")) {
                try (BenchLake lake = new BenchLake(work.resolve("known"))) {
                    KnownBench.run(data, lake, scores);
                    if (sections.contains("figures")) {
                        FiguresBench.run(data, lake, scores);
                    }
                }
            }
            if (sections.contains("night")) {
                ProcessBench.night(data, work, scores);
            }
            if (sections.contains("start")) {
                ProcessBench.start(work, scores);
            }
            if (sections.contains("reports")) {
                ReportsBench.run(work, scores);
            }
        } finally {
            scores.print();
            delete(work);
        }
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static Path data(long orders, Path scratch, Scoreboard scores) throws IOException, SQLException {
        Path data = scratch.resolve("data-" + orders);
        Path done = data.resolve("complete");
        if (!Files.exists(done)) {
            scores.say("making up the data; this takes half a minute for each million");
            try (Engine engine = Engine.start(scratch.resolve("tmp"), "4GB", 2);
                    Connection connection = engine.connect()) {
                DemoData.write(connection, orders, data);
            }
            Files.createFile(done);
        }
        return data;
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
