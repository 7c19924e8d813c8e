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
import io.holdfast.review.Reviewed;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Journal journal;

    /** @param known when what the run tells was known */
    QueueReports(RunContext run, Archive archive, Outbox outbox, Optional<Instant> known, Journal journal) {
        this.run = run;
        this.archive = archive;
        this.outbox = outbox;
        this.known = known;
        this.journal = journal;
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
        Map<Edition, List<Publication>> editions = editions();
        List<Dispatch> all = new ArrayList<>();
        addressees
                .reports()
                .forEach((report, names) -> names.forEach(name -> settings.recipient(name)
                        .ifPresent(recipient -> editions.forEach((edition, published) -> {
                            if (edition.report().equals(report)
                                    && recipient
                                            .language()
                                            .map(edition.language()::equals)
                                            .orElse(true)) {
                                List<Enclosure> files = files(recipient, edition, published);
                                if (!files.isEmpty()) {
                                    all.add(dispatch(recipient, edition, files));
                                }
                            }
                        }))));
        List<Recipient> told = addressees.success().stream()
                .flatMap(name -> settings.recipient(name).stream())
                .toList();
        List<String> published = editions.values().stream()
                .flatMap(List::stream)
                .map(publication -> run.period() + "/" + publication.name())
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
    private Map<Edition, List<Publication>> editions() {
        Map<Edition, Map<String, Publication>> published = new LinkedHashMap<>();
        for (Publication publication : archive.publications()) {
            if (publication.runId().equals(run.runId())) {
                published
                        .computeIfAbsent(
                                new Edition(publication.report(), publication.language()), any -> new LinkedHashMap<>())
                        .put(publication.name(), publication);
            }
        }
        Map<Edition, List<Publication>> editions = new LinkedHashMap<>();
        published.forEach((edition, named) -> editions.put(edition, List.copyOf(named.values())));
        return editions;
    }

    private List<Enclosure> files(Recipient recipient, Edition edition, List<Publication> published) {
        List<Enclosure> files = new ArrayList<>();
        for (Publication publication : published) {
            if (publication.isBurst()) {
                files.addAll(pieces(recipient, edition, publication));
            } else {
                files.add(new Enclosure(
                        publication.name(),
                        run.period() + "/" + publication.name(),
                        publication.sha256(),
                        publication.position()));
            }
        }
        return files;
    }

    // Of a burst only what is about those whom the recipient looks after: the files are named by their keys.
    private List<Enclosure> pieces(Recipient recipient, Edition edition, Publication publication) {
        Map<String, String> made = archive.burst(publication).files();
        Reviewed kind = Reviewed.named(publication.each());
        List<Enclosure> files = new ArrayList<>();
        for (String key : recipient.looksAfter().getOrDefault(kind, List.of())) {
            // The tables of one that could not be rendered are nobody's news.
            List<String> pieces = made.containsKey(PieceName.of(kind, key, edition.language()))
                    ? PieceName.all(kind, key, edition.language()).stream()
                            .filter(made::containsKey)
                            .toList()
                    : List.of();
            if (pieces.isEmpty()) {
                journal.warn(List.of("'" + recipient.name() + "' looks after the " + kind + " '" + key
                        + "' (jobs/" + DeliverySettings.FILE + "), of which there is no " + edition.report() + " in "
                        + run.period() + ": is it written as in the data, and was it made?"));
            }
            for (String piece : pieces) {
                files.add(new Enclosure(
                        edition.report() + "-" + piece.substring(piece.indexOf('/') + 1),
                        folder(edition.report()) + "/" + piece,
                        Objects.requireNonNull(made.get(piece)),
                        publication.position()));
            }
        }
        return files;
    }

    // Where the copies of a burst lie; the job's name stands before it where another job has the report of that period.
    private String folder(String report) {
        String name = report + (run.revision() > 1 ? "-r" + run.revision() : "");
        String own = run.period() + "/" + run.job().name() + "-" + name;
        return Files.isDirectory(run.workspace().out().resolve(own)) ? own : run.period() + "/" + name;
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
