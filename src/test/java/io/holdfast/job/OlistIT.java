package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.job.OlistLake.Row;
import io.holdfast.period.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of jobs/examples/olist over real orders, from the CSV files to mart and PDF, against figures that were
 * computed without Holdfast: {@code truth.json} beside the data (made with another program), and plain SQL over the CSV
 * files themselves. Skipped where the data is not there; the system property {@code holdfast.shared-data} says where.
 *
 * <p>truth.json counts by the month of purchase, takes cancelled orders into revenue, and looks at the whole of the
 * time; figures count by the day promised, and within a year. So it is compared with the rows of evidence behind the
 * figures; the figures themselves are compared with the CSV files.
 */
class OlistIT {

    /** Rounding of truth.json, whose rates have six decimals or those of a double. */
    private static final BigDecimal SIX_DECIMALS = new BigDecimal("0.000001");

    @TempDir
    private static Path folder;

    private static JsonNode truth;
    private static OlistLake olist;

    @BeforeAll
    static void takeInAndComputeEveryMonth() throws IOException {
        Path data = OlistLake.dataOrSkip();
        truth = OlistLake.truth(data);
        olist = OlistLake.run(data, folder, worstMonth());
    }

    @AfterAll
    static void close() {
        if (olist != null) {
            olist.close();
        }
    }

    @Test
    void everyRowOfTheExportIsTakenIn() {
        assertThat(olist.loads("orders").accepted())
                .isEqualTo(truth.get("orders").asLong());
        assertThat(olist.loads("feedback").accepted())
                .isEqualTo(truth.at("/reviews/rows").asLong());
        assertThat(olist.loads("customers").accepted())
                .isEqualTo(truth.at("/repeat/customers").asLong());
        for (String entity : List.of("orders", "order_lines", "customers", "feedback")) {
            assertThat(olist.loads(entity).rejected()).as(entity).isZero();
        }
        Row orders = olist.lake("select count(*) filter (where status = 'delivered'),"
                        + " count(*) filter (where status = 'cancelled'), min(ordered_at), max(ordered_at) from orders")
                .get(0);
        assertThat(orders.number(0).longValue())
                .isEqualTo(truth.at("/status/delivered").asLong());
        assertThat(orders.number(1).longValue())
                .isEqualTo(truth.at("/status/canceled").asLong()
                        + truth.at("/status/unavailable").asLong());
        assertThat(orders.text(2)).startsWith(truth.at("/range/0").asText());
        assertThat(orders.text(3)).startsWith(truth.at("/range/1").asText());
    }

    @Test
    void ordersOnTimeByTimestampAndByDateAreThoseOfTruthInEachMonthOfPurchase() {
        Map<String, BigDecimal> byMinute = onTimeByPurchaseMonth("1", "sum(hit)");
        Map<String, BigDecimal> byDay = onTimeByPurchaseMonth("0", "sum(hit)");
        Map<String, BigDecimal> delivered = onTimeByPurchaseMonth("0", "sum(base)");
        JsonNode months = truth.at("/on_time/by_purchase_month");
        assertThat(byMinute).isEqualTo(whole(months, "ts"));
        assertThat(byDay).isEqualTo(whole(months, "cal"));
        assertThat(delivered).isEqualTo(whole(months, "n"));
        assertThat(sum(byMinute))
                .isEqualTo(truth.at("/on_time/on_time_timestamp").decimalValue());
        assertThat(sum(byDay))
                .isEqualTo(truth.at("/on_time/on_time_calendar_date").decimalValue());
        assertThat(sum(delivered)).isEqualTo(truth.at("/on_time/evaluable").decimalValue());
    }

    @Test
    void reviewsHaveTheMeanTheLowScoresAndTheMedianAnswerOfTruth() {
        Row reviews = olist.lake("select count(*), sum(score), count(*) filter (where kind = 'complaint'),"
                        + " count(*) filter (where score <= 2), count(text) from feedback")
                .get(0);
        assertThat(OlistLake.divide(reviews.number(1), reviews.number(0)))
                .isCloseTo(truth.at("/reviews/mean").decimalValue(), OlistLake.within(SIX_DECIMALS));
        assertThat(reviews.number(2).longValue())
                .isEqualTo(reviews.number(3).longValue())
                .isEqualTo(truth.at("/reviews/low_le2").asLong());
        List<BigDecimal> seconds = olist
                .evidence("answer-time", Map.of(), "select value from evidence where value is not null order by value")
                .stream()
                .map(row -> row.number(0))
                .toList();
        BigDecimal middle = seconds.get((seconds.size() - 1) / 2).add(seconds.get(seconds.size() / 2));
        assertThat(OlistLake.divide(middle, BigDecimal.valueOf(2 * 3600)))
                .isCloseTo(truth.at("/reviews/answer_hours_median").decimalValue(), OlistLake.within(SIX_DECIMALS));
        assertThat(OlistLake.divide(sum(seconds), BigDecimal.valueOf(3600L * seconds.size())))
                .isCloseTo(truth.at("/reviews/answer_hours_mean").decimalValue(), OlistLake.within(SIX_DECIMALS));
    }

