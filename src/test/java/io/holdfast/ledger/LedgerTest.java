package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class LedgerTest {

    private static final Instant NIGHT = Instant.parse("2026-01-02T02:00:00.123456789Z");
    private static final String NO_HASH = "0".repeat(64);

    private final SingleConnectionDataSource database = open();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final Ledger ledger = new Ledger(jdbc);

    /** An empty database to keep the ledger in. */
    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource("jdbc:hsqldb:mem:ledger-test", true);
    }

    @BeforeEach
    void createTable() {
        jdbc.execute("drop table if exists ledger");
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void an_empty_ledger_has_a_head_at_position_0() {
        assertThat(ledger.head()).isEqualTo(new Head(0, Instant.EPOCH, NO_HASH));
        assertThat(ledger.last("load")).isEmpty();
        assertThat(ledger.entries("load", Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void every_hash_can_be_recomputed_by_hand_from_the_documented_text() {
        ledger.append("load", NIGHT, "nightly-2026-01-01-r1", Map.of("entity", "orders", "accepted", "12"));
        ledger.append("snapshot", Instant.parse("2026-01-03T02:00:00Z"), "nightly-2026-01-02-r1", Map.of());

        String first = sha256("1\nload\n2026-01-02T02:00:00.123Z\nnightly-2026-01-01-r1\n"
                + "{\"accepted\":\"12\",\"entity\":\"orders\"}\n" + NO_HASH + "\n");
        String second = sha256("2\nsnapshot\n2026-01-03T02:00:00Z\nnightly-2026-01-02-r1\n{}\n" + first + "\n");
        assertThat(jdbc.queryForList("select hash from ledger order by position", String.class))
                .containsExactly(first, second);
        assertThat(jdbc.queryForList("select previous_hash from ledger order by position", String.class))
                .containsExactly(NO_HASH, first);
        assertThat(ledger.head()).isEqualTo(new Head(2, Instant.parse("2026-01-03T02:00:00Z"), second));
    }

    @Test
    void facts_come_back_as_they_went_in() {
        Map<String, String> facts = Map.of(
                "file", "inbox/Aufträge \"neu\"\\1.csv",
                "empty", "",
                "lines", "a\nb\tc\u0001",
                "name", "印刷 😀");

        Entry written = ledger.append("load", NIGHT, "run", facts);

        assertThat(ledger.entries("load", 1)).containsExactly(written);
        assertThat(written.facts()).isEqualTo(new TreeMap<>(facts));
        assertThat(written.fact("name")).isEqualTo("印刷 😀");
    }

    @Test
    void positions_have_no_gap_and_each_entry_names_the_one_before() {
        LongStream.rangeClosed(1, 50)
                .forEach(i -> ledger.append(i % 3 == 0 ? "snapshot" : "load", NIGHT, "run-" + i, Map.of("n", "" + i)));

        List<Map<String, Object>> rows = jdbc.queryForList("select * from ledger order by position");
        assertThat(rows).hasSize(50);
        String previous = NO_HASH;
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).containsEntry("POSITION", i + 1L).containsEntry("PREVIOUS_HASH", previous);
            previous = String.valueOf(rows.get(i).get("HASH"));
        }
        assertThat(ledger.head().hash()).isEqualTo(previous);
    }

    @Test
    void the_last_of_a_kind_and_the_entries_up_to_a_position_are_found() {
        ledger.append("load", NIGHT, "a", Map.of());
        ledger.append("snapshot", NIGHT, "a", Map.of());
        Entry second = ledger.append("load", NIGHT, "b", Map.of());
        ledger.append("run", NIGHT, "c", Map.of());

        assertThat(ledger.last("load")).contains(new Head(3, second.recordedAt(), second.hash()));
        assertThat(ledger.last("publication")).isEmpty();
        assertThat(ledger.entries("load", 2)).extracting(Entry::runId).containsExactly("a");
        assertThat(ledger.entries("load", 3)).extracting(Entry::runId).containsExactly("a", "b");
    }

    @Test
    void two_entries_cannot_follow_the_same_one() {
        ledger.append("load", NIGHT, "a", Map.of());
        assertThatThrownBy(() -> jdbc.update(
                        "insert into ledger values (2, 'load', '2026-01-02T02:00:00Z', 'b', '{}', ?, ?)",
                        NO_HASH,
                        "1".repeat(64)))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void a_fact_that_is_not_there_or_no_number_is_named_with_its_entry() {
        Entry entry = ledger.append("load", NIGHT, "a", Map.of("records", "many"));

        assertThatThrownBy(() -> entry.fact("stored")).hasMessage("ledger entry 1 (load) has no 'stored'");
        assertThatThrownBy(() -> entry.number("records"))
                .hasMessage("ledger entry 1 (load) has 'many' as records, which is not a whole number");
    }

    @Test
    void sha_256_gives_the_digests_of_fips_180_4() {
        // The examples of FIPS 180-4 (csrc.nist.gov, 'SHA-256 examples') and the well-known digest of nothing.
        assertThat(Sha256.of("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))
                .isEqualTo("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        assertThat(Sha256.of(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    // On purpose not the program's own class.
    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
