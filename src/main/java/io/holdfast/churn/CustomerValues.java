package io.holdfast.churn;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * What customers are worth from now on, in the order of {@link ScoredCustomers}; estimates, in units of money.
 *
 * <pre>
 * margin          = the customer's own net profit over its revenue, of all its orders whose amount and cost are known, from
 *                   −1 to 1; where there are none, the company's; 1 where no cost is known: then 'profit' is revenue
 * CLV             = E(value of an order) × margin × Σ over months m of (E(m) − E(m−1)) / (1 + d)^((m − ½) / 12)
 * profit at risk  = P(lapse in the horizon) × E(orders in the horizon | goes on) × E(value of an order) × max(0, margin)
 * </pre>
 *
 * <p>E(m) are the orders expected in the first m months of 30.4375 days by the model of {@link Scoring#counts}, E(value) is
 * {@link ScoredCustomers#expectedValue}, d the discount rate a year; money is taken to come in the middle of a month. 'Goes
 * on' means that the customer has not stopped for ever. Without a model of orders there is no CLV, and whoever goes on is
 * taken to order at its own mean pace so far.
 */
public final class CustomerValues {

    private static final double MONTH = 365.25 / 12;

    private final ScoredCustomers customers;
    private final boolean discounted;
    private final double[] perGroupLater;
    private final double[] perGroupInHorizon;
    private final double[] margins;
    private final int horizon;

    private CustomerValues(Scoring scoring, double[] margins, @Nullable LapseModel model, double rate, int years) {
        this.customers = scoring.customers();
        this.horizon = scoring.horizonDays();
        this.margins = margins;
        this.discounted = model != null;
        int groups = customers.summaries().groups().size();
        this.perGroupLater = new double[model == null ? 0 : groups];
        this.perGroupInHorizon = new double[perGroupLater.length];
    }

    /**
     * Values all customers of a scoring.
     *
     * @param margins of each, in its order
     * @param rate discount a year, 0 or more
     * @param years to look ahead, at least 1
     */
    static CustomerValues of(Scoring scoring, double[] margins, double rate, int years, int threads) {
        LapseModel model = model(scoring);
        CustomerValues values = new CustomerValues(scoring, margins, model, rate, years);
        if (model != null) {
            double[] discounts = new double[12 * years];
            for (int m = 0; m < discounts.length; m++) {
                discounts[m] = FastMath.pow(1 + rate, -(m + 0.5) / 12);
            }
            Groups groups = values.customers.summaries().groups();
            try (Workers workers = new Workers(threads)) {
                workers.each(groups.size(), (chunk, from, to) -> values.look(model, groups, discounts, from, to));
            }
        }
        return values;
    }

    private static @Nullable LapseModel model(Scoring scoring) {
        ModelName name = scoring.counts();
        if (name == null) {
            return null;
        }
        List<Fit.Parameter> parameters = scoring.fits().stream()
                .filter(fit -> fit.model() == name)
                .findFirst()
                .orElseThrow()
                .parameters();
        return MaximumLikelihood.likelihood(name)
                .model(parameters.stream().mapToDouble(Fit.Parameter::value).toArray());
    }

    // Of one who goes on, (x, T) alone matter, so much is computed once for many groups.
    private void look(LapseModel model, Groups groups, double[] discounts, int from, int to) {
        for (int g = from; g < to; g++) {
            if (g > from && !groups.opensRun(g)) {
                perGroupLater[g] = perGroupLater[g - 1];
                perGroupInHorizon[g] = perGroupInHorizon[g - 1];
                continue;
            }
            double before = 0;
            double sum = 0;
            for (int m = 0; m < discounts.length; m++) {
                double until = model.expectedIfAlive(groups.x(g), groups.age(g), (m + 1) * MONTH);
                sum += Math.max(0, until - before) * discounts[m];
                before = Math.max(before, until);
            }
            perGroupLater[g] = sum;
            perGroupInHorizon[g] = model.expectedIfAlive(groups.x(g), groups.age(g), horizon);
        }
    }

    /** How many customers. */
    public int size() {
        return customers.size();
    }

    /** Net profit over revenue, −1 to 1. */
    public double margin(int i) {
        return margins[i];
    }

    /** Whether there is a {@link #clv}: whether some model of orders could be fitted. */
    public boolean hasClv() {
        return discounted;
    }

    /**
     * Customer lifetime value; negative where the margin is.
     *
     * @throws IllegalStateException without {@link #hasClv}
     */
    public double clv(int i) {
        if (!discounted) {
            throw new IllegalStateException("no model of expected orders could be fitted; ask hasClv() first");
        }
        return customers.alive(i)
                * perGroupLater[customers.summaries().group(i)]
                * customers.expectedValue(i)
                * margins[i];
    }

    /** What is lost where the customer stops, times the chance that it does; 0 or more. */
    public double profitAtRisk(int i) {
        double orders = discounted
                ? Math.min(horizon, perGroupInHorizon[customers.summaries().group(i)])
                : (double) customers.orderDays(i) * horizon / Math.max(customers.ageDays(i), horizon);
        return customers.lapse(i) * orders * Math.max(0, customers.expectedValue(i)) * Math.max(0, margins[i]);
    }

    /** Sum of the CLV of all customers; 0 without a model. */
    double clvOfAll() {
        double[] all = new double[discounted ? size() : 0];
        Arrays.setAll(all, this::clv);
        return sum(all);
    }

    /** Sum of the profit at risk of all customers. */
    double atRiskOfAll() {
        double[] all = new double[size()];
        Arrays.setAll(all, this::profitAtRisk);
        return sum(all);
    }

    // In the order of the customers, which is always the same.
    private static double sum(double[] all) {
        double sum = 0;
        for (double one : all) {
            sum += one;
        }
        return sum;
    }
}
