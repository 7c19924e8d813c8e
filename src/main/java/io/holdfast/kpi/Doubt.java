package io.holdfast.kpi;

import java.util.List;

/**
 * A share that is none: of the run's period as a whole, more hits than the base has, or a base below zero.
 *
 * @param kpi the figure
 * @param figure as it is published
 * @param rows the ids of the first rows that make it so, three at most
 */
public record Doubt(Kpi kpi, Figure figure, List<String> rows) {

    /** What a row must be like for the whole to be impossible; empty where the whole is possible. */
    static String condition(Kpi kpi, Figure figure) {
        Measure measure = kpi.measure();
        if (measure.aggregate() != Measure.Aggregate.RATIO
                || !measure.unit().equals("percent")
                || figure.numerator() == null
                || figure.denominator() == null
                || figure.value() == null) {
            return "";
        }
        String hit = measure.columns().get(0);
        String base = measure.columns().get(1);
        if (figure.denominator().signum() < 0) {
            return base + " < 0";
        }
        // Of money, growth may well be over 100 %: 'interval: none' says that hits are no part of the base.
        return measure.interval() && figure.numerator().compareTo(figure.denominator()) > 0 ? hit + " > " + base : "";
    }
}
