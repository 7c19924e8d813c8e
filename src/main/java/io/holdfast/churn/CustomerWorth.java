package io.holdfast.churn;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the customers are worth together.
 *
 * @param profitKnown whether somebody supplies amounts and costs; otherwise every 'profit' here is revenue
 * @param ltvCustomers customers with a value by the year's net profit × years retained (see jobs/kpis/ltv.yml)
 * @param ltvUnknown customers with orders in the year whose amount or cost is not known in full
 * @param ltvMean mean value, rounded to hundredths; null without such customers
 * @param valueYears how far CLV looks ahead
 * @param discountRate a year
 * @param clv expected discounted net profit of all scored customers, rounded to hundredths; null without a model of orders
 * @param profitAtRisk of all scored customers, rounded to hundredths
 * @param gain what more retention would bring; null where the records do not hold a year and the activity window before it, or
 *     nobody was kept
 */
public record CustomerWorth(
        boolean profitKnown,
        long ltvCustomers,
        long ltvUnknown,
        @Nullable BigDecimal ltvMean,
        int valueYears,
        BigDecimal discountRate,
        @Nullable BigDecimal clv,
        BigDecimal profitAtRisk,
        @Nullable RetentionGain gain) {}
