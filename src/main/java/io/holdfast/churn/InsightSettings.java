package io.holdfast.churn;

import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@link Insights} are made with.
 *
 * @param parameters of the company; {@code activity_months}, {@code tolerance_days} and {@code answer_standard_hours} count
 *     here, and whatever a reason uses
 * @param reasons to measure
 * @param segments named groups, in order: the first that fits counts, the last fits all
 * @param discountRate what a later order is worth less today, a year, 0 to 1
 * @param valueYears how far customer value looks ahead, 1 to 20
 * @param points of retention whose worth is shown, over 0 and under 1: 0.05 is five points
 * @param threads to work on, at least 1; no result depends on it
 */
public record InsightSettings(
        Map<String, BigDecimal> parameters,
        List<Reason> reasons,
        List<SegmentRule> segments,
        BigDecimal discountRate,
        int valueYears,
        BigDecimal points,
        int threads) {

    private static final String FILE = "churn/insights.yml";
    private static final int MOST_YEARS = 20;

    public InsightSettings {
        parameters = Map.copyOf(parameters);
        reasons = List.copyOf(reasons);
        segments = List.copyOf(segments);
    }

    /**
     * Reads {@code jobs/churn/insights.yml} and the reasons.
     *
     * @param discountRate a year, 0 to 1
     */
    public static InsightSettings read(Definitions jobs, Company company, BigDecimal discountRate) {
        YamlMap yaml = YamlMap.read(jobs, FILE).only("value-years", "retention-points", "segments");
        long years = yaml.wholeNumber("value-years", 1, 3);
        if (years > MOST_YEARS) {
            throw yaml.problem(
                    "value-years", "'value-years' is " + years + "; write a whole number from 1 to " + MOST_YEARS);
        }
        BigDecimal points = yaml.number("retention-points").orElse(new BigDecimal("0.05"));
        if (points.signum() <= 0 || points.compareTo(BigDecimal.ONE) >= 0) {
            throw yaml.problem(
                    "retention-points",
                    "'retention-points' is " + yaml.text("retention-points") + "; write a share such as 5%");
        }
        return new InsightSettings(
                company.parameters(),
                Reason.all(jobs),
                segments(yaml),
                discountRate,
                (int) years,
                points,
                company.threads());
    }

    private static List<SegmentRule> segments(YamlMap yaml) {
        List<SegmentRule> segments =
                yaml.maps("segments").stream().map(SegmentRule::read).toList();
        Set<String> ids = new HashSet<>();
        for (SegmentRule segment : segments) {
            if (!ids.add(segment.id())) {
                throw yaml.problem("segments", "the group '" + segment.id() + "' is there twice; keep one");
            }
        }
        if (segments.isEmpty() || !segments.get(segments.size() - 1).holdsAll()) {
            throw yaml.problem(
                    "segments",
                    "'segments' must end with a group without recency, frequency and money, for everybody else");
        }
        return segments;
    }

    int activityMonths() {
        return parameters
                .getOrDefault("activity_months", BigDecimal.valueOf(12))
                .intValueExact();
    }

    /** The company's parameters, with those that the shipped reasons use where it gives none. */
    Map<String, BigDecimal> allParameters() {
        Map<String, BigDecimal> all = new java.util.TreeMap<>(Map.of(
                "activity_months",
                BigDecimal.valueOf(12),
                "tolerance_days",
                BigDecimal.ZERO,
                "answer_standard_hours",
                BigDecimal.valueOf(24)));
        all.putAll(parameters);
        return all;
    }
}
