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
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What is sent when a run has ended, and what its outcome says of it. May be used by several threads. */
final class Deliveries {

    /** So long a run waits for mail servers and hooks; what is not sent by then goes later. */
    private static final Duration AT_THE_END = Duration.ofMinutes(1);

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
        return Addressees.read(workspace.jobs(), job.name(), job.reports(), DeliverySettings.read(workspace));
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
        List<String> unsent = unsent(runId);
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
        List<String> lines = new ArrayList<>(unsent(runId));
        lines.addAll(outcome.lines());
        return new Outcome(outcome.state(), lines);
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

    private List<String> unsent(String runId) {
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
