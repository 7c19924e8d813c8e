package io.holdfast.extract;

import io.holdfast.lake.Extent;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Sha256;
import io.holdfast.query.Reading;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The databases that a run reads, from the moment in which they are opened to that in which their rows are a file. */
final class Readings implements AutoCloseable {

    private final Workspace workspace;
    private final Lake lake;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    /**
     * A reading under way.
     *
     * @param known how far the one before it came; empty where everything is read
     * @param at when the run began
     */
    record Open(Reading reading, String known, Instant at) {

        /** Of everything that the load depends on but the database itself, which nobody can keep still. */
        String fingerprint(Source source) {
            return Readings.fingerprint(source, known, at);
        }
    }

    Readings(Workspace workspace, Lake lake) {
        this.workspace = workspace;
        this.lake = lake;
    }

    /**
     * Opens the readings of those sources whose rows an earlier try of the run has not staged.
     *
     * @return the parts to read
     */
    List<ReadTask> open(List<Source> sources, StagingArea area, long knownAt, Instant at, Consumer<String> narrator) {
        close();
        List<ReadTask> parts = new ArrayList<>();
        for (Source source : sources) {
            String name = source.asks().orElseThrow();
            FileTask task = new FileTask(source.name(), name, area.folder());
            Optional<Load> before = lastLike(source, name, knownAt);
            String known = before.flatMap(Load::extent).map(Extent::watermark).orElse("");
            if (Staged.find(area.folder(), task.id())
                    .filter(staged -> staged.knownAt() == knownAt
                            && staged.load().fingerprint().equals(fingerprint(source, known, at)))
                    .isPresent()) {
                continue;
            }
            Reading reading = new Reading(
                    workspace,
                    source,
                    area.folder(),
                    task.id(),
                    Optional.of(known).filter(text -> !text.isEmpty()),
                    narrator);
            open.put(source.name(), new Open(reading, known, at));
            int count = reading.open();
            before.ifPresent(load -> requireColumns(source, load, reading.columns()));
            for (int part = 0; part < count; part++) {
                parts.add(new ReadTask(source.name(), part));
            }
        }
        return parts;
    }

    void read(ReadTask task) {
        Open opened = open.get(task.source());
        if (opened == null) {
            throw new IllegalStateException("the database of " + task.source() + " was not opened");
        }
        opened.reading().read(task.part());
    }

    /** The reading of a source, every part of which was read; empty where it was staged before. */
    Optional<Open> of(Source source) {
        return Optional.ofNullable(open.get(source.name()));
    }

    @Override
    public void close() {
        open.values().forEach(opened -> opened.reading().close());
        open.clear();
    }

    /** The last load of a source as it is defined now. */
    private Optional<Load> lastLike(Source source, String name, long knownAt) {
        return lake.loads(knownAt).stream()
                .filter(load ->
                        load.source().equals(source.name()) && load.file().equals(name))
                .reduce((earlier, later) -> later)
                .filter(load -> load.extent()
                        .filter(extent -> extent.definition().equals(source.fingerprint()))
                        .isPresent());
    }

    // Every row would count as changed: its value is not there any more.
    private static void requireColumns(Source source, Load before, List<String> now) {
        Set<String> gone = new TreeSet<>(before.columns());
        now.forEach(gone::remove);
        if (!gone.isEmpty()) {
            throw new DefinitionException(
                    source.sqlFile(),
                    0,
                    "does not yield " + String.join(", ", gone) + " any more, which it did at ledger position "
                            + before.position()
                            + "; was a column dropped or renamed? Yield it again, or name the columns"
                            + " in the select, without this one");
        }
    }

    private static String fingerprint(Source source, String known, Instant at) {
        return Sha256.of(source.name() + "\n" + source.fingerprint() + "\n" + known + "\n" + at);
    }
}
