package io.holdfast.bench;

import com.sun.management.OperatingSystemMXBean;
import io.holdfast.kpi.Account;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figure;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.KeyAccounts;
import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Measure;
import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every figure of the catalogue for 36 months with all its breakdowns and what stands beside it, against the same
 * figures written by hand ({@link HandWritten}), over the same lake. Each side has a connection of its own, so that
 * neither keeps tables in the other's memory. The values must be equal.
 */
final class FiguresBench {

    private static final Map<Entity, Set<String>> SUPPLIED = Arrays.stream(Entity.values())
            .collect(Collectors.toMap(
                    entity -> entity,
                    entity -> entity.columns().stream().map(Column::name).collect(Collectors.toSet())));
    private static final int ROUNDS = 3;
    private static final int PAST = 35;
    private static final Period MONTH = Period.parse("2025-12");
    private static final LocalDateTime AS_OF = LocalDateTime.of(2026, 1, 1, 3, 0);
    private static final String SHARED = "shared relations";

    private final BenchLake lake;
    private final Catalogue catalogue;
    private final Map<String, Double> ownSeconds = new TreeMap<>();
    private final Map<String, Double> handSeconds = new TreeMap<>();
    private Map<String, String> own = Map.of();
    private Map<String, String> byHand = Map.of();
    private double ownProcessor;
    private double handProcessor;
    private double memory;

    private FiguresBench(BenchLake lake) {
        this.lake = lake;
        this.catalogue = Catalogue.read(lake.workspace().jobs());
    }

    /** @param lake that has the orders, customers and feedback of {@code data}; what figures need besides is added */
    static void run(Path data, BenchLake lake, Scoreboard scores) throws Exception {
        lake.lay(data, "order_lines-", "spend", "staff");
        writeMoreFeedback(lake);
        lake.takeIn();
        lake.closeSnapshots();
        FiguresBench bench = new FiguresBench(lake);
        forgetMostMemory();
        double[][] seconds = Scoreboard.inTurn(
                ROUNDS, () -> bench.compute(PAST - 12), () -> bench.compute(PAST), bench::computeByHand);
        bench.compare();
        bench.report(scores, seconds);
    }

    // The made-up company hears a little less than the one that the target is about: one feedback for five orders.
    private static void writeMoreFeedback(BenchLake lake) throws Exception {
        try (Connection connection = lake.engine().connect()) {
            String inbox = lake.root().resolve("inbox").toString();
            Sql.run(
                    connection,
                    "copy (select * replace ('X' || feedback_id as feedback_id) from read_csv("
                            + Sql.literal(inbox + "/feedback-20*.csv") + ", all_varchar = true) where hash(feedback_id)"
                            + " % 20 < 7) to " + Sql.literal(inbox + "/feedback-more.csv") + " (format csv, header)");
        }
    }

    private void report(Scoreboard scores, double[][] seconds) throws Exception {
        double all = Scoreboard.median(seconds[1]);
        scores.note("rows", "%s", rows());
        scores.note(
                "figures, each round",
                "%s s; the last took %.2f s of processors",
                Scoreboard.each(seconds[1]),
                ownProcessor);
        scores.note(
                "figures by hand, each round",
                "%s s; the last took %.2f s of processors",
                Scoreboard.each(seconds[2]),
                handProcessor);
        ownSeconds.forEach((name, time) ->
                scores.note("  " + name, "%.2f s, by hand %.2f s", time, handSeconds.getOrDefault(name, 0.0)));
        double[] each = catalogue.kpis().stream()
                .mapToDouble(kpi -> ownSeconds.getOrDefault(kpi.id(), 0.0))
                .toArray();
        scores.note(
                "one more figure: the median one, and the dearest",
                "%.2f s, %.2f s",
                Scoreboard.median(each),
                Arrays.stream(each).max().orElseThrow());
        scores.note(
                "one more year: 36 months against 24",
                "%.2f s against %.2f s: %.2f s",
                all,
                Scoreboard.median(seconds[0]),
                all - Scoreboard.median(seconds[0]));
        scores.note(
                "processor time of the last round, against by hand",
                "%.2f s against %.2f s: %.2f",
                ownProcessor,
                handProcessor,
                ownProcessor / handProcessor);
        scores.score("memory of the process, GiB", String.format(Locale.ROOT, "%.2f GiB", memory), memory, false, 2);
        scores.score(
                "all " + catalogue.kpis().size() + " figures and key accounts, against by hand",
                String.format(
                        Locale.ROOT,
                        "%.2f s against %.2f s; %,d values equal",
                        all,
                        Scoreboard.median(seconds[2]),
                        own.size()),
                all / Scoreboard.median(seconds[2]),
                false,
                1.5);
    }

