package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KaplanMeierTest {

    // Weeks in remission under 6-mercaptopurine (E. J. Freireich et al., Blood 21, 1963; D. R. Cox, D. Oakes, 'Analysis
    // of
    // Survival Data', 1984, table 1.1): 21 patients, 9 relapses.
    private static final int[] WEEKS = {6, 7, 9, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 34, 35};
    private static final long[] RELAPSES = {3, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0};
    private static final long[] CENSORED = {1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 2, 1, 1};

    /** As Stata's manual ('sts list') and D. G. Kleinbaum and M. Klein ('Survival Analysis') print it. */
    @ParameterizedTest
    @CsvSource({
        " 6, 21, 0.8571, 0.6197, 0.9516",
        " 7, 17, 0.8067, 0.5631, 0.9228",
        "10, 15, 0.7529, 0.5032, 0.8894",
        "13, 12, 0.6902, 0.4316, 0.8491",
        "16, 11, 0.6275, 0.3675, 0.8049",
        "22,  7, 0.5378, 0.2678, 0.7468",
        "23,  6, 0.4482, 0.1881, 0.6801"
    })
    void the_remissions_survive_as_published(int week, long atRisk, double survival, double low, double high) {
        SurvivalPoint point = KaplanMeier.curve(WEEKS, RELAPSES, CENSORED).stream()
                .filter(one -> one.months() == week)
                .findFirst()
                .orElseThrow();

        assertThat(point.atRisk()).isEqualTo(atRisk);
        assertThat(point.survival()).isCloseTo(survival, within(5.1e-5));
        assertThat(point.low()).isCloseTo(low, within(5.1e-5));
        assertThat(point.high()).isCloseTo(high, within(5.1e-5));
    }

    @Test
    void until_the_first_leaves_all_survive_and_after_the_last_none_does() {
        List<SurvivalPoint> curve =
                KaplanMeier.curve(new int[] {3, 12, 13}, new long[] {0, 1, 1}, new long[] {4, 0, 0});

        assertThat(curve.get(0)).isEqualTo(new SurvivalPoint(3, 6, 0, 4, 1, 1, 1));
        assertThat(curve.get(1).survival()).isEqualTo(0.5);
        assertThat(curve.get(2)).isEqualTo(new SurvivalPoint(13, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void without_customers_there_is_no_curve() {
        assertThat(KaplanMeier.curve(new int[0], new long[0], new long[0])).isEmpty();
    }
}
