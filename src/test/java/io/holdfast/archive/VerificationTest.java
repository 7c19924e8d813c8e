package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Head;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

    private static final List<String> COLUMNS =
            List.of("kind", "recorded_at", "run_id", "facts", "previous_hash", "hash");

    @TempDir
    private Path folder;

    private SmallRecords records;

    @BeforeEach
    void record() throws IOException {
        records = new SmallRecords(folder);
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void what_nobody_touched_is_as_recorded() {
        assertThat(records.findings(records.ledger.head())).isEmpty();
    }

    @Test
    void any_byte_of_any_file_that_is_changed_is_found_and_its_file_named() throws IOException {
        List<Path> files = files();
        assertThat(files)
                .as("load, rejects, publication, results, manifest, two definitions")
                .hasSize(7);
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length; i++) {
                byte[] changed = whole.clone();
                changed[i] ^= 1;
                Files.write(file, changed);
                assertThat(records.findings())
                        .as("byte %d of %s", i, file)
                        .anyMatch(finding -> finding.contains(file + " was changed"));
            }
            Files.write(file, whole);
        }
        assertThat(records.findings()).isEmpty();
    }

    @Test
    void a_file_that_is_gone_cut_or_longer_is_found() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, new byte[0]);
            assertThat(records.findings()).anyMatch(finding -> finding.contains(file + " was changed"));
            Files.write(file, (new String(whole, java.nio.charset.StandardCharsets.UTF_8) + "\n").getBytes());
            assertThat(records.findings()).anyMatch(finding -> finding.contains(file + " was changed"));
            Files.delete(file);
            assertThat(records.findings()).anyMatch(finding -> finding.contains(file + " is missing"));
            Files.write(file, whole);
        }
    }

    @Test
    void any_field_of_any_entry_that_is_edited_is_found_at_its_position() {
        for (Map<String, Object> entry : records.jdbc.queryForList("select * from ledger order by position")) {
            long position = (Long) entry.get("POSITION");
            for (String column : COLUMNS) {
                String value = String.valueOf(entry.get(column.toUpperCase(java.util.Locale.ROOT)));
                String edited = (value.charAt(0) == 'a' ? 'b' : 'a') + value.substring(1);
                set(column, edited, position);
                assertThat(records.findings())
                        .as("%s of entry %d", column, position)
                        .isNotEmpty()
                        .first()
                        .asString()
                        .startsWith("ledger entry " + position + ": ");
                set(column, value, position);
            }
        }
        assertThat(records.findings()).isEmpty();
    }

    @Test
    void an_entry_that_was_taken_out_is_missed() {
        records.jdbc.update("delete from ledger where position = 2");

        assertThat(records.findings()).contains("ledger entry 3: follows entry 1; entry 2 is missing");
    }

    @Test
    void entries_that_changed_places_do_not_follow_each_other() {
        records.jdbc.update("update ledger set position = -1 where position = 1");
        records.jdbc.update("update ledger set position = 1 where position = 2");
        records.jdbc.update("update ledger set position = 2 where position = -1");

        assertThat(records.findings()).first().asString().startsWith("ledger entry 1: says that the entry before");
    }

    @Test
    void a_tail_that_was_cut_off_is_missed_by_who_kept_the_head() {
        Head head = records.ledger.head();
        records.jdbc.update("delete from ledger where position = " + head.position());

        assertThat(records.findings()).as("the rest is a ledger by itself").isEmpty();
        assertThat(records.findings(head))
                .containsExactly(
                        "ledger entry " + head.position() + ": is missing: it was the head once, with the hash "
                                + head.hash() + ", and the ledger now ends at " + (head.position() - 1));
    }

    @Test
    void a_ledger_that_was_written_anew_does_not_have_the_head_that_was_kept() {
        Head head = records.ledger.head();
        records.jdbc.update("delete from ledger where position = " + head.position());
        records.ledger.append("run", head.recordedAt(), "monthly-pack-2025-12-r1", Map.of("job", "another"));

        assertThat(records.findings(head)).first().asString().contains("this or an earlier entry was changed");
    }

    @Test
    void a_row_of_the_mart_that_was_edited_is_found_with_what_was_recorded() {
        records.jdbc.update("update notice set text = 'All is well.'");

        assertThat(records.findings())
                .containsExactly("ledger entry 3: the mart's rows of monthly-pack-2025-12-r1 were changed, 1 of 4; the"
                        + " first: notice: recorded 1,\"No order was entered in 2025-12.\", now 1,\"All is well.\"");
    }

    @Test
    void a_run_that_is_gone_from_the_mart_is_found() {
        records.jdbc.update("delete from run");

        assertThat(records.findings()).hasSize(1).first().asString().contains("monthly-pack-2025-12-r1 were changed");
    }

    private void set(String column, String value, long position) {
        records.jdbc.update("update ledger set " + column + " = ? where position = ?", value, position);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(records.data)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
