package io.holdfast.kpi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure computed for a run.
 *
 * @param kpi its definition
 * @param line how it stands in the run's period
 * @param figures the whole and the parts, of every period of the trend
 * @param also what is shown beside them, by its name
 * @param contributions of the members to the change since the period before, and since the same period a year before
 * @param year the calendar year so far, where it has a value
 * @param excluded how many evidence rows of the run's period do not count, by reason
 */
public record Result(
        Kpi kpi,
        Line line,
        List<Figure> figures,
        Map<String, List<Figure>> also,
        List<Contribution> contributions,
        Optional<YearReview> year,
        Map<String, Long> excluded) {}
