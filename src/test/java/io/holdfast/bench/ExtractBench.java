package io.holdfast.bench;

import io.holdfast.lake.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Taking in orders, all that a night does to them (hashes of the files and of the loads, an own count of records and
 * lines, types and rules, duplicate keys, reconciliation, entry in the ledger), against the engine alone, which turns
 * the same text into Parquet and checks nothing, and against stock Spring Batch. A ratio is that of neighbours in time,
 * the median of three: a busy hour touches both.
 */
final class ExtractBench {

    private static final int ROUNDS = 3;

    private ExtractBench() {}

    static void run(Path data, Path work, Scoreboard scores) throws Exception {
        double[] ours = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        double[] stock = new double[ROUNDS];
        double[] againstBare = new double[ROUNDS];
        double[] againstStock = new double[ROUNDS];
        long rows = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = work.resolve("extract-" + round);
            try (BenchLake lake = new BenchLake(folder)) {
                lake.lay(data, "orders-");
                bare[round] = Scoreboard.seconds(() -> bare(lake));
                ours[round] = Scoreboard.seconds(lake::takeIn);
                rows = lake.lake().loads(Long.MAX_VALUE).stream()
                        .mapToLong(load -> load.accepted())
                        .sum();
            }
            stock[round] = StockBatch.rate(data, folder);
            againstBare[round] = bare[round] / ours[round];
            againstStock[round] = rows / ours[round] / stock[round];
            Benchmark.delete(folder);
        }
        double quickest = Arrays.stream(ours).min().orElseThrow();
        scores.note("extract, each round", "%s s; at best %,.0f rows/s", Scoreboard.each(ours), rows / quickest);
        scores.note("the engine's bare copy, each round", "%s s", Scoreboard.each(bare));
        scores.note("noise: slowest against quickest bare copy", "%.2f", Scoreboard.spread(bare));
        scores.score(
                "extract against the engine's bare copy, throughput",
                String.format(Locale.ROOT, "rounds %s", Scoreboard.each(againstBare)),
                Scoreboard.median(againstBare),
                true,
                0.5);
        scores.score(
                "extract against stock Spring Batch, throughput",
                String.format(
                        Locale.ROOT,
                        "rounds %s (stock %,.0f rows/s)",
                        Scoreboard.each(againstStock),
                        Scoreboard.median(stock)),
                Scoreboard.median(againstStock),
                true,
                15);
    }

    private static void bare(BenchLake lake) throws Exception {
        try (Connection connection = lake.engine().connect();
                Stream<Path> files = Files.list(lake.root().resolve("inbox"))) {
            Sql.run(
                    connection,
                    "copy (select * from read_csv(["
                            + files.sorted().map(Sql::literal).collect(Collectors.joining(", "))
                            + "], all_varchar = true)) to "
                            + Sql.literal(lake.root().resolve("bare.parquet"))
                            + " (format parquet, compression zstd)");
        }
    }
}
