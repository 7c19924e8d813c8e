package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChurnTest {

    private static final LocalDate NEW_YEAR = LocalDate.of(2022, 1, 1);
    private static final int FIRST = (int) NEW_YEAR.toEpochDay();
    private static final ChurnSettings ONE = new ChurnSettings(1);

    private static final OrderLog COMPANY = MadeUpOrders.of(3000, FIRST, 400, 730, 45, 11);

    @Test
    void a_company_like_the_model_is_scored_and_the_chances_hold_in_the_days_to_come() {
        LocalDate asOf = NEW_YEAR.plusDays(640);
        Scoring scoring = Churn.score(COMPANY, asOf, 90, ONE);
        ScoredCustomers customers = scoring.customers();

        boolean[] lapsed = Summaries.at(COMPANY, FIRST + 640).lapses(90);
        double expected = 0;
        double came = 0;
        double orders = 0;
        double ordersCame = 0;
        for (int i = 0; i < customers.size(); i++) {
            expected += customers.lapse(i);
            came += lapsed[i] ? 1 : 0;
            orders += customers.expectedOrders(i);
            ordersCame += COMPANY.firstAfter(i, FIRST + 730) - COMPANY.firstAfter(i, FIRST + 640);
            assertValid(scoring, i);
        }
        assertThat(customers.size()).isEqualTo(3000);
        assertThat(expected).isBetween(came * 0.96, came * 1.04);
        assertThat(orders).isBetween(ordersCame * 0.85, ordersCame * 1.15);
        assertThat(scoring.backTest().contenders()).hasSize(6);
        assertThat(scoring.backTest()
                        .contender(scoring.champion())
                        .measures()
                        .aucOverRecency()
                        .value())
                .isPositive();
    }

    @Test
    void orders_after_the_day_change_nothing() {
        LocalDate asOf = NEW_YEAR.plusDays(500);
        OrderLog.Builder known = OrderLog.builder();
        for (int i = 0; i < COMPANY.customers(); i++) {
            for (int k = COMPANY.start(i); k < COMPANY.firstAfter(i, FIRST + 500); k++) {
                known.add(COMPANY.customer(i), COMPANY.day(k), COMPANY.cents(k));
            }
        }
        assertSame(Churn.score(COMPANY, asOf, 120, ONE), Churn.score(known.build(), asOf, 120, ONE));
    }

    @Test
    void two_threads_give_what_one_gives() {
        LocalDate asOf = NEW_YEAR.plusDays(600);

        assertSame(Churn.score(COMPANY, asOf, 90, ONE), Churn.score(COMPANY, asOf, 90, new ChurnSettings(2)));
    }

    @Test
    void two_hundred_customers_get_chances_with_wider_intervals_and_are_told_so() {
        OrderLog few = MadeUpOrders.of(200, FIRST, 400, 730, 900, 3);
        LocalDate asOf = NEW_YEAR.plusDays(640);
        Scoring scoring = Churn.score(few, asOf, 90, ONE);
        Scoring large = Churn.score(MadeUpOrders.of(20_000, FIRST, 400, 730, 900, 3), asOf, 90, ONE);

        assertThat(scoring.warnings())
                .extracting(Warning::code)
                .contains(Warning.Code.FEW_REPEAT_CUSTOMERS, Warning.Code.TOO_FEW_TO_TELL);
        assertThat(scoring.fits())
                .filteredOn(fit -> fit.model() != ModelName.GAMMA_GAMMA)
                .allMatch(Fit::prior);
        assertThat(meanWidth(scoring)).isGreaterThan(2 * meanWidth(large));
        for (int i = 0; i < scoring.customers().size(); i++) {
            assertValid(scoring, i);
        }
    }

    @Test
    void nobody_is_scored_where_nobody_ordered() {
        for (OrderLog log : List.of(
                OrderLog.builder().build(),
                OrderLog.builder().add("a", FIRST + 1, 100).build(),
                OrderLog.builder().add("a", FIRST - 1, -100).build())) {
            Scoring scoring = Churn.score(log, NEW_YEAR, 90, ONE);

            assertThat(scoring.customers().size()).isZero();
            assertThat(scoring.backTest()).isNull();
            assertThat(codes(scoring)).contains(Warning.Code.NO_BACK_TEST, Warning.Code.NO_MODEL);
        }
    }

    @Test
    void one_order_in_total_says_nothing_and_is_told_so() {
        Scoring scoring = Churn.score(OrderLog.builder().add("a", FIRST, 100).build(), NEW_YEAR.plusDays(5), 90, ONE);

        assertThat(scoring.customers().lapse(0)).isEqualTo(0.5);
        assertThat(scoring.customers().lapseLow(0)).isLessThan(0.05);
        assertThat(scoring.customers().lapseHigh(0)).isGreaterThan(0.95);
        assertThat(scoring.customers().hasCounts()).isFalse();
        assertThat(scoring.customers().expectedValue(0)).isZero();
        assertThat(codes(scoring)).contains(Warning.Code.NO_BACK_TEST, Warning.Code.NO_MODEL);
        assertThatThrownBy(() -> scoring.customers().expectedOrders(0)).hasMessageContaining("hasCounts()");
    }

    @Test
    void where_nobody_ever_came_back_all_have_the_share_that_lapsed() {
        OrderLog.Builder log = OrderLog.builder();
        for (int i = 0; i < 500; i++) {
            log.add("C" + (1000 + i), FIRST + i % 300, 100);
        }
        Scoring scoring = Churn.score(log.build(), NEW_YEAR.plusDays(400), 90, ONE);

        assertThat(scoring.champion()).isEqualTo(ModelName.RECENCY);
        assertThat(scoring.backTest().lapses()).isEqualTo(scoring.backTest().customers());
        assertThat(scoring.backTest().contender(ModelName.RECENCY).measures().auc())
                .isNull();
        assertThat(scoring.backTest().contender(ModelName.BG_NBD).refusal().reason())
                .isEqualTo(Refusal.Reason.TOO_FEW_REPEATERS);
        assertThat(scoring.customers().lapse(0))
                .isGreaterThan(0.99)
                .isEqualTo(scoring.customers().lapse(499));
        assertThat(codes(scoring)).contains(Warning.Code.NO_MODEL, Warning.Code.TOO_FEW_TO_TELL);
    }

    @Test
    void where_all_are_new_there_is_no_back_test() {
        OrderLog.Builder log = OrderLog.builder();
        for (int i = 0; i < 500; i++) {
            log.add("C" + (1000 + i), FIRST + i % 20, 100);
        }
        Scoring scoring = Churn.score(log.build(), NEW_YEAR.plusDays(20), 90, ONE);

        assertThat(scoring.backTest()).isNull();
        assertThat(scoring.customers().size()).isEqualTo(500);
        assertThat(codes(scoring)).contains(Warning.Code.NO_BACK_TEST);
    }

    @Test
    void one_customer_with_a_hundred_thousand_orders_is_one_customer() {
        OrderLog.Builder log = OrderLog.builder();
        for (int i = 0; i < COMPANY.customers(); i++) {
            for (int k = COMPANY.start(i); k < COMPANY.start(i + 1); k++) {
                log.add(COMPANY.customer(i), COMPANY.day(k), COMPANY.cents(k));
            }
        }
        for (int i = 0; i < 100_000; i++) {
            log.add("Z", FIRST + i / 140, 1_000_000);
        }
        Scoring scoring = Churn.score(log.build(), NEW_YEAR.plusDays(729), 90, ONE);
        int z = scoring.customers().size() - 1;

        assertThat(scoring.customers().id(z)).isEqualTo("Z");
        assertThat(scoring.customers().orderDays(z)).isEqualTo(715);
        for (int i = 0; i <= z; i++) {
            assertValid(scoring, i);
        }
    }

    @Test
    void a_hundred_thousand_order_days_are_scored_too() {
        OrderLog.Builder log = OrderLog.builder();
        int start = FIRST - 100_000;
        for (int i = 0; i < 100; i++) {
            log.add("C" + (100 + i), FIRST - 400 + i, 1000).add("C" + (100 + i), FIRST - 200 + i, 1000);
        }
        for (int i = 0; i < 100_000; i++) {
            log.add("Z", start + i, 100);
        }
        Scoring scoring = Churn.score(log.build(), NEW_YEAR, 90, ONE);

        assertThat(scoring.customers().orderDays(100)).isEqualTo(100_000);
        for (int i = 0; i < scoring.customers().size(); i++) {
            assertValid(scoring, i);
        }
    }

    @Test
    void amounts_of_zero_and_below_leave_the_value_of_orders_to_those_above() {
        OrderLog.Builder log = OrderLog.builder();
        for (int i = 0; i < 300; i++) {
            String id = "C" + (1000 + i);
            log.add(id, FIRST + i % 50, 0).add(id, FIRST + 60 + i % 40, i % 2 == 0 ? 0 : 2000);
            log.add(id, FIRST + 120 + i % 90, 500).add(id, FIRST + 120 + i % 90, -500 - i % 3);
            log.add(id, FIRST + 260, -9900);
        }
        Scoring scoring = Churn.score(log.build(), NEW_YEAR.plusDays(300), 60, ONE);

        assertThat(scoring.spend().customers()).isEqualTo(150);
        assertThat(scoring.spend().meanValue()).isEqualTo(20.0);
        for (int i = 0; i < 300; i++) {
            assertValid(scoring, i);
            assertThat(scoring.customers().orderDays(i)).isEqualTo(3);
        }
        assertThat(scoring.warnings()).contains(Warning.of(Warning.Code.LOOSE_REFUNDS, 300));
    }

    @Test
    void settings_and_horizons_that_mean_nothing_are_refused() {
        assertThatThrownBy(() -> Churn.score(COMPANY, NEW_YEAR, 0, ONE))
                .hasMessage("the horizon is 0 days; it must be from 1 to 3650");
        assertThatThrownBy(() -> new ChurnSettings(0)).hasMessage("threads is 0; it must be 1 or more");
    }

    @Test
    void every_warning_and_refusal_has_words_for_its_numbers() {
        for (Warning.Code code : Warning.Code.values()) {
            assertThat(Warning.of(code, 0.25, 0.5, 0.75).words()).doesNotContain("%1$", "null");
        }
        for (Refusal.Reason reason : Refusal.Reason.values()) {
            assertThat(new Refusal(ModelName.BG_NBD, reason, "a", 1, 2).words()).isNotBlank();
        }
    }

    private static double meanWidth(Scoring scoring) {
        double sum = 0;
        for (int i = 0; i < scoring.customers().size(); i++) {
            sum += scoring.customers().lapseHigh(i) - scoring.customers().lapseLow(i);
        }
        return sum / scoring.customers().size();
    }

    private static List<Warning.Code> codes(Scoring scoring) {
        List<Warning.Code> codes = new ArrayList<>();
        scoring.warnings().forEach(warning -> codes.add(warning.code()));
        return codes;
    }

    private static void assertValid(Scoring scoring, int i) {
        ScoredCustomers c = scoring.customers();
        assertThat(c.lapse(i)).isBetween(0.0, 1.0);
        assertThat(c.lapseLow(i)).isBetween(0.0, c.lapse(i));
        assertThat(c.lapseHigh(i)).isBetween(c.lapse(i), 1.0);
        assertThat(c.expectedValue(i)).isFinite().isGreaterThanOrEqualTo(0);
        if (c.hasCounts()) {
            assertThat(c.alive(i)).isBetween(0.0, 1.0);
            assertThat(c.expectedOrders(i)).isFinite().isGreaterThanOrEqualTo(0);
            assertThat(c.expectedOrdersLow(i)).isBetween(0.0, c.expectedOrders(i));
            assertThat(c.expectedOrdersHigh(i)).isFinite().isGreaterThanOrEqualTo(c.expectedOrders(i));
        }
    }

    private static void assertSame(Scoring one, Scoring other) {
        assertThat(other.champion()).isEqualTo(one.champion());
        assertThat(other.backTest()).isEqualTo(one.backTest());
        assertThat(other.fits()).isEqualTo(one.fits());
        assertThat(other.spend()).isEqualTo(one.spend());
        assertThat(other.warnings()).isEqualTo(one.warnings());
        assertThat(other.customers().size()).isEqualTo(one.customers().size());
        for (int i = 0; i < one.customers().size(); i++) {
            assertThat(other.customers().lapseLogOdds(i))
                    .isEqualTo(one.customers().lapseLogOdds(i));
            assertThat(other.customers().lapseHigh(i)).isEqualTo(one.customers().lapseHigh(i));
            assertThat(other.customers().expectedOrders(i))
                    .isEqualTo(one.customers().expectedOrders(i));
            assertThat(other.customers().expectedOrdersLow(i))
                    .isEqualTo(one.customers().expectedOrdersLow(i));
            assertThat(other.customers().expectedValue(i))
                    .isEqualTo(one.customers().expectedValue(i));
        }
    }
}
