package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.workspace.Definitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneWordsTest {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Reliable!                   | reliable",
                "RELIABLE                    | reliable",
                "ｇｏｏｄ                      | good",
                "very reliable               | reliable",
                "fast and friendly           | fast friendly",
                "too slow, sadly             | slow sadly",
                "Not very reliable           | not_reliable",
                "isn't reliable              | not_reliable",
                "not late, friendly          | not_late friendly",
                "no help at all              | no_help",
                "on time                     | on_time",
                "out of date                 | out_of_date",
                "time-saving                 | time-saving",
                "your printer’s service      | printer service",
                "good good good              | good",
                "10/10                       | ",
                "of the                      | ",
                "'-'                         | "
            })
    void an_english_answer_is_cut_into_the_words_that_say_something(String answer, String words) {
        assertThat(cut("en", answer)).isEqualTo(words == null ? "" : words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "可靠            | 可靠",
                "很可靠          | 可靠",
                "非常满意！      | 满意",
                "不可靠          | 不可靠",
                "不太满意        | 不满意",
                "不是很专业      | 不专业",
                "没有耐心        | 没有耐心",
                "没人管          | 没人管",
                "靠谱            | 靠谱",
                "很靠谱的        | 靠谱",
                "中规中矩        | 中规中矩",
                "又快又好        | 快 好",
                "还行            | 还行",
                "太贵了          | 贵",
                "态度亲切，价格合理 | 态度亲切 价格合理",
                "服务态度不专业  | 服务 态度 不专业",
                "产品质量很靠谱  | 产品质量 靠谱",
                "ＯＫ            | ok",
                "的              | "
            })
    void a_chinese_answer_is_cut_where_a_word_ends_and_stays_whole_where_the_model_knows_none(
            String answer, String words) {
        assertThat(cut("zh", answer)).isEqualTo(words == null ? "" : words);
    }

    @ParameterizedTest
    @CsvSource({
        "可靠, en, zh",
        "very 可靠, , zh",
        "good, en-GB, en",
        "gut, DE, de",
        "good, zh, en",
        "good, , en",
        "good, English, en"
    })
    void an_answer_is_chinese_by_its_characters_and_else_what_its_source_says(
            String answer, String recorded, String language) {
        assertThat(WordCutter.language(answer, recorded)).isEqualTo(language);
    }

    @Test
    void a_company_adds_words_that_say_nothing_also_in_a_language_of_its_own() throws Exception {
        Files.createDirectories(temporary.resolve("words"));
        Files.writeString(temporary.resolve("words/de.txt"), "# Wörter\nsehr\nSTARK\n");

        WordCutter german = WordCutter.of("de", new Definitions("jobs", temporary));

        assertThat(german.words("Sehr gut, stark nicht pünktlich")).containsExactly("gut", "nicht", "pünktlich");
    }

    @Test
    void a_customer_counts_once_a_year_for_a_word_and_equals_stand_in_the_order_of_the_words() throws SQLException {
        OneWords words = words("""
            ('1', 'A', 'Slow', timestamp '2025-02-01', 'en'),
            ('2', 'A', 'slow!', timestamp '2025-11-01', 'en'),
            ('3', 'A', 'slow', timestamp '2024-11-01', 'en'),
            ('4', 'B', 'slow', timestamp '2025-01-01 00:00:00', 'en'),
            ('5', 'B', 'fair', timestamp '2025-12-31 23:59:59', 'en'),
            ('6', 'C', 'late', timestamp '2025-03-01', 'en'),
            ('7', 'C', 'dear', timestamp '2024-12-31 23:59:59', 'en'),
            ('8', 'D', 'slow', timestamp '2023-12-31 23:59:59', 'en'),
            ('9', 'E', 'slow', timestamp '2026-01-01', 'en'),
            ('10', 'A', '慢', timestamp '2025-03-01', 'zh'),
            ('11', 'E', '很慢', timestamp '2025-03-01', 'en'),
            ('12', 'F', '  ', timestamp '2025-03-01', 'en')""");

        assertThat(words.words())
                .extracting(
                        OneWords.Word::language,
                        OneWords.Word::rank,
                        OneWords.Word::word,
                        OneWords.Word::customers,
                        OneWords.Word::customersBefore)
                .containsExactly(
                        tuple("en", 1, "slow", 2L, 1L),
                        tuple("en", 2, "fair", 1L, 0L),
                        tuple("en", 3, "late", 1L, 0L),
                        tuple("zh", 1, "慢", 2L, 0L));
        assertThat(words.languages())
                .containsExactly(new OneWords.Language("en", 3, 2, 3), new OneWords.Language("zh", 2, 0, 1));
    }

    @Test
    void without_an_answer_there_is_no_language() throws SQLException {
        OneWords words = words("('1', 'A', null, timestamp '2025-02-01', 'en')");

        assertThat(words.languages()).isEmpty();
        assertThat(words.words()).isEmpty();
        assertThat(OneWords.missing(Map.of())).containsExactly("feedback.one_word");
    }

    private OneWords words(String rows) throws SQLException {
        try (SmallLake lake = new SmallLake(temporary)) {
            return lake.with("feedback", "feedback_id, customer_id, one_word, received_at, language", rows)
                    .figures("2025-12", "2026-01-02T02:00:00")
                    .oneWords(SmallLake.JOBS);
        }
    }

    /** The words with blanks between them; a blank within a word is shown as _. */
    private static String cut(String language, String answer) {
        return WordCutter.of(language, SmallLake.JOBS).words(answer).stream()
                .map(word -> word.replace(' ', '_'))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}
