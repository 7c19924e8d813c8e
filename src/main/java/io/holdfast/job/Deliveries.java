package io.holdfast.job;

import io.holdfast.deliver.Addressees;
import io.holdfast.deliver.Courier;
import io.holdfast.deliver.Delivery;
import io.holdfast.deliver.Delivery.State;
import io.holdfast.deliver.DeliverySettings;
import io.holdfast.deliver.Dispatch;
import io.holdfast.deliver.Dispatch.Kind;
import io.holdfast.deliver.Outbox;
import io.holdfast.deliver.Recipient;
import io.holdfast.period.Period;
import io.holdfast.review.Reviewed;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What is sent when a run has ended, or meanwhile, and what is said of it. May be used by several threads. */
public final class Deliveries {

    /** So long a run waits for mail servers and hooks; what is not sent by then goes later. */
    private static final Duration AT_THE_END = Duration.ofMinutes(1);

    private static final Duration IN_A_ROUND = Duration.ofMinutes(5);

    private final Workspace workspace;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Outbox outbox;
    private final Courier courier;
    private boolean ready;

    Deliveries(Workspace workspace, JdbcTemplate jdbc, TransactionOperations transactions, Clock clock) {
        this.workspace = workspace;
        this.transactions = transactions;
        this.clock = clock;
        this.outbox = new Outbox(jdbc);
        this.courier = new Courier(workspace, jdbc, transactions, clock);
    }

    /**
     * Reads whom a job sends what.
     *
     * @throws DefinitionException where that cannot be understood
     */
    static Addressees addressees(Workspace workspace, JobDefinition job) {
        DeliverySettings settings = DeliverySettings.read(workspace);
        Addressees addressees = Addressees.read(workspace.jobs(), job.name(), job.reports(), settings);
        addressees.reports().forEach((report, names) -> {
            Set<Reviewed> each = job.each(report);
            for (String name : names) {
                boolean whose = settings.recipient(name)
                        .map(recipient ->
                                recipient.looksAfter().keySet().stream().anyMatch(each::contains))
                        .orElse(false);
                if (!each.isEmpty() && !whose) {
                    throw new DefinitionException(
                            job.file(),
                            0,
                            "sends '" + report + "' to '" + name
                                    + "', but it is made for each of many, and nobody may see"
                                    + " another's; write below '" + name + "' in "
                                    + workspace.jobs().origin(DeliverySettings.FILE) + " whose it is: "
                                    + each.stream()
                                            .map(Reviewed::toString)
                                            .sorted()
                                            .collect(Collectors.joining(" or ")));
                }
            }
        });
        return addressees;
    }

    /** Sends what a run that is done has queued, or tells of one that failed; the outcome says what did not go. */
    synchronized Outcome after(Outcome outcome, String job, Period period, String runId) {
        try {
            return switch (outcome.state()) {
                case DONE, WARNINGS -> sent(outcome, runId);
                case FAILED, DEFINITION, DATA_GATE -> told(outcome, job, period, runId);
                case DIFFERS, STOPPED -> outcome;
            };
        } catch (RuntimeException e) {
            List<String> lines = new ArrayList<>(outcome.lines());
            lines.add(
                    0,
                    "warning: nothing could be delivered (" + Failures.describe(e) + "); what is due goes later: "
                            + workspace.command("resend"));
            return new Outcome(outcome.state() == Outcome.State.DONE ? Outcome.State.WARNINGS : outcome.state(), lines);
        }
    }

    private Outcome sent(Outcome outcome, String runId) {
        recover();
        courier.send(runId, AT_THE_END);
        List<String> unsent = unsentOf(runId);
        if (unsent.isEmpty()) {
            return outcome;
        }
        List<String> lines = new ArrayList<>();
        unsent.forEach(line -> lines.add("warning: " + line));
        lines.addAll(outcome.lines());
        return new Outcome(Outcome.State.WARNINGS, lines);
    }

