package io.holdfast.churn;

import java.util.List;

/**
 * How many new customers are still customers at which age: they are until the month at whose end they had ordered nothing
 * within the activity window, so nobody is lost before that window has passed.
 *
 * @param year of the first order; 0 for all years together
 * @param customers of the cohort
 * @param points by age, only ages at which somebody was lost or not watched any longer
 */
public record SurvivalCurve(int year, long customers, List<SurvivalPoint> points) {

    public SurvivalCurve {
        points = List.copyOf(points);
    }
}
