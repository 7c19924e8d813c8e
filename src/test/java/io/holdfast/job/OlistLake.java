package io.holdfast.job;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A workspace with the example of jobs/examples/olist, run for every month, and what may be asked of it. */
final class OlistLake implements AutoCloseable {

    /** The morning after the last thing that the export tells of. */
    private static final Instant MORNING = Instant.parse("2018-10-15T06:00:00Z");

    private static final Period FIRST = Period.parse("2017-01");
    private static final Period LAST = Period.parse("2018-08");

    private final Workspace workspace;
    private final Company company;
    private final JdbcTemplate database;
    private final Lake lake;
    private final Head head;
    private final Engine engine;
    private final Connection connection;
    private final Connection csv;

    private OlistLake(Workspace workspace) {
        this.workspace = workspace;
        this.company = workspace.company();
        this.database = new JdbcTemplate(
                new DriverManagerDataSource(OwnDatabase.of(workspace).url()));
        this.lake = new Lake(workspace.data("lake"), new Ledger(database));
        this.head = lake.known().orElseThrow();
        this.engine = Engine.start(workspace.data("tmp"), company.memory(), company.threads());
        this.connection = engine.connect();
        this.csv = engine.connect();
        lake.createViews(connection, head.position());
        readCsv();
    }

    /** A row as numbers and texts; equal where every number has the same value. */
    record Row(List<Object> values) {

        static Row of(ResultSet row) throws SQLException {
            List<Object> values = new ArrayList<>();
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                Object value = row.getObject(column);
                values.add(
                        value instanceof Number number
                                ? new BigDecimal(number.toString()).stripTrailingZeros()
                                : String.valueOf(value));
            }
            return new Row(values);
        }

        BigDecimal number(int column) {
            BigDecimal number = (BigDecimal) values.get(column);
            return number.scale() < 0 ? number.setScale(0) : number;
        }