    private Outcome told(Outcome outcome, String job, Period period, String runId) {
        recover();
        DeliverySettings settings = DeliverySettings.read(workspace);
        List<String> names = Stream.concat(settings.operators().stream(), onFailure(job).stream())
                .distinct()
                .toList();
        notice(Kind.FAILURE, names, job, period, runId, outcome.lines());
        courier.send(runId, AT_THE_END);
        List<String> lines = new ArrayList<>(unsentOf(runId));
        lines.addAll(outcome.lines());
        return new Outcome(outcome.state(), lines);
    }

    /** Tells the operators that a run cannot be worked on at all. */
    public synchronized void cannotRun(String job, Period period, List<String> lines) {
        tell(Kind.FAILURE, job, period, lines);
    }

    /** Tells the operators that a run is late, or likely to be, while it goes on. */
    public synchronized void late(String job, Period period, String line) {
        tell(Kind.LATE, job, period, List.of(line));
    }

    private void tell(Kind kind, String job, Period period, List<String> lines) {
        String run = job + "-" + period;
        recover();
        notice(kind, DeliverySettings.read(workspace).operators(), job, period, run, lines);
        courier.send(run, AT_THE_END);
    }

    /**
     * Sends everything that is due.
     *
     * @return a line for each that was not sent now
     */
    public synchronized List<String> round() {
        recover();
        Instant now = clock.instant();
        List<Long> due = outbox.due(now).stream().map(Delivery::id).toList();
        courier.send(IN_A_ROUND);
        return lines(due);
    }

    /** When something is to be tried next; empty where nothing waits. */
    public Optional<Instant> next() {
        return outbox.next();
    }

    Optional<Delivery> find(long id) {
        return outbox.find(id);
    }

    /** What was not sent. Changes nothing. */
    public List<Delivery> unsent() {
        return outbox.unsent();
    }

    /**
     * Sends these now, whether they are due or not.
     *
     * @param evenIfSent whether one that was sent goes once more
     * @return a line for each that was not sent
     */
    synchronized List<String> again(List<Long> ids, boolean evenIfSent) {
        recover();
        DeliverySettings settings = DeliverySettings.read(workspace);
        for (long id : ids) {
            transactions.executeWithoutResult(
                    status -> outbox.again(id, evenIfSent, clock.instant(), settings.tries()));
        }
        courier.send(delivery -> ids.contains(delivery.id()), IN_A_ROUND);
        courier.send(delivery -> delivery.kind() == Kind.UNSENT, AT_THE_END);
        return lines(ids);
    }

    private List<String> lines(List<Long> ids) {
        return ids.stream()
                .flatMap(id -> outbox.find(id).stream())
                .filter(delivery -> delivery.state() != State.SENT)
                .map(this::line)
                .toList();
    }

    // What is wrong may be the job's own file.
    private List<String> onFailure(String job) {
        try {
            return addressees(workspace, JobDefinition.read(workspace.jobs(), job))
                    .failure();
        } catch (DefinitionException e) {
            return List.of();
        }
    }

    private void notice(Kind kind, List<String> names, String job, Period period, String runId, List<String> lines) {
        DeliverySettings settings = DeliverySettings.read(workspace);
        List<Recipient> recipients = names.stream()
                .flatMap(name -> settings.recipient(name).stream())
                .toList();
        List<Dispatch> notices = Notification.of(workspace, kind, recipients, job, period, runId, lines);
        transactions.executeWithoutResult(
                status -> notices.forEach(notice -> outbox.queue(notice, clock.instant(), settings.tries())));
    }

    private List<String> unsentOf(String runId) {
        return outbox.of(runId).stream()
                .filter(delivery -> delivery.state() != State.SENT)
                .map(this::line)
                .toList();
    }

    private String line(Delivery delivery) {
        return "not delivered: " + delivery.words() + ", " + delivery.standing() + "; "
                + (delivery.state().isOver()
                        ? "to send it again: "
                        : "it is tried again by holdfast schedule, or now by: ")
                + workspace.command("resend " + delivery.id());
    }

    // Only before this process has anything in hand: whatever is, then, belongs to one that died.
    private void recover() {
        if (!ready) {
            courier.recover();
            ready = true;
        }
    }
}
