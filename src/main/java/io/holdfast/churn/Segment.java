package io.holdfast.churn;

import java.math.BigDecimal;

/**
 * A named group of customers.
 *
 * @param rule which
 * @param customers how many are in it
 * @param orders of all time
 * @param revenue of all time, exact
 * @param yearRevenue of the year up to the as-of day, exact
 */
public record Segment(SegmentRule rule, long customers, long orders, BigDecimal revenue, BigDecimal yearRevenue) {

    /**
     * Customers of the same fifths.
     *
     * @param recency 5: the fifth that ordered last
     * @param frequency 5: most orders
     * @param money 5: most revenue
     */
    public record Cell(int recency, int frequency, int money, long customers, BigDecimal yearRevenue) {}
}
