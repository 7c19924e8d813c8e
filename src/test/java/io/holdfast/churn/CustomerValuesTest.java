package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CustomerValuesTest {

    private static final LocalDate AS_OF = LocalDate.ofEpochDay(20_000);
    private static final double MONTH = 365.25 / 12;

    /** Customers of ever longer gaps, every third of whom fell silent halfway. */
    private static OrderLog log(int customers) {
        OrderLog.Builder log = OrderLog.builder();
        for (int c = 0; c < customers; c++) {
            int gap = 15 + c % 97;
            int end = c % 3 == 0 ? 19_500 : 20_000;
            for (int day = 19_000 + (c * 37) % 400; day <= end; day += gap + (day * 7 + c) % gap) {
                log.add(String.valueOf((char) ('A' + c / 100)) + (100 + c % 100), day, 5_000 + (c * day) % 20_000);
            }
        }
        return log.build();
    }

    private static double[] margins(Scoring scoring, double margin) {
        double[] margins = new double[scoring.customers().size()];
        Arrays.fill(margins, margin);
        return margins;
    }

    @Test
    void without_a_discount_it_is_what_is_expected_in_all_those_years() {
        Scoring scoring = Churn.score(log(300), AS_OF, 180, new ChurnSettings(1));
        LapseModel model = model(scoring);
        CustomerValues values = CustomerValues.of(scoring, margins(scoring, 0.25), 0, 3, 1);
        Summaries customers = scoring.customers().summaries();

        assertThat(values.hasClv()).isTrue();
        for (int i = 0; i < values.size(); i++) {
            double orders = model.expected(customers.x(i), customers.tx(i), customers.age(i), 36 * MONTH);
            double value = orders * scoring.customers().expectedValue(i) * 0.25;
            assertThat(values.clv(i)).isCloseTo(value, within(1e-9 * value + 1e-12));
        }
    }

    @Test
    void each_month_is_discounted_from_its_middle() {
        Scoring scoring = Churn.score(log(300), AS_OF, 180, new ChurnSettings(1));
        LapseModel model = model(scoring);
        CustomerValues values = CustomerValues.of(scoring, margins(scoring, 1), 0.10, 1, 1);
        Summaries customers = scoring.customers().summaries();
        int i = 7;

        double sum = 0;
        for (int m = 1; m <= 12; m++) {
            double orders = model.expected(customers.x(i), customers.tx(i), customers.age(i), m * MONTH)
                    - (m == 1 ? 0 : model.expected(customers.x(i), customers.tx(i), customers.age(i), (m - 1) * MONTH));
            sum += orders / Math.pow(1.10, (m - 0.5) / 12);
        }

        assertThat(values.clv(i)).isCloseTo(sum * scoring.customers().expectedValue(i), within(1e-7));
        assertThat(values.clvOfAll()).isGreaterThan(values.clv(i));
    }

    @Test
    void profit_at_risk_is_the_chance_to_lapse_times_what_one_who_goes_on_brings() {
        Scoring scoring = Churn.score(log(300), AS_OF, 180, new ChurnSettings(1));
        LapseModel model = model(scoring);
        CustomerValues values = CustomerValues.of(scoring, margins(scoring, 0.5), 0.10, 1, 1);
        ScoredCustomers customers = scoring.customers();
        int i = 11;

        double orders = Math.min(180, model.expectedIfAlive(customers.orderDays(i) - 1, customers.ageDays(i), 180));
        assertThat(values.profitAtRisk(i))
                .isCloseTo(customers.lapse(i) * orders * customers.expectedValue(i) * 0.5, within(1e-9));
    }

    @Test
    void who_costs_more_than_it_brings_is_worth_less_than_nothing_and_puts_nothing_at_risk() {
        Scoring scoring = Churn.score(log(300), AS_OF, 180, new ChurnSettings(1));
        CustomerValues values = CustomerValues.of(scoring, margins(scoring, -0.5), 0.10, 3, 1);

        assertThat(values.clv(0)).isNegative();
        assertThat(values.profitAtRisk(0)).isZero();
        assertThat(values.atRiskOfAll()).isZero();
    }

    @Test
    void the_number_of_threads_does_not_matter() {
        Scoring scoring = Churn.score(log(300), AS_OF, 180, new ChurnSettings(1));

        CustomerValues one = CustomerValues.of(scoring, margins(scoring, 0.3), 0.1, 2, 1);
        CustomerValues two = CustomerValues.of(scoring, margins(scoring, 0.3), 0.1, 2, 2);

        assertThat(two.clvOfAll()).isEqualTo(one.clvOfAll());
        assertThat(two.atRiskOfAll()).isEqualTo(one.atRiskOfAll());
    }

    @Test
    void without_a_model_of_orders_one_s_own_pace_serves_and_there_is_no_clv() {
        // five customers: too few for any model
        Scoring scoring = Churn.score(log(5), AS_OF, 180, new ChurnSettings(1));
        CustomerValues values = CustomerValues.of(scoring, margins(scoring, 1), 0.1, 2, 1);
        ScoredCustomers customers = scoring.customers();

        assertThat(values.hasClv()).isFalse();
        assertThatThrownBy(() -> values.clv(0)).isInstanceOf(IllegalStateException.class);
        assertThat(values.profitAtRisk(0))
                .isCloseTo(
                        customers.lapse(0)
                                * customers.orderDays(0)
                                * 180.0
                                / customers.ageDays(0)
                                * customers.expectedValue(0),
                        within(1e-9));
    }

    private static LapseModel model(Scoring scoring) {
        return MaximumLikelihood.likelihood(scoring.counts())
                .model(scoring.fits().stream()
                        .filter(fit -> fit.model() == scoring.counts())
                        .findFirst()
                        .orElseThrow()
                        .parameters()
                        .stream()
                        .mapToDouble(Fit.Parameter::value)
                        .toArray());
    }
}
