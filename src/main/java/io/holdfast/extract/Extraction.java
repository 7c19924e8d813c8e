package io.holdfast.extract;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Sha256;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes in files: {@link #tasks} finds them, {@link #stage} brings each to a checked file in a staging folder, at any
 * time and side by side, and {@link #publish} makes all of them known at once, in the order of their tasks.
 */
public final class Extraction {

    private final Workspace workspace;
    private final List<Source> sources;
    private final String zone;
    private final Engine engine;
    private final Lake lake;
    private final Ledger ledger;

    public Extraction(Workspace workspace, Engine engine, Lake lake, Ledger ledger) {
        this.workspace = workspace;
        this.sources = Source.all(workspace.jobs());
        this.zone = workspace.company().zone().getId();
        this.engine = engine;
        this.lake = lake;
        this.ledger = ledger;
    }

    /**
     * Every file that a source names, sorted as their loads will be: by entity, source, file name.
     *
     * @throws DefinitionException where there is no source of orders, or a folder is missing
     */
    public List<FileTask> tasks() {
        if (sources.stream().noneMatch(source -> source.entity() == Entity.ORDERS)) {
            throw new DefinitionException(
                    "jobs/sources/",
                    0,
                    "no source yields orders, which every figure needs; add one with entity: orders");
        }
        List<FileTask> tasks = new ArrayList<>();
        for (Source source : sources.stream()
                .sorted(Comparator.comparing(Source::entity).thenComparing(Source::name))
                .toList()) {
            for (Path file : FilePattern.matches(workspace, source.read(), definition(source))) {
                tasks.add(new FileTask(
                        String.format(Locale.ROOT, "%05d", tasks.size() + 1), source.name(), name(file), file));
            }
        }
        boolean orders = tasks.stream().anyMatch(task -> source(task).entity() == Entity.ORDERS);
        if (!orders && lake.loads(Long.MAX_VALUE).stream().noneMatch(load -> load.entity() == Entity.ORDERS)) {
            Source source = sources.stream()
                    .filter(candidate -> candidate.entity() == Entity.ORDERS)
                    .findFirst()
                    .orElseThrow();
            throw new DefinitionException(
                    definition(source),
                    0,
                    "no file matches " + source.read() + ", and no orders are known yet; put the export there");
        }
        return tasks;
    }

    /**
     * Brings one file to a checked file in the staging folder. What is already loaded is left alone.
     *
     * @param knownAt the ledger position whose rows need not be stored again
     * @return a line that says what was done
     * @throws UnreadableFileException where the file as a whole is wrong
     * @throws TooManyRejectsException where the source's limits are passed
     */
    public String stage(FileTask task, Path staging, long knownAt) {
        Source source = source(task);
        if (!Files.isRegularFile(task.path())) {
            return task.name() + ": gone since the run began; skipped";
        }
        Csv csv = Csv.look(task.name(), task.path(), source.format(), staging);
        Map<String, List<Csv>> joins = joins(source, staging);
        String fingerprint = Sha256.of(source.fingerprint()
                + csv.sha256()
                + joins.values().stream().flatMap(List::stream).map(Csv::sha256).collect(Collectors.joining()));
        for (Load load : lake.loads(knownAt)) {
            if (load.fingerprint().equals(fingerprint)) {
                return task.name() + ": already loaded at ledger position " + load.position() + "; nothing to do";
            }
        }
        try (Connection connection = engine.connect()) {
            RawRelations raw = new RawRelations(connection, source.format());
            joins.forEach(raw::createJoin);
            Stager stager = new Stager(connection, source, raw, csv, zone);
            return stage(task, source, csv, fingerprint, staging, knownAt, connection, raw, stager);
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
    }

    private String stage(
            FileTask task,
            Source source,
            Csv csv,
            String fingerprint,
            Path staging,
            long knownAt,
            Connection connection,
            RawRelations raw,
            Stager stager) {
        Path good = staging.resolve(task.id() + ".good.parquet");
        long accepted = stager.writeGood(good);
        Map<Long, String> malformed = raw.malformed();
        long parsed = csv.records() - malformed.size();
        long bad = accepted == parsed ? 0 : stager.findBad(csv);
        long leftOut = parsed - accepted - bad;
        if (leftOut < 0) {
            throw new DefinitionException(
                    source.sqlFile(),
                    0,
                    "yields " + (accepted + bad) + " rows from the " + parsed + " records of " + csv.name()
                            + "; a join finds several rows for one record: aggregate the joined file in a subquery");
        }
        long duplicates = 0;
        if (stager.duplicateKeys(good) > 0) {
            Path first = staging.resolve(task.id() + ".first.parquet");
            long kept = stager.writeFirstOfEach(good, first);
            duplicates = accepted - kept;
            accepted = kept;
            good = first;
        }
        long rejected = malformed.size() + bad + duplicates;
        if (rejected > 0) {
            Path rejects = Staged.rejectsFile(staging, task.id());
            keepRejects(source, csv, staging, connection, stager, malformed, bad, duplicates, rejected, rejects);
        }
        long stored = storeNews(task, source, staging, knownAt, stager, good, accepted);
        Staged.note(
                staging,
                task.id(),
                new Load(
                        0,
                        Instant.EPOCH,
                        "",
                        source.entity(),
                        source.name(),
                        csv.name(),
                        csv.sha256(),
                        fingerprint,
                        stager.supplied(),
                        csv.records(),
                        rejected,
                        leftOut,
                        accepted,
                        stored,
                        "",
                        ""));
        return csv.name() + ": " + csv.records() + " read = " + accepted + " accepted + " + rejected + " rejected"
                + (leftOut > 0 ? " + " + leftOut + " left out by the mapping" : "") + "; " + stored + " new or changed";
    }

    private void keepRejects(
            Source source,
            Csv csv,
            Path staging,
            Connection connection,
            Stager stager,
            Map<Long, String> malformed,
            long bad,
            long duplicates,
            long rejected,
            Path target) {
        boolean over = rejected > source.maxCount()
                || new BigDecimal(rejected).compareTo(source.maxShare().multiply(new BigDecimal(csv.records()))) > 0;
        if (bad == 0) {
            Sql.run(
                    connection,
                    "create or replace temp table refused (file_line bigint, problems struct(\"rule\" varchar, \"value\" varchar)[])");
        }
        if (duplicates > 0) {
            stager.findDuplicates(csv);
        }
        if (over) {
            // The file itself still has them all; a sample tells what is wrong without holding millions in memory.
            Sql.run(
                    connection,
                    "delete from refused where file_line not in (select file_line from refused order by 1 limit 1000)");
        }
        new RejectedRows(connection, csv, source.format()).write(malformed, target);
        Path copy = staging.resolveSibling(staging.getFileName() + "-rejects")
                .resolve(csv.name().replaceAll("[^A-Za-z0-9._-]", "_") + ".rejects.csv");
        writeForPeople(connection, target, copy);
        if (over) {
            throw new TooManyRejectsException(csv.name() + ": " + rejected + " of " + csv.records()
                    + " rows are rejected, more than max-rejects in " + definition(source) + " allows (share "
                    + source.maxShare().stripTrailingZeros().toPlainString() + ", count " + source.maxCount()
                    + "); nothing of this run was published.\n" + examples(connection, target) + "All of them: " + copy
                    + "\nMend the file, or the mapping, or raise the limit, and run the same command again.");
        }
    }

    private static void writeForPeople(Connection connection, Path rejects, Path copy) {
        try {
            Files.createDirectories(copy.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + copy.getParent(), e);
        }
        Sql.run(
                connection,
                "copy (from read_parquet(" + Sql.literal(rejects) + ")) to " + Sql.literal(copy)
                        + " (format csv, header)");
    }

    private static String examples(Connection connection, Path rejects) {
        return Sql.query(
                        connection,
                        "select file, line, column_name, rule, value, expected from read_parquet("
                                + Sql.literal(rejects) + ") limit 5",
                        row -> "  " + row.getString(1) + ":" + row.getLong(2) + ": "
                                + (row.getString(3) == null ? "" : row.getString(3) + " = " + row.getString(5) + ": ")
                                + row.getString(6) + " (" + row.getString(4) + ")\n")
                .stream()
                .collect(Collectors.joining());
    }

    private long storeNews(
            FileTask task, Source source, Path staging, long knownAt, Stager stager, Path good, long accepted) {
        Path rows = Staged.rowsFile(staging, task.id());
        try {
            if (lake.supplied(source.entity(), knownAt).isEmpty()) {
                Files.move(good, rows, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                return accepted;
            }
            return stager.writeNews(good, lake, knownAt, rows);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + rows + "; is the disk full?", e);
        }
    }

    /**
     * Publishes all that is staged: files into the lake, then one entry of the ledger for each. Callers bring the
     * transaction; a run that has published already publishes nothing again.
     *
     * @return the loads, as entered
     */
    public List<Load> publish(Path staging, String runId, Instant at) {
        List<Load> published = lake.loads(Long.MAX_VALUE).stream()
                .filter(load -> load.runId().equals(runId))
                .toList();
        if (!published.isEmpty()) {
            return published;
        }
        List<Load> loads = new ArrayList<>();
        for (Staged staged : Staged.all(staging, runId, at)) {
            Map<String, String> facts = new LinkedHashMap<>(staged.load().facts());
            staged.rows()
                    .ifPresent(file ->
                            facts.put("sha256", lake.adoptLoad(staged.load().entity(), file)));
            staged.rejects().ifPresent(file -> facts.put("rejects-sha256", lake.adoptRejects(file)));
            long position = ledger.append(Load.KIND, at, runId, facts).position();
            loads.add(Load.of(position, at, runId, facts));
        }
        return loads;
    }

    /** What a person should know of loads just published: rejected rows, and customers that nobody has told of. */
    public List<String> warnings(Connection connection, List<Load> loads) {
        List<String> warnings = new ArrayList<>();
        for (Load load : loads) {
            if (load.rejected() > 0) {
                warnings.add(load.file() + ": " + load.rejected() + " of " + load.records() + " rows rejected; see "
                        + lake.rejects(load));
            }
            if (load.records() == 0) {
                warnings.add(load.file() + ": holds a header and no rows");
            }
        }
        boolean customersKnown =
                !lake.supplied(Entity.CUSTOMERS, Long.MAX_VALUE).isEmpty();
        for (Entity entity : customersKnown ? List.of(Entity.ORDERS, Entity.FEEDBACK) : List.<Entity>of()) {
            if (loads.stream().anyMatch(load -> load.entity() == entity || load.entity() == Entity.CUSTOMERS)) {
                warnings.addAll(unknownCustomers(connection, entity));
            }
        }
        return warnings;
    }

    private static List<String> unknownCustomers(Connection connection, Entity entity) {
        String unknown = "from " + entity + " anti join customers using (customer_id)";
        long count = Sql.number(connection, "select count(*) " + unknown);
        if (count == 0) {
            return List.of();
        }
        String examples = String.join(
                ", ",
                Sql.query(
                        connection,
                        "select distinct customer_id " + unknown + " order by 1 limit 5",
                        row -> row.getString(1)));
        return List.of(count + " rows of " + entity + " name a customer that customers does not have, such as "
                + examples + "; they count, without a name");
    }

    private Map<String, List<Csv>> joins(Source source, Path staging) {
        Map<String, List<Csv>> joins = new LinkedHashMap<>();
        source.joins().forEach((name, pattern) -> {
            List<Path> files = FilePattern.matches(workspace, pattern, definition(source));
            if (files.isEmpty()) {
                throw new DefinitionException(
                        definition(source), 0, "joins " + name + ", but no file matches " + pattern);
            }
            joins.put(
                    name,
                    files.stream()
                            .map(file -> Csv.look(name(file), file, source.format(), staging))
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

    private static String definition(Source source) {
        return "jobs/sources/" + source.name() + ".yml";
    }
}
