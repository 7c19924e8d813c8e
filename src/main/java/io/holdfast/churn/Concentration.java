package io.holdfast.churn;

import java.math.BigDecimal;

/**
 * How much of the revenue of the year up to the as-of day the largest customers make. Shares of customers are rounded up.
 *
 * @param all customers with revenue
 * @param top2 the largest 2 % of them
 * @param next18 those after them up to 20 %
 * @param top20 the largest 20 %
 * @param makes80 the fewest that make 80 % of the revenue
 */
public record Concentration(Part all, Part top2, Part next18, Part top20, Part makes80) {

    /**
     * Some of the customers.
     *
     * @param revenue theirs, exact
     */
    public record Part(long customers, BigDecimal revenue) {

        Part without(Part other) {
            return new Part(customers - other.customers, revenue.subtract(other.revenue));
        }
    }
}
