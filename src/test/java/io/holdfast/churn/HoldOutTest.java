package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class HoldOutTest {

    private static HoldOut holdOut(double[] logOdds, boolean[] lapsed, int threads) {
        Scores scores = new Scores(logOdds.length);
        for (int i = 0; i < logOdds.length; i++) {
            scores.set(i, logOdds[i], 0);
        }
        try (Workers workers = new Workers(threads)) {
            return new HoldOut(scores, lapsed, workers);
        }
    }

    /** By hand: lapsed 2, 1 and 1 against stayed 1, 0 and −1: of nine pairs, seven are right and two are ties. */
    @Test
    void ties_count_half_in_auc() {
        HoldOut holdOut =
                holdOut(new double[] {1, 2, 0, 1, -1, 1}, new boolean[] {true, true, false, false, false, true}, 1);

        assertThat(holdOut.auc()).isEqualTo(8.0 / 9);
        assertThat(holdOut.lapses()).isEqualTo(3);
    }

    @Test
    void equal_scores_are_a_coin() {
        assertThat(holdOut(new double[100], outcomes(100), 1).auc()).isEqualTo(0.5);
    }

    /** Four customers at even odds, half of them lapse: Brier ¼, log loss log 2, whatever the order. */
    @Test
    void brier_and_log_loss_of_a_coin() {
        Measures measures = holdOut(new double[4], new boolean[] {true, false, true, false}, 1)
                .measures(null);

        assertThat(measures.brier().value()).isEqualTo(0.25);
        assertThat(measures.logLoss().value()).isCloseTo(Math.log(2), within(1e-15));
        assertThat(measures.aucOverRecency()).isNull();
    }

    /** Twenty customers, two to a tenth, chance 0.75 for the upper ten, of whom 9 lapse, 0.25 for the lower, 2 lapse. */
    @Test
    void ece_and_lift_are_by_tenths() {
        double[] logOdds = new double[20];
        boolean[] lapsed = new boolean[20];
        for (int i = 0; i < 20; i++) {
            logOdds[i] = (i < 10 ? -1 : 1) * (Math.log(3) + i * 1e-6);
            lapsed[i] = i >= 11 || i == 4 || i == 5;
        }
        HoldOut holdOut = holdOut(logOdds, lapsed, 1);

        // In each upper tenth 1.5 expected, two came, in one of them one; in the lower 0.5, none came, or in one both,
        // or in two one each: the order within the lower half is from 9 down to 0, so 5 and 4 are the third pair's.
        List<CalibrationBin> bins = holdOut.calibration();
        double off = 0;
        for (CalibrationBin bin : bins) {
            off += Math.abs(bin.predicted() * bin.customers() - bin.lapsed()) / 20;
        }
        assertThat(bins).hasSize(10).allMatch(bin -> bin.customers() == 2);
        assertThat(bins.stream().mapToInt(CalibrationBin::lapsed).toArray())
                .containsExactly(0, 0, 2, 0, 0, 1, 2, 2, 2, 2);
        assertThat(holdOut.ece()).isCloseTo(off, within(1e-12)).isCloseTo((4 * 0.5 + 1.5 + 5 * 0.5) / 20, within(1e-4));
        assertThat(holdOut.measures(null).lift().value()).isCloseTo(1 / (11.0 / 20), within(1e-12));
    }

    /** Wilson's interval as in R. G. Newcombe (1998), table I: 15 of 148. */
    @Test
    void a_tenth_has_wilsons_interval() {
        boolean[] lapsed = new boolean[1480];
        double[] logOdds = new double[1480];
        for (int i = 0; i < 1480; i++) {
            logOdds[i] = i * 0.001;
            lapsed[i] = i < 15;
        }
        CalibrationBin first = holdOut(logOdds, lapsed, 1).calibration().get(0);

        assertThat(first.lapsed()).isEqualTo(15);
        assertThat(first.low()).isCloseTo(0.062386399531, within(1e-12));
        assertThat(first.high()).isCloseTo(0.160487241723, within(1e-12));
    }

    @Test
    void intervals_hold_the_value_shrink_with_the_root_of_customers_and_do_not_depend_on_threads() {
        Measures few = noisy(1_000, 1);
        Measures many = noisy(16_000, 1);

        assertThat(noisy(1_000, 2)).isEqualTo(few);
        assertThat(few.auc().value()).isBetween(few.auc().low(), few.auc().high());
        double ratio = (few.auc().high() - few.auc().low())
                / (many.auc().high() - many.auc().low());
        assertThat(ratio).isBetween(3.0, 5.3);
        // Hanley and McNeil (1982) give a standard error of √(AUC(1−AUC)/…) = .0145 for 500 : 500 at AUC .72.
        assertThat((few.auc().high() - few.auc().low()) / 3.92).isBetween(0.011, 0.019);
    }

    private static Measures noisy(int n, int threads) {
        double[] logOdds = new double[n];
        boolean[] lapsed = new boolean[n];
        for (int i = 0; i < n; i++) {
            double uniform = ((SplitMix64.at(5, i + 1) >>> 11) + 0.5) * 0x1p-53;
            logOdds[i] = 4 * uniform - 2;
            lapsed[i] = (SplitMix64.at(6, i + 1) >>> 11) * 0x1p-53 < 1 / (1 + Math.exp(-logOdds[i]));
        }
        return holdOut(logOdds, lapsed, threads).measures(null);
    }

    @Test
    void with_one_outcome_alone_there_is_no_auc() {
        Measures all = holdOut(new double[] {1, 2, 3}, new boolean[] {true, true, true}, 1)
                .measures(null);
        Measures none = holdOut(new double[] {1, 2, 3}, new boolean[3], 1).measures(null);

        assertThat(all.auc()).isNull();
        assertThat(all.lift().value()).isEqualTo(1);
        assertThat(none.auc()).isNull();
        assertThat(none.lift()).isNull();
    }

    private static boolean[] outcomes(int n) {
        boolean[] lapsed = new boolean[n];
        for (int i = 0; i < n; i++) {
            lapsed[i] = i % 3 == 0;
        }
        return lapsed;
    }
}
