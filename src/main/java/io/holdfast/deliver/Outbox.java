package io.holdfast.deliver;

import io.holdfast.deliver.Delivery.State;
import io.holdfast.deliver.Dispatch.Enclosure;
import io.holdfast.deliver.Dispatch.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of what is to be sent and what became of it. Callers bring the transaction. */
public final class Outbox {

    private static final String ROWS =
            "select o.*, (select count(*) from outbox_attempt a where a.outbox_id = o.id) as tries from outbox o where ";

    private static final int LONGEST_ANSWER = 1000;
    private static final int LONGEST_ADDRESS = 500;

    private final JdbcTemplate jdbc;

    public Outbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Queues something, unless it was queued before.
     *
     * @param tries how often it is tried
     */
    public void queue(Dispatch dispatch, Instant at, int tries) {
        String key = dispatch.key();
        if (!jdbc.queryForList("select id from outbox where delivery_key = ?", Long.class, key)
                .isEmpty()) {
            return;
        }
        jdbc.update(
                "insert into outbox (delivery_key, run_id, kind, job, period, report, recipient, channel, language,"
                        + " subject, body, queued_at, state, tries_left, next_try, answer) values"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
                key,
                dispatch.runId(),
                dispatch.kind().name().toLowerCase(Locale.ROOT),
                dispatch.job(),
                dispatch.period(),
                dispatch.report(),
                dispatch.recipient().name(),
                dispatch.recipient().channel().word(),
                dispatch.language(),
                dispatch.subject(),
                dispatch.body(),
                utc(at),
                State.QUEUED.word(),
                tries,
                utc(at));
        Long id = jdbc.queryForObject("select id from outbox where delivery_key = ?", Long.class, key);
        int ordinal = 0;
        for (Enclosure file : dispatch.files()) {
            jdbc.update(
                    "insert into outbox_file (outbox_id, ordinal, name, place, sha256, position) values (?, ?, ?, ?, ?, ?)",
                    id,
                    ordinal++,
                    file.name(),
                    file.place(),
                    file.sha256(),
                    file.position());
        }
    }

    /** What is to be tried by a moment, in the order it was queued. */
    public List<Delivery> due(Instant by) {
        return query("o.state in ('queued', 'failed') and o.next_try <= ? order by o.id", utc(by));
    }

    /** What was not sent, in the order it was queued. */
    public List<Delivery> unsent() {
        return query("o.state <> 'sent' order by o.id");
    }

    /** When something is to be tried next; empty where nothing waits. */
    public Optional<Instant> next() {
        return Optional.ofNullable(jdbc.queryForObject(
                        "select min(next_try) from outbox where state in ('queued', 'failed')", LocalDateTime.class))
                .map(time -> time.toInstant(ZoneOffset.UTC));
    }

    /** Everything about a run, in the order it was queued. */
    public List<Delivery> of(String runId) {
        return query("o.run_id = ? order by o.id", runId);
    }

    /** One of them. */
    public Optional<Delivery> find(long id) {
        return query("o.id = ?", id).stream().findFirst();
    }

    /**
     * Takes something in hand, before anything of it leaves.
     *
     * @param channel it takes this time
     * @param address where it goes
     * @return false where it is sent, or another one has it in hand
     */
    boolean take(Delivery delivery, String channel, String address, Instant now) {
        int taken = jdbc.update(
                "update outbox set state = 'sending', channel = ?, tries_left = tries_left - 1 where id = ? and state in"
                        + " ('queued', 'failed')",
                channel,
                delivery.id());
        if (taken == 0) {
            return false;
        }
        jdbc.update(
                "insert into outbox_attempt (outbox_id, number, address, began_at, outcome, answer) select ?,"
                        + " coalesce(max(number), 0) + 1, ?, ?, 'sending', '' from outbox_attempt where outbox_id = ?",
                delivery.id(),
                Dispatch.oneLine(address, LONGEST_ADDRESS),
                utc(now),
                delivery.id());
        return true;
    }

    /**
     * Says what became of what was taken in hand.
     *
     * @param nextTry when it is tried again; empty where it is not
     */
    void finish(long id, State state, String answer, Instant now, Optional<Instant> nextTry) {
        String said = Dispatch.oneLine(answer, LONGEST_ANSWER);
        jdbc.update(
                "update outbox set state = ?, answer = ?, next_try = ? where id = ? and state = 'sending'",
                state.word(),
                said,
                nextTry.map(Outbox::utc).orElse(null),
                id);
        jdbc.update(
                "update outbox_attempt set outcome = ?, answer = ?, ended_at = ? where outbox_id = ? and number ="
                        + " (select max(a.number) from outbox_attempt a where a.outbox_id = ?)",
                state.word(),
                said,
                utc(now),
                id,
                id);
    }

    /** What a process had in hand that died. Whoever asks knows that no other process is at work. */
    List<Delivery> abandoned() {
        return query("o.state = 'sending' order by o.id");
    }

    /**
     * Lets something go again, now and so many times.
     *
     * @param evenIfSent whether that it was sent is not to count
     * @return false where it is being sent, or was sent and that counts
     */
    public boolean again(long id, boolean evenIfSent, Instant now, int tries) {
        return jdbc.update(
                        "update outbox set state = 'queued', next_try = ?, tries_left = ? where id = ? and state"
                                + " <> 'sending'" + (evenIfSent ? "" : " and state <> 'sent'"),
                        utc(now),
                        tries,
                        id)
                == 1;
    }

    private List<Delivery> query(String where, @Nullable Object... arguments) {
        List<Delivery> found = new ArrayList<>();
        for (Delivery row : jdbc.query(ROWS + where, Outbox::row, arguments)) {
            found.add(with(row, files(row.id())));
        }
        return List.copyOf(found);
    }

    private List<Enclosure> files(long id) {
        return jdbc.query(
                "select name, place, sha256, position from outbox_file where outbox_id = ? order by ordinal",
                (row, number) -> new Enclosure(
                        row.getString("name"),
                        row.getString("place"),
                        row.getString("sha256"),
                        row.getLong("position")),
                id);
    }

    private static Delivery row(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("delivery_key"),
                row.getString("run_id"),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("job"),
                row.getString("period"),
                row.getString("report"),
                row.getString("recipient"),
                row.getString("channel"),
                row.getString("language"),
                row.getString("subject"),
                row.getString("body"),
                List.of(),
                State.of(row.getString("state")),
                row.getInt("tries"),
                row.getInt("tries_left"),
                Optional.ofNullable(row.getObject("next_try", LocalDateTime.class))
                        .map(time -> time.toInstant(ZoneOffset.UTC)),
                row.getString("answer"));
    }

    private static Delivery with(Delivery row, List<Enclosure> files) {
        return files.isEmpty()
                ? row
                : new Delivery(
                        row.id(),
                        row.key(),
                        row.runId(),
                        row.kind(),
                        row.job(),
                        row.period(),
                        row.report(),
                        row.recipient(),
                        row.channel(),
                        row.language(),
                        row.subject(),
                        row.body(),
                        files,
                        row.state(),
                        row.tries(),
                        row.triesLeft(),
                        row.nextTry(),
                        row.answer());
    }

    // Whole milliseconds, as the columns keep them.
    private static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
    }
}
