package io.holdfast.churn;

import java.util.List;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * How much more often those lapsed who met something than those who did not, other things being equal as far as strata
 * make them so: 2 is twice as often, 1 no difference. It says what came together, not what made what.
 *
 * @param value over 0
 * @param low lower end of the 95 % interval, over 0
 * @param high upper end of it
 */
public record RelativeRisk(double value, double low, double high) {

    private static final double Z = 1.959963984540054;

    /**
     * The relative risk of strata together, by N. Mantel and W. Haenszel ('Statistical aspects of the analysis of data
     * from retrospective studies of disease', JNCI 22, 1959; for risks K. J. Rothman and S. Greenland, 'Modern
     * Epidemiology', chapter 15), and its interval by S. Greenland and J. M. Robins ('Estimation of a common effect
     * parameter from sparse follow-up data', Biometrics 41, 1985), which holds for many small strata as for few large
     * ones. With a of N₁ who met it and b of N₀ who did not lapsing in a stratum of T = N₁ + N₀,
     *
     * <pre>
     * RR       = R / S,  R = Σ a N₀ / T,  S = Σ b N₁ / T
     * Var ln RR = Σ ((a + b) N₁ N₀ − a b T) / T²  /  (R S)
     * </pre>
     *
     * <p>A stratum where all met it, or nobody did, adds nothing: there is no one to compare with. Of one stratum it is the
     * plain ratio of risks with Katz's interval.
     *
     * @return null where there is no ratio: of those who can be compared, nobody who met it lapsed, or nobody else did
     */
    static @Nullable RelativeRisk of(List<TwoByTwo> strata) {
        double exposed = 0;
        double unexposed = 0;
        double spread = 0;
        for (TwoByTwo stratum : strata) {
            double all = (double) stratum.exposed() + stratum.unexposed();
            if (all > 0) {
                double a = stratum.exposedLapsed();
                double b = stratum.unexposedLapsed();
                exposed += a * stratum.unexposed() / all;
                unexposed += b * stratum.exposed() / all;
                spread += ((a + b) / all) * (stratum.exposed() / all) * stratum.unexposed() - a * b / all;
            }
        }
        if (!(exposed > 0 && unexposed > 0)) {
            return null;
        }
        double ratio = exposed / unexposed;
        double error = FastMath.sqrt(Math.max(0, spread / (exposed * unexposed)));
        return new RelativeRisk(ratio, ratio * FastMath.exp(-Z * error), ratio * FastMath.exp(Z * error));
    }
}
