package io.holdfast.job;

import io.holdfast.deliver.Delivery;
import io.holdfast.deliver.Delivery.State;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Sends again what did not reach its recipient, because a person says so. */
public final class Resend implements AutoCloseable {

    private final Workspace workspace;
    private final Repository repository;
    private final Deliveries deliveries;

    /**
     * Opens the workspace's repository, when its turn comes.
     *
     * @throws BusyException where another process has it all the time
     */
    public Resend(Workspace workspace, Clock clock, Patience patience) {
        this.workspace = workspace;
        this.repository = new Repository(workspace, patience);
        this.deliveries = repository.deliveries(clock);
    }

    /**
     * What is to be sent.
     *
     * @param ids these; where there are none, what is still tried
     * @param failed also what was given up; never what is in doubt, which a person names
     * @param run of this run alone
     * @param evenIfSent of the named ones also those that were sent
     */
    public record Wanted(List<Long> ids, boolean failed, Optional<String> run, boolean evenIfSent) {

        public Wanted {
            ids = List.copyOf(ids);
        }
    }

    /** Sends it now; done with warnings where something still did not go. */
    public Outcome resend(Wanted wanted, boolean dryRun) {
        List<Delivery> chosen = wanted.ids().isEmpty() ? unsent(wanted) : named(wanted);
        List<String> lines = new ArrayList<>();
        for (Delivery delivery : chosen) {
            lines.add(delivery.id() + " " + delivery.words() + ", " + delivery.standing());
        }
        if (chosen.isEmpty()) {
            lines.add("nothing waits to be sent" + others(wanted));
            return new Outcome(Outcome.State.DONE, lines);
        }
        if (dryRun) {
            lines.add(chosen.size() + " would be sent now; nothing was done: a dry run");
            return new Outcome(Outcome.State.DONE, lines);
        }
        List<String> unsent = deliveries.again(chosen.stream().map(Delivery::id).toList(), wanted.evenIfSent());
        unsent.forEach(line -> lines.add("warning: " + line));
        lines.add((chosen.size() - unsent.size()) + " of " + chosen.size() + " sent");
        return new Outcome(unsent.isEmpty() ? Outcome.State.DONE : Outcome.State.WARNINGS, lines);
    }

    private List<Delivery> unsent(Wanted wanted) {
        Predicate<Delivery> which = delivery -> delivery.state() == State.QUEUED
                || delivery.state() == State.FAILED
                || delivery.state() == State.GIVEN_UP
                        && (wanted.failed() || wanted.run().isPresent());
        return deliveries.unsent().stream()
                .filter(which)
                .filter(delivery -> wanted.run().map(delivery.runId()::equals).orElse(true))
                .toList();
    }

    private String others(Wanted wanted) {
        long doubts = count(wanted, State.DOUBT);
        long givenUp = count(wanted, State.GIVEN_UP);
        return (givenUp == 0 ? "" : "; " + givenUp + " were given up: " + workspace.command("resend --failed"))
                + (doubts == 0
                        ? ""
                        : "; of " + doubts
                                + " it is in doubt whether they arrived, which holdfast doctor lists: ask, then"
                                + " name those that did not: " + workspace.command("resend ID"));
    }

    private long count(Wanted wanted, State state) {
        return deliveries.unsent().stream()
                .filter(delivery -> delivery.state() == state)
                .filter(delivery -> wanted.run().map(delivery.runId()::equals).orElse(true))
                .count();
    }

    private List<Delivery> named(Wanted wanted) {
        List<Delivery> named = new ArrayList<>();
        for (long id : wanted.ids()) {
            Delivery delivery = deliveries
                    .find(id)
                    .orElseThrow(() -> new DefinitionException(
                            "resend", 0, "there is no delivery " + id + "; holdfast doctor lists what was not sent"));
            if (delivery.state() == State.SENT && !wanted.evenIfSent()) {
                throw new DefinitionException(
                        "resend",
                        0,
                        id + " was sent (" + delivery.words() + "); to send it once more all the same: "
                                + workspace.command("resend " + id + " --even-if-sent"));
            }
            named.add(delivery);
        }
        return named;
    }

    @Override
    public void close() {
        repository.close();
    }
}