    @Test
    void lateOrdersGetLowScoresAsOftenAsInTruth() {
        Map<String, BigDecimal> shares = new TreeMap<>();
        olist.evidence(
                        "on-time-delivery",
                        Map.of("by_timestamp", BigDecimal.ONE),
                        // An order counts once, with the lowest of its scores.
                        "select e.hit, count(*) filter (where f.score <= 2), count(*) from evidence e"
                                + " join orders o on o.order_id = e.id join (select order_id, min(score) as score"
                                + " from feedback group by order_id) f on f.order_id = e.id"
                                + " where o.status = 'delivered' group by e.hit")
                .forEach(row -> shares.put(row.text(0), OlistLake.divide(row.number(1), row.number(2))));
        assertThat(shares.get("0"))
                .isCloseTo(truth.at("/low_review_rate_late").decimalValue(), OlistLake.within(SIX_DECIMALS));
        assertThat(shares.get("1"))
                .isCloseTo(truth.at("/low_review_rate_ontime").decimalValue(), OlistLake.within(SIX_DECIMALS));
    }

    @Test
    void revenueIsThatOfTruthInEachMonth() {
        Map<String, BigDecimal> revenue = new TreeMap<>();
        olist.lake("select strftime(ordered_at, '%Y-%m'), sum(amount) from orders group by 1")
                .forEach(row -> revenue.put(row.text(0), row.number(1).setScale(2)));
        Map<String, BigDecimal> expected = new TreeMap<>();
        truth.get("revenue_by_purchase_month")
                .properties()
                .forEach(month -> expected.put(
                        month.getKey(), month.getValue().decimalValue().setScale(2)));
        assertThat(revenue).isEqualTo(expected);
    }

    @Test
    void theTopFifthAndThoseWhoCameBackAreThoseOfTruthOnceCancelledOrdersCount() {
        Row all = olist.allTime("top-20-share", true);
        assertThat(OlistLake.divide(all.number(0), all.number(1)))
                .isCloseTo(truth.at("/pareto_payments/top20_share").decimalValue(), OlistLake.within(SIX_DECIMALS));
        assertThat(all.number(1))
                .isEqualByComparingTo(truth.at("/pareto_payments/total").decimalValue());
        assertThat(all.number(2).longValue())
                .isEqualTo(truth.at("/pareto_payments/top20_n").asLong());
        Row repeat = olist.allTime("repeat-purchase-rate", true);
        assertThat(repeat.number(0).longValue())
                .isEqualTo(truth.at("/repeat/repeat").asLong());
        assertThat(repeat.number(1).longValue())
                .isEqualTo(truth.at("/repeat/customers").asLong());
    }

    @Test
    void theTopFifthAndThoseWhoCameBackWithoutCancelledOrdersAreThoseOfTheCsvFiles() {
        assertThat(olist.allTime("top-20-share", false))
                .isEqualTo(olist.csv("""
                    with c as (select customer_unique_id as c, sum(payment_value) as r from live group by 1)
                    select (select sum(r) from (from c order by r desc limit (select ceil(count(*) / 5) from c))),
                        sum(r), ceil(count(*) / 5) from c\
                    """).get(0));
        assertThat(olist.allTime("repeat-purchase-rate", false))
                .isEqualTo(olist.csv("""
                    with c as (select customer_unique_id as c, count(distinct order_id) as n from live group by 1)
                    select count(*) filter (where n > 1), count(*), count(*) filter (where n > 1) from c\
                    """).get(0));
    }

    @Test
    void everyMonthsFiguresInTheMartAreThoseOfTheCsvFiles() {
        Map<String, String> byHand = OlistLake.byHand();
        for (Period month : OlistLake.months()) {
            byHand.forEach((kpi, sql) -> assertThat(olist.mart(kpi, month))
                    .as("%s of %s", kpi, month)
                    .isEqualTo(olist.csv(sql.replace("$first", "date '" + month.start() + "'")
                                    .replace("$after", "date '" + month.next().start() + "'"))
                            .get(0)));
        }
    }

    @Test
    void thePackOfTheFirstTheWorstAndTheLastMonthIsThere() {
        for (Period month : OlistLake.packs(worstMonth())) {
            assertThat(folder.resolve("out/" + month + "/management-pack.en.pdf"))
                    .isRegularFile();
            assertThat(Files.exists(folder.resolve("out/" + month + "/management-pack.pt.pdf")))
                    .isFalse();
        }
    }

    private static Map<String, BigDecimal> onTimeByPurchaseMonth(String byTimestamp, String count) {
        Map<String, BigDecimal> months = new TreeMap<>();
        olist.evidence(
                        "on-time-delivery",
                        Map.of("by_timestamp", new BigDecimal(byTimestamp)),
                        "select strftime(o.ordered_at, '%Y-%m'), " + count + " from evidence e"
                                + " join orders o on o.order_id = e.id where o.status = 'delivered' group by 1")
                .forEach(row -> months.put(row.text(0), row.number(1)));
        return months;
    }

    private static Period worstMonth() {
        Map<String, BigDecimal> rates = new TreeMap<>();
        truth.at("/on_time/by_purchase_month")
                .properties()
                .forEach(month -> rates.put(
                        month.getKey(), month.getValue().get("ts_rate").decimalValue()));
        return Period.parse(rates.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey());
    }

    private static Map<String, BigDecimal> whole(JsonNode months, String field) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        months.properties()
                .forEach(month ->
                        numbers.put(month.getKey(), month.getValue().get(field).decimalValue()));
        return numbers;
    }

    private static BigDecimal sum(Map<String, BigDecimal> numbers) {
        return sum(List.copyOf(numbers.values()));
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
