package io.holdfast.mart;

import io.holdfast.churn.Concentration;
import io.holdfast.churn.CustomerWorth;
import io.holdfast.churn.Insights;
import io.holdfast.churn.MeasuredReason;
import io.holdfast.churn.ReasonMet;
import io.holdfast.churn.RelativeRisk;
import io.holdfast.churn.RetentionGain;
import io.holdfast.churn.Segment;
import io.holdfast.churn.SilentLeavers;
import io.holdfast.churn.ThreeR;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what stands beside the scores of customers. Callers bring the transaction and have entered the run. */
public final class ChurnInsights {

    private static final int DECIMALS = 6;

    private final JdbcTemplate jdbc;

    public ChurnInsights(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes all of it but what single customers met. */
    public void write(Run run, Insights insights) {
        reasons(run, insights);
        silent(run, insights.silent());
        worth(run, insights.worth());
        gain(run, insights.worth().gain());
        segments(run, insights.segments());
        Batch.update(
                jdbc,
                "insert into churn_rfm (run_id, recency, frequency, money, customers, year_revenue) values (?, ?, ?, ?, ?,"
                        + " ?)",
                insights.cells().stream()
                        .map(cell -> new @Nullable Object[] {
                            run.id(),
                            cell.recency(),
                            cell.frequency(),
                            cell.money(),
                            cell.customers(),
                            cell.yearRevenue()
                        })
                        .toList());
        new CohortTables(jdbc, run).write(insights.cohorts(), insights.survival());
        threeR(run, insights.threeR());
        concentration(run, insights.concentration());
    }

    /** Writes what customers of the lists met; after {@link #write}. */
    public void met(Run run, List<ReasonMet> met) {
        Batch.update(
                jdbc,
                "insert into churn_met (run_id, customer_id, reason, times, last_day) values (?, ?, ?, ?, ?)",
                met.stream()
                        .map(one -> new @Nullable Object[] {
                            run.id(), one.customerId(), one.reason(), one.times(), one.lastDay()
                        })
                        .toList());
    }

    private void reasons(Run run, Insights insights) {
        List<MeasuredReason> ordered = insights.reasons().stream()
                .sorted(Comparator.comparing((MeasuredReason reason) -> !reason.shown())
                        .thenComparing(MeasuredReason::finding)
                        .thenComparing(
                                Comparator.comparingDouble(ChurnInsights::risk).reversed())
                        .thenComparing(reason -> reason.reason().id()))
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            MeasuredReason reason = ordered.get(i);
            RelativeRisk risk = reason.relativeRisk();
            RelativeRisk crude = reason.crudeRisk();
            jdbc.update(
                    "insert into churn_reason (run_id, reason, ordinal, kind, lookback_days, finding, missing, origins,"
                            + " exposed, exposed_lapsed, unexposed, unexposed_lapsed, crude_risk, strata, relative_risk,"
                            + " low, high, definition_sha256)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    reason.reason().id(),
                    i + 1,
                    reason.reason().kind().toString(),
                    reason.reason().lookbackDays(),
                    reason.finding().toString(),
                    String.join(", ", reason.missing()),
                    insights.origins().size(),
                    reason.crude().exposed(),
                    reason.crude().exposedLapsed(),
                    reason.crude().unexposed(),
                    reason.crude().unexposedLapsed(),
                    crude == null ? null : rounded(crude.value()),
                    reason.strata(),
                    risk == null ? null : rounded(risk.value()),
                    risk == null ? null : rounded(risk.low()),
                    risk == null ? null : rounded(risk.high()),
                    reason.reason().sha256());
            texts(
                    "churn_reason_text",
                    "reason",
                    run,
                    reason.reason().id(),
                    reason.reason().name());
        }
    }

    private static double risk(MeasuredReason reason) {
        RelativeRisk risk = reason.relativeRisk();
        return risk == null ? 0 : risk.value();
    }

    private void silent(Run run, @Nullable SilentLeavers silent) {
        if (silent != null) {
            jdbc.update(
                    "insert into churn_silent (run_id, since, customers, lapsed, silent, silent_after_failure) values (?,"
                            + " ?, ?, ?, ?, ?)",
                    run.id(),
                    silent.since(),
                    silent.customers(),
                    silent.lapsed(),
                    silent.silent(),
                    silent.silentAfterFailure());
        }
    }

    private void worth(Run run, CustomerWorth worth) {
        jdbc.update(
                "insert into churn_worth (run_id, profit_known, ltv_customers, ltv_unknown, ltv_mean, value_years,"
                        + " discount_rate, clv, profit_at_risk) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run.id(),
                worth.profitKnown(),
                worth.ltvCustomers(),
                worth.ltvUnknown(),
                worth.ltvMean(),
                worth.valueYears(),
                worth.discountRate(),
                worth.clv(),
                worth.profitAtRisk());
    }

    private void gain(Run run, @Nullable RetentionGain gain) {
        if (gain != null) {
            jdbc.update(
                    "insert into churn_gain (run_id, points, at_start, kept, kept_profit, per_customer, one_year,"
                            + " lifetime_years, lifetime_years_more, lifetime) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    gain.points(),
                    gain.atStart(),
                    gain.kept(),
                    gain.gain(),
                    gain.perCustomer(),
                    gain.oneYear(),
                    gain.lifetimeYears(),
                    gain.lifetimeYearsMore(),
                    gain.lifetime());
        }
    }

    private void segments(Run run, List<Segment> segments) {
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            jdbc.update(
                    "insert into churn_segment (run_id, segment, ordinal, customers, orders, revenue, year_revenue) values"
                            + " (?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    segment.rule().id(),
                    i + 1,
                    segment.customers(),
                    segment.orders(),
                    segment.revenue(),
                    segment.yearRevenue());
            texts(
                    "churn_segment_text",
                    "segment",
                    run,
                    segment.rule().id(),
                    segment.rule().name());
        }
    }

    private void texts(String table, String key, Run run, String id, Map<String, String> names) {
        Batch.update(
                jdbc,
                "insert into " + table + " (run_id, " + key + ", language, name) values (?, ?, ?, ?)",
                names.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(name -> new @Nullable Object[] {run.id(), id, name.getKey(), name.getValue()})
                        .toList());
    }

    private void threeR(Run run, @Nullable ThreeR threeR) {
        if (threeR != null) {
            jdbc.update(
                    "insert into churn_three_r (run_id, at_start, released, kept, related, new_customers, referred) values"
                            + " (?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    threeR.atStart(),
                    threeR.released(),
                    threeR.kept(),
                    threeR.relatedKnown() ? threeR.related() : null,
                    threeR.newCustomers(),
                    threeR.referredKnown() ? threeR.referred() : null);
        }
    }

    private void concentration(Run run, Concentration concentration) {
        part(run, "all", concentration.all());
        part(run, "top-2", concentration.top2());
        part(run, "next-18", concentration.next18());
        part(run, "top-20", concentration.top20());
        part(run, "makes-80", concentration.makes80());
    }

    private void part(Run run, String name, Concentration.Part part) {
        jdbc.update(
                "insert into churn_concentration (run_id, part, customers, revenue) values (?, ?, ?, ?)",
                run.id(),
                name,
                part.customers(),
                part.revenue());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
