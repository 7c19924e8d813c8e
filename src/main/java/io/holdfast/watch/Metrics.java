package io.holdfast.watch;

import io.holdfast.job.Program;
import io.holdfast.job.Standing;
import io.holdfast.job.Standing.Result;
import io.holdfast.job.Standing.Rows;
import io.holdfast.job.Standing.Tried;
import io.holdfast.schedule.Concern;
import io.holdfast.schedule.Outlook;
import io.holdfast.schedule.Outlook.Coming;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An {@link Overview} as numbers that Prometheus understands: moments as seconds since 1970, so that an age is
 * {@code time()} less them whenever one asks; labels are names of jobs and sources, never of customers.
 */
public final class Metrics {

    private static final String SECONDS = "seconds";
    private static final String BYTES = "bytes";

    private final MeterRegistry registry;
    private final Overview overview;

    private Metrics(MeterRegistry registry, Overview overview) {
        this.registry = registry;
        this.overview = overview;
    }

    /** In Prometheus' text format. */
    public static String text(Overview overview) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try {
            new Metrics(registry, overview).all();
            return registry.scrape();
        } finally {
            registry.close();
        }
    }

    private void all() {
        gauge("holdfast.info", "", "the program", 1, "version", Program.version());
        moment("holdfast.seen", "when these numbers were taken", overview.now());
        overview.standing().jobs().forEach(this::job);
        overview.work()
                .ifPresent(work ->
                        moment("holdfast.run.active", "when the run at work began", work.begun(), "job", work.job()));
        overview.outlooks().forEach(this::outlook);
        gauge(
                "holdfast.ledger.position",
                "",
                "entries of the ledger",
                overview.standing().position());
        if (overview.standing().position() > 0) {
            moment(
                    "holdfast.ledger.head",
                    "when the ledger's last entry was recorded",
                    overview.standing().recordedAt());
        }
        gauge(
                "holdfast.deliveries.unsent",
                "",
                "deliveries that did not go, or in doubt",
                overview.standing().unsent().size());
        gauge("holdfast.disk.free", BYTES, "free where the workspace lies", overview.free());
        gauge("holdfast.disk.size", BYTES, "size of that disk", overview.size());
        for (Concern.Kind kind : Concern.Kind.values()) {
            long count = overview.findings().stream()
                    .filter(finding -> finding.kind() == kind)
                    .count();
            gauge("holdfast.findings", "", "what holdfast doctor finds", count, "kind", label(kind.word()));
        }
    }

    private void job(Standing.Job job) {
        Tried last = job.last();
        String name = job.name();
        moment("holdfast.run.started", "when the last run began", last.begun(), "job", name);
        gauge("holdfast.run.duration", SECONDS, "how long the last run took", seconds(last.took()), "job", name);
        job.lastGood()
                .ifPresent(end ->
                        moment("holdfast.run.success", "when the last run that was done had ended", end, "job", name));
        for (Result result : Result.values()) {
            gauge(
                    "holdfast.run.result",
                    "",
                    "1 for how the last run ended",
                    result == last.result() ? 1 : 0,
                    "job",
                    name,
                    "result",
                    label(result.word()));
        }
        gauge("holdfast.run.warnings", "", "warnings of the last run", last.warnings(), "job", name);
        for (Rows rows : last.rows()) {
            String[] labels = {"job", name, "source", rows.source()};
            gauge("holdfast.run.rows.read", "", "records that the last run read", rows.read(), labels);
            gauge("holdfast.run.rows.rejected", "", "of them, rejected", rows.rejected(), labels);
        }
    }

    private void outlook(Outlook outlook) {
        String job = outlook.job();
        outlook.usual()
                .ifPresent(usual -> gauge(
                        "holdfast.run.usual", SECONDS, "how long a run usually takes", seconds(usual), "job", job));
        outlook.next().ifPresent(next -> {
            moment("holdfast.job.next", "when the job is due next", next.due(), "job", job);
            gauge(
                    "holdfast.job.lateness",
                    SECONDS,
                    "how long what was due is not done",
                    since(outlook.waiting().stream().map(Coming::due).findFirst()),
                    "job",
                    job);
            next.deadline()
                    .ifPresent(any -> gauge(
                            "holdfast.job.past.deadline",
                            SECONDS,
                            "how long what was due is past its deadline",
                            since(outlook.waiting().stream()
                                    .map(Coming::deadline)
                                    .flatMap(Optional::stream)
                                    .findFirst()),
                            "job",
                            job));
        });
    }

    private double since(Optional<Instant> moment) {
        return moment.map(then -> Math.max(0, seconds(Duration.between(then, overview.now()))))
                .orElse(0.0);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private void moment(String name, String says, Instant moment, String... labels) {
        gauge(name + ".timestamp", SECONDS, says, moment.toEpochMilli() / 1000.0, labels);
    }

    private void gauge(String name, String unit, String says, double value, String... labels) {
        Gauge.builder(name, () -> value)
                .baseUnit(unit.isEmpty() ? null : unit)
                .description(says)
                .tags(Tags.of(labels))
                .strongReference(true)
                .register(registry);
    }

    private static String label(String words) {
        return words.replace(' ', '_').replace('-', '_');
    }
}