        String text(int column) {
            return values.get(column) instanceof BigDecimal number
                    ? number.toPlainString()
                    : (String) values.get(column);
        }
    }

    /** Where the data is; without it the test is skipped, and says so. */
    static Path dataOrSkip() {
        Path data = Path.of(System.getProperty("holdfast.shared-data", "../shared/data"))
                .resolve("olist");
        boolean there = Files.isRegularFile(data.resolve("truth.json"));
        String skipped = "skipped: no Olist data in " + data.toAbsolutePath().normalize()
                + " (say where with -Dholdfast.shared-data=FOLDER)";
        if (!there) {
            System.out.println("OlistIT: " + skipped);
        }
        assumeTrue(there, skipped);
        return data;
    }

    static JsonNode truth(Path data) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(data.resolve("truth.json").toFile());
    }

    /** Takes the data in and computes every month: the first, the worst and the last with the pack, the rest without. */
    static OlistLake run(Path data, Path folder, Period worst) throws IOException {
        copy(Path.of("jobs/examples/olist"), folder.resolve("jobs"));
        copy(data, folder.resolve("inbox"));
        Workspace.writeDefaults(folder);
        Workspace workspace = new Workspace(folder);
        try (Runner runner = new Runner(workspace, Clock.fixed(MORNING, ZoneOffset.UTC), new Silent())) {
            run(runner, "nightly", Optional.empty());
            for (Period month : months()) {
                run(runner, packs(worst).contains(month) ? "monthly-pack" : "monthly-figures", Optional.of(month));
            }
        }
        return new OlistLake(workspace);
    }

    static List<Period> months() {
        return Stream.iterate(FIRST, month -> month.compareTo(LAST) <= 0, Period::next)
                .toList();
    }

    static List<Period> packs(Period worst) {
        return List.of(FIRST, worst, LAST);
    }

    /** By figure, plain SQL over the CSV files: numerator and denominator of the month from $first to before $after. */
    static Map<String, String> byHand() {
        String year = "order_purchase_timestamp >= $after - interval 12 month and order_purchase_timestamp < $after";
        // None before the whole of the year is known.
        String wholeYear =
                year + " and (select date_trunc('month', min(order_purchase_timestamp)) from live) <= $after -"
                        + " interval 12 month";
        return Map.of(
                "on-time-delivery",
                "select count(*) filter (where order_delivered_customer_date::date <="
                        + " order_estimated_delivery_date::date), count(*) from o where order_status not in ('canceled',"
                        + " 'unavailable') and order_estimated_delivery_date >= $first and order_estimated_delivery_date <"
                        + " $after",
                "complaint-ratio",
                "select (select count(*) from r where review_score <= 2 and review_creation_date >= $first"
                        + " and review_creation_date < $after), count(*) from o where order_status = 'delivered'"
                        + " and order_delivered_customer_date >= $first and order_delivered_customer_date < $after",
                "repeat-purchase-rate",
                "with c as (select customer_unique_id as c, count(distinct order_id) as n from live where " + wholeYear
                        + " group by 1) select count(*) filter (where n > 1), count(*) from c",
                "retention-rate",
                "with started as (select distinct customer_unique_id as c from live where order_purchase_timestamp"
                        + " >= $first - interval 12 month and order_purchase_timestamp < $first),"
                        + " ended as (select distinct customer_unique_id as c from live where " + year + ")"
                        // None before a year of orders is known.
                        + " select case when whole then (select count(*) from started semi join ended using (c)) else 0 end,"
                        + " case when whole then (select count(*) from started) else 0 end from (select date_trunc('month',"
                        + " min(order_purchase_timestamp)) <= $first - interval 12 month as whole from live)",
                "top-20-share",
                "with c as (select customer_unique_id as c, sum(payment_value) as r from live where " + wholeYear
                        + " group by 1) select coalesce((select sum(r) from (from c order by r desc limit"
                        + " (select ceil(count(*) / 5) from c))), 0), coalesce(sum(r), 0) from c");
    }

    /** The one load of an entity. */
    Load loads(String entity) {
        return lake.loads(head.position()).stream()
                .filter(load -> load.entity().relation().equals(entity))
                .findFirst()
                .orElseThrow();
    }

    /** What the lake as known now says. */
    List<Row> lake(String sql) {
        return Sql.query(connection, sql, Row::of);
    }

    /** What the CSV files say, without Holdfast. */
    List<Row> csv(String sql) {
        return Sql.query(csv, sql, Row::of);
    }

    /** Asks the evidence of a figure, as relation {@code evidence}, some parameters replaced. */
    List<Row> evidence(String id, Map<String, BigDecimal> parameters, String question) {
        Catalogue catalogue = Catalogue.read(workspace.jobs());
        Kpi kpi = catalogue.chosen(List.of(id), "OlistIT").get(0);
        Map<String, BigDecimal> all = new HashMap<>(company.parameters());
        all.putAll(parameters);
        Figures figures = new Figures(
                connection,
                catalogue,
                all,
                LAST.next(),
                Figures.PAST,
                LocalDateTime.ofInstant(head.recordedAt(), company.zone()));
        figures.prepare();
        figures.prepare(kpi);
        return lake("with evidence as (\n" + kpi.sql() + "\n) " + question);
    }

    /** Numerator, denominator and number of hits of a figure when all that was ordered was ordered in its trailing year. */
    Row allTime(String id, boolean withCancelled) {
        String orders = lake.asKnownAt(Entity.ORDERS, head.position());
        Period yearStart = LAST.next().yearBefore().next();
        Sql.run(
                connection,
                "create or replace temp view orders as select * replace (greatest(ordered_at, timestamp '"
                        + yearStart.start() + "') as ordered_at"
                        + (withCancelled ? ", cast(null as varchar) as status" : "") + ") from (" + orders + ")");
        try {
            return evidence(
                            id,
                            Map.of(),
                            "select sum(hit), sum(base), count(*) filter (where hit > 0) from evidence where day ="
                                    + " date '"
                                    + LAST.next().end() + "'")
                    .get(0);
        } finally {
            Sql.run(connection, "create or replace temp view orders as " + orders);
        }
    }

    /** Numerator and denominator of a figure as the month's run entered them; 0 where there was nothing to count. */
    Row mart(String kpi, Period month) {
        return database.query(
                        "select coalesce(s.numerator, 0), coalesce(s.denominator, 0) from scorecard s join run r on"
                                + " r.run_id = s.run_id where s.kpi = ? and r.period = ? and r.job <> 'nightly'",
                        (row, number) -> Row.of(row),
                        kpi,
                        month.toString())
                .get(0);
    }

    static BigDecimal divide(BigDecimal upper, BigDecimal lower) {
        return upper.divide(lower, MathContext.DECIMAL64);
    }

    static Offset<BigDecimal> within(BigDecimal distance) {
        return Offset.offset(distance);
    }

    private void readCsv() {
        String read =
                "create temp table %s as select * from read_csv('" + workspace.root() + "/inbox/olist_%s_dataset.csv')";
        Sql.run(csv, read.formatted("o", "orders"));
        Sql.run(
                csv,
                read.formatted("p", "order_payments")
                        .replace("*", "* replace (payment_value::decimal(18,2) as payment_value)"));
        Sql.run(csv, read.formatted("c", "customers"));
        Sql.run(csv, read.formatted("r", "order_reviews"));
        Sql.run(
                csv,
                "create temp table live as select * from o join p using (order_id) join c using (customer_id)"
                        + " where order_status not in ('canceled', 'unavailable')");
    }

    private static void run(Runner runner, String job, Optional<Period> period) {
        Outcome outcome = runner.run(job, period, false);
        if (outcome.state() != Outcome.State.DONE) {
            throw new AssertionError(String.join("\n", outcome.lines()));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Override
    public void close() {
        engine.close();
        database.execute("shutdown");
    }

    /** Hears, and says nothing. */
    private static final class Silent implements Narrator {
        @Override
        public void say(String line) {}

        @Override
        public void progress(String step, int done, int of) {}
    }
}
