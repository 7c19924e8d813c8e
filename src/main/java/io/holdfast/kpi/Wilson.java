package io.holdfast.kpi;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The 95 % score interval of a proportion (E. B. Wilson, 'Probable Inference, the Law of Succession, and Statistical
 * Inference', JASA 22, 1927), without continuity correction:
 * {@code (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)}, z = 1.959963984540054.
 *
 * @param low between 0 and the proportion
 * @param high between the proportion and 1
 */
record Wilson(BigDecimal low, BigDecimal high) {

    private static final BigDecimal Z = new BigDecimal("1.959963984540054");
    private static final MathContext EXACT = MathContext.DECIMAL128;

    /**
     * @param hits from 0 to {@code cases}
     * @param cases over 0
     */
    static Wilson of(BigDecimal hits, BigDecimal cases) {
        BigDecimal p = hits.divide(cases, EXACT);
        BigDecimal zz = Z.multiply(Z);
        BigDecimal spread = p.multiply(BigDecimal.ONE.subtract(p))
                .divide(cases, EXACT)
                .add(zz.divide(cases.multiply(cases).multiply(BigDecimal.valueOf(4)), EXACT))
                .sqrt(EXACT)
                .multiply(Z);
        BigDecimal middle = p.add(zz.divide(cases.multiply(BigDecimal.valueOf(2)), EXACT));
        BigDecimal scale = BigDecimal.ONE.add(zz.divide(cases, EXACT));
        return new Wilson(
                middle.subtract(spread).divide(scale, EXACT).max(BigDecimal.ZERO),
                middle.add(spread).divide(scale, EXACT).min(BigDecimal.ONE));
    }
}
