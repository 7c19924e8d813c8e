package io.holdfast.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What goes, or would, in words. */
final class Tally {

    private final RetentionPolicy policy;
    private final boolean dryRun;
    private final List<String> lines = new ArrayList<>();

    Tally(RetentionPolicy policy, boolean dryRun) {
        this.policy = policy;
        this.dryRun = dryRun;
    }

    void files(String what, List<Path> files) {
        say(what, files.isEmpty() ? "" : files.size() + (files.size() == 1 ? " file, " : " files, ") + size(files));
    }

    void steps(String what, long steps) {
        say(what, steps == 0 ? "" : steps + (steps == 1 ? " step of a run" : " steps of runs") + " that are done");
    }

    private void say(String what, String much) {
        lines.add(what + ", kept " + policy.words(what) + ": "
                + (much.isEmpty() ? "none is older" : much + ", " + (dryRun ? "would be dropped" : "dropped")));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private static String size(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.exists(file) ? Files.size(file) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        return bytes < 1_000_000 ? (bytes + 999) / 1_000 + " kB" : (bytes + 999_999) / 1_000_000 + " MB";
    }
}
