package io.holdfast.churn;

/**
 * MBG/NBD: as BG/NBD, but a customer may stop after the first order too (E. P. Batislam, M. Denizel, A. Filiztekin,
 * 'Empirical validation and comparison of models for customer base analysis', International Journal of Research in
 * Marketing 24, 2007). Formulas: {@link BetaGeometric} with n = x + 1.
 */
final class MbgNbd extends BetaGeometric {

    private static final int MOMENTS_AT_FIRST_ORDER = 1;

    /**
     * @param r shape of the order rates
     * @param alpha their scale, days
     * @param a of the chance to stop, towards stopping
     * @param b of the chance to stop, towards staying
     */
    MbgNbd(double r, double alpha, double a, double b) {
        super(r, alpha, a, b, MOMENTS_AT_FIRST_ORDER);
    }

    /** Its likelihood. */
    static Likelihood likelihood() {
        return new Rows(MOMENTS_AT_FIRST_ORDER) {
            @Override
            public LapseModel model(double[] p) {
                return new MbgNbd(p[0], p[1], p[2], p[3]);
            }
        };
    }
}
