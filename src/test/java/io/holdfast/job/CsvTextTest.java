package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small tables for people, which are opened with a spreadsheet and read again by the program. */
class CsvTextTest {

    @TempDir
    private Path folder;

    @Test
    void what_was_written_is_read_again_and_no_cell_is_a_formula() throws IOException {
        Path file = folder.resolve("table.csv");
        List<String> row = List.of("=1+1", "-12.50", "a \"quoted\", text", "'=x", "@all\nof it", "");

        new CsvText("a", "b", "c", "d", "e", "f").row(row.toArray()).write(file);

        assertThat(Files.readString(file))
                .isEqualTo("a,b,c,d,e,f\n'=1+1,-12.50,\"a \"\"quoted\"\", text\",''=x,\"'@all\nof it\",\n");
        assertThat(CsvText.read(file).get(1)).isEqualTo(row);
    }

    @Test
    void of_a_table_that_is_csv_already_only_formulas_change() {
        assertThat(CsvText.guarded("branch,\"word\",figure\n=1+1,\"\",-2\n\"+a,\"\"b\"\"\",\"plain\",\n"))
                .isEqualTo("branch,\"word\",figure\n'=1+1,\"\",-2\n\"'+a,\"\"b\"\"\",\"plain\",\n");
    }
}
