package io.holdfast.report;

import java.awt.geom.Path2D;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The share of revenue (upwards) that the largest customers bring (across), with what the top fifth brings and
 * how few bring 80 %.
 */
final class ParetoChart extends Drawing {

    private static final long serialVersionUID = 1L;
    private static final double FIFTH = 0.2;
    private static final double FOUR_FIFTHS = 0.8;

    private final transient List<Step> steps;
    private final transient Words words;

    /** Both as shares of one. */
    private record Step(double customers, double revenue) {}

    private ParetoChart(List<Step> steps, Words words) {
        super(words.locale());
        this.steps = steps;
        this.words = words;
    }

    static ParetoChart read(Connection mart, String runId, Words words) throws SQLException {
        List<Step> steps = new ArrayList<>();
        // Shares of the greatest, which is everyone: right whether the column counts to 1 or to 100.
        try (PreparedStatement query = mart.prepareStatement("""
            select c.customer_share, c.revenue_share, m.everyone
            from concentration c
            cross join (select max(customer_share) as everyone from concentration where run_id = ?) m
            where c.run_id = ? order by c.customer_share\
            """)) {
            query.setString(1, runId);
            query.setString(2, runId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next() && rows.getDouble(3) > 0) {
                    steps.add(new Step(rows.getDouble(1) / rows.getDouble(3), rows.getDouble(2)));
                }
            }
        }
        return new ParetoChart(steps, words);
    }

    @Override
    void draw(Pen pen, double width, double height) {
        if (steps.size() < 2) {
            pen.text(words.say("chart.empty"), 0, height / 2, 0, Pen.GREY, false);
            return;
        }
        double left = pen.width(percent(1), false) + 6;
        Scale across = new Scale(0, 1, left, width - 14);
        Scale up = new Scale(0, 1, height - 30, 16);
        axes(pen, across, up, height);

        pen.line(across.at(0), up.at(0), across.at(1), up.at(1), Pen.RULE, 0.6f, 3f, 2f);
        Path2D curve = new Path2D.Double();
        curve.moveTo(across.at(0), up.at(0));
        steps.forEach(step -> curve.lineTo(across.at(step.customers()), up.at(step.revenue())));
        pen.outline(curve, Pen.ACCENT, 1.4f);

        double fifth = revenueAt(FIFTH);
        mark(pen, across, up, FIFTH, fifth);
        pen.text(
                words.say("pareto.fifth", percent(FIFTH), percent(fifth)),
                across.at(FIFTH) + 7,
                up.at(fifth) + 11,
                0,
                Pen.INK,
                true);
        double most = customersFor(FOUR_FIFTHS);
        if (Math.abs(most - FIFTH) > 0.04) {
            mark(pen, across, up, most, FOUR_FIFTHS);
        } else {
            // So near the top fifth, lines of its own would only blur the picture.
            pen.dot(across.at(most), up.at(FOUR_FIFTHS), 2, Pen.ACCENT);
        }
        // Near each other, the second text goes below the first.
        double under = up.at(FOUR_FIFTHS) + 11;
        double y = Math.abs(under - up.at(fifth) - 11) < 12 ? up.at(fifth) + 22 : under;
        pen.text(
                words.say("pareto.most", percent(most), percent(FOUR_FIFTHS)),
                across.at(Math.abs(most - FIFTH) > 0.04 ? most : FIFTH) + 7,
                y,
                0,
                Pen.INK,
                false);
    }

    private void axes(Pen pen, Scale across, Scale up, double height) {
        for (double share : new double[] {0, 0.2, 0.4, 0.6, 0.8, 1}) {
            pen.line(across.at(share), up.at(0), across.at(share), up.at(0) + 3, Pen.GREY, 0.5f);
            pen.text(percent(share), across.at(share), up.at(0) + 12, share == 1 ? 0.7 : 0.5, Pen.GREY, false);
            pen.line(across.at(0) - 3, up.at(share), across.at(0), up.at(share), Pen.GREY, 0.5f);
            pen.text(percent(share), across.at(0) - 5, up.at(share) + 2.6, 1, Pen.GREY, false);
        }
        pen.line(across.at(0), up.at(0), across.at(1), up.at(0), Pen.GREY, 0.5f);
        pen.line(across.at(0), up.at(0), across.at(0), up.at(1), Pen.GREY, 0.5f);
        pen.text(words.say("pareto.revenue"), 0, 8, 0, Pen.GREY, false);
        pen.text(words.say("pareto.customers"), across.at(1), height - 6, 1, Pen.GREY, false);
    }

    private static void mark(Pen pen, Scale across, Scale up, double customers, double revenue) {
        double x = across.at(customers);
        double y = up.at(revenue);
        pen.line(x, up.at(0), x, y, Pen.GREY, 0.6f);
        pen.line(across.at(0), y, x, y, Pen.GREY, 0.6f);
        pen.dot(x, y, 3, Pen.ACCENT);
    }

    private double revenueAt(double customers) {
        Step before = new Step(0, 0);
        for (Step step : steps) {
            if (step.customers() >= customers) {
                double way = step.customers() - before.customers();
                return way <= 0
                        ? step.revenue()
                        : before.revenue()
                                + (step.revenue() - before.revenue()) * (customers - before.customers()) / way;
            }
            before = step;
        }
        return before.revenue();
    }

    private double customersFor(double revenue) {
        Step before = new Step(0, 0);
        for (Step step : steps) {
            if (step.revenue() >= revenue) {
                double way = step.revenue() - before.revenue();
                return way <= 0
                        ? step.customers()
                        : before.customers()
                                + (step.customers() - before.customers()) * (revenue - before.revenue()) / way;
            }
            before = step;
        }
        return 1;
    }

    private String percent(double share) {
        return words.say("unit.percent", words.number(BigDecimal.valueOf(Math.round(share * 100))));
    }
}
