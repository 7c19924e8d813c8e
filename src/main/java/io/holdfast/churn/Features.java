package io.holdfast.churn;

import org.hipparchus.util.FastMath;

/** What a regression on earlier cuts looks at, with horizons divided out, so that one may learn from shorter ones. */
enum Features {
    /** log((recency + ½)/H) alone, from no offset. */
    OF_RECENCY(ModelName.RECENCY, 1) {
        @Override
        double offset(double logOdds) {
            return 0;
        }

        @Override
        void ofGroup(Groups groups, int g, double logOdds, double horizon, double[] row) {
            row[0] = silence(groups, g, horizon);
        }
    },

    /**
     * log((recency + ½)/H), [x = 0], log(1 + x), log(T/H + .05), the log-odds of no order in H by BG/NBD, and
     * log(1 + mean order value); those log-odds are the offset too.
     */
    OF_RECIPE(ModelName.RECIPE, 6) {
        @Override
        double offset(double logOdds) {
            return Math.max(-FARTHEST, Math.min(FARTHEST, logOdds));
        }

        @Override
        void ofGroup(Groups groups, int g, double logOdds, double horizon, double[] row) {
            row[0] = silence(groups, g, horizon);
            row[1] = groups.x(g) == 0 ? 1 : 0;
            row[2] = FastMath.log1p(groups.x(g));
            row[3] = FastMath.log(groups.age(g) / horizon + 0.05);
            row[4] = offset(logOdds);
        }
    };

    /** Beyond, a model that has not been corrected yet is not believed: odds of 3 million to one. */
    private static final double FARTHEST = 15;

    private final ModelName model;
    private final int count;

    Features(ModelName model, int count) {
        this.model = model;
        this.count = count;
    }

    ModelName model() {
        return model;
    }

    int count() {
        return count;
    }

    /** The feature that differs within a group, which is the last: the mean order value. −1 where there is none. */
    int ofCustomer() {
        return this == OF_RECIPE ? count - 1 : -1;
    }

    /** Whether log-odds of BG/NBD are needed. */
    boolean needsBase() {
        return this == OF_RECIPE;
    }

    static double value(double meanOrder) {
        return FastMath.log1p(meanOrder);
    }

    /** What the regression starts from, given the log-odds of no order by BG/NBD. */
    abstract double offset(double logOdds);

    /** The features of all customers of a group; {@link #ofCustomer} is left as it is. */
    abstract void ofGroup(Groups groups, int g, double logOdds, double horizon, double[] row);

    private static double silence(Groups groups, int g, double horizon) {
        return FastMath.log((groups.age(g) - groups.tx(g) + 0.5) / horizon);
    }
}
