package io.holdfast.churn;

import io.holdfast.lake.Sql;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How new customers came back and how long they stayed: cohorts and survival curves, over whole months only. */
final class Lifetimes {

    private static final int QUARTERS = 40;
    private static final int MONTHS = 24;

    private final Connection connection;

    /** @param connection on which {@link Insights}' relations are */
    Lifetimes(Connection connection) {
        this.connection = connection;
        Sql.run(
                connection,
                "create or replace temp table insight_month as\n" + ShippedSql.of("insight_month", Map.of()));
    }

    /** By quarter, then by month. */
    List<CohortCell> cohorts() {
        List<CohortCell> cells = new ArrayList<>();
        cohorts(cells, true, 3, QUARTERS);
        cohorts(cells, false, 1, MONTHS);
        return cells;
    }

    /** Customers of a cohort's part, counted in parts since year 0. */
    private record Count(int cohort, int after, long customers, int last) {}

    private void cohorts(List<CohortCell> cells, boolean quarterly, int months, int most) {
        List<Count> counts = Sql.query(
                connection,
                ShippedSql.of(
                        "insight_cohort",
                        Map.of("months", String.valueOf(months), "grain", quarterly ? "quarter" : "month")),
                row -> new Count(row.getInt(1), row.getInt(2), row.getLong(3), row.getInt(4)));
        Map<Integer, Map<Integer, Long>> active = new TreeMap<>();
        counts.forEach(count -> active.computeIfAbsent(count.cohort(), cohort -> new TreeMap<>())
                .put(count.after(), count.customers()));
        int last = counts.isEmpty() ? 0 : counts.get(0).last();
        active.forEach((cohort, byAge) -> {
            if (cohort > last - most) {
                LocalDate begins = LocalDate.of(cohort * months / 12, cohort * months % 12 + 1, 1);
                for (int after = 0; cohort + after <= last; after++) {
                    cells.add(new CohortCell(
                            quarterly, begins, after, byAge.getOrDefault(0, 0L), byAge.getOrDefault(after, 0L)));
                }
            }
        });
    }

    /** Of all years, then of each. */
    List<SurvivalCurve> survival() {
        Map<Integer, Map<Integer, long[]>> ends = new TreeMap<>();
        ends.put(0, new TreeMap<>());
        Sql.query(connection, ShippedSql.of("insight_survival", Map.of()), row -> {
            long lost = row.getLong("lost");
            long censored = row.getLong("censored");
            for (int year : new int[] {0, row.getInt("cohort")}) {
                long[] at = ends.computeIfAbsent(year, one -> new TreeMap<>())
                        .computeIfAbsent(row.getInt("months"), age -> new long[2]);
                at[0] += lost;
                at[1] += censored;
            }
            return row;
        });
        List<SurvivalCurve> curves = new ArrayList<>();
        ends.forEach((year, byAge) -> {
            int[] ages = byAge.keySet().stream().mapToInt(Integer::intValue).toArray();
            long[] lost = byAge.values().stream().mapToLong(at -> at[0]).toArray();
            long[] censored = byAge.values().stream().mapToLong(at -> at[1]).toArray();
            List<SurvivalPoint> points = KaplanMeier.curve(ages, lost, censored);
            curves.add(
                    new SurvivalCurve(year, points.isEmpty() ? 0 : points.get(0).atRisk(), points));
        });
        return curves;
    }
}
