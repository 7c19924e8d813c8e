package io.holdfast.report;

import static io.holdfast.report.SampleMart.BRANCHES;
import static io.holdfast.report.SampleMart.RUN;
import static io.holdfast.report.SampleMart.decimal;

import io.holdfast.report.SampleMart.Shape;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/** Complaints and answers in one word of the sample mart. With one branch, nobody asks customers for a word. */
final class SampleFeedback {

    private static final List<String> CATEGORIES = List.of(
            "late delivery",
            "colour deviation",
            "print quality",
            "wrong item",
            "not recorded",
            "invoice",
            "service",
            "Verpackung",
            "damaged in transit",
            "cutting and finishing",
            "Telefon");
    private static final List<String> ENGLISH = List.of(
            "reliable",
            "friendly",
            "slow",
            "on time",
            "expensive",
            "not reliable",
            "precise",
            "helpful",
            "late",
            "careful",
            "straightforward",
            "quick",
            "fair",
            "professional",
            "punctual",
            "solid",
            "silent",
            "sloppy",
            "pleasant",
            "flexible",
            "competent",
            "colourful",
            "complicated",
            "creative",
            "dependable",
            "easy",
            "efficient",
            "excellent",
            "familiar",
            "fine",
            "good",
            "impersonal",
            "kind",
            "local",
            "modern",
            "neat",
            "patient",
            "quiet",
            "robust",
            "stressful",
            "transparent",
            "trustworthy");
    private static final List<String> CHINESE =
            List.of("可靠", "准时", "慢", "专业", "不可靠", "亲切", "贵", "中规中矩", "省心", "马虎", "没人管", "优秀");

    private final SampleMart mart;
    private final Shape shape;

    SampleFeedback(SampleMart mart, Shape shape) {
        this.mart = mart;
        this.shape = shape;
    }

    void fill() throws SQLException {
        boolean many = shape == Shape.LONG_NAMES;
        mart.insert("complaint", RUN, 66L, 58L, 41L, 52L, 50L, 30L, 23L);
        long running = 0;
        for (int i = 0; i < CATEGORIES.size(); i++) {
            long complaints = 11L - i;
            running += complaints;
            mart.insert(
                    "complaint_category",
                    RUN,
                    i + 1,
                    CATEGORIES.get(i) + (many ? " und alles, was damit zusammenhängt".repeat(4) : ""),
                    complaints,
                    Math.max(1, complaints - 2),
                    complaints * 2 / 3,
                    decimal(complaints / 66.0),
                    decimal(running / 66.0),
                    (long) (3 + i * 7 % 5));
        }
        String name = "Alpenmilch Genossenschaft" + (many ? " und Partner, vormals Sennerei".repeat(5) : "");
        String id = many ? "4".repeat(40) : "A-1001";
        for (int i = 1; i <= 20; i++) {
            LocalDateTime received = LocalDateTime.of(2025, 12, 31 - i, 9, 30);
            mart.insert(
                    "complaint_repeat",
                    RUN,
                    i,
                    CATEGORIES.get(0) + (many ? " und alles, was damit zusammenhängt".repeat(4) : ""),
                    "F" + i,
                    "C" + i,
                    name,
                    i == 2 ? null : BRANCHES.get(i % 5),
                    i == 3 ? null : id,
                    received,
                    received.minusDays(3));
        }
        long[] open = {4, 2, 3, 5, 3, 6};
        int[] from = {0, 2, 4, 8, 15, 31};
        for (int i = 0; i < open.length; i++) {
            mart.insert("complaint_age", RUN, i + 1, from[i], i < 5 ? from[i + 1] - 1 : null, open[i], (long) (i % 3));
        }
        for (int i = 1; i <= 10; i++) {
            mart.insert(
                    "complaint_open",
                    RUN,
                    i,
                    "F" + (100 + i),
                    "C" + i,
                    name,
                    i == 2 ? null : BRANCHES.get(i % 5),
                    CATEGORIES.get(i),
                    id,
                    LocalDateTime.of(2025, 10, i, 9, 30),
                    92L - i,
                    i % 2 == 0);
        }
        if (shape == Shape.ONE_BRANCH) {
            mart.insert("left_out", RUN, "one-words", "feedback.one_word");
        } else {
            words("en", ENGLISH, 412);
            words("zh", CHINESE, 97);
        }
    }

    private void words(String language, List<String> words, long customers) throws SQLException {
        mart.insert("one_word_language", RUN, language, customers, customers - 20, (long) words.size());
        for (int i = 0; i < words.size(); i++) {
            long said = 1 + Math.round(customers * 0.2 * StrictMath.pow(0.88, i));
            mart.insert("one_word", RUN, language, i + 1, words.get(i), said, said / 2);
        }
    }
}
