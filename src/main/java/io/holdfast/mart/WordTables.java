package io.holdfast.mart;

import io.holdfast.kpi.OneWords;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a run's answers in one word: the tables one_word_language and one_word. */
final class WordTables {

    private final JdbcTemplate jdbc;
    private final Run run;

    WordTables(JdbcTemplate jdbc, Run run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    void write(OneWords words) {
        jdbc.batchUpdate(
                "insert into one_word_language (run_id, language, customers, customers_before, words) values (?, ?, ?,"
                        + " ?, ?)",
                words.languages().stream()
                        .map(language -> new Object[] {
                            run.id(),
                            language.language(),
                            language.customers(),
                            language.customersBefore(),
                            language.words()
                        })
                        .toList());
        jdbc.batchUpdate(
                "insert into one_word (run_id, language, ordinal, word, customers, customers_before) values (?, ?, ?,"
                        + " ?, ?, ?)",
                words.words().stream()
                        .map(word -> new Object[] {
                            run.id(),
                            word.language(),
                            word.rank(),
                            word.word(),
                            word.customers(),
                            word.customersBefore()
                        })
                        .toList());
    }
}
