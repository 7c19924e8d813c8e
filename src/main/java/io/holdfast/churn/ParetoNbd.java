package io.holdfast.churn;

import org.hipparchus.special.Gamma;
import org.hipparchus.util.FastMath;

/**
 * Pareto/NBD: orders at a rate λ ~ Gamma(r, α) while alive, and alive for a time that is exponential with rate
 * μ ~ Gamma(s, β) (D. C. Schmittlein, D. G. Morrison, R. Colombo, 'Counting your customers: who are they and what will
 * they do next?', Management Science 33, 1987). With
 *
 * <pre>
 * J(p, q; u, v) = ∫ᵤᵛ (α+τ)⁻ᵖ (β+τ)⁻𐞥 dτ        ({@link PowerIntegral})
 * here          = (α+T)⁻⁽ʳ⁺ˣ⁾ (β+T)⁻ˢ            alive at T
 * gone          = s J(r+x, s+1; t_x, T)           stopped in (t_x, T]
 *
 * L(x, t_x, T)       = Γ(r+x) αʳ βˢ / Γ(r) · (here + gone)
 * P(alive)           = here / (here + gone)
 * P(≥ 1 order in h)  = (r+x) J(r+x+1, s; T, T+h) / (here + gone)
 * E[orders in h]     = P(alive) · (r+x)/(α+T) · (β+T) · (1 − ((β+T)/(β+T+h))ˢ⁻¹)/(s−1)
 * </pre>
 *
 * <p>The likelihood is P. S. Fader's and B. G. S. Hardie's ('A note on deriving the Pareto/NBD model and related
 * expressions', 2005), whose A₀ is (r+s+x)/1 · J in closed form. P(≥ 1 order) follows from no order in (T, T+h] having
 * the chance L(x, t_x, T+h) / L(x, t_x, T); the difference of numerator and denominator, integrated by parts, is the one
 * positive integral above. At s = 1 the last factor is log((β+T+h)/(β+T)), which its form by expm1 tends to.
 */
final class ParetoNbd implements LapseModel {

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;

    /**
     * @param r shape of the order rates
     * @param alpha their scale, days
     * @param s shape of the rates of stopping
     * @param beta their scale, days
     */
    ParetoNbd(double r, double alpha, double s, double beta) {
        this.r = Parameters.positive("r", r);
        this.alpha = Parameters.positive("alpha", alpha);
        this.s = Parameters.positive("s", s);
        this.beta = Parameters.positive("beta", beta);
    }

    private double here(double x, double age) {
        return -(r + x) * FastMath.log(alpha + age) - s * FastMath.log(beta + age);
    }

    private double gone(double x, double tx, double age) {
        return FastMath.log(s) + new PowerIntegral().log(alpha, r + x, beta, s + 1, tx, age);
    }

    @Override
    public double logAlive(double x, double tx, double age) {
        return -Logs.onePlus(gone(x, tx, age) - here(x, age));
    }

    @Override
    public double lapseLogOdds(double x, double tx, double age, double h) {
        PowerIntegral integral = new PowerIntegral();
        double gone = gone(x, tx, age);
        double goneWithin = FastMath.log(s) + integral.log(alpha, r + x, beta, s + 1, age, age + h);
        double none = Logs.sum(Logs.sum(gone, goneWithin), here(x, age + h));
        double some = FastMath.log(r + x) + integral.log(alpha, r + x + 1, beta, s, age, age + h);
        return none - some;
    }

    // P(≥ 1 order) = some / (here + gone), so ∂logit P0 = (∂log(here + gone) − ∂log some) / P0.
    @Override
    public void slopes(double x, double tx, double age, double h, double[] lapse, double[] alive) {
        double shape = r + x;
        PowerIntegral integral = new PowerIntegral();
        double here = here(x, age);
        double gone = FastMath.log(s) + integral.log(alpha, shape, beta, s + 1, tx, age);
        double dead = Logs.probability(gone - here);
        double[] all = {
            -r * FastMath.log(alpha + age),
            -alpha * shape / (alpha + age),
            -s * FastMath.log(beta + age),
            -beta * s / (beta + age)
        };
        double[] byHere = all.clone();
        if (dead > 0) {
            all[0] += dead * (-r * integral.meanLogAlpha() - byHere[0]);
            all[1] += dead * (-alpha * shape * integral.meanPerAlpha() - byHere[1]);
            all[2] += dead * (1 - s * integral.meanLogBeta() - byHere[2]);
            all[3] += dead * (-beta * (s + 1) * integral.meanPerBeta() - byHere[3]);
        }
        double some = FastMath.log(shape) + integral.log(alpha, shape + 1, beta, s, age, age + h);
        double none = -FastMath.expm1(Math.min(0, some - Logs.sum(here, gone)));
        if (none < 0.5) {
            // One minus nearly one: by what it is made of instead.
            PowerIntegral within = new PowerIntegral();
            double goneWithin = FastMath.log(s) + within.log(alpha, shape, beta, s + 1, age, age + h);
            none = FastMath.exp(Logs.sum(Logs.sum(gone, goneWithin), here(x, age + h)) - Logs.sum(here, gone));
        }
        double[] bySome = {
            r / shape - r * integral.meanLogAlpha(),
            -alpha * (shape + 1) * integral.meanPerAlpha(),
            -s * integral.meanLogBeta(),
            -beta * s * integral.meanPerBeta()
        };
        for (int i = 0; i < 4; i++) {
            alive[i] = byHere[i] - all[i];
            lapse[i] = (all[i] - bySome[i]) / none;
        }
    }

