package io.holdfast.churn;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way from the entities and a scoring to {@link Insights}: counts in SQL, what is estimated from them here. */
final class InsightMaker {

    private final Connection connection;
    private final Scoring scoring;
    private final InsightSettings settings;
    private final Map<Entity, Set<String>> supplied;
    private final boolean profitKnown;

    InsightMaker(Connection connection, Scoring scoring, InsightSettings settings, Map<Entity, Set<String>> supplied) {
        this.connection = connection;
        this.scoring = scoring;
        this.settings = settings;
        this.supplied = supplied;
        this.profitKnown = supplies(Entity.ORDERS, "amount") && supplies(Entity.ORDERS, "cost");
    }

    Insights make() {
        Map<String, String> days = Map.of(
                "as-of", scoring.asOf().toString(),
                "horizon", String.valueOf(scoring.horizonDays()),
                "activity-months", String.valueOf(settings.activityMonths()));
        create("insight_bounds", days);
        create("insight_customer", Map.of());
        create("insight_order", Map.of());
        LocalDate firstOrder = day("select min(first_day) from insight_customer");
        ReasonHistory history = new ReasonHistory(
                connection, scoring.asOf(), scoring.horizonDays(), settings.allParameters(), supplied);
        history.prepare(firstOrder);
        List<MeasuredReason> reasons =
                settings.reasons().stream().map(history::measure).toList();
        SilentLeavers silent = history.silent();

        Map<String, String> profit = Map.of("profit-known", String.valueOf(profitKnown));
        create("insight_year", Map.of());
        create("insight_value", profit);
        create(
                "insight_segment",
                Map.of(
                        "segments",
                        settings.segments().stream().map(SegmentRule::sql).collect(Collectors.joining(" "))));
        Retention retention = retention(profit, firstOrder);
        Lifetimes lifetimes = new Lifetimes(connection);
        CustomerValues values = values();
        return new Insights(
                scoring.asOf(),
                scoring.horizonDays(),
                history.origins(),
                reasons,
                silent,
                worth(values, retention),
                values,
                segments(),
                cells(),
                lifetimes.cohorts(),
                Sql.number(connection, "select count(*) from insight_customer where not is_new"),
                lifetimes.survival(),
                retention == null ? null : retention.threeR(),
                concentration());
    }

    /** @param gain what the kept ones brought in the year */
    private record Retention(ThreeR threeR, BigDecimal gain) {}

    private @Nullable Retention retention(Map<String, String> profit, @Nullable LocalDate firstOrder) {
        if (firstOrder == null || knowsNobody(firstOrder)) {
            return null;
        }
        boolean groups = supplies(Entity.ORDER_LINES, "product_group");
        if (groups) {
            create("insight_debut", Map.of());
        } else {
            Sql.run(connection, "create or replace temp table insight_debut (customer_no integer)");
        }
        return Sql.query(
                        connection,
                        ShippedSql.of("insight_retention", profit),
                        row -> new Retention(
                                new ThreeR(
                                        row.getLong("at_start"),
                                        row.getLong("released"),
                                        row.getLong("kept"),
                                        row.getLong("related"),
                                        groups,
                                        row.getLong("new_customers"),
                                        row.getLong("referred"),
                                        supplies(Entity.CUSTOMERS, "referred_by")),
                                row.getBigDecimal("kept_gain")))
                .get(0);
    }

    // Until a whole activity window before the year is on record, nobody knows who was a customer at its start.
    private boolean knowsNobody(LocalDate firstOrder) {
        LocalDate start = scoring.asOf().plusDays(1).minusMonths(12L + settings.activityMonths());
        return firstOrder.withDayOfMonth(1).isAfter(start);
    }

    private CustomerWorth worth(CustomerValues values, @Nullable Retention retention) {
        List<BigDecimal[]> ltv = Sql.query(
                connection,
                "select count(cents_12), coalesce(sum(cents_12), 0), count(case when revenue_year <> 0 and cents_12 is"
                        + " null and " + profitKnown + " and profit_year is null then 1 end) from insight_value",
                row -> new BigDecimal[] {row.getBigDecimal(1), row.getBigDecimal(2), row.getBigDecimal(3)});
        BigDecimal count = ltv.get(0)[0];
        return new CustomerWorth(
                profitKnown,
                count.longValueExact(),
                ltv.get(0)[2].longValueExact(),
                count.signum() == 0
                        ? null
                        : ltv.get(0)[1].divide(count.multiply(BigDecimal.valueOf(1200)), 2, RoundingMode.HALF_UP),
                settings.valueYears(),
                settings.discountRate(),
                values.hasClv() ? money(values.clvOfAll()) : null,
                money(values.atRiskOfAll()),
                retention == null
                        ? null
                        : RetentionGain.of(
                                settings.points(),
                                retention.threeR().atStart(),
                                retention.threeR().kept(),
                                retention.gain()));
    }

