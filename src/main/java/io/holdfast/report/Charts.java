package io.holdfast.report;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import net.sf.jasperreports.renderers.Renderable;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of the templates, for image expressions. Each is drawn as vectors with the report's own font.
 * Jaspersoft Studio shows them when holdfast.jar is on its project's class path.
 */
public final class Charts {

    private Charts() {}

    /** The report's period and those before it, as a line the size of a word. */
    public static Renderable sparkline(Connection mart, String runId, String kpi) throws SQLException {
        return new Sparkline(Trend.read(mart, runId, kpi));
    }

    /** The months of the report's year, as such a line. */
    public static Renderable months(Connection mart, String runId, String kpi) throws SQLException {
        return new Sparkline(Trend.months(mart, runId, kpi));
    }

    /** The same periods as a chart with limits, target and axes. */
    public static Renderable trend(Connection mart, String runId, String kpi, Words words) throws SQLException {
        return new TrendChart(Trend.read(mart, runId, kpi), words);
    }

    /** The scale that the members of a breakdown share in {@link #interval}. */
    public static BarScale scale(Connection mart, String runId, String kpi, String dimension) throws SQLException {
        return BarScale.read(mart, runId, kpi, dimension);
    }

    /**
     * One member: figure, interval and target on the scale that all members share.
     *
     * @param status of the member, as the mart has it
     * @param value the figure in words, for where it lies beyond the scale
     */
    public static Renderable interval(
            @Nullable BigDecimal figure,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable BigDecimal target,
            BarScale scale,
            String status,
            String value) {
        return new IntervalBar(
                new BarScale.Bar(number(figure), number(low), number(high), number(target)), scale, status, value);
    }

    /** How much of the revenue the largest customers bring. */
    public static Renderable pareto(Connection mart, String runId, Words words) throws SQLException {
        return ParetoChart.read(mart, runId, words);
    }

    /**
     * One row of a Pareto chart, all shares of one.
     *
     * @param running share of this row and those above
     * @param runningAbove the running share of the row above; null in the first
     * @param runningBelow the running share of the row below; null in the last
     * @param before the share in the period before
     */
    public static Renderable paretoBar(
            @Nullable BigDecimal share,
            @Nullable BigDecimal running,
            @Nullable BigDecimal runningAbove,
            @Nullable BigDecimal runningBelow,
            @Nullable BigDecimal before) {
        return new ParetoBar(
                share == null ? 0 : share.doubleValue(),
                running == null ? 0 : running.doubleValue(),
                number(runningAbove),
                number(runningBelow),
                number(before));
    }

    /** A count and a part of it, on the scale 0..{@code greatest} that all rows share. */
    public static Renderable count(@Nullable Long count, @Nullable Long part, @Nullable Long greatest) {
        return new CountBar(count == null ? 0 : count, part == null ? 0 : part, greatest == null ? 1 : greatest);
    }

    /**
     * A month's amount and that of the same month a year before.
     *
     * @param greatest of all amounts that share the scale
     */
    public static Renderable month(
            @Nullable BigDecimal amount, @Nullable BigDecimal before, @Nullable BigDecimal greatest) {
        return new MonthBar(
                amount == null ? 0 : amount.doubleValue(),
                before == null ? 0 : before.doubleValue(),
                greatest == null ? 0 : greatest.doubleValue());
    }

    /** A chance that was foretold and the share that came true with its interval, all from 0 to 1. */
    public static Renderable foretold(BigDecimal foretold, BigDecimal came, BigDecimal low, BigDecimal high) {
        return new ForetoldBar(foretold.doubleValue(), came.doubleValue(), low.doubleValue(), high.doubleValue());
    }

    /**
     * How many times as often, with its interval, on the scale of ratios that all rows share.
     *
     * @param lowest of all lower ends
     * @param highest of all upper ends
     */
    public static Renderable risk(
            @Nullable BigDecimal ratio,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal highest) {
        return RiskBar.of(number(ratio), number(low), number(high), number(lowest), number(highest));
    }

    /** The numbers of that scale. */
    public static Renderable riskAxis(@Nullable BigDecimal lowest, @Nullable BigDecimal highest) {
        return RiskBar.axis(number(lowest), number(highest));
    }

    /** How long new customers stay. */
    public static Renderable survival(Connection mart, String runId, Words words) throws SQLException {
        return new SurvivalChart(Survival.read(mart, runId), words);
    }

    /** The words of one language's survey answers. */
    public static Renderable words(Connection mart, String runId, String language, Words words) throws SQLException {
        return WordCloud.read(mart, runId, language, words);
    }

    private static @Nullable Double number(@Nullable BigDecimal number) {
        return number == null ? null : number.doubleValue();
    }
}