    @Override
    public double expectedIfAlive(double x, double age, double h) {
        double life = FastMath.log1p(h / (beta + age));
        double power = (s - 1) * life;
        double lived = Math.abs(power) < 1e-300 ? life : -FastMath.expm1(-power) / power * life;
        return (r + x) / (alpha + age) * (beta + age) * lived;
    }

    @Override
    public double logLikelihood(double x, double tx, double age) {
        return Gamma.logGamma(r + x)
                - Gamma.logGamma(r)
                + r * FastMath.log(alpha)
                + s * FastMath.log(beta)
                + Logs.sum(here(x, age), gone(x, tx, age));
    }

    /** Its likelihood. */
    static Likelihood likelihood() {
        return new Rows();
    }

    private static final class Rows implements Likelihood {

        private static final String[] NAMES = {"r", "alpha", "s", "beta"};

        @Override
        public String[] names() {
            return NAMES;
        }

        @Override
        public double[] ordinary() {
            return new double[] {0.5, 0.3, 0.6, 0.5};
        }

        @Override
        public boolean isTime(int parameter) {
            return parameter == 1 || parameter == 3;
        }

        @Override
        public LapseModel model(double[] p) {
            return new ParetoNbd(p[0], p[1], p[2], p[3]);
        }

        @Override
        public void add(double[] parameters, Groups groups, double unit, int from, int to, double[] sums) {
            double r = parameters[0];
            double alpha = parameters[1];
            double s = parameters[2];
            double beta = parameters[3];
            double logS = FastMath.log(s);
            double logAlpha = FastMath.log(alpha);
            double logBeta = FastMath.log(beta);
            double gammaR = Gamma.logGamma(r);
            double digammaR = Gamma.digamma(r);
            PowerIntegral integral = new PowerIntegral();
            int lastX = -1;
            double ofX = 0;
            double ofXbyR = 0;
            double logAgeA = 0;
            double logAgeB = 0;
            double age = 0;
            for (int g = from; g < to; g++) {
                int x = groups.x(g);
                if (x != lastX) {
                    lastX = x;
                    ofX = Gamma.logGamma(r + x) - gammaR + r * logAlpha + s * logBeta;
                    ofXbyR = Gamma.digamma(r + x) - digammaR + logAlpha;
                }
                if (g == from || groups.opensRun(g)) {
                    age = groups.age(g) / unit;
                    logAgeA = FastMath.log(alpha + age);
                    logAgeB = FastMath.log(beta + age);
                }
                double shape = r + x;
                double here = -shape * logAgeA - s * logAgeB;
                double gone = logS + integral.log(alpha, shape, beta, s + 1, groups.tx(g) / unit, age);
                double dead = Logs.probability(gone - here);
                double alive = 1 - dead;
                double dR = ofXbyR - alive * logAgeA;
                double dAlpha = r / alpha - shape * alive / (alpha + age);
                double dS = logBeta - alive * logAgeB;
                double dBeta = s / beta - s * alive / (beta + age);
                if (dead > 0) {
                    dR -= dead * integral.meanLogAlpha();
                    dAlpha -= dead * shape * integral.meanPerAlpha();
                    dS += dead * (1 / s - integral.meanLogBeta());
                    dBeta -= dead * (s + 1) * integral.meanPerBeta();
                }
                int count = groups.count(g);
                sums[0] += count * (ofX + Logs.sum(here, gone));
                sums[1] += count * dR;
                sums[2] += count * dAlpha;
                sums[3] += count * dS;
                sums[4] += count * dBeta;
            }
        }
    }
}
