package io.holdfast.report;

import io.holdfast.churn.ModelName;
import io.holdfast.churn.Warning;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the pages of customers who stop are worded. Made by {@link Words#churn}, for templates. */
public final class ChurnWords {

    private static final int PLACES = 3;

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
                + "<style forecolor=\"#5C5C5C\">  "
                + words.say("interval", measure(low), measure(high)) + "</style>";
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

    /** What to do, with the number of customers it is for, as one sentence; empty where there are no actions. */
    public String actions(Connection mart, String runId, String language) throws SQLException {
        List<String> actions = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement("""
            select coalesce(t.name, e.name, a.action), a.customers from churn_action a
            left join churn_action_text t on t.run_id = a.run_id and t.action = a.action and t.language = ?
            left join churn_action_text e on e.run_id = a.run_id and e.action = a.action and e.language = 'en'
            where a.run_id = ? order by a.ordinal\
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
