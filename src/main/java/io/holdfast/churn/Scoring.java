package io.holdfast.churn;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is about to stop ordering, as known at a day, and how far to trust it.
 *
 * @param asOf orders after this day were not seen
 * @param horizonDays what 'stops' means: no order in this many days after {@code asOf}
 * @param champion the model whose chances {@code customers} has
 * @param counts the model of orders expected and P(alive): the champion where it has them, else the best one that has;
 *     null where none could be fitted
 * @param backTest null where no complete horizon lies in the history
 * @param recalibration what was applied to the champion's log-odds; null where nothing was
 * @param fits on the orders up to {@code asOf}, of the models that were used
 * @param refusals of models that were asked for on the orders up to {@code asOf}
 * @param spend what an order is worth
 * @param warnings most important first
 * @param customers all who had ordered by {@code asOf}
 */
public record Scoring(
        LocalDate asOf,
        int horizonDays,
        ModelName champion,
        @Nullable ModelName counts,
        @Nullable BackTest backTest,
        @Nullable Recalibration recalibration,
        List<Fit> fits,
        List<Refusal> refusals,
        SpendFit spend,
        List<Warning> warnings,
        ScoredCustomers customers) {

    public Scoring {
        fits = List.copyOf(fits);
        refusals = List.copyOf(refusals);
        warnings = List.copyOf(warnings);
    }
}
