package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.Definitions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers answered when asked for one word, in the year up to the period's end and the year before: a month has too
 * few answers. A customer counts once a year for each word, however often it said it: the loudest is not the most. Whether
 * a word is good or bad is not judged.
 *
 * @param languages by their tags: who answered in each
 * @param words by language, the most frequent first, at most {@value #MOST} each
 */
public record OneWords(List<Language> languages, List<Word> words) {

    /** The relation that they come from. */
    public static final String RELATION = "one_words";

    private static final List<String> NEEDS = List.of("feedback.one_word");

    /** How many words of a language are kept. */
    static final int MOST = 42;

    /**
     * The answers in one language.
     *
     * @param language tag, such as en
     * @param customers who answered in the last year
     * @param customersBefore who answered in the year before
     * @param words different ones in the last year
     */
    public record Language(String language, long customers, long customersBefore, long words) {}

    /**
     * A word.
     *
     * @param rank in its language, from 1; among equals by the code points of the word
     * @param customers who said it in the last year
     * @param customersBefore who said it in the year before
     */
    public record Word(String language, int rank, String word, long customers, long customersBefore) {}

    private record Answer(String text, @Nullable String recorded) {}

    /** The columns that the answers come from and that nobody supplies; empty where there are answers. */
    public static List<String> missing(Map<Entity, Set<String>> supplied) {
        return Supplied.missing(NEEDS, supplied);
    }

    static OneWords of(Connection connection, Definitions jobs) {
        List<Answer> answers = Sql.query(
                connection,
                "select distinct answer, language from one_words order by answer, language nulls first",
                row -> new Answer(row.getString(1), row.getString(2)));
        Map<String, WordCutter> cutters = new HashMap<>();
        List<@Nullable Object[]> said = new ArrayList<>();
        for (Answer answer : answers) {
            String language = WordCutter.language(answer.text(), answer.recorded());
            Set<String> words = cutters.computeIfAbsent(language, asked -> WordCutter.of(asked, jobs))
                    .words(answer.text());
            for (String word : words) {
                said.add(new @Nullable Object[] {answer.text(), answer.recorded(), language, word});
            }
        }
        Sql.run(
                connection,
                "create or replace temp table answer_words"
                        + " (answer varchar, recorded varchar, language varchar, word varchar)");
        Sql.append(connection, "answer_words", said);
        Sql.run(connection, SAID);
        return new OneWords(languages(connection), words(connection));
    }

    // Of each customer, language and word one row, however many answers hold it.
    private static final String SAID = """
        create or replace temp table words_said as
        select o.customer_id, w.language, w.word, max(o.last_year) as last_year, min(o.last_year) as first_year
        from one_words o
        join answer_words w on w.answer = o.answer and w.recorded is not distinct from o.language
        group by o.customer_id, w.language, w.word\
        """;

    private static List<Language> languages(Connection connection) {
        return Sql.query(
                connection, """
                select language, count(distinct case when last_year = 1 then customer_id end),
                    count(distinct case when first_year = 0 then customer_id end),
                    count(distinct case when last_year = 1 then word end)
                from words_said group by language order by language\
                """, row -> new Language(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }

    private static List<Word> words(Connection connection) {
        return Sql.query(
                connection,
                """
                with counted as (
                    select language, word, sum(last_year) as customers, sum(1 - first_year) as customers_before
                    from words_said group by language, word
                ), ranked as (
                    select *, row_number() over (partition by language order by customers desc, word) as place
                    from counted where customers > 0
                )
                select language, place, word, customers, customers_before
                from ranked where place <= :most order by language, place\
                """.replace(":most", String.valueOf(MOST)),
                row -> new Word(row.getString(1), row.getInt(2), row.getString(3), row.getLong(4), row.getLong(5)));
    }
}
