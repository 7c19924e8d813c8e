package io.holdfast.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** The entries as they stand in the table, each checked against the one before. */
public final class Chain {

    private final JdbcTemplate jdbc;

    public Chain(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An entry as it stands, nothing in it believed.
     *
     * @param facts as the JSON text that is hashed
     */
    public record Link(
            long position,
            String kind,
            String recordedAt,
            String runId,
            String facts,
            String previousHash,
            String hash) {

        /** The text whose SHA-256 the entry's hash should be. */
        public String text() {
            return position + "\n" + kind + "\n" + recordedAt + "\n" + runId + "\n" + facts + "\n" + previousHash
                    + "\n";
        }
    }

    /** Hands on every entry, oldest first. */
    public void forEach(Consumer<Link> reader) {
        jdbc.query(
                "select position, kind, recorded_at, run_id, facts, previous_hash, hash from ledger order by position",
                row -> {
                    reader.accept(new Link(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)));
                });
    }

    /**
     * Where the chain is broken: a position that is missing or doubled, a hash that is not that of the entry's text, one that
     * does not follow the entry before. After a break the chain is followed from there on.
     *
     * @param exported heads that were written down before; the ledger must still have each of them
     */
    public List<Finding> findings(List<Head> exported) {
        List<Finding> findings = new ArrayList<>();
        List<Head> open = new ArrayList<>(exported);
        Link[] last = {new Link(0, "", "", "", "", "", Head.NO_HASH)};
        forEach(link -> {
            long expected = last[0].position() + 1;
            if (link.position() != expected) {
                findings.add(new Finding(
                        link.position(),
                        "follows entry " + last[0].position() + "; "
                                + (link.position() == expected + 1
                                        ? "entry " + expected + " is missing"
                                        : "entries " + expected + " to " + (link.position() - 1) + " are missing")));
            } else if (!link.previousHash().equals(last[0].hash())) {
                findings.add(new Finding(
                        link.position(),
                        "says that the entry before has the hash " + link.previousHash() + ", but that has "
                                + last[0].hash()));
            }
            String now = Sha256.of(link.text());
            if (!link.hash().equals(now)) {
                findings.add(new Finding(
                        link.position(),
                        "was changed: its text (" + link.kind() + " of " + link.runId() + ") has the hash " + now
                                + ", it says " + link.hash()));
            }
            open.removeIf(head -> agrees(head, link, findings));
            last[0] = link;
        });
        open.stream()
                .filter(head -> head.position() > 0)
                .forEach(head -> findings.add(new Finding(
                        head.position(),
                        "is missing: it was the head once, with the hash " + head.hash()
                                + ", and the ledger now ends at " + last[0].position())));
        return findings;
    }

    private static boolean agrees(Head head, Link link, List<Finding> findings) {
        if (head.position() != link.position()) {
            return false;
        }
        if (!head.hash().equals(link.hash())) {
            findings.add(new Finding(
                    link.position(),
                    "has the hash " + link.hash() + ", but when it was the head it had " + head.hash()
                            + ": this or an earlier entry was changed"));
        }
        return true;
    }
}
