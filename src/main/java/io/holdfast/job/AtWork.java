package io.holdfast.job;

import io.holdfast.period.Period;
import io.holdfast.workspace.Workspace;
import io.holdfast.workspace.YamlMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run that is at work in a workspace, as its process tells others.
 *
 * @param pid of the process, on its machine
 * @param begun when this try began
 * @param step at work; empty before the first
 * @param stepBegun when that one did
 * @param what is being counted within the step, such as files; empty where nothing is
 * @param done of those
 * @param of so many; 0 where nothing is counted
 * @param seen when the process last gave a sign of life
 */
public record AtWork(
        long pid,
        String run,
        String job,
        Period period,
        Instant begun,
        String step,
        Instant stepBegun,
        String what,
        long done,
        long of,
        Instant seen) {

    /** A process that works gives a sign of life so often. */
    static final Duration BEAT = Duration.ofSeconds(5);

    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final String NAME = "at-work.yml";

    /** Who works there, or did when its process ended without a word; empty where nobody does. */
    public static Optional<AtWork> in(Workspace workspace) {
        return Notes.read(workspace, NAME, AtWork::read);
    }

    /** Whether the process has given a sign of life lately. */
    public boolean alive(Instant now) {
        return Duration.between(seen, now).compareTo(SILENCE) < 0;
    }

    void write(Workspace workspace) {
        StringBuilder text = new StringBuilder();
        line(text, "pid", pid);
        line(text, "run", run);
        line(text, "job", job);
        line(text, "period", period);
        line(text, "begun", begun);
        line(text, "step", step);
        line(text, "step-begun", stepBegun);
        line(text, "what", what);
        line(text, "done", done);
        line(text, "of", of);
        line(text, "seen", seen);
        Notes.write(workspace, NAME, text.toString());
    }

    static void over(Workspace workspace) {
        Notes.delete(workspace, NAME);
    }

    private static AtWork read(YamlMap yaml) {
        return new AtWork(
                yaml.wholeNumber("pid", 0, 0),
                yaml.text("run"),
                yaml.text("job"),
                Period.parse(yaml.text("period")),
                Instant.parse(yaml.text("begun")),
                yaml.optionalText("step").orElse(""),
                Instant.parse(yaml.text("step-begun")),
                yaml.optionalText("what").orElse(""),
                yaml.wholeNumber("done", 0, 0),
                yaml.wholeNumber("of", 0, 0),
                Instant.parse(yaml.text("seen")));
    }

    private static void line(StringBuilder text, String key, Object value) {
        text.append(key).append(": ").append(Notes.quoted(value)).append('\n');
    }
}
