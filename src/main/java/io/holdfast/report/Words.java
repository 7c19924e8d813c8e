package io.holdfast.report;

import io.holdfast.lake.Erasure;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import net.sf.jasperreports.renderers.Renderable;
import org.jspecify.annotations.Nullable;

/**
 * How a figure, a period, a status is said in the report's language. Templates hold one as their parameter
 * {@code WORDS}. What is said comes from the message bundle; the JVM's default locale and zone have no say.
 */
public final class Words {

    /** Stands where there is nothing to show, so that an empty cell is never taken for a forgotten one. */
    static final String NOTHING = "–";

    private static final String REMOVED = "customer.removed";

    /** Every sign that stands for a word somewhere; a report's font has them all. */
    static final String MARKS = "–−≈±·●◆▼▲■○◇×√～";

    private final ResourceBundle bundle;
    private final Locale locale;
    private final Theme theme;
    private final FigureFormat figures;
    private final PeriodWords periods;

    /** In the shipped theme, as in a designer. */
    public Words(ResourceBundle bundle, Locale locale) {
        this(bundle, locale, Theme.SHIPPED);
    }

    Words(ResourceBundle bundle, Locale locale, Theme theme) {
        this.bundle = bundle;
        this.locale = locale;
        this.theme = theme;
        this.figures = new FigureFormat(this, locale);
        this.periods = new PeriodWords(this);
    }

    /** The company's logo, for an image at the head of a report's first page; null where the theme has none. */
    public @Nullable Renderable logo() {
        return theme.logo().orElse(null);
    }

    /** What is read aloud in the logo's place: what the theme says, or the company's name. */
    public String logoAlternative(@Nullable String company) {
        return theme.logo().flatMap(Logo::alternative).orElse(company == null ? NOTHING : company);
    }

    /** The theme's own for a shipped colour. */
    Color own(Color shipped) {
        return theme.own(shipped);
    }

