package io.holdfast.bench;

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
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
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
 * All figures of a month with its 24 months of trend, against the same figures as somebody would write them by hand who
 * knows this data: one statement for each ({@code src/test/resources/io/holdfast/bench}), over the same relations. The
 * results must be equal.
 */
final class FiguresBench {

    private static final Map<Entity, Set<String>> SUPPLIED = Arrays.stream(Entity.values())
            .collect(Collectors.toMap(
                    entity -> entity,
                    entity -> entity.columns().stream().map(Column::name).collect(Collectors.toSet())));
    private static final int ROUNDS = 3;
    private static final Period MONTH = Period.parse("2025-12");
    private static final LocalDateTime AS_OF = LocalDateTime.of(2026, 1, 1, 3, 0);

    private final Connection connection;
    private final Catalogue catalogue;
    private final List<Kpi> kpis;
    private final BenchLake lake;
    private final Map<String, Double> ownSeconds = new TreeMap<>();
    private final Map<String, Double> handSeconds = new TreeMap<>();
    private Map<String, String> own = Map.of();
    private Map<String, String> byHand = Map.of();

    private FiguresBench(BenchLake lake, Connection connection) {
        this.lake = lake;
        this.connection = connection;
        this.catalogue = Catalogue.read(lake.workspace().jobs());
        this.kpis = catalogue.kpis().stream().filter(kpi -> has(kpi.id())).toList();
    }

    static void run(BenchLake lake, Scoreboard scores) throws Exception {
        try (Connection connection = lake.engine().connect()) {
            lake.lake().createViews(connection, lake.position());
            FiguresBench bench = new FiguresBench(lake, connection);
            double[][] seconds = Scoreboard.inTurn(ROUNDS, bench::compute, bench::computeByHand);
            bench.compare();
            scores.note("figures, each round", "%s s", Scoreboard.each(seconds[0]));
            scores.note("figures by hand, each round", "%s s", Scoreboard.each(seconds[1]));
            bench.handSeconds.forEach((name, time) ->
                    scores.note("  " + name, "%.2f s, by hand %.2f s", bench.ownSeconds.getOrDefault(name, 0.0), time));
            scores.note("  shared relations, of the figures' time", "%.2f s", bench.ownSeconds.get("relations"));
            scores.score(
                    bench.kpis.size() + " figures and key accounts, against by hand",
                    String.format(
                            Locale.ROOT,
                            "%.2f s against %.2f s; %,d values equal",
                            Scoreboard.median(seconds[0]),
                            Scoreboard.median(seconds[1]),
                            bench.own.size()),
                    Scoreboard.median(seconds[0]) / Scoreboard.median(seconds[1]),
                    false,
                    1.5);
        }
    }

    private void compute() throws Exception {
        Map<String, String> values = new TreeMap<>();
        Figures figures = new Figures(connection, catalogue, lake.company().parameters(), MONTH, Figures.PAST, AS_OF);
        ownSeconds.put("relations", Scoreboard.seconds(figures::prepare));
        for (Kpi kpi : kpis) {
            ownSeconds.put(kpi.id(), Scoreboard.seconds(() -> figures.compute(kpi)
                    .figures()
                    .forEach(figure -> values.put(name(kpi, figure), value(kpi, figure)))));
        }
        ownSeconds.put("key-accounts", Scoreboard.seconds(() -> put(figures.keyAccounts(SUPPLIED), values)));
        own = values;
    }

    private void computeByHand() throws Exception {
        Map<String, String> values = new TreeMap<>();
        for (Kpi kpi : kpis) {
            handSeconds.put(
                    kpi.id(),
                    Scoreboard.seconds(() -> Sql.query(connection, statement(kpi.id()), row -> {
                        boolean total = row.getInt("is_total") == 1;
                        String branch = row.getString("branch");
                        BigDecimal upper = row.getBigDecimal("upper_sum");
                        BigDecimal lower = row.getBigDecimal("lower_sum");
                        String period = Period.containing(
                                        MONTH.grain(),
                                        row.getDate("period_start").toLocalDate())
                                .toString();
                        return values.put(
                                name(kpi, total ? "total" : "branch", total ? "total" : branch, period),
                                kpi.measure().aggregate() == Measure.Aggregate.RATIO
                                        ? text(upper) + "/" + text(lower)
                                        : text(
                                                upper == null || lower == null
                                                        ? null
                                                        : upper.add(lower)
                                                                .divide(
                                                                        kpi.measure()
                                                                                .divideBy()
                                                                                .multiply(BigDecimal.valueOf(2)),
                                                                        12,
                                                                        RoundingMode.HALF_EVEN)));
                    })));
        }
        handSeconds.put("key-accounts", Scoreboard.seconds(() -> accountsByHand(values)));
        byHand = values;
    }

    private void accountsByHand(Map<String, String> values) throws IOException {
        Sql.query(
                connection,
                statement("key-accounts"),
                row -> values.put(
                        "account " + row.getString("customer_id"),
                        row.getString("name") + " " + row.getString("branch") + " " + text(row.getBigDecimal("revenue"))
                                + " " + text(row.getBigDecimal("revenue_before")) + " " + row.getLong("orders") + " "
                                + row.getLong("late") + " " + row.getLong("wrong") + " " + row.getLong("complaints")
                                + " " + row.getLong("slow_answers")));
        Sql.query(
                connection,
                statement("concentration"),
                row -> values.put(
                        "share " + row.getInt("step"),
                        row.getLong("customers") + " " + text(row.getBigDecimal("revenue"))));
    }

    private static void put(KeyAccounts accounts, Map<String, String> values) {
        for (Account account : accounts.accounts()) {
            values.put(
                    "account " + account.customerId(),
                    account.name() + " " + account.branch() + " " + text(account.revenue()) + " "
                            + text(account.revenueBefore()) + " "
                            + account.service().orders() + " "
                            + account.service().late() + " " + account.service().wrong() + " "
                            + account.service().complaints() + " "
                            + account.service().slowAnswers());
        }
        accounts.concentration()
                .forEach(share ->
                        values.put("share " + share.percent(), share.customers() + " " + text(share.revenue())));
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

    private static String name(Kpi kpi, Figure figure) {
        return name(kpi, figure.dimension(), figure.member(), figure.period().toString());
    }

    private static String name(Kpi kpi, String dimension, String member, String period) {
        return kpi.id() + " " + dimension + " " + member + " " + period;
    }

    private static String value(Kpi kpi, Figure figure) {
        return kpi.measure().aggregate() == Measure.Aggregate.RATIO
                ? text(figure.numerator()) + "/" + text(figure.denominator())
                : text(figure.value());
    }

    private static String text(BigDecimal number) {
        return number == null
                ? "none"
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private String statement(String name) throws IOException {
        try (InputStream in = FiguresBench.class.getResourceAsStream(name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(
                            "$first",
                            "date '" + MONTH.withPast(Figures.PAST).get(0).start() + "'")
                    .replace("$after", "date '" + MONTH.next().start() + "'")
                    .replace("$as_of_day", "date '" + AS_OF.toLocalDate() + "'")
                    .replace("$as_of", "timestamp '" + AS_OF.toString().replace('T', ' ') + ":00'");
        }
    }

    private static boolean has(String name) {
        return FiguresBench.class.getResource(name + ".sql") != null;
    }
}
