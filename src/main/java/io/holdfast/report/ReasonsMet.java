package io.holdfast.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What single customers met that goes with stopping in the company's own past, and how often. What one met is not said
 * to be why it stopped. For templates.
 */
public final class ReasonsMet {

    private final Map<String, String> met;

    private ReasonsMet(Map<String, String> met) {
        this.met = met;
    }

    /** Of all customers of the run's lists, the highest relative risk first. */
    public static ReasonsMet read(Connection mart, String runId, String language, Words words) throws SQLException {
        Map<String, String> met = new HashMap<>();
        try (PreparedStatement query = mart.prepareStatement("""
            select m.customer_id, m.reason, m.times, coalesce(t.name, e.name, m.reason) from churn_met m
            join churn_reason r on r.run_id = m.run_id and r.reason = m.reason
            left join churn_reason_text t on t.run_id = m.run_id and t.reason = m.reason and t.language = ?
            left join churn_reason_text e on e.run_id = m.run_id and e.reason = m.reason and e.language = 'en'
            where m.run_id = ? order by m.customer_id, r.ordinal\
            """)) {
            query.setString(1, language);
            query.setString(2, runId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String one = one(words, rows.getString(2), rows.getLong(3), rows.getString(4));
                    met.merge(rows.getString(1), one, (first, next) -> first + words.say("finding.comma") + next);
                }
            }
        }
        return new ReasonsMet(met);
    }

    // The bundle has short words for the reasons that ship; a company's own are told by the name that it gave them.
    private static String one(Words words, String reason, long times, String name) {
        String key = "churn.met." + reason;
        String said = words.say(key, times);
        return said.equals(key) ? words.say("churn.met", name, times) : said;
    }

    /** Such as '3 late orders, 1 wrong order'; a dash where it met nothing of the kind. */
    public String of(@Nullable String customerId) {
        return customerId == null ? Words.NOTHING : met.getOrDefault(customerId, Words.NOTHING);
    }
}
