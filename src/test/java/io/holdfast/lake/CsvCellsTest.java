package io.holdfast.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet takes for a formula is what OWASP's verification standard lists, ASVS 5.0, 1.2.10. */
class CsvCellsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://example.com\")",
                "+1+cmd",
                "-2+3",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                "\0=x",
                "＝x",
                "＋x",
                "－x",
                "＠x",
                "-",
                "'=x",
                "''-x"
            })
    void a_text_that_looks_like_a_formula_gets_an_apostrophe_and_can_be_had_back(String text) {
        assertThat(CsvCells.guarded(text)).isEqualTo("'" + text);
        assertThat(CsvCells.text(CsvCells.guarded(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-12.50", "+3", "-1.234,56", "0", "C000123", "a=b", "O'Neill", "'quoted'", "2025-12-31"})
    void numbers_and_other_texts_stay_as_they_are(String text) {
        assertThat(CsvCells.guarded(text)).isEqualTo(text);
        assertThat(CsvCells.text(CsvCells.guarded(text))).isEqualTo(text);
    }

    @Test
    void the_engine_writes_what_java_writes_and_numbers_untouched() throws IOException {
        List<String> texts = List.of("=1+1", "-12.50", "-12.50 EUR", "'=x", "'x", "\t=x", "plain", "＝x");
        Path file = folder.resolve("cells.csv");
        try (Engine engine = Engine.start(folder.resolve("tmp"), "200MB", 1);
                Connection connection = engine.connect()) {
            String rows = "select * from (values "
                    + String.join(
                            ", ",
                            texts.stream()
                                    .map(text -> "(" + Sql.literal(text) + ", cast(-1.5 as decimal(5, 2)))")
                                    .toList())
                    + ") as cells(\"a text\", amount)";

            assertThat(CsvCells.write(connection, rows, file)).isEqualTo(texts.size());

            assertThat(Files.readAllLines(file))
                    .containsExactly(Stream.concat(
                                    Stream.of("a text,amount"),
                                    texts.stream().map(text -> CsvCells.guarded(text) + ",-1.50"))
                            .toArray(String[]::new));
            assertThat(Sql.query(
                            connection,
                            "select \"a text\" from "
                                    + CsvCells.texts(
                                            "read_csv(" + Sql.literal(file) + ", all_varchar = true, header = true)",
                                            "\"a text\""),
                            row -> row.getString(1)))
                    .isEqualTo(texts);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
