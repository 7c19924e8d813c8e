package io.holdfast.churn;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;

/**
 * How a company scores its customers: a file of {@code jobs/churn/}.
 *
 * @param file for messages
 * @param horizonDays what 'stops' means: no order in this many days
 * @param top how many customers are on the list
 * @param discountRate a year, 0 to 1: what a later order is worth less today
 * @param winBackMonths who stopped within so many months before the as-of day is on the win-back list
 * @param actions what to do with whom, in order
 */
public record ChurnDefinition(
        String file, int horizonDays, int top, BigDecimal discountRate, int winBackMonths, Actions actions) {

    private static final String FOLDER = "churn/";
    private static final String USUAL = "settings.yml";

    /**
     * Reads the settings that a step asks for.
     *
     * @param name of a file in {@code jobs/churn/}; {@code all} is {@code settings.yml}
     * @param askedIn the file that asks, for messages
     * @throws DefinitionException naming file and line
     */
    public static ChurnDefinition read(Definitions jobs, String name, String askedIn) {
        String file = FOLDER + ("all".equals(name) ? USUAL : name);
        if (!jobs.exists(file)) {
            throw new DefinitionException(
                    askedIn,
                    0,
                    "asks for the churn settings '" + name + "', but " + jobs.origin(file)
                            + " is not there; 'holdfast init' writes the default one");
        }
        YamlMap yaml =
                YamlMap.read(jobs, file).only("horizon-days", "top", "discount-rate", "win-back-months", "actions");
        String actions = FOLDER + yaml.optionalText("actions").orElse("actions.yml");
        if (!jobs.exists(actions)) {
            throw yaml.problem("actions", "'actions' names " + jobs.origin(actions) + ", which is not there");
        }
        return new ChurnDefinition(
                yaml.file(),
                number(yaml, "horizon-days", 7, 1_095, 180),
                number(yaml, "top", 1, 10_000, 100),
                share(yaml, "discount-rate", new BigDecimal("0.10")),
                number(yaml, "win-back-months", 1, 60, 12),
                Actions.read(jobs, actions));
    }

    private static int number(YamlMap yaml, String key, int least, int most, int otherwise) {
        long number = yaml.wholeNumber(key, least, otherwise);
        if (number > most) {
            throw yaml.problem(
                    key, "'" + key + "' is " + number + "; write a whole number from " + least + " to " + most);
        }
        return (int) number;
    }

    private static BigDecimal share(YamlMap yaml, String key, BigDecimal otherwise) {
        BigDecimal share = yaml.number(key).orElse(otherwise);
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw yaml.problem(key, "'" + key + "' is " + yaml.text(key) + "; write a share from 0% to 100%");
        }
        return share;
    }
}
