package io.holdfast.churn;

import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * What {@link BgNbd} and {@link MbgNbd} share: orders at a rate λ ~ Gamma(r, α) while alive, and after an order the
 * customer stops for ever with chance p ~ Beta(a, b). They differ in whether this may happen after the first order
 * already, so a customer who is alive with x repeats has survived n = x (BG) or n = x + 1 (MBG) such moments.
 *
 * <pre>
 * L(x, t_x, T) = Γ(r+x) αʳ / Γ(r) · B(a, b+n) / B(a, b) · (α+T)⁻⁽ʳ⁺ˣ⁾ · (1 + d)
 * d            = a / (b+n−1) · ((α+T)/(α+t_x))ʳ⁺ˣ         odds of having stopped; 0 where n = 0
 * P(alive)     = 1 / (1 + d)
 * P(≥ 1 order in h) = P(alive) · (1 − ((α+T)/(α+T+h))ʳ⁺ˣ)
 * </pre>
 *
 * <p>The last line holds since a customer alive at T orders next at rate λ ~ Gamma(r+x, α+T), whatever p is. Its
 * complement equals L(x, t_x, T+h) / L(x, t_x, T). Expected orders: {@link GeometricStops}.
 */
abstract class BetaGeometric implements LapseModel {

    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final int moments;

    BetaGeometric(double r, double alpha, double a, double b, int momentsAtFirstOrder) {
        this.r = Parameters.positive("r", r);
        this.alpha = Parameters.positive("alpha", alpha);
        this.a = Parameters.positive("a", a);
        this.b = Parameters.positive("b", b);
        this.moments = momentsAtFirstOrder;
    }

    private double logStopped(double x, double tx, double age) {
        double survived = x + moments;
        return survived == 0
                ? Double.NEGATIVE_INFINITY
                : FastMath.log(a / (b + survived - 1)) + (r + x) * FastMath.log1p((age - tx) / (alpha + tx));
    }

    @Override
    public final double logAlive(double x, double tx, double age) {
        return -Logs.onePlus(logStopped(x, tx, age));
    }

    @Override
    public final double lapseLogOdds(double x, double tx, double age, double h) {
        double stopped = logStopped(x, tx, age);
        double alive = -Logs.onePlus(stopped);
        double silent = -(r + x) * FastMath.log1p(h / (alpha + age));
        double none = Logs.sum(alive + stopped, alive + silent);
        return none - (alive + Logs.oneMinus(silent));
    }

    // With q = ((α+T)/(α+T+h))ʳ⁺ˣ: ∂log P(alive) = −d/(1+d) ∂log d, and ∂logit P0 = (q/(1−q) ∂log q − ∂log P(alive)) /
    // P0.
    @Override
    public final void slopes(double x, double tx, double age, double h, double[] lapse, double[] alive) {
        double shape = r + x;
        double survived = x + moments;
        double stopped = logStopped(x, tx, age);
        double dead = Logs.probability(stopped);
        double longer = FastMath.log1p(h / (alpha + age));
        double silent = FastMath.exp(-shape * longer);
        double none = dead + (1 - dead) * silent;
        double oddsSilent = silent / -FastMath.expm1(-shape * longer);
        alive[0] = -dead * r * (survived == 0 ? 0 : FastMath.log1p((age - tx) / (alpha + tx)));
        alive[1] = dead * alpha * shape * (age - tx) / ((alpha + age) * (alpha + tx));
        alive[2] = -dead;
        alive[3] = survived == 0 ? 0 : dead * b / (b + survived - 1);
        double byR = -oddsSilent * r * longer;
        double byAlpha = oddsSilent * alpha * shape * h / ((alpha + age) * (alpha + age + h));
        lapse[0] = (byR - alive[0]) / none;
        lapse[1] = (byAlpha - alive[1]) / none;
        lapse[2] = -alive[2] / none;
        lapse[3] = -alive[3] / none;
    }

    @Override
    public final double expectedIfAlive(double x, double age, double h) {
        return GeometricStops.expected(r + x, a, b + x + moments, h / (alpha + age));
    }

