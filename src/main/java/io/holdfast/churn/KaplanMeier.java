package io.holdfast.churn;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.util.FastMath;

/**
 * The share that is still there at each age, from those who left and those of whom it is not known yet (right-censored),
 * by E. L. Kaplan and P. Meier ('Nonparametric estimation from incomplete observations', JASA 53, 1958), with M.
 * Greenwood's variance ('The natural duration of cancer', 1926):
 *
 * <pre>
 * S(t) = Π (1 − d/n),  Var S = S² Σ d / (n (n − d)),   over the ages up to t at which d of n leave
 * </pre>
 *
 * <p>The interval is made on log(−log S), so that it stays between 0 and 1 (J. D. Kalbfleisch, R. L. Prentice, 'The
 * Statistical Analysis of Failure Time Data', 1980). Before the first leaves it is 1 to 1. After the last has left it is 0
 * to 0. Who leaves and who is censored at the same age: the leaving come first.
 */
final class KaplanMeier {

    private static final double Z = 1.959963984540054;

    private KaplanMeier() {}

    /**
     * The curve, one point for each age at which somebody left or was censored.
     *
     * @param months ages, ascending
     * @param lost how many left at each
     * @param censored how many are not known from then on
     */
    static List<SurvivalPoint> curve(int[] months, long[] lost, long[] censored) {
        long atRisk = 0;
        for (int i = 0; i < months.length; i++) {
            atRisk += lost[i] + censored[i];
        }
        List<SurvivalPoint> points = new ArrayList<>();
        double survival = 1;
        double sum = 0;
        for (int i = 0; i < months.length; i++) {
            double before = atRisk;
            survival *= (before - lost[i]) / before;
            sum += lost[i] / (before * (before - lost[i]));
            double low = survival;
            double high = survival;
            if (survival > 0 && survival < 1) {
                double spread = Z * FastMath.sqrt(sum) / FastMath.log(survival);
                low = FastMath.pow(survival, FastMath.exp(-spread));
                high = FastMath.pow(survival, FastMath.exp(spread));
            }
            points.add(new SurvivalPoint(months[i], atRisk, lost[i], censored[i], survival, low, high));
            atRisk -= lost[i] + censored[i];
        }
        return List.copyOf(points);
    }
}