    private void compute(int past) throws Exception {
        Map<String, String> values = new TreeMap<>();
        double before = processorSeconds();
        try (Connection connection = lake.engine().connect()) {
            lake.lake().createViews(connection, lake.position());
            Figures figures = new Figures(connection, catalogue, lake.company().parameters(), MONTH, past, AS_OF);
            ownSeconds.put(SHARED, Scoreboard.seconds(() -> {
                figures.prepare();
                catalogue.kpis().forEach(figures::prepare);
            }));
            for (Kpi kpi : catalogue.kpis()) {
                ownSeconds.put(kpi.id(), Scoreboard.seconds(() -> compute(figures, kpi, values)));
            }
            ownSeconds.put("key-accounts", Scoreboard.seconds(() -> put(figures.keyAccounts(SUPPLIED), values)));
        }
        ownProcessor = processorSeconds() - before;
        own = values;
        memory = memory == 0 ? mostMemory() : memory;
    }

    private static void compute(Figures figures, Kpi kpi, Map<String, String> values) {
        var result = figures.compute(kpi);
        result.figures().forEach(figure -> put(kpi, kpi.measure(), figure, values));
        kpi.also().forEach(beside -> result.also()
                .getOrDefault(beside.id(), List.of())
                .forEach(figure -> put(kpi, beside, figure, values)));
    }

    private void computeByHand() throws Exception {
        Map<String, String> values = new TreeMap<>();
        double before = processorSeconds();
        try (Connection connection = lake.engine().connect()) {
            lake.lake().createViews(connection, lake.position());
            HandWritten hand = new HandWritten(connection, MONTH.withPast(PAST), AS_OF);
            handSeconds.put(SHARED, Scoreboard.seconds(hand::tables));
            for (Kpi kpi : catalogue.kpis()) {
                handSeconds.put(kpi.id(), Scoreboard.seconds(() -> hand.figure(kpi, values)));
            }
            handSeconds.put("key-accounts", Scoreboard.seconds(() -> {
                put("account", hand.rows("key-accounts"), values);
                put("share", hand.rows("concentration"), values);
            }));
        }
        handProcessor = processorSeconds() - before;
        byHand = values;
    }

    private static void put(KeyAccounts accounts, Map<String, String> values) {
        put("account", accounts.accounts().stream().map(FiguresBench::text).toList(), values);
        put(
                "share",
                accounts.concentration().stream()
                        .map(share ->
                                share.percent() + " " + share.customers() + " " + HandWritten.text(share.revenue()))
                        .toList(),
                values);
    }

    private static String text(Account account) {
        return account.customerId() + " " + account.name() + " " + account.branch() + " "
                + HandWritten.text(account.revenue()) + " " + HandWritten.text(account.revenueBefore()) + " "
                + account.service().orders() + " " + account.service().late() + " "
                + account.service().wrong() + " " + account.service().complaints() + " "
                + account.service().slowAnswers();
    }

    private static void put(String what, List<String> rows, Map<String, String> values) {
        rows.forEach(row -> {
            String[] words = row.split(" ", 2);
            values.put(what + " " + words[0], words[1]);
        });
    }

    private static void put(Kpi kpi, Measure measure, Figure figure, Map<String, String> values) {
        String text =
                switch (measure.aggregate()) {
                    case RATIO, MEAN, RATIO_OF_RATIOS -> ratio(figure.numerator(), figure.denominator());
                    case SUM -> HandWritten.text(figure.numerator());
                    case MEDIAN, P90 -> HandWritten.text(figure.value());
                };
        String part = figure.dimension() + " " + figure.member();
        HandWritten.put(kpi, measure, part, figure.period().toString(), text, values);
    }

    static String ratio(BigDecimal upper, BigDecimal lower) {
        return HandWritten.text(upper == null ? BigDecimal.ZERO : upper) + "/"
                + HandWritten.text(lower == null ? BigDecimal.ZERO : lower);
    }

    private void compare() {
        List<String> differences = new ArrayList<>();
        own.forEach((name, value) -> {
            if (!value.equals(byHand.get(name))) {
                differences.add(name + ": " + value + ", by hand " + byHand.get(name));
            }
        });
        byHand.keySet().stream()
                .filter(name -> !own.containsKey(name))
                .forEach(name -> differences.add(name + ": only by hand"));
        if (!differences.isEmpty()) {
            throw new IllegalStateException(
                    differences.size() + " values differ: " + differences.subList(0, Math.min(20, differences.size())));
        }
    }

    private String rows() throws Exception {
        List<String> counts = new ArrayList<>();
        try (Connection connection = lake.engine().connect()) {
            lake.lake().createViews(connection, lake.position());
            for (Entity entity : Entity.values()) {
                counts.add(String.format(
                        Locale.ROOT, "%s %,d", entity, Sql.number(connection, "select count(*) from " + entity)));
            }
        }
        return String.join(", ", counts);
    }

    private static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    // Linux keeps the most memory that a process ever had, and forgets it when told so.
    private static void forgetMostMemory() throws IOException {
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    }

    private static double mostMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0
                / 1024;
    }
}
