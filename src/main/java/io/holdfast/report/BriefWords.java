package io.holdfast.report;

import io.holdfast.churn.AtRisk;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How the daily brief is worded. Made by {@link Words#brief}, for templates. */
public final class BriefWords {

    private static final String REVENUE = "revenue";

    private final Words words;

    BriefWords(Words words) {
        this.words = words;
    }

    /**
     * A day with its weekday: Wednesday, 31 December 2025.
     *
     * @param weekday 1 is Monday
     */
    public String day(String day, int weekday) {
        return words.say("brief.day", weekday("brief.weekdays", weekday), words.period(day));
    }

    /** Such weekdays, many of them: Wednesdays. */
    public String weekdays(int weekday) {
        return weekday("brief.weekdays.many", weekday);
    }

    private String weekday(String key, int weekday) {
        return words.say(key).split(",", -1)[weekday - 1].strip();
    }

    /**
     * What came in, in a sentence or two: orders and revenue against such weekdays before, and new customers.
     *
     * @param usual null where the records hold too few such weekdays; so are low and high
     * @param lastOrder the last day with an order, of all that is known
     */
    public String lead(
            int weekday,
            BigDecimal orders,
            BigDecimal revenue,
            String currency,
            @Nullable BigDecimal newcomers,
            @Nullable BigDecimal usual,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable String lastOrder) {
        String days = weekdays(weekday);
        if (orders.signum() == 0) {
            boolean expected = usual != null && usual.signum() > 0;
            return usual == null
                    ? words.say("brief.none")
                    : expected
                            ? words.say(
                                    "brief.none.expected",
                                    words.number(usual),
                                    days,
                                    lastOrder == null ? Words.NOTHING : words.period(lastOrder))
                            : words.say("brief.none.usual", days);
        }
        String came = words.say("brief.came", orders, words.figure(revenue, "money", currency));
        String against = "";
        if (low != null && high != null) {
            against = orders.compareTo(high) > 0
                    ? words.say("brief.came.most", days, words.number(high))
                    : orders.compareTo(low) < 0
                            ? words.say("brief.came.least", days, words.number(low))
                            : words.say("brief.came.within", days, words.number(low), words.number(high));
        }
        return came + against + words.say("brief.came.new", newcomers == null ? BigDecimal.ZERO : newcomers);
    }

    /** What came in, by the name of its measure. */
    public String measure(String measure, String currency) {
        String name = words.code("brief.arrival", measure);
        return measure.equals(REVENUE) && !currency.isEmpty() ? words.say("brief.in", name, currency) : name;
    }

    /** How much of it; amounts without their currency, which stands beside the name. */
    public String arrived(@Nullable BigDecimal number, String measure) {
        return measure.equals(REVENUE) ? words.figure(number, "money", "") : words.number(number);
    }

    /** The least and the most of such weekdays. */
    public String range(@Nullable BigDecimal low, @Nullable BigDecimal high, String measure) {
        return low == null || high == null
                ? Words.NOTHING
                : words.say("interval", arrived(low, measure), arrived(high, measure));
    }

    /** Whether it is more, or less, than on any such weekday before. */
    public String judged(BigDecimal value, @Nullable BigDecimal low, @Nullable BigDecimal high) {
        if (low == null || high == null) {
            return Words.NOTHING;
        }
        return words.say(
                value.compareTo(high) > 0
                        ? "brief.judged.most"
                        : value.compareTo(low) < 0 ? "brief.judged.least" : "brief.judged.within");
    }

    /** How a figure moved since the day before, and whether that is more than usual. */
    public String moved(
            @Nullable BigDecimal figure,
            @Nullable BigDecimal previous,
            String unit,
            String currency,
            String variation) {
        String moved = Words.NOTHING;
        if (figure != null && previous != null) {
            BigDecimal change = figure.subtract(previous);
            String step = words.step(change, unit, currency);
            moved = switch (words.direction(change, unit)) {
                case 1 -> words.say("brief.moved.up", step);
                case -1 -> words.say("brief.moved.down", step);
                default -> words.say("brief.moved.not");
            };
        } else if (figure != null) {
            moved = words.say("brief.moved.first");
        }
        return switch (variation) {
            case "concern", "improvement", "change" -> words.say("brief.moved." + variation, moved);
            default -> moved;
        };
    }

    /** Which late orders are not shown, and what to do with the old ones; empty where all are. */
    public String lateRest(
            @Nullable Long late, @Nullable Long old, @Nullable BigDecimal oldValue, long shown, String currency) {
        long recent = count(late) - count(old);
        String rest = recent > shown ? words.say("brief.late.shown", shown, recent) : "";
        return join(
                rest,
                count(old) == 0
                        ? ""
                        : words.say("brief.late.old", count(old), words.figure(oldValue, "money", currency)));
    }

    /** Which unanswered ones are not shown; empty where all are. */
    public String waitingRest(@Nullable Long waiting, @Nullable Long old, long shown) {
        long recent = count(waiting) - count(old);
        String rest = recent > shown ? words.say("brief.waiting.shown", shown, recent) : "";
        return join(rest, count(old) == 0 ? "" : words.say("brief.waiting.old", count(old)));
    }

    /** Why a customer crossed into risk. */
    public String crossed(
            boolean silent,
            @Nullable Long days,
            @Nullable Long usual,
            @Nullable BigDecimal lapse,
            @Nullable String list) {
        String quiet = silent ? words.say("brief.risk.silent", count(days), count(usual)) : "";
        String listed = lapse == null || list == null
                ? ""
                : words.say("brief.risk.listed", words.shortPeriod(list), words.figure(lapse, "percent", ""));
        return quiet.isEmpty() || listed.isEmpty() ? quiet + listed : words.say("brief.risk.both", quiet, listed);
    }

    /** How many crossed that are not shown, what crossing means, and which lists were compared. */
    public String riskLegend(
            long risks, long shown, @Nullable String scoredOn, @Nullable String comparedWith, String day) {
        String rest = risks > shown ? words.say("brief.risk.shown", shown, risks) : "";
        String lists = scoredOn == null
                ? words.say("brief.risk.unscored")
                : comparedWith == null
                        ? words.say(
                                LocalDate.parse(scoredOn)
                                                .plusDays(AtRisk.NEWS_DAYS)
                                                .isBefore(LocalDate.parse(day))
                                        ? "brief.risk.old"
                                        : "brief.risk.first",
                                words.period(scoredOn))
                        : words.say("brief.risk.compared", words.period(scoredOn), words.period(comparedWith));
        return join(rest, join(words.say("brief.risk.legend"), lists));
    }

    /**
     * A name for a narrow column, where a page must do; a longer one ends in three dots, one that was removed for good is
     * said to be.
     *
     * @param most characters, of which a Chinese one is as wide as two
     */
    public String name(@Nullable String known, int most) {
        String name = words.customer(known);
        if (name == null) {
            return Words.NOTHING;
        }
        int width = 0;
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            width += name.codePointAt(i) > 0x2E7F ? 2 : 1;
            if (width > most) {
                return name.substring(0, i).strip() + "…";
            }
        }
        return name;
    }

    private String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + words.say("sentence.join") + other;
    }

    private static long count(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
