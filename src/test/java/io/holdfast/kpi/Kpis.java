package io.holdfast.kpi;

import io.holdfast.kpi.Kpi.Better;
import io.holdfast.kpi.Measure.Aggregate;
import io.holdfast.period.Grain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Figures made up for tests. */
final class Kpis {

    private Kpis() {}

    static Kpi kpi(Aggregate aggregate, Better better, @Nullable BigDecimal target) {
        return kpi(aggregate, better, target, List.of(), "select");
    }

    static Kpi kpi(Aggregate aggregate, List<String> breakdown, String sql) {
        return kpi(aggregate, Better.UP, null, breakdown, sql);
    }

    private static Kpi kpi(
            Aggregate aggregate, Better better, @Nullable BigDecimal target, List<String> breakdown, String sql) {
        Map<String, String> text = Map.of("en", "made up");
        return new Kpi(
                "made-up",
                text,
                text,
                text,
                Map.of("en", ""),
                new Measure(Measure.VALUE, text, aggregate, aggregate.roles(), "percent", BigDecimal.ONE, true),
                false,
                List.of(),
                false,
                better,
                Optional.ofNullable(target).map(Target::fixed),
                Grain.DAY,
                List.of(),
                breakdown,
                Map.of(),
                sql,
                "jobs/kpis/made-up.sql",
                "");
    }
}
