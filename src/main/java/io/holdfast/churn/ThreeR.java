package io.holdfast.churn;

/**
 * Retention, related sales and referral over the year up to the as-of day. Customers whom management released are on no
 * side.
 *
 * @param atStart customers at its start: ordered within the activity window before it
 * @param released of those, by management
 * @param kept of {@code atStart}, customers at its end too
 * @param related of {@code kept}, who bought a product group that they had never bought before; 0 where nobody supplies it
 * @param relatedKnown whether somebody supplies product groups
 * @param newCustomers who ordered for the first time
 * @param referred of these, who named the customer that sent them
 * @param referredKnown whether somebody supplies who sent them
 */
public record ThreeR(
        long atStart,
        long released,
        long kept,
        long related,
        boolean relatedKnown,
        long newCustomers,
        long referred,
        boolean referredKnown) {}
