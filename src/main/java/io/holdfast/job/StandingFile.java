package io.holdfast.job;

import io.holdfast.job.Standing.Job;
import io.holdfast.job.Standing.Result;
import io.holdfast.job.Standing.Rows;
import io.holdfast.job.Standing.Tried;
import io.holdfast.job.Standing.Unfinished;
import io.holdfast.job.Standing.Unsent;
import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import io.holdfast.workspace.YamlMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A {@link Standing} as {@code data/status/standing.yml}. */
final class StandingFile {

    private static final String NAME = "standing.yml";

    private StandingFile() {}

    static void write(Workspace workspace, Standing standing) {
        StringBuilder text = new StringBuilder();
        line(text, "", "position", standing.position());
        line(text, "", "recorded-at", standing.recordedAt());
        text.append("jobs:\n");
        standing.jobs().forEach(job -> append(text, job));
        text.append("unfinished:\n");
        for (Unfinished run : standing.unfinished()) {
            line(text, "  - ", "run", run.run());
            line(text, "    ", "job", run.job());
            line(text, "    ", "period", run.period());
            line(text, "    ", "died", run.died());
            line(text, "    ", "since", run.since());
        }
        text.append("unsent:\n");
        for (Unsent delivery : standing.unsent()) {
            line(text, "  - ", "id", delivery.id());
            line(text, "    ", "doubt", delivery.doubt());
            line(text, "    ", "what", delivery.what());
        }
        Notes.write(workspace, NAME, text.toString());
    }

    private static void append(StringBuilder text, Job job) {
        line(text, "  - ", "job", job.name());
        line(text, "    ", "latest", job.latest());
        line(text, "    ", "latest-done", job.latestDone());
        job.lastGood().ifPresent(end -> line(text, "    ", "last-good", end));
        text.append("    milliseconds: [")
                .append(job.durations().stream()
                        .map(duration -> String.valueOf(duration.toMillis()))
                        .collect(Collectors.joining(", ")))
                .append("]\n");
        text.append("    last:\n");
        Tried last = job.last();
        line(text, "      ", "run", last.run());
        line(text, "      ", "period", last.period());
        line(text, "      ", "result", last.result().word());
        line(text, "      ", "begun", last.begun());
        line(text, "      ", "milliseconds", last.took().toMillis());
        line(text, "      ", "warnings", last.warnings());
        text.append("      rows:\n");
        for (Rows rows : last.rows()) {
            line(text, "        - ", "source", rows.source());
            line(text, "          ", "read", rows.read());
            line(text, "          ", "rejected", rows.rejected());
        }
    }

    private static void line(StringBuilder text, String indent, String key, Object value) {
        text.append(indent).append(key).append(": ").append(Notes.quoted(value)).append('\n');
    }

    static Optional<Standing> read(Workspace workspace) {
        return Notes.read(workspace, NAME, StandingFile::standing);
    }

    private static Standing standing(YamlMap yaml) {
        return new Standing(
                yaml.wholeNumber("position", 0, 0),
                Instant.parse(yaml.text("recorded-at")),
                yaml.maps("jobs").stream().map(StandingFile::job).toList(),
                yaml.maps("unfinished").stream()
                        .map(run -> new Unfinished(
                                run.text("run"),
                                run.text("job"),
                                Period.parse(run.text("period")),
                                run.flag("died", false),
                                Instant.parse(run.text("since"))))
                        .toList(),
                yaml.maps("unsent").stream()
                        .map(delivery -> new Unsent(
                                delivery.wholeNumber("id", 0, 0), delivery.flag("doubt", false), delivery.text("what")))
                        .toList());
    }

    private static Job job(YamlMap yaml) {
        YamlMap last = yaml.map("last");
        List<Rows> rows = last.maps("rows").stream()
                .map(row ->
                        new Rows(row.text("source"), row.wholeNumber("read", 0, 0), row.wholeNumber("rejected", 0, 0)))
                .toList();
        return new Job(
                yaml.text("job"),
                Period.parse(yaml.text("latest")),
                yaml.flag("latest-done", false),
                new Tried(
                        last.text("run"),
                        Period.parse(last.text("period")),
                        Result.valueOf(
                                last.text("result").toUpperCase(Locale.ROOT).replace('-', '_')),
                        Instant.parse(last.text("begun")),
                        Duration.ofMillis(last.wholeNumber("milliseconds", 0, 0)),
                        last.wholeNumber("warnings", 0, 0),
                        rows),
                yaml.optionalText("last-good").map(Instant::parse),
                yaml.texts("milliseconds").stream()
                        .map(Long::valueOf)
                        .map(Duration::ofMillis)
                        .toList());
    }
}
