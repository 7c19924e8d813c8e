package io.holdfast.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ledger as a table that is only ever added to. Callers bring the transaction. */
public final class Ledger {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "position, kind, recorded_at, run_id, facts, previous_hash, hash";

    private final JdbcTemplate jdbc;

    public Ledger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds an entry after the last one. Two writers at once cannot both succeed: the position is the key.
     *
     * @param recordedAt when the run began; kept in whole milliseconds
     */
    public Entry append(String kind, Instant recordedAt, String runId, Map<String, String> facts) {
        Head head = head();
        long position = head.position() + 1;
        Instant at = recordedAt.truncatedTo(ChronoUnit.MILLIS);
        SortedMap<String, String> sorted = new TreeMap<>(facts);
        String json = json(sorted);
        String hash = Sha256.of(Entry.text(position, kind, at, runId, json, head.hash()));
        jdbc.update(
                "insert into ledger (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?)",
                position,
                kind,
                at.toString(),
                runId,
                json,
                head.hash(),
                hash);
        return new Entry(position, kind, at, runId, sorted, head.hash(), hash);
    }

    /** The last entry's position, time and hash. */
    public Head head() {
        return jdbc
                .query(
                        "select " + COLUMNS + " from ledger where position = (select max(position) from ledger)",
                        this::entry)
                .stream()
                .findFirst()
                .map(last -> new Head(last.position(), last.recordedAt(), last.hash()))
                .orElse(Head.EMPTY);
    }

    /** A position as a head; empty where there is no such entry. */
    public Optional<Head> at(long position) {
        return jdbc.query("select " + COLUMNS + " from ledger where position = ?", this::entry, position).stream()
                .findFirst()
                .map(entry -> new Head(entry.position(), entry.recordedAt(), entry.hash()));
    }

    /** The position of the last entry of a kind, as a head; empty where there is none. */
    public Optional<Head> last(String kind) {
        return jdbc
                .query(
                        "select " + COLUMNS
                                + " from ledger where position = (select max(position) from ledger where kind = ?)",
                        this::entry,
                        kind)
                .stream()
                .findFirst()
                .map(last -> new Head(last.position(), last.recordedAt(), last.hash()));
    }

    /** The entries of a kind up to a position, oldest first. */
    public List<Entry> entries(String kind, long upTo) {
        return entries(kind, 0, upTo);
    }

    /** The entries of a kind after a position and up to another, oldest first. */
    public List<Entry> entries(String kind, long after, long upTo) {
        return jdbc.query(
                "select " + COLUMNS
                        + " from ledger where kind = ? and position > ? and position <= ? order by position",
                this::entry,
                kind,
                after,
                upTo);
    }

    /** The entries of a kind that a run wrote, oldest first. */
    public List<Entry> entries(String kind, String runId) {
        return jdbc.query(
                "select " + COLUMNS + " from ledger where kind = ? and run_id = ? order by position",
                this::entry,
                kind,
                runId);
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getString("kind"),
                Instant.parse(row.getString("recorded_at")),
                row.getString("run_id"),
                facts(row.getString("facts")),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    private static String json(SortedMap<String, String> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written as JSON", e);
        }
    }

    private static SortedMap<String, String> facts(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds an entry whose facts are not JSON: " + json, e);
        }
    }
}