    /** The bundle's text for {@code key} with its arguments put in; the key itself where the bundle lacks it. */
    public String say(String key, @Nullable Object... arguments) {
        try {
            String pattern = bundle.getString(key);
            return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale).format(arguments);
        } catch (MissingResourceException e) {
            return key;
        }
    }

    /** The bundle's text for {@code prefix.code}, or the code where there is none: reasons and entities are open lists. */
    public String code(String prefix, @Nullable String code) {
        if (code == null) {
            return NOTHING;
        }
        String key = prefix + "." + code;
        return bundle.containsKey(key) ? bundle.getString(key) : code;
    }

    /**
     * The unit to show a figure in, for {@link #figure}: a share below a tenth gets a second decimal, or 2.04% against
     * 2% would look met.
     *
     * @param reference what decides for all values of the figure alike: its target, or where it has none its centre
     */
    public String unit(@Nullable String unit, @Nullable Number reference) {
        return FigureFormat.unit(unit, reference);
    }

    /** A customer's name; where it was removed for good, that in the report's language. */
    public @Nullable String customer(@Nullable String name) {
        return Erasure.REMOVED.equals(name) && bundle.containsKey(REMOVED) ? bundle.getString(REMOVED) : name;
    }

    /** A figure in its unit, such as 93.1% or EUR 1,250. */
    public String figure(@Nullable Number figure, String unit, String currency) {
        return figures.text(figure, unit, currency);
    }

    /** An interval in its unit, such as 91.0% – 94.8%. */
    public String interval(@Nullable Number low, @Nullable Number high, String unit, String currency) {
        return low == null || high == null
                ? NOTHING
                : say("interval", figures.text(low, unit, currency), figures.text(high, unit, currency));
    }

    /** A plain number without needless decimals, of a thousand and more without any, grouped by thousands. */
    public String number(@Nullable Number number) {
        return figures.number(number);
    }

    /** Text for an element with styled markup: what people wrote must not be read as markup. */
    public static String escape(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** How much {@code now} is above or below {@code before}, such as +4.2%; nothing to say where there was nothing before. */
    public String change(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        return figures.change(now, before);
    }

    /** A period in words: December 2025, Q3 2025, week 3 of 2025, 31 December 2025, 2025. */
    public String period(String period) {
        return periods.full(period);
    }

    /** A period for a chart's axis: Dec 25. */
    public String shortPeriod(String period) {
        return periods.brief(period);
    }

    /** A moment of the mart (text of a timestamp, in the run's own zone) with the zone's name. */
    public String moment(@Nullable String timestamp, String zone) {
        return timestamp == null ? NOTHING : say("moment", periods.moment(MartTime.parse(timestamp)), zone);
    }

    /** A moment of the mart to the minute, in figures, for the narrow columns of a table. */
    public String stamp(@Nullable String timestamp) {
        return timestamp == null ? NOTHING : PeriodWords.stamp(MartTime.parse(timestamp));
    }

    /** The first characters of a hash, enough to tell files apart by eye. */
    public String shortHash(@Nullable String hash) {
        return hash == null ? NOTHING : hash.length() <= 12 ? hash : hash.substring(0, 12);
    }

    /** The mark of a status, which tells it apart without colour. */
    public String mark(String status) {
        return switch (status) {
            case "meets" -> "●";
            case "within-chance" -> "◆";
            case "misses" -> "▼";
            case "too-few" -> "○";
            default -> "–";
        };
    }

    /** Mark and word of a status. */
    public String status(String status) {
        return mark(status) + "  " + code("status", status);
    }

    /** Mark and short word of a status, for a narrow column. */
    public String statusShort(String status) {
        return mark(status) + "  " + code("status.short", status);
    }

    /** What a figure is divided by besides its denominator, such as seconds by 3,600; null where by nothing. */
    public @Nullable BigDecimal divisor(
            @Nullable BigDecimal numerator, @Nullable BigDecimal denominator, @Nullable BigDecimal figure) {
        if (numerator == null || figure == null || figure.signum() == 0) {
            return null;
        }
        BigDecimal base = denominator == null ? BigDecimal.ONE : denominator;
        if (base.signum() == 0) {
            return null;
        }
        BigDecimal divisor = numerator.divide(base, MathContext.DECIMAL128).divide(figure, 0, RoundingMode.HALF_UP);
        return divisor.compareTo(BigDecimal.ONE) > 0 ? divisor : null;
    }

    /** What a difference means for a figure: {@code better}, {@code worse}, {@code same} or {@code watch}. */
    public String way(BigDecimal change, String unit, String better) {
        int direction = direction(change, unit);
        if (better.equals("watch")) {
            return "watch";
        }
        return direction == 0 ? "same" : (direction > 0) == better.equals("up") ? "better" : "worse";
    }

    /** Mark and short word of a variation, for a narrow column. */
    public String variation(String variation) {
        String mark =
                switch (variation) {
                    case "concern" -> "■";
                    case "change" -> "◇";
                    case "improvement" -> "▲";
                    case "common-cause" -> "～";
                    default -> NOTHING;
                };
        return mark + "  " + code("variation.short", variation);
    }

    /** Mark and word of an assurance, for a narrow column. */
    public String assurance(String assurance) {
        String mark =
                switch (assurance) {
                    case "consistently-meets" -> "√";
                    case "consistently-misses" -> "×";
                    case "hit-and-miss" -> "±";
                    default -> NOTHING;
                };
        return mark + "  " + code("assurance.short", assurance);
    }

    /** What a figure is broken down by, such as 'product group'; a column's own name where the bundle has no word for it. */
    public String dimension(String dimension) {
        String word = code("dimension", dimension);
        return word.equals(dimension) ? dimension.replace('_', ' ') : word;
    }

    /** One member of a dimension in running text, such as 'branch North'. */
    public String part(String dimension, String member) {
        return say("part", dimension(dimension), code("member", member));
    }

    /** How far a figure moved, whichever way, such as 4.1 points, 0.4 h or EUR 1,250. */
    public String step(BigDecimal change, String unit, String currency) {
        return figures.step(change, unit, currency);
    }

    /** A difference with its sign in the figure's digits, its unit being named elsewhere: +0.4. */
    public String signed(@Nullable BigDecimal change, String unit) {
        return figures.signed(change, unit);
    }

    /** {@code text}, with the unit that differences have put behind it where they have one. */
    public String inSteps(String text, String unit, String currency) {
        String of = figures.unitOfSteps(unit, currency);
        return of.isEmpty() ? text : say("unit.in", text, of);
    }

    /** A value that rests on somebody else's factors says so. */
    public String estimated(String text, @Nullable Boolean estimate) {
        return Boolean.TRUE.equals(estimate) && !text.equals(NOTHING) ? "≈ " + text : text;
    }

    /** So many periods of the kind that {@code period} is, such as 3 months. */
    public String periods(String period, long number) {
        return periods.count(period, number);
    }

    /** Which way a difference goes in the digits that it is shown with: 1, −1 or 0. */
    int direction(BigDecimal change, String unit) {
        return figures.direction(change, unit);
    }

    /** One sentence over the scorecard: how many miss, may miss, meet, cannot be judged. */
    public String summary(
            @Nullable Number all,
            @Nullable Number miss,
            @Nullable Number chance,
            @Nullable Number meet,
            @Nullable Number few,
            @Nullable Number none) {
        long total = count(all);
        if (total == 0) {
            return say("summary.empty");
        }
        List<String> parts = new ArrayList<>();
        parts.add(count(miss) == 0 ? say("summary.misses.none", total) : say("summary.misses", count(miss), total));
        addCount(parts, "summary.chance", chance);
        addCount(parts, "summary.meets", meet);
        addCount(parts, "summary.few", few);
        addCount(parts, "summary.none", none);
        return String.join(say("summary.join"), parts) + say("summary.end");
    }

    /**
     * What an account met, to be told failure by failure.
     *
     * @param orders of the account
     * @param allOrders of all customers
     */
    public ServiceMet service(@Nullable Number orders, @Nullable Number allOrders) {
        return new ServiceMet(this, orders, allOrders);
    }

    /** How the pages of customers who stop are worded. */
    public ChurnWords churn() {
        return new ChurnWords(this);
    }

    /** How the daily brief is worded. */
    public BriefWords brief() {
        return new BriefWords(this);
    }

    /** How the year review is worded. */
    public YearWords year() {
        return new YearWords(this);
    }

    /** How reviews of single accounts, branches and account managers are worded. */
    public ReviewWords review() {
        return new ReviewWords(this);
    }

    /** A number with exactly so many decimals. */
    public String decimals(@Nullable BigDecimal number, int decimals) {
        return number == null ? NOTHING : figures.decimals(number, decimals);
    }

    /** A word cloud for those who have it read aloud: every word with its count. */
    public String cloud(Connection mart, String runId, String language) throws SQLException {
        return say(
                "words.cloud.alt",
                WordCloud.entries(mart, runId, language).stream()
                        .map(entry -> say("words.cloud.item", entry.word(), entry.count()))
                        .collect(Collectors.joining(say("words.cloud.join"))));
    }

    private void addCount(List<String> parts, String key, @Nullable Number number) {
        if (count(number) > 0) {
            parts.add(say(key, count(number)));
        }
    }

    private static long count(@Nullable Number number) {
        return number == null ? 0 : number.longValue();
    }

    Locale locale() {
        return locale;
    }
}