    private static BigDecimal money(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }

    private CustomerValues values() {
        return CustomerValues.of(
                scoring, margins(), settings.discountRate().doubleValue(), settings.valueYears(), settings.threads());
    }

    /** Of each scored customer: both come in the order of the ids. */
    private double[] margins() {
        ScoredCustomers customers = scoring.customers();
        double[] margins = new double[customers.size()];
        if (!profitKnown) {
            Arrays.fill(margins, 1);
            return margins;
        }
        double company = Sql.read(connection, "select sum(profit_cents), sum(priced_cents) from insight_value", row -> {
            row.next();
            return margin(row.getDouble(1), row.getDouble(2), 0);
        });
        Arrays.fill(margins, company);
        return Sql.read(
                connection,
                "select customer_id, profit_cents, priced_cents from insight_value order by customer_id",
                rows -> {
                    int i = 0;
                    while (i < margins.length && rows.next()) {
                        if (customers.id(i).equals(rows.getString(1))) {
                            margins[i++] = margin(rows.getLong(2), rows.getLong(3), company);
                        }
                    }
                    if (i < margins.length) {
                        throw new IllegalArgumentException("the scored customer '" + customers.id(i)
                                + "' has no order up to " + scoring.asOf() + " on this connection, or was released by"
                                + " then; score and compute insights over the same entities");
                    }
                    return margins;
                });
    }

    private static double margin(double profit, double revenue, double otherwise) {
        return revenue > 0 ? Math.max(-1, Math.min(1, profit / revenue)) : otherwise;
    }

    private List<Segment> segments() {
        Map<String, Segment> found = Sql.query(
                        connection,
                        "select segment, count(*), sum(orders), sum(revenue), sum(year_revenue) from insight_segment group"
                                + " by segment",
                        row -> new Segment(
                                rule(row.getString(1)),
                                row.getLong(2),
                                row.getLong(3),
                                row.getBigDecimal(4),
                                row.getBigDecimal(5)))
                .stream()
                .collect(Collectors.toMap(segment -> segment.rule().id(), segment -> segment));
        return settings.segments().stream()
                .map(rule -> found.getOrDefault(rule.id(), new Segment(rule, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO)))
                .toList();
    }

    private SegmentRule rule(String id) {
        return settings.segments().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<Segment.Cell> cells() {
        return Sql.query(
                connection,
                "select recency, frequency, money, count(*), sum(year_revenue) from insight_segment"
                        + " group by recency, frequency, money order by recency, frequency, money",
                row -> new Segment.Cell(
                        row.getInt(1), row.getInt(2), row.getInt(3), row.getLong(4), row.getBigDecimal(5)));
    }

    private Concentration concentration() {
        return Sql.read(connection, ShippedSql.of("insight_concentration", Map.of()), row -> {
            row.next();
            Concentration.Part top2 = new Concentration.Part(row.getLong("top_2"), row.getBigDecimal("top_2_revenue"));
            Concentration.Part top20 =
                    new Concentration.Part(row.getLong("top_20"), row.getBigDecimal("top_20_revenue"));
            return new Concentration(
                    new Concentration.Part(row.getLong("customers"), row.getBigDecimal("revenue")),
                    top2,
                    top20.without(top2),
                    top20,
                    new Concentration.Part(row.getLong("makes_80"), row.getBigDecimal("makes_80_revenue")));
        });
    }

    private boolean supplies(Entity entity, String column) {
        return supplied.getOrDefault(entity, Set.of()).contains(column);
    }

    private void create(String relation, Map<String, String> filled) {
        Sql.run(connection, "create or replace temp table " + relation + " as\n" + ShippedSql.of(relation, filled));
    }

    private @Nullable LocalDate day(String sql) {
        return Sql.query(connection, sql, row -> Optional.ofNullable(row.getObject(1, LocalDate.class))).stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
