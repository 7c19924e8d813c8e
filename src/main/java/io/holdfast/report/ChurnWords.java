package io.holdfast.report;

import io.holdfast.churn.ModelName;
import io.holdfast.churn.Warning;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the pages of customers who stop are worded. Made by {@link Words#churn}, for templates. */
public final class ChurnWords {

    private static final int PLACES = 3;
    private static final int FEWEST_SHADED = 10;

    private final Words words;

    ChurnWords(Words words) {
        this.words = words;
    }

    /** A model's name, such as Pareto/NBD. */
    public String model(@Nullable String model) {
        return words.code("churn.model", model);
    }

    /** The day {@code days} after a day of the mart (its text), in words: 29 June 2026. */
    public String after(String day, int days) {
        return words.period(LocalDate.parse(day).plusDays(days).toString());
    }

    /** So many customers out of a sum of chances, rounded. */
    public @Nullable BigDecimal whole(@Nullable BigDecimal expected) {
        return expected == null ? null : expected.setScale(0, RoundingMode.HALF_UP);
    }

    /** A measure to three decimals, such as 0.933. */
    public String measure(@Nullable BigDecimal value) {
        return words.decimals(value, PLACES);
    }

    /** A measure in bold with its interval behind it, as styled markup: 0.933  0.923 to 0.940. */
    public String measured(@Nullable BigDecimal value, @Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (value == null || low == null || high == null) {
            return Words.NOTHING;
        }
        return "<style isBold=\"true\">" + measure(value) + "</style>"
                + "<style forecolor=\"" + Colours.code(words.own(Pen.GREY)) + "\">  "
                + words.say("interval", measure(low), measure(high)) + "</style>";
    }

    /** An interval of ratios: 1.72 to 2.09. */
    public String times(@Nullable BigDecimal low, @Nullable BigDecimal high) {
        return low == null || high == null
                ? Words.NOTHING
                : words.say("interval", words.decimals(low, 2), words.decimals(high, 2));
    }

    /** A part of a whole, such as 81.5%; a dash where there is no whole. */
    public String share(@Nullable Number part, @Nullable Number whole) {
        return words.figure(fraction(part, whole), "percent", "");
    }

    /** The same without decimals, for a small cell; empty where the part is not known. */
    public String cell(@Nullable Number part, @Nullable Number whole) {
        BigDecimal fraction = fraction(part, whole);
        return fraction == null ? "" : words.say("unit.percent", words.decimals(fraction.movePointRight(2), 0));
    }

    /** The colour of that cell: from white for none to the charts' pale blue for all; white too for a whole under ten. */
    public String shade(@Nullable Number part, @Nullable Number whole) {
        BigDecimal fraction = whole == null || whole.longValue() < FEWEST_SHADED ? null : fraction(part, whole);
        double dark = fraction == null ? 0 : Math.min(1, fraction.doubleValue());
        return Colours.code(Colours.tint(words.own(Pen.PALE), dark));
    }

    /**
     * A quarter or month by its first day, such as Q1 25.
     *
     * @param grain {@code quarter} or {@code month}
     */
    public String cohort(String grain, String firstDay) {
        LocalDate day = LocalDate.parse(firstDay);
        return words.shortPeriod(
                grain.equals("quarter")
                        ? day.getYear() + "-Q" + ((day.getMonthValue() + 2) / 3)
                        : firstDay.substring(0, 7));
    }

    /** How long new customers stay, for those who have it read aloud: each curve's last point. */
    public String survival(Connection mart, String runId) throws SQLException {
        return words.say(
                "churn.survival.alt",
                Survival.read(mart, runId).curves().stream()
                        .map(curve -> words.say(
                                "churn.survival.point",
                                curve.name().equals(Survival.ALL) ? words.say("churn.survival.all") : curve.name(),
                                curve.last().months(),
                                words.figure(BigDecimal.valueOf(curve.last().share()), "percent", "")))
                        .collect(Collectors.joining(words.say("summary.join"))));
    }

    private static @Nullable BigDecimal fraction(@Nullable Number part, @Nullable Number whole) {
        if (part == null || whole == null) {
            return null;
        }
        BigDecimal all = new BigDecimal(whole.toString());
        return all.signum() == 0 ? null : new BigDecimal(part.toString()).divide(all, MathContext.DECIMAL64);
    }

    /**
     * What whoever reads the scores has to know.
     *
     * @param code as the mart has it, such as {@code seasonal-peak}
     */
    public String warning(String code, @Nullable Double number1, @Nullable Double number2, @Nullable Double number3) {
        Object first = number1;
        if (number1 != null && code.equals(code(Warning.Code.CHAMPION_REFUSED))) {
            first = model(code(ModelName.values()[number1.intValue()]));
        }
        return words.say("churn.warning." + code, first, number2, number3);
    }

    /**
     * What is to be said of a model beside its measures: that it scores, or why it cannot, and whether its lead over days
     * since the last order is more than chance.
     *
     * @param notTested why it was refused in the back-test; null where it was not
     * @param notFitted why it was refused on today's orders
     * @param lead in AUC over days since the last order; null of that itself
     */
    public String remark(
            boolean champion,
            @Nullable String notTested,
            @Nullable String notFitted,
            @Nullable BigDecimal lead,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {
        List<String> remarks = new ArrayList<>();
        if (champion) {
            remarks.add(words.say("churn.remark.champion"));
        }
        if (notTested != null) {
            remarks.add(words.say("churn.remark.untested", words.code("churn.refusal", notTested)));
        } else if (lead == null || low == null || high == null) {
            remarks.add(words.say("churn.remark.bar"));
        } else {
            String than = low.signum() > 0 ? "better" : high.signum() < 0 ? "worse" : "equal";
            remarks.add(words.code("churn.remark", than));
        }
        if (notFitted != null) {
            remarks.add(words.say("churn.remark.unfitted", words.code("churn.refusal", notFitted)));
        }
        return String.join(words.say("summary.join"), remarks);
    }

    /** What to do, with the number of customers it is for, as one sentence; empty where there is nobody. */
    public String actions(Connection mart, String runId, String language) throws SQLException {
        List<String> actions = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement("""
            select coalesce(t.name, e.name, a.action), a.customers from churn_action a
            left join churn_action_text t on t.run_id = a.run_id and t.action = a.action and t.language = ?
            left join churn_action_text e on e.run_id = a.run_id and e.action = a.action and e.language = 'en'
            where a.run_id = ? and a.customers > 0 order by a.ordinal\
            """)) {
            query.setString(1, language);
            query.setString(2, runId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    actions.add(words.say("churn.action.count", rows.getString(1), words.number(rows.getLong(2))));
                }
            }
        }
        return actions.isEmpty()
                ? ""
                : words.say("churn.actions", String.join(words.say("churn.actions.join"), actions));
    }

    /** How the mart writes a constant: {@code pareto-nbd}. */
    static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
