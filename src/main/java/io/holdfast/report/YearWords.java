package io.holdfast.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the year review is worded. Made by {@link Words#year}, for templates. */
public final class YearWords {

    private static final int RUN = 7;

    private final Words words;

    YearWords(Words words) {
        this.words = words;
    }

    /** How many figures got better and worse by more than chance, and how many of those with a target meet it. */
    public String lead(long figures, long better, long worse, long changed, long meets, long targets) {
        if (figures == 0) {
            return words.say("summary.empty");
        }
        List<String> parts = new ArrayList<>();
        parts.add(words.say("review.lead", better, worse, figures));
        if (changed > 0) {
            parts.add(words.say("review.lead.changed", changed));
        }
        if (targets > 0) {
            parts.add(words.say("review.lead.meets", meets, targets));
        }
        return String.join(words.say("summary.join"), parts) + words.say("summary.end");
    }

    /** Mark and word of a verdict over the year, for a narrow column. */
    public String verdict(String verdict) {
        String mark =
                switch (verdict) {
                    case "better" -> "▲";
                    case "worse" -> "■";
                    case "changed" -> "◇";
                    case "usual" -> "～";
                    default -> Words.NOTHING;
                };
        return mark + "  " + words.code("review.verdict", verdict);
    }

    /**
     * What a figure did over the year, as styled markup with its name in bold: its value against the year before, and which
     * of its months show that this is more than chance.
     *
     * @param figure of the whole year; null where it has none
     */
    public String told(
            String name,
            String year,
            @Nullable BigDecimal figure,
            @Nullable BigDecimal previous,
            String unit,
            String currency,
            int above,
            int below,
            int longestAbove,
            int longestBelow) {
        List<String> clauses = new ArrayList<>();
        if (figure != null) {
            clauses.add(against(figure, previous, unit, currency, year));
        }
        if (above > 0) {
            clauses.add(words.say("review.above", above));
        }
        if (below > 0) {
            clauses.add(words.say("review.below", below));
        }
        if (longestAbove >= RUN) {
            clauses.add(words.say("review.run.above", longestAbove));
        }
        if (longestBelow >= RUN) {
            clauses.add(words.say("review.run.below", longestBelow));
        }
        return "<style isBold=\"true\">" + Words.escape(name) + "</style>" + words.say("review.colon")
                + Words.escape(String.join(words.say("summary.join"), clauses)) + words.say("summary.end");
    }

    private String against(
            BigDecimal figure, @Nullable BigDecimal previous, String unit, String currency, String year) {
        String value = words.figure(figure, unit, currency);
        if (previous == null) {
            return words.say("review.first", value, words.period(year));
        }
        BigDecimal change = figure.subtract(previous);
        String step = words.step(change, unit, currency);
        return switch (words.direction(change, unit)) {
            case 1 -> words.say("review.rose", value, words.period(year), step);
            case -1 -> words.say("review.fell", value, words.period(year), step);
            default -> words.say("review.same", value, words.period(year));
        };
    }

    /** Why the figures of the year before and of its months are shown, or why none is. */
    public String restated(int runs, int figures, int restated) {
        return runs == 0
                ? words.say("review.restated.unpublished")
                : restated == 0
                        ? words.say("review.restated.none", figures, runs)
                        : words.say("review.restated.lead", restated, figures, runs);
    }

    /** How many accounts came or went in one way, and what they brought: 520 customers, CNY 1,786,194. */
    public String accounts(@Nullable Long customers, @Nullable BigDecimal revenue, String currency) {
        return customers == null || customers == 0
                ? words.say("review.accounts.none")
                : words.say("review.accounts.count", customers, words.figure(revenue, "money", currency));
    }
}
