package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GammaGammaTest {

    /** n, mean, then log-likelihood and expected value as integrals over the scale ν, 30 digits (Python's mpmath). */
    @ParameterizedTest
    @CsvSource({
        "1, 20, -3.594196492949196, 24.6384872080089",
        "2, 35.5, -4.121665192612722, 35.4494750656168",
        "7, 120, -7.828286861285466, 115.0032265003226",
    })
    void agrees_with_the_integrals_it_stands_for(double n, double mean, double logLikelihood, double value) {
        GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);

        assertThat(model.logLikelihood(n, mean)).isCloseTo(logLikelihood, within(1e-12 * Math.abs(logLikelihood)));
        assertThat(model.expectedValue(n, mean)).isCloseTo(value, within(1e-12 * value));
    }

    /** The fit of CDNOW's published table: the mean of all customers is 35.17. */
    @Test
    void a_customer_without_a_repeat_order_has_the_mean_of_all() {
        GammaGamma model = new GammaGamma(6.24880249607099, 3.7445884609237634, 15.447748064943575);

        assertThat(model.expectedValue(0, 0)).isCloseTo(35.17100215250688, within(1e-10));
    }

    @Test
    void amounts_in_another_currency_change_gamma_and_nothing_else() {
        OrderLog.Builder plain = OrderLog.builder();
        OrderLog.Builder hundredfold = OrderLog.builder();
        for (int i = 0; i < 300; i++) {
            for (int k = 0; k < 3 + i % 4; k++) {
                long cents = (2000 + 300 * (i % 17)) * (50 + (SplitMix64.at(3, i * 10L + k) >>> 1) % 100) / 100;
                plain.add("C" + (1000 + i), 10 * k, cents);
                hundredfold.add("C" + (1000 + i), 10 * k, 100 * cents);
            }
        }
        try (Workers workers = new Workers(1)) {
            Fit one = GammaGamma.fit(Summaries.at(plain.build(), 100), workers)
                    .shown()
                    .fit();
            Fit other = GammaGamma.fit(Summaries.at(hundredfold.build(), 100), workers)
                    .shown()
                    .fit();

            double p = one.parameters().get(0).value();
            double gamma = one.parameters().get(2).value();
            assertThat(other.parameters().get(0).value()).isCloseTo(p, within(1e-8 * p));
            assertThat(other.parameters().get(2).value()).isCloseTo(100 * gamma, within(1e-6 * gamma));
            assertThat(other.logLikelihood()).isCloseTo(one.logLikelihood() - 300 * Math.log(100), within(1e-6));
        }
    }
}
