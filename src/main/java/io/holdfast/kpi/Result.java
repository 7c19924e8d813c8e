package io.holdfast.kpi;

import java.util.List;
import java.util.Map;

/**
 * A figure computed for a run.
 *
 * @param kpi its definition
 * @param line how it stands in the run's period
 * @param figures the whole and the parts, of every period of the trend
 * @param excluded how many evidence rows of the run's period do not count, by reason
 */
public record Result(Kpi kpi, Line line, List<Figure> figures, Map<String, Long> excluded) {}
