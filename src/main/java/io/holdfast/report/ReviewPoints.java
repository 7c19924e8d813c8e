package io.holdfast.report;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to talk about with whoever looks after an item: what is open, how its revenue moved and where, the service it met,
 * whether it is about to stop and what to do next. Said of figures alone, what cannot wait first.
 */
final class ReviewPoints {

    private static final BigDecimal HOLDS = new BigDecimal("0.05");

    private final Words words;
    private final List<String> points = new ArrayList<>();

    private ReviewPoints(Words words) {
        this.words = words;
    }

    static List<String> read(Connection mart, String runId, String language, String kind, String item, Words words)
            throws SQLException {
        ReviewPoints points = new ReviewPoints(words);
        try (PreparedStatement query = mart.prepareStatement(ROW)) {
            query.setString(1, language);
            query.setString(2, runId);
            query.setString(3, kind);
            query.setString(4, item);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    String fallen = fallen(mart, runId, kind, item);
                    points.open(row);
                    points.revenue(row, fallen);
                    points.service(row);
                    points.risk(row, row.getString("customer_id") == null ? null : reasons(mart, runId, language, row));
                }
            }
        }
        if (points.points.isEmpty()) {
            points.points.add(words.say("item.point.none"));
        }
        return points.points;
    }

    private static final String ROW = """
        select v.*, k.orders as all_orders, k.late as all_late, k.wrong as all_wrong, k.slow_answers as all_slow,
               k.unresolved as all_unresolved, k.low_scores as all_low, r.currency, c.horizon_days, k.last_month,
               cast(v.expected_next as varchar(10)) as next_day, coalesce(t.name, e.name, v.action) as next_step,
               f.name as first_name, f.value_at_risk as first_stake
          from review v
          join run r on r.run_id = v.run_id
          join review_kind k on k.run_id = v.run_id and k.kind = v.kind
          left join churn_run c on c.run_id = v.run_id
          left join churn_action_text t on t.run_id = v.run_id and t.action = v.action and t.language = ?
          left join churn_action_text e on e.run_id = v.run_id and e.action = v.action and e.language = 'en'
          left join review_account f on f.run_id = v.run_id and f.kind = v.kind and f.item = v.item and f.ordinal = 1
         where v.run_id = ? and v.kind = ? and v.item = ?\
        """;

    private void open(ResultSet row) throws SQLException {
        long complaints = row.getLong("open_complaints");
        if (complaints > 0) {
            points.add(words.say("item.point.complaints", complaints, row.getLong("oldest_complaint")));
        }
        long late = row.getLong("late_orders");
        if (late > 0) {
            points.add(words.say("item.point.late", late, money(row, "late_amount")));
        }
    }

    private void revenue(ResultSet row, @Nullable String fallen) throws SQLException {
        BigDecimal now = row.getBigDecimal("revenue");
        BigDecimal before = row.getBigDecimal("revenue_before");
        BigDecimal moved = now.subtract(before);
        if (before.signum() <= 0 || moved.abs().compareTo(before.multiply(HOLDS)) <= 0) {
            return;
        }
        String by = words.figure(moved.abs(), "money", row.getString("currency"));
        String said = words.say(moved.signum() < 0 ? "item.point.fell" : "item.point.rose", by);
        points.add(
                moved.signum() < 0 && fallen != null
                        ? said + words.say("sentence.join") + words.say("item.point.fell.most", fallen)
                        : said);
    }

    private void service(ResultSet row) throws SQLException {
        if (row.getLong("orders") > 0) {
            points.add(words.service(row.getLong("orders"), row.getLong("all_orders"))
                    .late(number(row, "late"), number(row, "all_late"))
                    .wrong(number(row, "wrong"), number(row, "all_wrong"))
                    .slow(number(row, "slow_answers"), number(row, "all_slow"))
                    .unresolved(number(row, "unresolved"), number(row, "all_unresolved"))
                    .low(number(row, "low_scores"), number(row, "all_low"))
                    .sentence());
        }
    }

    private void risk(ResultSet row, @Nullable String reasons) throws SQLException {
        String status = row.getString("status");
        BigDecimal stops = row.getBigDecimal("expected_stops");
        if ("stopped".equals(status)) {
            points.add(words.say("item.point.stopped", words.period(row.getString("last_order"))));
        } else if (status != null) {
            long overdue = row.getLong("days_overdue");
            if (overdue > 0) {
                points.add(words.say("item.point.overdue", words.period(row.getString("next_day")), overdue));
            }
            points.add(chance(row));
        } else if (stops != null) {
            points.add(words.say(
                    "item.point.stops",
                    words.churn().whole(stops),
                    row.getLong("active"),
                    row.getInt("horizon_days"),
                    money(row, "value_at_risk")));
            if (row.getBigDecimal("first_stake") != null
                    && row.getBigDecimal("first_stake").signum() > 0) {
                points.add(words.say(
                        "item.point.first", words.customer(row.getString("first_name")), money(row, "first_stake")));
            }
        }
        if (reasons != null) {
            points.add(words.say("item.point.met", reasons));
        }
        String step = row.getString("next_step");
        if (step != null) {
            points.add(words.say("item.point.step", step));
        }
    }

    // An interval that the digits cannot show would read as certainty.
    private String chance(ResultSet row) throws SQLException {
        String chance = words.review().chance(row.getBigDecimal("p_lapse"));
        BigDecimal high = row.getBigDecimal("p_high");
        return high == null || ReviewWords.isLeast(high)
                ? words.say("item.point.chance.least", chance, row.getInt("horizon_days"))
                : words.say(
                        "item.point.chance",
                        chance,
                        row.getInt("horizon_days"),
                        words.interval(row.getBigDecimal("p_low"), high, "percent", ""));
    }

    /** The product group that fell most; null where none did. */
    private static @Nullable String fallen(Connection mart, String runId, String kind, String item)
            throws SQLException {
        try (PreparedStatement query = mart.prepareStatement("""
            select product_group from review_product
             where run_id = ? and kind = ? and item = ? and product_group is not null and revenue < revenue_before
             order by revenue - revenue_before, ordinal fetch first 1 rows only\
            """)) {
            query.setString(1, runId);
            query.setString(2, kind);
            query.setString(3, item);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** The names of what it met that goes with stopping; null where there is none. */
    private static @Nullable String reasons(Connection mart, String runId, String language, ResultSet row)
            throws SQLException {
        String ids = row.getString("reasons");
        if (ids == null) {
            return null;
        }
        List<String> met = List.of(ids.split(", "));
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement("""
            select r.reason, coalesce(t.name, e.name, r.reason) from churn_reason r
            left join churn_reason_text t on t.run_id = r.run_id and t.reason = r.reason and t.language = ?
            left join churn_reason_text e on e.run_id = r.run_id and e.reason = r.reason and e.language = 'en'
            where r.run_id = ? order by r.ordinal\
            """)) {
            query.setString(1, language);
            query.setString(2, runId);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (met.contains(rows.getString(1))) {
                        names.add(rows.getString(2));
                    }
                }
            }
        }
        return names.isEmpty() ? null : String.join("; ", names);
    }

    private String money(ResultSet row, String column) throws SQLException {
        return words.figure(row.getBigDecimal(column), "money", row.getString("currency"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
