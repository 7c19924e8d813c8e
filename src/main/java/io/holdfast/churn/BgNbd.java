package io.holdfast.churn;

/**
 * BG/NBD: a customer may stop after each repeat order, and not before the first (P. S. Fader, B. G. S. Hardie, K. L.
 * Lee, '“Counting your customers” the easy way: an alternative to the Pareto/NBD model', Marketing Science 24, 2005).
 * Everybody who ordered once is 'alive' here, which is why P(alive) of this model must not be used as a score.
 * Formulas: {@link BetaGeometric} with n = x.
 */
final class BgNbd extends BetaGeometric {

    private static final int MOMENTS_AT_FIRST_ORDER = 0;

    /**
     * @param r shape of the order rates
     * @param alpha their scale, days
     * @param a of the chance to stop, towards stopping
     * @param b of the chance to stop, towards staying
     */
    BgNbd(double r, double alpha, double a, double b) {
        super(r, alpha, a, b, MOMENTS_AT_FIRST_ORDER);
    }

    /** Its likelihood. */
    static Likelihood likelihood() {
        return new Rows(MOMENTS_AT_FIRST_ORDER) {
            @Override
            public LapseModel model(double[] p) {
                return new BgNbd(p[0], p[1], p[2], p[3]);
            }
        };
    }
}
