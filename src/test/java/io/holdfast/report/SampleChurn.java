package io.holdfast.report;

import static io.holdfast.report.SampleMart.BRANCHES;
import static io.holdfast.report.SampleMart.HASH;
import static io.holdfast.report.SampleMart.RUN;
import static io.holdfast.report.SampleMart.decimal;

import io.holdfast.report.SampleMart.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scored customers of the sample mart: a full list; with one branch a company of 54 customers, too few to tell; in the
 * first night nobody at all; with sixty branches or many figures a run that scored nobody, without any row.
 */
final class SampleChurn {

    static final LocalDate AS_OF = LocalDate.of(2025, 12, 31);
    static final LocalDate CUT = LocalDate.of(2025, 7, 4);
    private static final List<String> NAMES = List.of(
            "Nordwind Logistik GmbH",
            "Brasserie du Léman SA",
            "上海恒丰包装有限公司",
            "Alpenmilch Genossenschaft",
            "Van der Meer Bloemen B.V.",
            "深圳市华彩印刷科技有限公司");
    private static final List<String> MODELS =
            List.of("recency", "nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "recipe", "gamma-gamma");
    private static final List<Double> AUC = List.of(0.771, 0.702, 0.757, 0.76, 0.779, 0.771);

    private final SampleMart mart;
    private final Shape shape;
    private final boolean few;
    private final boolean nobody;

    SampleChurn(SampleMart mart, Shape shape) {
        this.mart = mart;
        this.shape = shape;
        this.few = shape == Shape.ONE_BRANCH;
        this.nobody = shape == Shape.EMPTY;
    }

    void fill() throws SQLException {
        if (shape == Shape.SIXTY_BRANCHES || shape == Shape.MANY) {
            return;
        }
        run();
        new SampleInsights(mart, shape).fill();
        actions();
        if (nobody) {
            warn(1, "no-model", 0.0, 20.0, null);
            warn(2, "no-back-test", 0.0, 180.0, null);
            return;
        }
        models();
        if (few) {
            warn(1, "few-repeat-customers", 54.0, 100.0, null);
            warn(2, "too-few-to-tell", 54.0, 15.0, 30.0);
            return;
        }
        warn(1, "seasonal-peak", 1.62, null, null);
        warn(2, "champion-refused", 5.0, null, null);
        warn(3, "no-better-than-recency", 0.008, -0.004, 0.021);
        customers();
        stopped();
        lists();
    }

    private void run() throws SQLException {
        mart.insert(
                "churn_run",
                RUN,
                AS_OF,
                180,
                nobody || few ? "recency" : "pareto-nbd",
                nobody ? null : "pareto-nbd",
                nobody ? null : CUT,
                nobody ? null : few ? 54L : 3_611L,
                nobody ? null : few ? 15L : 1_340L,
                nobody ? 0L : few ? 45L : 2_832L,
                nobody ? 0L : few ? 12L : 1_049L,
                few || nobody ? 0L : 59L,
                nobody ? 0L : 30L,
                54L,
                904L,
                few || nobody ? 0L : 100L,
                nobody ? decimal(0) : decimal(few ? 11.01 : 544.4),
                money(nobody ? 0 : few ? 7_759 : 147_691.55),
                decimal(0.1),
                HASH);
    }

    private void models() throws SQLException {
        for (int i = 0; i < MODELS.size(); i++) {
            boolean scores = i < AUC.size();
            boolean refused = i == 5 && !few;
            mart.insert(
                    "churn_model",
                    with(
                            new @Nullable Object[] {RUN, MODELS.get(i), i + 1},
                            scores ? estimate(AUC.get(i), 0.01) : none(3),
                            scores && i > 0 ? estimate(AUC.get(i) - AUC.get(0), 0.005) : none(3),
                            scores ? estimate(0.1 + 0.004 * i, 0.006) : none(3),
                            scores ? estimate(0.35 + 0.01 * i, 0.018) : none(3),
                            scores ? estimate(0.02 + 0.005 * i, 0.004) : none(3),
                            scores ? estimate(2.6 + 0.02 * i, 0.11) : none(3),
                            none(2),
                            new @Nullable Object[] {
                                refused ? "flat-likelihood" : null,
                                refused ? "the orders do not determine all of its parameters" : null,
                                i == 4 ? -341_303.5 : null,
                                i == 4 ? few : null
                            }));
        }
        for (int bin = 1; bin <= 10; bin++) {
            double share = bin == 9 ? 0.97 : bin * 0.09;
            long lapsed = Math.round(361 * share);
            mart.insert(
                    "churn_calibration",
                    RUN,
                    bin,
                    361L,
                    decimal(bin * 0.09),
                    lapsed,
                    decimal(Math.max(0, share - 0.04)),
                    decimal(Math.min(1, share + 0.03)));
        }
    }

    private void warn(int ordinal, String code, @Nullable Double... numbers) throws SQLException {
        mart.insert("churn_warning", with(new @Nullable Object[] {RUN, ordinal, code}, numbers));
    }

    private String name(int i) {
        String name = NAMES.get(i % NAMES.size());
        return shape == Shape.LONG_NAMES ? (name + " und Partner, vormals ").repeat(5) + name : name + " " + (i + 1);
    }

    private void customers() throws SQLException {
        for (int i = 0; i < 24; i++) {
            boolean bare = i % 7 == 3;
            mart.insert(
                    "churn_customer",
                    RUN,
                    i + 1,
                    id(i),
                    bare ? null : name(i),
                    bare ? null : BRANCHES.get(i % 5),
                    null,
                    null,
                    bare ? null : "Erik Sand",
                    AS_OF.minusDays(20 + 9L * i),
                    140L - i,
                    20L + 9L * i,
                    money(900),
                    decimal(0.99 - 0.03 * i),
                    decimal(0.98 - 0.03 * i),
                    decimal(0.995 - 0.03 * i),
                    null,
                    null,
                    null,
                    money(890),
                    money(8_671.73 - 330 * i),
                    money(288),
                    bare ? null : 7L,
                    bare ? null : "own",
                    bare ? null : AS_OF.minusDays(13 + 9L * i),
                    bare ? null : i == 5 ? 0L : 13L + 9L * i,
                    null,
                    8L,
                    4L,
                    2L,
                    4L,
                    i % 3 == 1,
                    i % 3 == 2,
                    "late-delivery",
                    "loyal",
                    i % 3 == 1 ? "apologise" : "call");
            if (i % 3 < 2) {
                mart.insert("churn_met", RUN, id(i), "late-delivery", 8L + i, AS_OF.minusDays(40));
            }
            if (i == 1) {
                mart.insert("churn_met", RUN, id(i), "wrong-order", 1L, AS_OF.minusDays(50));
                mart.insert("churn_met", RUN, id(i), "own-reason", 2L, AS_OF.minusDays(60));
            }
        }
    }

    private void stopped() throws SQLException {
        for (int i = 0; i < 30; i++) {
            mart.insert(
                    "churn_win_back",
                    RUN,
                    i + 1,
                    "W-" + i,
                    name(i),
                    BRANCHES.get(i % 5),
                    null,
                    null,
                    "Anders Holm",
                    CUT.minusYears(2),
                    CUT.minusDays(10L * i),
                    83L,
                    money(2_684.83),
                    money(222_840.89 - 5_000 * i),
                    10L,
                    null,
                    4L,
                    2L,
                    i == 2,
                    false,
                    null,
                    "loyal",
                    "call");
        }
        for (int i = 0; i < 20; i++) {
            mart.insert(
                    "churn_released",
                    RUN,
                    i + 1,
                    "R-" + i,
                    name(i),
                    BRANCHES.get(i % 5),
                    AS_OF.minusDays(3L + i),
                    i == 4 ? null : "Managing board",
                    i == 4 ? null : "Below cost, new price declined",
                    CUT,
                    money(858.46));
        }
    }

    private void lists() throws SQLException {
        for (int month = 1; month <= 3; month++) {
            LocalDate day = LocalDate.of(2025, month, 1).minusDays(1);
            mart.insert(
                    "churn_list_result",
                    RUN,
                    "monthly-pack-" + day + "-r1",
                    day.toString().substring(0, 7),
                    day,
                    180,
                    LocalDateTime.of(2025, month, 3, 2, 15),
                    HASH,
                    2_700L,
                    4L,
                    510L,
                    decimal(498.2),
                    100L,
                    70L + month,
                    30L - month,
                    440L - month,
                    decimal(74.6),
                    decimal(0.7),
                    decimal(0.16),
                    decimal(3.8));
        }
    }

    private void actions() throws SQLException {
        action("call", 1, few || nobody ? 0L : 192L, "Call", "致电");
        action("apologise", 2, few || nobody ? 0L : 30L, "Apologise and recover", "致歉并补救");
    }

    private void action(String action, int ordinal, long customers, String en, String zh) throws SQLException {
        mart.insert("churn_action", RUN, action, ordinal, customers);
        mart.insert("churn_action_text", RUN, action, "en", en);
        mart.insert("churn_action_text", RUN, action, "zh", zh);
    }

    private static String id(int i) {
        return "C-" + (1000 + i);
    }

    private static @Nullable Object[] estimate(double value, double width) {
        return new @Nullable Object[] {decimal(value), decimal(value - width), decimal(value + width)};
    }

    private static @Nullable Object[] none(int columns) {
        return new @Nullable Object[columns];
    }

    private static @Nullable Object[] with(@Nullable Object[] first, @Nullable Object[]... more) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(first));
        for (@Nullable Object[] next : more) {
            all.addAll(Arrays.asList(next));
        }
        return all.toArray();
    }

    static BigDecimal money(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