    @Override
    public final double logLikelihood(double x, double tx, double age) {
        double survived = x + moments;
        return Gamma.logGamma(r + x)
                - Gamma.logGamma(r)
                - r * FastMath.log1p(age / alpha)
                - x * FastMath.log(alpha + age)
                + Gamma.logGamma(b + survived)
                - Gamma.logGamma(b)
                - Gamma.logGamma(a + b + survived)
                + Gamma.logGamma(a + b)
                + Logs.onePlus(logStopped(x, tx, age));
    }

    /**
     * The log-likelihood of rows of groups and its gradient, with what depends on x alone and on (x, T) alone computed
     * once per run of rows.
     */
    abstract static class Rows implements Likelihood {

        private static final String[] NAMES = {"r", "alpha", "a", "b"};

        private final int moments;

        Rows(int momentsAtFirstOrder) {
            this.moments = momentsAtFirstOrder;
        }

        @Override
        public String[] names() {
            return NAMES;
        }

        @Override
        public double[] ordinary() {
            return new double[] {0.5, 0.3, 0.8, 2};
        }

        @Override
        public boolean isTime(int parameter) {
            return parameter == 1;
        }

        @Override
        public void add(double[] parameters, Groups groups, double unit, int from, int to, double[] sums) {
            double r = parameters[0];
            double alpha = parameters[1];
            double a = parameters[2];
            double b = parameters[3];
            double logAlpha = FastMath.log(alpha);
            double gammaR = Gamma.logGamma(r);
            double digammaR = Gamma.digamma(r);
            double gammaBeta = Gamma.logGamma(a + b) - Gamma.logGamma(b);
            double digammaAB = Gamma.digamma(a + b);
            double digammaB = Gamma.digamma(b);
            double value = 0;
            double byR = 0;
            double byAlpha = 0;
            double byA = 0;
            double byB = 0;
            int lastX = -1;
            double ofX = 0;
            double ofXbyR = 0;
            double ofXbyA = 0;
            double ofXbyB = 0;
            double logStop = 0;
            double logAge = 0;
            double perAge = 0;
            for (int g = from; g < to; g++) {
                int x = groups.x(g);
                double n = x + moments;
                if (x != lastX) {
                    lastX = x;
                    ofX = Gamma.logGamma(r + x) - gammaR + r * logAlpha;
                    ofXbyR = Gamma.digamma(r + x) - digammaR + logAlpha;
                    ofXbyA = 0;
                    ofXbyB = 0;
                    if (n > 0) {
                        ofX += Gamma.logGamma(b + n) - Gamma.logGamma(a + b + n) + gammaBeta;
                        double digamma = digammaAB - Gamma.digamma(a + b + n);
                        ofXbyA = digamma;
                        ofXbyB = digamma + Gamma.digamma(b + n) - digammaB;
                        logStop = FastMath.log(a / (b + n - 1));
                    }
                }
                if (g == from || groups.opensRun(g)) {
                    double scaled = alpha + groups.age(g) / unit;
                    logAge = FastMath.log(scaled);
                    perAge = 1 / scaled;
                }
                double shape = r + x;
                double v = ofX - shape * logAge;
                double dR = ofXbyR - logAge;
                double dAlpha = r / alpha - shape * perAge;
                double dA = ofXbyA;
                double dB = ofXbyB;
                if (n > 0) {
                    double last = alpha + groups.tx(g) / unit;
                    double since = logAge - FastMath.log(last);
                    double stopped = logStop + shape * since;
                    double small = FastMath.exp(-Math.abs(stopped));
                    v += (stopped > 0 ? stopped : 0) + FastMath.log1p(small);
                    double weight = stopped > 0 ? 1 / (1 + small) : small / (1 + small);
                    dR += weight * since;
                    dAlpha += weight * shape * (perAge - 1 / last);
                    dA += weight / a;
                    dB -= weight / (b + n - 1);
                }
                int count = groups.count(g);
                value += count * v;
                byR += count * dR;
                byAlpha += count * dAlpha;
                byA += count * dA;
                byB += count * dB;
            }
            sums[0] += value;
            sums[1] += byR;
            sums[2] += byAlpha;
            sums[3] += byA;
            sums[4] += byB;
        }
    }
}
