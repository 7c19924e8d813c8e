package io.holdfast.extract;

import io.holdfast.extract.Arrivals.Arrival;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Extent;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Sha256;
import io.holdfast.query.Drawn;
import io.holdfast.source.Query;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes in files and what databases yield: {@link #open} and {@link #read} bring the rows of databases to files,
 * {@link #tasks} finds all files, {@link #stage} brings each to a checked file in a staging folder, at any time and
 * side by side, and {@link #publish} makes all of them known at once, in the order in which they came.
 */
public final class Extraction implements AutoCloseable {

    private final Workspace workspace;
    private final List<Source> sources;
    private final String zone;
    private final Engine engine;
    private final Lake lake;
    private final Ledger ledger;
    private final Readings readings;

    public Extraction(Workspace workspace, Engine engine, Lake lake, Ledger ledger) {
        this.workspace = workspace;
        this.sources = Source.all(workspace.jobs());
        this.zone = workspace.company().zone().getId();
        this.engine = engine;
        this.lake = lake;
        this.ledger = ledger;
        this.readings = new Readings(workspace, lake);
    }

    /** Whether any source asks a database. */
    public boolean asks() {
        return sources.stream().anyMatch(source -> source.query().isPresent());
    }

    /**
     * Opens the databases that sources ask, and says which parts there are to {@link #read}.
     *
     * @param knownAt the ledger position up to which earlier readings count
     * @param at when the run began
     * @param narrator told of lost connections
     */
    public List<ReadTask> open(StagingArea area, long knownAt, Instant at, Consumer<String> narrator) {
        List<Source> asking =
                sources.stream().filter(source -> source.query().isPresent()).toList();
        return readings.open(asking, area, knownAt, at, narrator);
    }

    /** Brings a part of what a database yields to a file. */
    public void read(ReadTask task) {
        readings.read(task);
    }

    @Override
    public void close() {
        readings.close();
    }

    /**
     * Every file that a source names and every database that one asks, in the order in which their loads will be published.
     *
     * @throws DefinitionException where there is no source of orders, or a folder is missing, or no order is known
     *     and none comes
     */
    public List<FileTask> tasks() {
        Source orders = sources.stream()
                .filter(source -> source.entity() == Entity.ORDERS)
                .findFirst()
                .orElseThrow(() -> new DefinitionException(
                        "jobs/sources/",
                        0,
                        "no source yields orders, which every figure needs; add one with entity: orders"));
        List<FileTask> tasks = new ArrayList<>();
        for (Source source : sources) {
            if (source.asks().isPresent()) {
                tasks.add(task(source.name(), source.asks().get()));
                continue;
            }
            for (Path file : FilePattern.matches(workspace, source.read(), source.definition())) {
                tasks.add(new FileTask(source.name(), name(file), file));
            }
        }
        List<Load> loads = lake.loads(Long.MAX_VALUE);
        if (tasks.stream().noneMatch(task -> source(task).entity() == Entity.ORDERS)
                && loads.stream().noneMatch(load -> load.entity() == Entity.ORDERS)) {
            throw new DefinitionException(
                    orders.definition(),
                    0,
                    "no file matches " + orders.read() + ", and no orders are known yet; put the export there");
        }
        tasks.sort(Comparator.comparing(
                task -> new Arrival(source(task).entity(), task.source(), task.name()), new Arrivals(loads).order()));
        return tasks;
    }

    /** The task of this source and name. */
    public FileTask task(String source, String name) {
        return new FileTask(source, name, workspace.root().resolve(name));
    }

    /** Files of the inbox that no source reads or joins: misnamed, or without a source. */
    public List<String> unread() {
        Path inbox = workspace.root().resolve("inbox");
        if (!Files.isDirectory(inbox)) {
            return List.of();
        }
        Set<Path> read = sources.stream()
                .filter(source -> source.query().isEmpty())
                .flatMap(source -> Stream.concat(Stream.of(source.read()), source.joins().values().stream())
                        .flatMap(pattern -> FilePattern.matches(workspace, pattern, source.definition()).stream()))
                .collect(Collectors.toSet());
        return FilePattern.matches(workspace, "inbox/*.csv", "inbox").stream()
                .filter(file -> !read.contains(file))
                .map(file ->
                        name(file) + ": no source reads it; the patterns after 'read' in jobs/sources/ say which files"
                                + " are read")
                .toList();
    }

    /** Removes from the staging folder what an earlier try of the run made of files that are not there any more. */
    public void forgetAllBut(List<FileTask> tasks, StagingArea area) {
        Staged.retainAll(area.folder(), tasks.stream().map(FileTask::id).collect(Collectors.toSet()));
    }

    /**
     * Brings one file, or what a database yielded, to a checked file in the staging folder. What is already loaded is left alone, and what an
     * earlier try of the run has staged is kept, as long as nothing changed that it depends on.
     *
     * @param knownAt the ledger position whose rows need not be stored again
     * @return a line that says what was done
     * @throws UnreadableFileException where the file as a whole is wrong
     * @throws TooManyRejectsException where the source's limits are passed
     */
    public String stage(FileTask task, StagingArea area, long knownAt) {
        Source source = source(task);
        if (source.query().isPresent()) {
            return readings.of(source)
                    .map(opened -> stage(source, opened, task, area, knownAt))
                    .orElse(task.name() + ": checked already by an earlier try of this run");
        }
        if (!Files.isRegularFile(task.path())) {
            return task.name() + ": gone since the run began; skipped";
        }
        Csv csv = Csv.look(task.name(), task.path(), source.format(), area.folder());
        Map<String, List<Csv>> joins = joins(source, area.folder());
        String fingerprint = Sha256.of(source.fingerprint()
                + csv.sha256()
                + joins.values().stream().flatMap(List::stream).map(Csv::sha256).collect(Collectors.joining()));
        Optional<Load> before = new Arrivals(lake.loads(knownAt)).loadOf(task, fingerprint);
        if (before.isPresent()) {
            return task.name() + ": already loaded"
                    + (before.get().file().equals(task.name())
                            ? ""
                            : " as " + before.get().file())
                    + " at ledger position " + before.get().position() + "; nothing to do";
        }
        Optional<Staged> staged = Staged.find(area.folder(), task.id())
                .filter(earlier -> earlier.knownAt() == knownAt
                        && earlier.load().fingerprint().equals(fingerprint));
        if (staged.isPresent()) {
            return task.name() + ": checked already by an earlier try of this run";
        }
        try (Connection connection = engine.connect()) {
            RawRelations raw = new RawRelations(connection, source.format());
            joins.forEach(raw::createJoin);
            Stager stager = new Stager(connection, source, raw, csv, zone);
            StagedFiles place = StagedFiles.of(area.folder(), task.id());
            Load load = new Intake(connection, source, csv, raw, stager, place, area.rejects())
                    .stage(fingerprint, Optional.empty(), lake, knownAt);
            // A joined file is read as often as the file itself.
            joins.values().stream().flatMap(List::stream).forEach(Csv::requireUnchanged);
            return told(load);
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
    }

    private String stage(Source source, Readings.Open opened, FileTask task, StagingArea area, long knownAt) {
        try (Connection connection = engine.connect()) {
            Drawn drawn = opened.reading().finish(connection, opened.at());
            Csv csv = Csv.drawn(task.name(), drawn.rows(), drawn.columns());
            RawRelations raw = new RawRelations(connection, source.format());
            Stager stager = new Stager(connection, source, raw, csv, zone);
            StagedFiles place = StagedFiles.of(area.folder(), task.id());
            long deleted = source.query()
                    .flatMap(Query::deletes)
                    .map(limits ->
                            new MissingRows(connection, source, lake).write(limits, drawn, knownAt, place.deleted()))
                    .orElse(0L);
            Extent extent = new Extent(source.fingerprint(), opened.reading().from(), drawn.watermark(), deleted, "");
            Load load = new Intake(connection, source, csv, raw, stager, place, area.rejects())
                    .stage(opened.fingerprint(source), Optional.of(extent), lake, knownAt);
            return told(load)
                    + (deleted == 0 ? "" : "; " + deleted + " gone")
                    + (extent.from().isEmpty() ? "" : "; changed since " + extent.from());
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        } finally {
            opened.reading().close();
        }
    }

    private static String told(Load load) {
        return load.file() + ": " + load.records() + " read = " + load.accepted() + " accepted + " + load.rejected()
                + " rejected" + (load.leftOut() > 0 ? " + " + load.leftOut() + " left out by the mapping" : "") + "; "
                + load.stored() + " new or changed";
    }

    /** The loads that a run has published. */
    public List<Load> published(String runId) {
        return lake.loads(Long.MAX_VALUE).stream()
                .filter(load -> load.runId().equals(runId))
                .toList();
    }

    /**
     * Publishes all that is staged: files into the lake, then one entry of the ledger for each. Callers bring the
     * transaction; a run that has published already publishes nothing again.
     *
     * @return the loads, as entered
     */
    public List<Load> publish(StagingArea area, String runId, Instant at) {
        List<Load> published = published(runId);
        return published.isEmpty()
                ? new Publication(engine, lake, ledger).publish(area.folder(), runId, at)
                : published;
    }

    /** What a person should know of loads just published: rejected rows, and customers that nobody has told of. */
    public List<String> warnings(Connection connection, List<Load> loads, StagingArea area) {
        return new Warnings(connection, lake).of(loads, area.rejects());
    }

    private Map<String, List<Csv>> joins(Source source, Path copies) {
        Map<String, List<Csv>> joins = new LinkedHashMap<>();
        source.joins().forEach((name, pattern) -> {
            List<Path> files = FilePattern.matches(workspace, pattern, source.definition());
            if (files.isEmpty()) {
                throw new DefinitionException(
                        source.definition(), 0, "joins " + name + ", but no file matches " + pattern);
            }
            joins.put(
                    name,
                    files.stream()
                            .map(file -> Csv.look(name(file), file, source.format(), copies))
                            .toList());
        });
        return joins;
    }

    private Source source(FileTask task) {
        return sources.stream()
                .filter(source -> source.name().equals(task.source()))
                .findFirst()
                .orElseThrow();
    }

    private String name(Path file) {
        return file.startsWith(workspace.root())
                ? workspace.root().relativize(file).toString()
                : file.toString();
    }
}
