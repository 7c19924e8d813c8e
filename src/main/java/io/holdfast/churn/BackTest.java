package io.holdfast.churn;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How right each model would have been: fitted on the orders up to a cut, it scored the customers of that day, and the
 * horizon after it has passed since.
 *
 * @param cut the day; orders after it were not seen by any model
 * @param horizonDays days after it, all known today
 * @param customers who had ordered by then
 * @param lapses how many of them ordered nothing in the horizon
 * @param contenders all models, in the order of {@link ModelName}
 * @param best the model with the highest AUC to the third decimal, the simpler one of equals
 * @param calibration of the best
 */
public record BackTest(
        LocalDate cut,
        int horizonDays,
        int customers,
        int lapses,
        List<Contender> contenders,
        ModelName best,
        List<CalibrationBin> calibration) {

    public BackTest {
        contenders = List.copyOf(contenders);
        calibration = List.copyOf(calibration);
    }

    /**
     * A model in the back-test: measured or refused.
     *
     * @param model which
     * @param refusal why it was refused; null where it was not
     * @param measures null where it was refused
     * @param fit on the orders up to the cut; null where it was refused, and for recency and the recipe
     */
    public record Contender(
            ModelName model,
            @Nullable Refusal refusal,
            @Nullable Measures measures,
            @Nullable Fit fit) {}

    /** The row of a model. */
    public Contender contender(ModelName model) {
        return contenders.stream()
                .filter(contender -> contender.model() == model)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(model + " is not in a back-test"));
    }
}
