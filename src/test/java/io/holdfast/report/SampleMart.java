package io.holdfast.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A mart in memory with one run, as believable as a printer's year end: seven figures over 25 months, five
 * branches, some hundred customers, ten loads. The same on every call.
 */
final class SampleMart {

    static final String RUN = "monthly-pack/2025-12/r1";

    /** What the pages have to stand besides an ordinary month. */
    enum Shape {
        ORDINARY,
        /** No accounts, no figures, no branches, no loads: a company's first night. */
        EMPTY,
        ONE_BRANCH,
        SIXTY_BRANCHES,
        /** Every name as long as the schema allows people to make it, ids of 40 digits. */
        LONG_NAMES
    }

    private static final YearMonth LAST = YearMonth.of(2025, 12);
    private static final List<String> BRANCHES = List.of("Basel", "Lyon", "Rotterdam", "上海", "Wien");
    private static final String HASH = "9f2c4e61a7b8d3055c1e7f90ab34cd6728e1f05a9b7c3d4e6f8091a2b3c4d5e6";

    private final Connection mart;
    private final Shape shape;

    private SampleMart(Connection mart, Shape shape) {
        this.mart = mart;
        this.shape = shape;
    }

    static Connection open(Shape shape) {
        try {
            Connection mart = DriverManager.getConnection("jdbc:hsqldb:mem:sample-" + shape, "SA", "");
            try (Statement statement = mart.createStatement()) {
                statement.execute("drop schema public cascade");
                for (String sql : schema().split(";")) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            new SampleMart(mart, shape).fill();
            return mart;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String schema() {
        try (InputStream schema = SampleMart.class.getResourceAsStream("/io/holdfast/mart/schema.sql")) {
            // Comments go first: one of them may hold a semicolon.
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)--.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws SQLException {
        insert(
                "run",
                RUN,
                "monthly-pack",
                "2025-12",
                LAST.atDay(1),
                LAST.plusMonths(1).atDay(1),
                1,
                1284L,
                HASH,
                LocalDateTime.of(2026, 1, 3, 2, 15),
                company(),
                "Europe/Zurich",
                "CHF",
                "0.1.0",
                HASH.replace('9', 'b'));
        if (shape == Shape.EMPTY) {
            return;
        }
        figures();
        leftOut(8, "referral-rate", "Referral rate", "推荐率", "customers.referred_by");
        leftOut(9, "engaged-staff", "Engaged staff", "敬业员工占比", "staff.engaged, staff.unit");
        accounts();
        concentration();
        loads();
        insert(
                "notice",
                RUN,
                1,
                "feedback.csv has 14 rows of customers that no customer file names; they count in the totals, not in"
                        + " the branches.");
        insert("notice", RUN, 2, "The targets of on-time-delivery and order-error-rate rose on 1 October 2025.");
    }

    private String company() {
        return shape == Shape.LONG_NAMES
                ? "Vereinigte Etiketten- und Verpackungsdruckereien Rheinfelden-Säckingen und Töchter"
                        + " Aktiengesellschaft, Zweigniederlassung für wiederkehrende Aufträge"
                : "Rhein Druck AG";
    }

    private void figures() throws SQLException {
        figure(
                1,
                "order-error-rate",
                "percent",
                "down",
                "misses",
                "concern",
                0.031,
                0.0004,
                0.02,
                1,
                4120,
                "Head of order entry",
                "Order error rate",
                "How many orders do we enter wrongly?",
                "Orders with at least one entry error (item, size, stock, quantity, address, date) of all orders"
                        + " entered in the period.",
                "订单差错率",
                "我们录错了多少订单？",
                "期间内录入的订单中，至少有一处录入差错（品名、尺寸、材料、数量、地址、日期）的订单所占比例。");
        figure(
                2,
                "answer-time",
                "hours",
                "down",
                "misses",
                "common-cause",
                9.4,
                0.03,
                8.0,
                0,
                0,
                "Customer service",
                "Answer time (median)",
                "How long does a customer wait for a first answer?",
                "Half of the questions and complaints received in the period were answered within this many hours.",
                "答复时间（中位数）",
                "客户等待首次答复需要多久？",
                "期间内收到的咨询与投诉，有一半在此小时数之内得到答复。");
        figure(
                3,
                "on-time-delivery",
                "percent",
                "up",
                "within-chance",
                "common-cause",
                0.942,
                -0.0006,
                0.95,
                1,
                3874,
                "Operations",
                "On-time delivery",
                "Do we keep the day we promised?",
                "Orders delivered complete on or before the promised day of all orders promised in the period. What"
                        + " was promised and is not delivered counts as late.",
                "准时交付率",
                "我们是否守住承诺的交期？",
                "期间内承诺交付的订单中，在承诺日或之前完整交付的比例。已承诺而未交付的按迟交计。");
        figure(
                4,
                "complaint-ratio",
                "percent",
                "down",
                "too-few",
                "common-cause",
                0.011,
                0,
                0.012,
                1,
                18,
                "Customer service",
                "Complaint ratio",
                "How often do customers complain?",
                "Complaints received in the period for each order delivered in it.",
                "投诉率",
                "客户多久投诉一次？",
                "期间内收到的投诉数与交付订单数之比。");
        figure(
                5,
                "retention-rate",
                "percent",
                "up",
                "meets",
                "common-cause",
                0.884,
                0.0005,
                0.87,
                1,
                1216,
                "Sales",
                "Retention rate",
                "Do customers stay?",
                "Customers at the end of the period, without the new ones, of the customers at its start. A customer"
                        + " is who ordered within twelve months.",
                "客户保持率",
                "客户是否留下来？",
                "期末客户（不含新客户）占期初客户的比例。十二个月内下过订单者为客户。");
        figure(
                6,
                "repeat-purchase-rate",
                "percent",
                "up",
                "meets",
                "improvement",
                0.716,
                0.002,
                0.68,
                1,
                1302,
                "Sales",
                "Repeat purchase rate",
                "Do customers come back?",
                "Customers with two or more orders in twelve months of the customers with at least one.",
                "复购率",
                "客户是否再次下单？",
                "十二个月内下单两次及以上的客户占至少下单一次的客户的比例。");
        figure(
                7,
                "top-20-share",
                "percent",
                "watch",
                "no-target",
                "common-cause",
                0.783,
                0.0008,
                0,
                2,
                18_450_000,
                "Management",
                "Share of the top fifth",
                "How much hangs on few customers?",
                "Revenue of the largest fifth of the customers of all revenue of the trailing year.",
                "前五分之一客户占比",
                "收入有多依赖少数客户？",
                "过去十二个月收入中，最大的五分之一客户所占的比例。");
    }

    private void leftOut(int ordinal, String kpi, String name, String zhName, String missing) throws SQLException {
        insert("kpi", RUN, kpi, ordinal, "percent", "ratio", "up", "Sales", HASH);
        insert("kpi_text", RUN, kpi, "en", name, "?", "?");
        insert("kpi_text", RUN, kpi, "zh", zhName, "?", "?");
        insert("left_out", RUN, kpi, missing);
    }

    /** @param base 0: a median without numerator; 1: a share with an interval; 2: a share of money, without */
    private void figure(
            int ordinal,
            String kpi,
            String unit,
            String better,
            String status,
            String variation,
            double level,
            double drift,
            double target,
            int base,
            long cases,
            String owner,
            String name,
            String question,
            String meaning,
            String zhName,
            String zhQuestion,
            String zhMeaning)
            throws SQLException {
        boolean many = shape == Shape.LONG_NAMES;
        insert(
                "kpi",
                RUN,
                kpi,
                ordinal,
                unit,
                base == 0 ? "median" : "ratio",
                better,
                many ? owner + " and everyone who answers to them in the regions north and south of the river" : owner,
                HASH);
        insert(
                "kpi_text",
                RUN,
                kpi,
                "en",
                many
                        ? name
                                + ", counted over every site, subsidiary and franchise that enters orders under the"
                                + " common name"
                        : name,
                many ? question + " And " + "how do we know that it is so, ".repeat(8) + "really?" : question,
                many ? (meaning + " ").repeat(4) : meaning);
        insert(
                "kpi_text",
                RUN,
                kpi,
                "zh",
                many ? zhName + "，含所有以共同名义录入订单的厂区、子公司与加盟单位" : zhName,
                zhQuestion,
                many ? zhMeaning.repeat(6) : zhMeaning);
        BigDecimal goal = target == 0 ? null : decimal(target);
        SplittableRandom noise = new SplittableRandom(ordinal);
        List<Double> values = new ArrayList<>();
        for (int back = 24; back >= 0; back--) {
            double value = level
                    - drift * back
                    + level * 0.02 * (noise.nextDouble() - 0.5) * (level < 0.2 || level > 1 ? 8 : 1);
            if (back == 9 && ordinal == 3) {
                value -= 0.05;
            }
            values.add(value);
        }
        if (ordinal == 1) {
            values.set(24, 0.041);
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double range = 0;
        for (int i = 1; i < values.size(); i++) {
            range += Math.abs(values.get(i) - values.get(i - 1)) / 24;
        }
        for (int i = 0; i < values.size(); i++) {
            YearMonth month = LAST.minusMonths(24 - i);
            value(
                    kpi,
                    "total",
                    "total",
                    month,
                    values.get(i),
                    base,
                    cases,
                    goal == null ? null : i < 22 ? goal.multiply(decimal(better.equals("up") ? 0.99 : 1.05)) : goal);
        }
        branches(kpi, base, cases, values.get(24), goal, better);
        Interval interval = Interval.of(values.get(24), base, cases);
        insert(
                "scorecard",
                RUN,
                kpi,
                ordinal,
                base == 0 ? null : decimal(values.get(24) * cases).setScale(0, RoundingMode.HALF_UP),
                base == 0 ? null : decimal(cases),
                decimal(values.get(24)),
                interval.low(),
                interval.high(),
                Math.max(cases, 212),
                40L,
                goal,
                decimal(values.get(23)),
                decimal(values.get(12)),
                status,
                variation,
                decimal(mean),
                decimal(mean - 2.66 * range),
                decimal(mean + 2.66 * range));
        insert("kpi_excluded", RUN, kpi, "cancelled", 31L);
        insert("kpi_excluded", RUN, kpi, base == 0 ? "unanswered" : "released", 9L);
    }

    private void branches(String kpi, int base, long cases, double level, @Nullable BigDecimal goal, String better)
            throws SQLException {
        if (kpi.equals("top-20-share") || kpi.equals("retention-rate")) {
            return;
        }
        int count = shape == Shape.SIXTY_BRANCHES ? 60 : shape == Shape.ONE_BRANCH ? 1 : BRANCHES.size();
        for (int i = 0; i < count; i++) {
            String name = shape == Shape.LONG_NAMES
                    ? BRANCHES.get(i) + " " + "8".repeat(40)
                            + " Niederlassung für die Belieferung aller Kunden mit wiederkehrenden Aufträgen"
                    : count > 5 ? String.format(Locale.ROOT, "Branch %02d", i + 1) : BRANCHES.get(i);
            double value = level * (1 + 0.03 * Math.sin(i * 1.7) * (level < 0.2 ? 10 : 1));
            value(kpi, "branch", name, LAST, value, base, i == 4 ? 14 : cases / count, goal);
            value(kpi, "branch", name, LAST.minusMonths(1), value * 0.99, base, cases / count, goal);
        }
    }

    private void value(
            String kpi,
            String dimension,
            String member,
            YearMonth month,
            double value,
            int base,
            long cases,
            @Nullable BigDecimal goal)
            throws SQLException {
        Interval interval = Interval.of(value, base, cases);
        insert(
                "kpi_value",
                RUN,
                kpi,
                dimension,
                member,
                month.toString(),
                month.atDay(1),
                base == 0 ? null : decimal(value * cases).setScale(0, RoundingMode.HALF_UP),
                base == 0 ? null : decimal(cases),
                decimal(value),
                interval.low(),
                interval.high(),
                Math.max(cases, 212),
                40L,
                goal);
    }

    private record Interval(
            @Nullable BigDecimal low, @Nullable BigDecimal high) {
        static Interval of(double value, int base, long cases) {
            if (base != 1) {
                return new Interval(null, null);
            }
            double half = 1.96 * Math.sqrt(value * (1 - value) / cases);
            return new Interval(decimal(Math.max(0, value - half)), decimal(Math.min(1, value + half)));
        }
    }

    private void accounts() throws SQLException {
        List<String> names = List.of(
                "Nordwind Logistik GmbH",
                "Brasserie du Léman SA",
                "上海恒丰包装有限公司",
                "Alpenmilch Genossenschaft",
                "Van der Meer Bloemen B.V.",
                "Pharma Rhenana AG",
                "Müller & Söhne Kaffeerösterei",
                "深圳市华彩印刷科技有限公司",
                "Cave des Trois Lacs",
                "Helvetia Kosmetik AG",
                "Ostsee Fisch KG",
                "Tulipan Zaden",
                "北京京华食品集团",
                "Jura Uhren Manufaktur",
                "Backhaus Weber",
                "Domaine de la Côte",
                "Kellerei Sonnhalde",
                "Schwarzwald Spielwaren");
        double total = 18_450_000;
        double cumulative = 0;
        for (int i = 0; i < names.size(); i++) {
            double share = 0.082 * Math.pow(0.86, i);
            cumulative += share;
            double change = List.of(0.04, -0.02, 0.11, -0.31, 0.01, -0.12, 0.07, 0.22, -0.01, -0.44)
                    .get(i % 10);
            String trend = change < -0.1 ? "fades" : change < 0.05 ? "holds" : "grows";
            String name = shape == Shape.LONG_NAMES
                    ? (names.get(i) + " und Partner, vormals ").repeat(5) + names.get(i)
                    : names.get(i);
            insert(
                    "account",
                    RUN,
                    i + 1,
                    shape == Shape.LONG_NAMES ? "4".repeat(38) + (10 + i) : "C-" + (1000 + 17 * i),
                    name,
                    BRANCHES.get(i % 5),
                    money(share * total),
                    i == 7 ? money(0) : money(share * total / (1 + change)),
                    decimal(share),
                    decimal(cumulative),
                    i == 7 ? "new" : trend,
                    120L - 5 * i,
                    (long) (change < 0 ? 4 + i : i % 3),
                    (long) (i % 4),
                    (long) (change < -0.2 ? 3 : i % 2),
                    (long) (i % 3));
        }
    }

    private void concentration() throws SQLException {
        for (int percent = 0; percent <= 100; percent += 2) {
            double share = percent / 100.0;
            double revenue = percent == 100 ? 1 : 1 - Math.pow(1 - share, 6.85);
            insert(
                    "concentration",
                    RUN,
                    BigDecimal.valueOf(percent),
                    Math.round(1302 * share),
                    money(revenue * 18_450_000),
                    decimal(revenue));
        }
    }

    private void loads() throws SQLException {
        List<String> entities = List.of("customers", "orders", "order_lines", "feedback");
        for (int i = 0; i < (shape == Shape.SIXTY_BRANCHES ? 90 : 10); i++) {
            long records = 4000 + 731L * i;
            long leftOut = i % 3;
            long rejected = i == 4 ? 14 : i % 2;
            String file = entities.get(i % 4) + String.format(Locale.ROOT, "-2025-%02d.csv", 1 + i % 12);
            insert(
                    "run_load",
                    RUN,
                    1275L + i,
                    entities.get(i % 4),
                    "erp",
                    shape == Shape.LONG_NAMES ? "inbox/" + "very-long-folder-name/".repeat(9) + file : file,
                    LocalDateTime.of(2026, 1, 3, 1, 5 + i % 50),
                    records,
                    leftOut,
                    rejected,
                    records - leftOut - rejected,
                    records - leftOut - rejected - i % 2,
                    HASH);
        }
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(12, RoundingMode.HALF_UP);
    }

    private static BigDecimal money(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    private void insert(String table, @Nullable Object... values) throws SQLException {
        String marks = "?" + ", ?".repeat(values.length - 1);
        try (PreparedStatement insert = mart.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                // Days and moments go in as text: through the driver's types the JVM's zone would have a say.
                insert.setObject(i + 1, asText(values[i]));
            }
            insert.executeUpdate();
        }
    }

    private static @Nullable Object asText(@Nullable Object value) {
        if (value instanceof LocalDateTime moment) {
            return moment.toString().replace('T', ' ') + ":00";
        }
        return value instanceof LocalDate ? value.toString() : value;
    }
}
