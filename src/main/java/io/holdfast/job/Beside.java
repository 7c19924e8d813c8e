package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Burst;
import io.holdfast.archive.Publication;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays what a rerun makes beside what the records have, and enters nothing. */
final class Beside implements Outlet {

    /**
     * A file and what the records have in its place.
     *
     * @param name for people
     * @param made by the rerun
     * @param kept where the recorded one lies
     * @param recorded hash of the recorded one; empty where there is none
     * @param within hash of the recorded manifest that names it; empty where it is not one of many
     */
    record Pair(String name, Path made, Optional<Path> kept, Optional<String> recorded, Optional<String> within) {

        Pair(String name, Path made, Optional<Path> kept, Optional<String> recorded) {
            this(name, made, kept, recorded, Optional.empty());
        }

        boolean same() {
            return recorded.filter(Sha256.of(made)::equals).isPresent();
        }
    }

    private final RunContext run;
    private final Lake lake;
    private final Archive archive;
    private final List<Pair> reports = new ArrayList<>();
    private final List<Pair> scores = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    Beside(RunContext run, Lake lake, Archive archive) {
        this.run = run;
        this.lake = lake;
        this.archive = archive;
    }

    @Override
    public long scores(ScoresFile made, Path finished) {
        Optional<ScoresFile> recorded = lake.scores(Long.MAX_VALUE).stream()
                .filter(entered -> entered.runId().equals(run.runId()))
                .reduce((earlier, later) -> later);
        scores.add(new Pair(
                "scores of " + made.rows() + " customers",
                kept(finished),
                recorded.map(lake::file),
                recorded.map(ScoresFile::sha256)));
        return recorded.map(ScoresFile::position).orElse(Long.MAX_VALUE);
    }

    @Override
    public Optional<Path> scoresFile() {
        return scores.stream().map(Pair::made).reduce((earlier, later) -> later);
    }

    @Override
    public void report(String template, String language, Path finished) {
        Optional<Publication> recorded = recorded(template, language, "", finished);
        reports.add(new Pair(
                finished.getFileName().toString(),
                kept(finished),
                recorded.map(archive::file),
                recorded.map(Publication::sha256)));
    }

    @Override
    public String piece(Path finished) {
        return Sha256.of(finished);
    }

    @Override
    public boolean has(String name, String sha256) {
        return false;
    }

    // The manifest stands for all files: where it is the same, so is each of them.
    @Override
    public void burst(BurstMade made) {
        Optional<Publication> recorded =
                recorded(made.template(), made.language(), made.each().toString(), Path.of(made.manifestName()));
        Burst now = made.manifest();
        Pair manifest = new Pair(
                made.manifestName() + " of " + now.files().size() + " files",
                written(made.manifestName(), now.text()),
                recorded.map(archive::file),
                recorded.map(Publication::sha256));
        reports.add(manifest);
        Burst before = manifest.same() || recorded.isEmpty() ? now : archive.burst(recorded.get());
        now.files().forEach((name, sha256) -> {
            String was = before.files().get(name);
            if (!sha256.equals(was)) {
                reports.add(new Pair(
                        name,
                        run.pieces().resolve(name),
                        Optional.ofNullable(was).map(hash -> archive.pieces().path(name, hash)),
                        Optional.ofNullable(was),
                        manifest.recorded()));
            }
        });
        before.files().keySet().stream()
                .filter(name -> !now.files().containsKey(name))
                .forEach(gone::add);
    }

    /** Files of bursts that the records have and the rerun did not make. */
    List<String> gone() {
        return List.copyOf(gone);
    }

    private Optional<Publication> recorded(String template, String language, String each, Path finished) {
        return archive.publications().stream()
                .filter(published -> published.runId().equals(run.runId())
                        && published.report().equals(template)
                        && published.language().equals(language)
                        && published.each().equals(each)
                        && finished.toString().endsWith(published.suffix()))
                .reduce((earlier, later) -> later);
    }

    private Path written(String name, String text) {
        try {
            Path made = Files.createDirectories(run.staging().resolve("made")).resolve(name);
            return Files.writeString(made, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + run.staging() + "; is the disk full?", e);
        }
    }

    List<Pair> reports() {
        return List.copyOf(reports);
    }

    List<Pair> scores() {
        return List.copyOf(scores);
    }

    // Out of the way of the next draft of the same name.
    private Path kept(Path finished) {
        try {
            Path made = Files.createDirectories(run.staging().resolve("made")).resolve(finished.getFileName());
            return Files.move(finished, made);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + finished + "; is the disk full or read-only?", e);
        }
    }
}
