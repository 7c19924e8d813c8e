package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class EntryFilesTest {

    private static final Instant NIGHT = Instant.parse("2026-01-02T02:00:00Z");

    @TempDir
    private Path folder;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:entry-files-test", true);
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @BeforeEach
    void record() {
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        Ledger ledger = new Ledger(jdbc);
        ledger.append("load", NIGHT, "nightly-2026-01-01-r1", Map.of("file", "Aufträge\n.csv"));
        ledger.append("run", NIGHT, "nightly-2026-01-01-r1", Map.of());
    }

    @AfterEach
    void close() {
        jdbc.execute("shutdown");
        database.destroy();
    }

    @Test
    void a_file_holds_the_text_that_is_hashed_and_the_sums_have_the_hashes_of_the_ledger() throws IOException {
        assertThat(export()).isEmpty();

        List<String> hashes = jdbc.queryForList("select hash from ledger order by position", String.class);
        assertThat(folder.resolve("00000001.txt"))
                .hasContent("1\nload\n2026-01-02T02:00:00Z\nnightly-2026-01-01-r1\n{\"file\":\"Aufträge\\n.csv\"}\n"
                        + "0".repeat(64) + "\n");
        assertThat(Sha256.of(folder.resolve("00000001.txt"))).isEqualTo(hashes.get(0));
        assertThat(Files.readAllLines(folder.resolve("00000002.txt"))).last().isEqualTo(hashes.get(0));
        assertThat(folder.resolve("SHA256SUMS"))
                .hasContent(hashes.get(0) + "  00000001.txt\n" + hashes.get(1) + "  00000002.txt\n");
        assertThat(export()).as("once more").isEmpty();
    }

    @Test
    void what_an_earlier_export_has_otherwise_is_told_and_stays() throws IOException {
        export();
        String before = Files.readString(folder.resolve("00000001.txt"));
        jdbc.update("update ledger set run_id = 'another' where position = 1");
        jdbc.update("delete from ledger where position = 2");

        assertThat(export())
                .extracting(Finding::toString)
                .containsExactly(
                        "ledger entry 1: reads otherwise than in the earlier export " + folder.resolve("00000001.txt")
                                + ", which was left as it is",
                        "ledger entry 2: is missing: an earlier export has it as " + folder.resolve("00000002.txt")
                                + ", and the ledger now ends at 1");
        assertThat(folder.resolve("00000001.txt")).hasContent(before);
    }

    @Test
    void an_export_up_to_a_position_ends_there() {
        assertThat(EntryFiles.write(new Chain(jdbc), 1, folder)).isEmpty();

        assertThat(folder)
                .isDirectoryContaining("glob:**/00000001.txt")
                .isDirectoryNotContaining("glob:**/00000002.txt");
    }

    private List<Finding> export() {
        return EntryFiles.write(new Chain(jdbc), Long.MAX_VALUE, folder);
    }
}
