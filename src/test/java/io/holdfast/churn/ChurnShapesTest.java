package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Companies whose customers are all too much alike, or not at all: fits of both once took minutes. */
class ChurnShapesTest {

    private static final LocalDate FIRST = LocalDate.of(2021, 1, 1);
    private static final int DAY = (int) FIRST.toEpochDay();

    @Test
    void where_everybody_orders_each_thirty_days_models_of_chance_are_refused_and_silence_tells_who_left() {
        OrderLog.Builder log = OrderLog.builder();
        for (int i = 0; i < 30_000; i++) {
            String id = "C" + (100_000 + i);
            // One in seven stops at some time; days wander by one.
            int end = i % 7 == 0 ? 200 + i * 31 % 500 : 700;
            for (int k = 0, day = i * 17 % 175; day < end; k++, day += 29 + (i + k * k) % 3) {
                log.add(id, DAY + day, 5000 + i % 100);
            }
        }
        Scoring scoring = Churn.score(log.build(), FIRST.plusDays(699), 91, new ChurnSettings(2));

        assertThat(scoring.champion()).isEqualTo(ModelName.RECENCY);
        assertThat(scoring.backTest().contenders())
                .filteredOn(one -> one.refusal() != null)
                .extracting(BackTest.Contender::model)
                .contains(ModelName.BG_NBD, ModelName.MBG_NBD, ModelName.PARETO_NBD);
        assertThat(scoring.refusals()).allSatisfy(refusal -> {
            assertThat(refusal.reason()).isEqualTo(Refusal.Reason.DEGENERATE_PARAMETER);
            assertThat(refusal.value()).isLessThan(1e8);
        });
        ScoredCustomers customers = scoring.customers();
        for (int i = 0; i < customers.size(); i++) {
            if (customers.recencyDays(i) <= 31) {
                assertThat(customers.lapse(i)).isLessThan(0.3);
            } else if (customers.recencyDays(i) > 91) {
                assertThat(customers.lapse(i)).isGreaterThan(0.5);
            }
        }
    }

    @Test
    void where_hardly_two_customers_are_alike_all_models_are_fitted_and_two_threads_give_what_one_gives() {
        OrderLog log = MadeUpOrders.of(60_000, DAY, 1500, 1826, 20, 5);
        LocalDate asOf = FIRST.plusDays(1825);
        Scoring one = Churn.score(log, asOf, 91, new ChurnSettings(1));
        Scoring two = Churn.score(log, asOf, 91, new ChurnSettings(2));

        assertThat(one.backTest().contenders())
                .filteredOn(contender -> contender.fit() != null)
                .hasSize(4)
                .allSatisfy(
                        contender -> assertThat(contender.fit().evaluations()).isLessThan(10));
        assertThat(one.backTest().contender(one.champion()).measures().ece().value())
                .isLessThan(0.02);
        assertThat(two.fits()).isEqualTo(one.fits());
        assertThat(two.backTest()).isEqualTo(one.backTest());
        for (int i = 0; i < one.customers().size(); i++) {
            assertThat(two.customers().lapseHigh(i)).isEqualTo(one.customers().lapseHigh(i));
            assertThat(two.customers().expectedOrdersHigh(i))
                    .isEqualTo(one.customers().expectedOrdersHigh(i));
            assertThat(two.customers().expectedValue(i))
                    .isEqualTo(one.customers().expectedValue(i));
        }
    }
}
