package io.holdfast.churn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** {@code mvn -P jmh verify}: how long fits and scores take, warm. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class ChurnBenchmark {

    /** The CDNOW sample in its 39 weeks where it is there (../shared/data), else a made-up company of its size. */
    @State(Scope.Benchmark)
    public static class Sample {

        Groups groups;
        Workers workers;

        @Setup
        public void read() {
            boolean there = Files.exists(Path.of("../shared/data/cdnow/CDNOW_sample.txt"));
            OrderLog log = there ? SharedData.cdnowSample() : MadeUpOrders.of(2357, 0, 84, 273, 60, 1);
            int cut = there ? (int) LocalDate.of(1997, 9, 30).toEpochDay() : 272;
            groups = Summaries.at(log, cut).groups();
            workers = new Workers(1);
        }

        @TearDown
        public void close() {
            workers.close();
        }
    }

    /** A million made-up customers, who join over twelve weeks and are watched for {@code days}. */
    @State(Scope.Benchmark)
    public static class Million {

        @Param({"273", "546"})
        int days;

        OrderLog log;
        Workers workers;

        @Setup(Level.Trial)
        public void make() {
            log = MadeUpOrders.of(1_000_000, 0, 84, days, 60, 7);
            System.out.println("groups: " + Summaries.at(log, days - 1).groups().size());
            workers = new Workers(2);
        }

        @TearDown
        public void close() {
            workers.close();
        }
    }

    @Benchmark
    @Warmup(iterations = 3, time = 3)
    @Measurement(iterations = 5, time = 2)
    public Object fitOfBgNbdToCdnow(Sample sample) {
        return new MaximumLikelihood(sample.workers).fit(ModelName.BG_NBD, sample.groups);
    }

    @Benchmark
    @Warmup(iterations = 3, time = 3)
    @Measurement(iterations = 5, time = 2)
    public Object fitOfParetoNbdToCdnow(Sample sample) {
        return new MaximumLikelihood(sample.workers).fit(ModelName.PARETO_NBD, sample.groups);
    }

    /** From the order log to every customer's chance with its interval, spend included. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 5)
    @Measurement(iterations = 5)
    public Object fitAndScoreOfTheChampion(Million million) {
        return new Scorer(million.log, million.days - 1, 91, million.workers).serve(List.of(ModelName.BG_NBD), null);
    }

    /** All models in a back-test with its bootstrap, then the champion. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 2)
    public Object everything(Million million) {
        return Churn.score(million.log, LocalDate.ofEpochDay(million.days - 1), 91, new ChurnSettings(2));
    }
}
