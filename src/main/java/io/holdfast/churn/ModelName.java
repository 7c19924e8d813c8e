package io.holdfast.churn;

/** What can say who is about to stop ordering, the simplest first. */
public enum ModelName {
    /** Days since the last order, turned into a chance by what earlier cuts showed. The bar for all others. */
    RECENCY,
    /** Ehrenberg 1959: nobody ever stops. */
    NBD,
    /** Fader, Hardie, Lee 2005. */
    BG_NBD,
    /** Batislam, Denizel, Filiztekin 2007. */
    MBG_NBD,
    /** Schmittlein, Morrison, Colombo 1987. */
    PARETO_NBD,
    /** BG/NBD (NBD where that is refused) corrected by a regression on what followed at earlier cuts. */
    RECIPE,
    /** Fader, Hardie, Lee 2005: what an order is worth. Scores nobody. */
    GAMMA_GAMMA
}
