package io.holdfast.report;

import io.holdfast.mart.MartSchema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A mart in memory with one run, as believable as a printer's year end: seven figures over 25 months, five
 * branches, some hundred customers, ten loads. The same on every call.
 */
final class SampleMart {

    static final String RUN = "monthly-pack-2025-12-r1";

    /** What the pages have to stand besides an ordinary month. */
    enum Shape {
        ORDINARY,
        /** No accounts, no figures, no branches, no loads: a company's first night. */
        EMPTY,
        ONE_BRANCH,
        SIXTY_BRANCHES,
        /** Every name as long as the schema allows people to make it, ids of 40 digits. */
        LONG_NAMES,
        /** Thirty figures of every unit. */
        MANY
    }

    static final YearMonth LAST = YearMonth.of(2025, 12);
    static final List<String> BRANCHES = List.of("Basel", "Lyon", "Rotterdam", "上海", "Wien");
    static final String HASH = "9f2c4e61a7b8d3055c1e7f90ab34cd6728e1f05a9b7c3d4e6f8091a2b3c4d5e6";

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
            }
            MartSchema.create(new SingleConnectionDataSource(mart, true));
            new SampleMart(mart, shape).fill();
            return mart;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill() throws SQLException {
        insert(
                "run",
                RUN,
                "monthly-pack",
                "2025-12",
                LAST.atDay(1),
                LAST.atEndOfMonth(),
                1,
                1284L,
                HASH,
                LocalDateTime.of(2026, 1, 3, 2, 15),
                company(),
                "Europe/Zurich",
                "CHF",
                "0.1.0",
                HASH.replace('9', 'b'));
        new SampleChurn(this, shape).fill();
        if (shape == Shape.EMPTY) {
            return;
        }
        new SampleFigures(this, shape).fill();
        accounts();
        concentration();
        new SampleFeedback(this, shape).fill();
        new SampleMeeting(this, shape).fill();
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
            double share = 0.082 * StrictMath.pow(0.86, i);
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
                    120L - 5L * i,
                    (long) (change < 0 ? 4 + i : i % 3),
                    (long) (i % 4),
                    (long) (change < -0.2 ? 3 : i % 2),
                    (long) (i % 3),
                    (long) (change < -0.2 ? 1 : 0),
                    i == 3 ? null : 0L);
        }
        insert(
                "account_total",
                RUN,
                money(total),
                money(total * 0.98),
                34L,
                money(412_345),
                8_000L,
                320L,
                96L,
                80L,
                64L,
                12L,
                8L);
    }

    private void concentration() throws SQLException {
        for (int percent = 0; percent <= 100; percent += 2) {
            double share = percent / 100.0;
            double revenue = percent == 100 ? 1 : 1 - StrictMath.pow(1 - share, 6.85);
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

    static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(12, RoundingMode.HALF_UP);
    }

    private static BigDecimal money(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    void insert(String table, @Nullable Object... values) throws SQLException {
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
