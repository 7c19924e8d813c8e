package io.holdfast.report;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the review of an account, branch or account manager is worded. Made by {@link Words#review}, for templates. */
public final class ReviewWords {

    private static final String BETWEEN = "   ·   ";
    private static final BigDecimal LEAST = new BigDecimal("0.001");

    private final Words words;

    ReviewWords(Words words) {
        this.words = words;
    }

    /** Below the name: number, branch, account manager, since when; of what has several accounts, how many. */
    public String who(
            @Nullable String customerId,
            @Nullable String branch,
            @Nullable String manager,
            @Nullable String since,
            @Nullable Number customers) {
        if (customerId == null) {
            return words.say("item.who.accounts", customers);
        }
        List<String> parts = new ArrayList<>(List.of(words.say("item.who.number", customerId)));
        if (branch != null) {
            parts.add(words.say("item.who.branch", branch));
        }
        if (manager != null) {
            parts.add(words.say("item.who.manager", manager));
        }
        if (since != null) {
            parts.add(words.say("item.who.since", words.period(since)));
        }
        return String.join(BETWEEN, parts);
    }

    /** The year in a sentence: revenue, change, orders. */
    public String lead(BigDecimal revenue, BigDecimal before, Number orders, String lastMonth, String currency) {
        String made = words.figure(revenue, "money", currency);
        return before.signum() > 0
                ? words.say("item.lead", made, words.period(lastMonth), words.change(revenue, before), orders)
                : words.say("item.lead.new", made, words.period(lastMonth), orders);
    }

    /** What to talk about, a sentence or two each. */
    public List<String> points(Connection mart, String runId, String language, String kind, String item)
            throws SQLException {
        return ReviewPoints.read(mart, runId, language, kind, item, words);
    }

    /** A chance, such as 3.2%; one that the digits cannot show is said to be below the least that they can. */
    public String chance(@Nullable BigDecimal chance) {
        return chance != null && isLeast(chance)
                ? words.say("item.chance.below", words.figure(LEAST, "percent", ""))
                : words.figure(chance, "percent", "");
    }

    /** Whether the digits cannot show a chance. */
    static boolean isLeast(BigDecimal chance) {
        return chance.compareTo(LEAST) < 0;
    }

    /** What is open: a complaint with its category, or a late order with its amount. */
    public String open(
            String what,
            @Nullable String category,
            @Nullable Boolean answered,
            @Nullable BigDecimal amount,
            String currency) {
        if (what.equals("complaint")) {
            String about = category == null
                    ? words.say("item.open.complaint")
                    : words.say("item.open.complaint.about", words.code("category", category));
            return Boolean.FALSE.equals(answered) ? words.say("item.open.unanswered", about) : about;
        }
        return amount == null
                ? words.say("item.open.late-order")
                : words.say("item.open.late-order.of", words.figure(amount, "money", currency));
    }

    /** How many complaints and late orders are open, where not all are shown; empty where they are. */
    public String more(@Nullable Number shown, @Nullable Number complaints, @Nullable Number late) {
        long all = count(complaints) + count(late);
        return all <= count(shown) ? "" : words.say("item.open.more", shown, all);
    }

    /** What the numbers are, and as known when. */
    public String legend(@Nullable Integer horizonDays, @Nullable Boolean profit, String moment) {
        String known = words.say("item.legend", moment);
        return horizonDays == null
                ? known
                : words.say(
                                "item.legend.risk",
                                horizonDays,
                                words.say(Boolean.TRUE.equals(profit) ? "churn.profit" : "churn.revenue"))
                        + "\n" + known;
    }

    private static long count(@Nullable Number number) {
        return number == null ? 0 : number.longValue();
    }
}
