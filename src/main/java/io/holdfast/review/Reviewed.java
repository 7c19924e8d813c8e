package io.holdfast.review;

import java.util.Arrays;
import java.util.Locale;

/** What a review is about, one each. */
public enum Reviewed {
    /** A large customer, as it is or as it was the year before. */
    KEY_ACCOUNT(
            "k.customer_id",
            "k.released = 0 and ((k.large <= {largest} and k.revenue > 0)"
                    + " or (k.large_before <= {largest} and k.revenue_before > 0))"),
    /** All customers that a branch looks after. */
    BRANCH("a.branch", "a.branch is not null"),
    /** All customers that an account manager looks after. */
    ACCOUNT_MANAGER("a.account_manager", "a.account_manager is not null");

    private final String item;
    private final String which;

    Reviewed(String item, String which) {
        this.item = item;
        this.which = which;
    }

    /** The column that names an item. */
    String item() {
        return item;
    }

    /** The condition for a customer to count for some item. */
    String which(int largest) {
        return which.replace("{largest}", String.valueOf(largest));
    }

    /** As jobs and tables write it: {@code key-account}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All of them, as jobs write them. */
    public static String[] names() {
        return Arrays.stream(values()).map(Reviewed::toString).toArray(String[]::new);
    }

    /**
     * The one of this name.
     *
     * @throws java.util.NoSuchElementException where there is none
     */
    public static Reviewed named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
