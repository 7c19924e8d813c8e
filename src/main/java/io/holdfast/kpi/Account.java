package io.holdfast.kpi;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A customer among the key accounts.
 *
 * @param rank by revenue of the trailing year, from 1
 * @param customerId in the company's own books
 * @param name the id where none is known
 * @param branch that looks after it, if known
 * @param revenue of the trailing year
 * @param revenueBefore of the year before that
 * @param share of the revenue of all customers with revenue
 * @param cumulativeShare of it and all larger ones
 * @param trend of its revenue
 * @param service that it met in the trailing year
 */
public record Account(
        int rank,
        String customerId,
        String name,
        @Nullable String branch,
        BigDecimal revenue,
        BigDecimal revenueBefore,
        BigDecimal share,
        BigDecimal cumulativeShare,
        Trend trend,
        Service service) {

    /** Where an account is going; within 5 % it holds. */
    public enum Trend {
        /** Among the top fifth the year before, and more than 5 % less now. */
        FADES,
        /** The same, but management ended the relation: nobody is to win it back. */
        RELEASED,
        HOLDS,
        GROWS,
        /** No revenue the year before. */
        NEW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
