package io.holdfast.report;

import static io.holdfast.report.SampleChurn.AS_OF;
import static io.holdfast.report.SampleChurn.CUT;
import static io.holdfast.report.SampleChurn.money;
import static io.holdfast.report.SampleMart.HASH;
import static io.holdfast.report.SampleMart.RUN;
import static io.holdfast.report.SampleMart.decimal;

import io.holdfast.report.SampleMart.Shape;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What stands beside the scored customers of {@link SampleChurn}: reasons, values, groups, cohorts. */
final class SampleInsights {

    private final SampleMart mart;
    private final boolean few;
    private final boolean nobody;

    SampleInsights(SampleMart mart, Shape shape) {
        this.mart = mart;
        this.few = shape == Shape.ONE_BRANCH;
        this.nobody = shape == Shape.EMPTY;
    }

    void fill() throws SQLException {
        reasons();
        worth();
        groups();
        if (!nobody) {
            cohorts();
        }
    }

    private void reasons() throws SQLException {
        Map<String, String> names = Map.of(
                "late-delivery", "an order that was not there on the promised day",
                "wrong-order", "a wrong order or one that had to be made again",
                "own-reason", "a reason of the company's own");
        List<String> reasons = List.of("late-delivery", "wrong-order", "own-reason", "low-score");
        for (int i = 0; i < reasons.size(); i++) {
            boolean missing = i == 3;
            boolean measured = !few && !nobody && !missing;
            mart.insert(
                    "churn_reason",
                    RUN,
                    reasons.get(i),
                    i + 1,
                    "failure",
                    180,
                    missing ? "not-recorded" : !measured ? "too-few" : i == 2 ? "not-clear" : "more-often",
                    missing ? "feedback.score" : "",
                    nobody ? 0 : 4,
                    measured ? 2_057L : 3L,
                    measured ? 328L : 0L,
                    9_341L,
                    2_267L,
                    null,
                    measured ? 305 : 0,
                    measured ? decimal(1.9 - 0.45 * i) : null,
                    measured ? decimal(1.72 - 0.5 * i) : null,
                    measured ? decimal(2.09 - 0.4 * i) : null,
                    HASH);
            if (names.containsKey(reasons.get(i))) {
                mart.insert("churn_reason_text", RUN, reasons.get(i), "en", names.get(reasons.get(i)));
            }
        }
        if (!few) {
            mart.insert(
                    "churn_silent",
                    RUN,
                    CUT,
                    nobody ? 0L : 2_862L,
                    nobody ? 0L : 619L,
                    nobody ? 0L : 508L,
                    nobody ? 0L : 59L);
        }
    }

    private void worth() throws SQLException {
        boolean known = !few && !nobody;
        mart.insert(
                "churn_worth",
                RUN,
                known,
                known ? 2_869L : 0L,
                0L,
                known ? money(16_408.86) : null,
                3,
                decimal(0.1),
                nobody ? null : money(14_656_677.85),
                money(nobody ? 0 : 339_228.19));
        if (known) {
            mart.insert(
                    "churn_gain",
                    RUN,
                    decimal(0.05),
                    2_832L,
                    2_308L,
                    money(6_138_923.11),
                    money(2_659.85),
                    money(376_634.10),
                    decimal(5.40458),
                    decimal(7.405858),
                    money(15_074_987.83));
        }
    }

    private void groups() throws SQLException {
        for (String group : nobody ? List.<String>of() : List.of("champions", "lost")) {
            boolean best = group.equals("champions");
            mart.insert(
                    "churn_segment",
                    RUN,
                    group,
                    best ? 1 : 2,
                    906L,
                    67_507L,
                    money(66_277_664),
                    money(best ? 24e6 : 0));
            mart.insert("churn_segment_text", RUN, group, "en", best ? "Champions" : "Lost");
            mart.insert("churn_segment_text", RUN, group, "zh", best ? "冠军客户" : "已流失");
        }
        mart.insert(
                "churn_three_r",
                RUN,
                nobody ? 0L : 2_832L,
                0L,
                nobody ? 0L : 2_308L,
                few ? null : 1_106L,
                520L,
                few ? null : 67L);
        for (String part : List.of("all", "top-2", "next-18", "top-20", "makes-80")) {
            mart.insert(
                    "churn_concentration",
                    RUN,
                    part,
                    nobody ? 0L : 58L,
                    money(nobody ? 0 : part.equals("all") ? 100_000 : 40_500));
        }
    }

    private void cohorts() throws SQLException {
        int quarters = few ? 1 : 14;
        for (int quarter = 0; quarter < quarters; quarter++) {
            for (int after = 0; after < quarters - quarter; after++) {
                mart.insert(
                        "churn_cohort",
                        RUN,
                        "quarter",
                        AS_OF.plusDays(1).minusMonths(3L * (quarters - quarter)),
                        after,
                        140L - quarter,
                        after == 0 ? 140L - quarter : Math.max(3, 90L - 6L * after));
            }
        }
        for (String year : few ? List.<String>of() : List.of("2023", "2024", "2025", "all")) {
            int last = year.equals("all") || year.equals("2023") ? 35 : year.equals("2024") ? 23 : 11;
            for (int month = 6; month <= last; month++) {
                double share = StrictMath.pow(0.97, month - 5);
                mart.insert(
                        "churn_survival",
                        RUN,
                        year,
                        month,
                        500L - month,
                        3L,
                        2L,
                        decimal(share),
                        decimal(share * 0.95),
                        decimal(Math.min(1, share * 1.04)));
            }
        }
    }
}
