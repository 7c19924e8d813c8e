package io.holdfast.deliver;

import io.holdfast.deliver.Answer.Reached;
import io.holdfast.deliver.Delivery.State;
import io.holdfast.deliver.Dispatch.Kind;
import io.holdfast.deliver.Parcel.NotAsPublishedException;
import io.holdfast.ledger.Ledger;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries what the outbox holds. That something is at work is on record before a byte of it leaves; so after a crash it is known
 * what may have arrived. A folder and a hook are simply tried again, doing that twice does no harm. A mail is not: it is in doubt
 * until a person decides.
 */
public final class Courier {

    /** The kind of the ledger entry that says what went to whom. */
    public static final String KIND = "delivery";

    /** So many failures, half an hour, before somebody is told of what is still tried. */
    private static final int TOLD_AFTER = 6;

    private static final int MOST_IN_THE_WAY = 50;

    private final Workspace workspace;
    private final Outbox outbox;
    private final Ledger ledger;
    private final TransactionOperations transactions;
    private final Clock clock;

    public Courier(Workspace workspace, JdbcTemplate jdbc, TransactionOperations transactions, Clock clock) {
        this.workspace = workspace;
        this.outbox = new Outbox(jdbc);
        this.ledger = new Ledger(jdbc);
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Tells what became of what a dead process had in hand. Only for a process that knows that no other is at work.
     *
     * @return how many are in doubt
     */
    public int recover() {
        List<Delivery> abandoned = outbox.abandoned();
        if (abandoned.isEmpty()) {
            return 0;
        }
        DeliverySettings settings = DeliverySettings.read(workspace);
        int doubts = 0;
        for (Delivery delivery : abandoned) {
            boolean mail = delivery.channel().equals("mail");
            Answer answer = mail
                    ? Answer.doubt("the process ended while it handed the mail over")
                    : Answer.later("the process ended while it was at it; doing it again does no harm");
            record(delivery, answer, settings);
            doubts += mail ? 1 : 0;
        }
        return doubts;
    }

    /** Tries everything that is due. */
    public void send(Duration within) {
        send(delivery -> true, within);
    }

    /** Tries what is due of a run. */
    public void send(String runId, Duration within) {
        send(delivery -> delivery.runId().equals(runId), within);
    }

    /**
     * Tries what is due, in the order it was queued.
     *
     * @param within after so long nothing new is begun
     */
    public void send(Predicate<Delivery> which, Duration within) {
        Instant end = clock.instant().plus(within);
        // What could not be sent may have queued that somebody is to be told of it: so a second look.
        for (int look = 0; look < 2; look++) {
            List<Delivery> due =
                    outbox.due(clock.instant()).stream().filter(which).toList();
            if (due.isEmpty()) {
                return;
            }
            round(due, end);
        }
    }

    private void round(List<Delivery> due, Instant end) {
        DeliverySettings settings = DeliverySettings.read(workspace);
        Set<String> silent = new HashSet<>();
        try (Carriers carriers = new Carriers(workspace, settings, ledger, clock)) {
            for (Delivery delivery : due) {
                if (clock.instant().isAfter(end)) {
                    return;
                }
                attempt(delivery, settings, carriers, silent);
            }
        }
    }

    private void attempt(Delivery delivery, DeliverySettings settings, Carriers carriers, Set<String> silent) {
        Optional<Recipient> found = settings.recipient(delivery.recipient());
        if (!taken(delivery, found)) {
            return;
        }
        Answer answer;
        if (found.isEmpty()) {
            answer = Answer.never("'" + delivery.recipient() + "' does not stand in jobs/" + DeliverySettings.FILE
                    + " any more; put it back, then send this again");
        } else {
            Recipient recipient = found.get();
            String server = recipient.channel() instanceof Recipient.Mail ? "mail" : recipient.name();
            if (silent.contains(server)) {
                answer = Answer.later("not tried: nobody answered a moment ago");
            } else {
                answer = carried(delivery, recipient, carriers);
                if (answer.reached() == Reached.NOBODY) {
                    silent.add(server);
                }
            }
        }
        record(delivery, answer, settings);
    }

    // Two at once: the second finds it taken, or the database refuses it.
    private boolean taken(Delivery delivery, Optional<Recipient> recipient) {
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> outbox.take(
                    delivery,
                    recipient.map(one -> one.channel().word()).orElse(delivery.channel()),
                    recipient.map(one -> one.channel().address()).orElse(""),
                    clock.instant())));
        } catch (ConcurrencyFailureException | DuplicateKeyException e) {
            return false;
        }
    }

    private static Answer carried(Delivery delivery, Recipient recipient, Carriers carriers) {
        try {
            return carriers.carry(delivery, recipient);
        } catch (NotAsPublishedException e) {
            return Answer.never(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Answer.later(String.valueOf(e.getMessage()));
        }
    }

    // What went out has to be on record: whoever took the ledger's next position a moment before is given way.
    private void record(Delivery delivery, Answer answer, DeliverySettings settings) {
        for (int again = MOST_IN_THE_WAY; ; again--) {
            try {
                transactions.executeWithoutResult(status -> finish(delivery, answer, settings));
                return;
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                if (again == 0) {
                    throw e;
                }
            }
        }
    }

    private void finish(Delivery delivery, Answer answer, DeliverySettings settings) {
        Instant now = clock.instant();
        boolean recovered = delivery.state() == State.SENDING;
        int left = Math.max(0, delivery.triesLeft() - (recovered ? 0 : 1));
        int tries = Math.max(1, settings.tries() - left);
        State state =
                switch (answer.reached()) {
                    case TAKEN -> State.SENT;
                    case DOUBT -> State.DOUBT;
                    case NEVER -> State.GIVEN_UP;
                    case LATER, NOBODY -> left > 0 ? State.FAILED : State.GIVEN_UP;
                };
        Optional<Instant> next = state == State.FAILED
                ? Optional.of(recovered ? now : now.plus(Backoff.after(tries)))
                : Optional.empty();
        outbox.finish(delivery.id(), state, answer.text(), now, next);
        Delivery finished = outbox.find(delivery.id()).orElseThrow();
        if (state == State.SENT && !finished.files().isEmpty()) {
            ledger.append(KIND, now, finished.runId(), facts(finished, answer.form()));
        }
        if (finished.kind() != Kind.UNSENT && (state.isOver() || state == State.FAILED && tries == TOLD_AFTER)) {
            tell(finished, settings, now);
        }
    }

    private static Map<String, String> facts(Delivery delivery, String form) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("delivery", delivery.key());
        facts.put("recipient", delivery.recipient());
        facts.put("channel", delivery.channel());
        facts.put("form", form);
        facts.put("report", delivery.report());
        facts.put("language", delivery.language());
        facts.put("period", delivery.period());
        facts.put(
                "files",
                delivery.files().stream()
                        .map(file -> file.name() + "=" + file.sha256())
                        .collect(Collectors.joining(",")));
        return facts;
    }

    private void tell(Delivery delivery, DeliverySettings settings, Instant now) {
        Wording wording = new Wording(workspace);
        for (String name : settings.operators()) {
            Optional<Recipient> operator = settings.recipient(name).filter(one -> !name.equals(delivery.recipient()));
            operator.ifPresent(one -> {
                String language = wording.language(one);
                Wording.Text text = wording.notice(
                        language,
                        Kind.UNSENT,
                        delivery.words(),
                        List.of(
                                delivery.words() + ": " + delivery.standing(),
                                (delivery.state() == State.FAILED
                                                ? "It is tried again. To try now: "
                                                : "To send it again: ")
                                        + workspace.command("resend " + delivery.id())));
                outbox.queue(
                        new Dispatch(
                                delivery.runId(),
                                Kind.UNSENT,
                                delivery.job(),
                                delivery.period(),
                                delivery.report(),
                                one,
                                language,
                                text.subject(),
                                text.body(),
                                List.of()),
                        now,
                        settings.tries());
            });
        }
    }
}
