package io.holdfast.restate;

import io.holdfast.kpi.Figure;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The figures with some of the causes applied.
 *
 * @param figures by id of the figure, then by dimension and member
 * @param leftOut what a figure lacks, of those that are not computed
 */
record Stage(Map<String, Map<Place, Figure>> figures, Map<String, List<String>> leftOut) {

    /** The company as a whole, or a member of a breakdown. */
    record Place(String dimension, String member) {

        static final Place TOTAL = new Place(Figure.TOTAL, Figure.TOTAL);
    }

    /**
     * How figures are computed.
     *
     * @param ids of the figures, those that the run computed
     * @param trend how many periods before its own the run shows
     * @param asOf when what is known was recorded, in the company's zone
     * @param supplied the columns that some load supplies
     */
    record Means(
            Basis basis,
            List<String> ids,
            Period period,
            int trend,
            LocalDateTime asOf,
            Map<Entity, Set<String>> supplied) {}

    /**
     * Computes all of them.
     *
     * @param connection with the entities as this stage sees them
     * @param evidence what the tables are called that take the rows behind them; empty where nobody asks for these
     */
    static Stage of(Connection connection, Means means, Optional<String> evidence) {
        Figures figures = new Figures(
                connection,
                means.basis().catalogue(),
                means.basis().company().parameters(),
                means.period(),
                means.trend(),
                means.asOf());
        figures.prepare();
        Map<String, Map<Place, Figure>> computed = new LinkedHashMap<>();
        Map<String, List<String>> leftOut = new LinkedHashMap<>();
        for (int i = 0; i < means.ids().size(); i++) {
            Optional<Kpi> kpi = means.basis().find(means.ids().get(i));
            if (kpi.isEmpty()) {
                continue;
            }
            List<String> missing = Figures.missing(kpi.get(), means.supplied(), means.period());
            if (!missing.isEmpty()) {
                leftOut.put(kpi.get().id(), missing);
                continue;
            }
            Map<Place, Figure> values = new LinkedHashMap<>();
            figures.ofPeriod(kpi.get())
                    .forEach(figure -> values.put(new Place(figure.dimension(), figure.member()), figure));
            computed.put(kpi.get().id(), values);
            if (evidence.isPresent()) {
                Sql.run(
                        connection,
                        "create or replace table " + evidence(evidence.get(), i) + " as\n"
                                + figures.evidence(kpi.get(), Map.of()));
            }
        }
        return new Stage(computed, leftOut);
    }

    /** The table with the rows behind the figure of this number. */
    static String evidence(String name, int number) {
        return "main." + name + "_" + number;
    }

    Optional<Figure> figure(String kpi, Place place) {
        return Optional.ofNullable(figures.getOrDefault(kpi, Map.of()).get(place));
    }

    Optional<BigDecimal> value(String kpi, Place place) {
        return figure(kpi, place).flatMap(figure -> Optional.ofNullable(figure.value()));
    }

    @Nullable
    BigDecimal numerator(String kpi) {
        return figure(kpi, Place.TOTAL).map(Figure::numerator).orElse(null);
    }

    @Nullable
    BigDecimal denominator(String kpi) {
        return figure(kpi, Place.TOTAL).map(Figure::denominator).orElse(null);
    }
}
