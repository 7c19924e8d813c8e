package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Publication;
import io.holdfast.deliver.Addressees;
import io.holdfast.deliver.DeliverySettings;
import io.holdfast.deliver.Dispatch;
import io.holdfast.deliver.Dispatch.Enclosure;
import io.holdfast.deliver.Dispatch.Kind;
import io.holdfast.deliver.Outbox;
import io.holdfast.deliver.Recipient;
import io.holdfast.deliver.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queues what a run has published for those whom its job names, and that it is done. Part of the run's last step: what it queues is
 * in the outbox if, and only if, the run is entered as done.
 */
final class QueueReports implements Work {

    private final RunContext run;
    private final Archive archive;
    private final Outbox outbox;
    private final Optional<Instant> known;

    /** @param known when what the run tells was known */
    QueueReports(RunContext run, Archive archive, Outbox outbox, Optional<Instant> known) {
        this.run = run;
        this.archive = archive;
        this.outbox = outbox;
        this.known = known;
    }

    /** A report in one language. */
    private record Edition(String report, String language) {}

    @Override
    public void run() {
        // Periods long past that are made up for, from what was known then, are nobody's news.
        if (run.known().isPresent()) {
            return;
        }
        DeliverySettings settings = DeliverySettings.read(run.workspace());
        Addressees addressees = Deliveries.addressees(run.workspace(), run.job());
        Map<Edition, List<Enclosure>> editions = editions();
        List<Dispatch> all = new ArrayList<>();
        addressees
                .reports()
                .forEach((report, names) -> names.forEach(name -> settings.recipient(name)
                        .ifPresent(recipient -> editions.forEach((edition, files) -> {
                            if (edition.report().equals(report)
                                    && recipient
                                            .language()
                                            .map(edition.language()::equals)
                                            .orElse(true)) {
                                all.add(dispatch(recipient, edition, files));
                            }
                        }))));
        List<Recipient> told = addressees.success().stream()
                .flatMap(name -> settings.recipient(name).stream())
                .toList();
        List<String> published = editions.values().stream()
                .flatMap(List::stream)
                .map(Enclosure::place)
                .toList();
        all.addAll(Notification.of(
                run.workspace(),
                Kind.SUCCESS,
                told,
                run.job().name(),
                run.period(),
                run.runId(),
                published.isEmpty() ? List.of(run.runId() + " is done") : published));
        all.forEach(dispatch -> outbox.queue(dispatch, run.at(), settings.tries()));
    }

    // Of a file that was made twice, because definitions were edited in between, the later one counts.
    private Map<Edition, List<Enclosure>> editions() {
        Map<Edition, Map<String, Enclosure>> files = new LinkedHashMap<>();
        for (Publication published : archive.publications()) {
            if (published.runId().equals(run.runId()) && !published.isBurst()) {
                files.computeIfAbsent(
                                new Edition(published.report(), published.language()), any -> new LinkedHashMap<>())
                        .put(
                                published.name(),
                                new Enclosure(
                                        published.name(),
                                        run.period() + "/" + published.name(),
                                        published.sha256(),
                                        published.position()));
            }
        }
        Map<Edition, List<Enclosure>> editions = new LinkedHashMap<>();
        files.forEach((edition, named) -> editions.put(edition, List.copyOf(named.values())));
        return editions;
    }

    private Dispatch dispatch(Recipient recipient, Edition edition, List<Enclosure> files) {
        Wording.Text text = new Wording(run.workspace())
                .report(edition.language(), edition.report(), run.period().toString(), run.revision(), known);
        return new Dispatch(
                run.runId(),
                Kind.REPORT,
                run.job().name(),
                run.period().toString(),
                edition.report(),
                recipient,
                edition.language(),
                text.subject(),
                text.body(),
                files);
    }
}
