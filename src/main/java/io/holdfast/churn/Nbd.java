package io.holdfast.churn;

import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * NBD: orders at a rate λ ~ Gamma(r, α), and nobody ever stops (A. S. C. Ehrenberg, 'The pattern of consumer purchases',
 * Applied Statistics 8, 1959). It is what the other models become where the orders show nobody stopping, and serves
 * where they are refused for that.
 *
 * <pre>
 * L(x, T)           = Γ(r+x) αʳ / Γ(r) · (α+T)⁻⁽ʳ⁺ˣ⁾
 * P(≥ 1 order in h) = 1 − ((α+T)/(α+T+h))ʳ⁺ˣ
 * E[orders in h]    = h (r+x)/(α+T)
 * </pre>
 */
final class Nbd implements LapseModel {

    private final double r;
    private final double alpha;

    /**
     * @param r shape of the order rates
     * @param alpha their scale, days
     */
    Nbd(double r, double alpha) {
        this.r = Parameters.positive("r", r);
        this.alpha = Parameters.positive("alpha", alpha);
    }

    @Override
    public double lapseLogOdds(double x, double tx, double age, double h) {
        double silent = -(r + x) * FastMath.log1p(h / (alpha + age));
        return silent - Logs.oneMinus(silent);
    }

    @Override
    public double logAlive(double x, double tx, double age) {
        return 0;
    }

    @Override
    public void slopes(double x, double tx, double age, double h, double[] lapse, double[] alive) {
        double longer = FastMath.log1p(h / (alpha + age));
        double some = -FastMath.expm1(-(r + x) * longer);
        lapse[0] = -r * longer / some;
        lapse[1] = alpha * (r + x) * h / ((alpha + age) * (alpha + age + h)) / some;
        alive[0] = 0;
        alive[1] = 0;
    }

    @Override
    public double expectedIfAlive(double x, double age, double h) {
        return h * (r + x) / (alpha + age);
    }

    @Override
    public double logLikelihood(double x, double tx, double age) {
        return Gamma.logGamma(r + x)
                - Gamma.logGamma(r)
                - r * FastMath.log1p(age / alpha)
                - x * FastMath.log(alpha + age);
    }

    /** Its likelihood. */
    static Likelihood likelihood() {
        return new Rows();
    }

    private static final class Rows implements Likelihood {

        @Override
        public String[] names() {
            return new String[] {"r", "alpha"};
        }

        @Override
        public double[] ordinary() {
            return new double[] {0.5, 0.3};
        }

        @Override
        public boolean isTime(int parameter) {
            return parameter == 1;
        }

        @Override
        public LapseModel model(double[] p) {
            return new Nbd(p[0], p[1]);
        }

        @Override
        public void add(double[] parameters, Groups groups, double unit, int from, int to, double[] sums) {
            double r = parameters[0];
            double alpha = parameters[1];
            double logAlpha = FastMath.log(alpha);
            double gammaR = Gamma.logGamma(r);
            double digammaR = Gamma.digamma(r);
            int lastX = -1;
            double ofX = 0;
            double ofXbyR = 0;
            double logAge = 0;
            double perAge = 0;
            for (int g = from; g < to; g++) {
                int x = groups.x(g);
                if (x != lastX) {
                    lastX = x;
                    ofX = Gamma.logGamma(r + x) - gammaR + r * logAlpha;
                    ofXbyR = Gamma.digamma(r + x) - digammaR + logAlpha;
                }
                if (g == from || groups.opensRun(g)) {
                    double scaled = alpha + groups.age(g) / unit;
                    logAge = FastMath.log(scaled);
                    perAge = 1 / scaled;
                }
                int count = groups.count(g);
                sums[0] += count * (ofX - (r + x) * logAge);
                sums[1] += count * (ofXbyR - logAge);
                sums[2] += count * (r / alpha - (r + x) * perAge);
            }
        }
    }
}
