package io.holdfast.extract;

import io.holdfast.extract.Arrivals.Arrival;
import io.holdfast.lake.Column;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Ledger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes what a run has staged known, all at once and in the order in which the files came. */
final class Publication {

    private final Engine engine;
    private final Lake lake;
    private final Ledger ledger;

    Publication(Engine engine, Lake lake, Ledger ledger) {
        this.engine = engine;
        this.lake = lake;
        this.ledger = ledger;
    }

    /** A staged load with the rows that count once the files before it do. */
    private record Ready(Staged staged, Path rows, long stored) {}

    List<Load> publish(Path folder, String runId, Instant at) {
        Arrivals arrivals = new Arrivals(lake.loads(Long.MAX_VALUE));
        List<Staged> inOrder = Staged.all(folder).stream()
                .sorted(Comparator.comparing(staged -> Arrival.of(staged.load()), arrivals.order()))
                .toList();
        List<Load> loads = new ArrayList<>();
        for (Ready ready : ready(inOrder)) {
            loads.add(enter(ready, runId, at));
        }
        return loads;
    }

    private List<Ready> ready(List<Staged> inOrder) {
        Map<Entity, List<Path>> before = new EnumMap<>(Entity.class);
        Set<String> fingerprints = new HashSet<>();
        List<Ready> all = new ArrayList<>();
        try (Connection connection = engine.connect()) {
            for (Staged staged : inOrder) {
                // The same bytes under two names tell nothing twice.
                if (fingerprints.add(staged.load().fingerprint())) {
                    Entity entity = staged.load().entity();
                    List<Path> earlier = before.computeIfAbsent(entity, any -> new ArrayList<>());
                    Ready ready = new Ready(
                            staged, staged.files().rows(), staged.load().stored());
                    if (!earlier.isEmpty()
                            && !lake.supplied(entity, staged.knownAt()).isEmpty()) {
                        ready = new Ready(
                                staged,
                                staged.files().merged(),
                                addWhatEarlierFilesChanged(connection, staged, earlier));
                    }
                    if (ready.stored() > 0) {
                        earlier.add(ready.rows());
                    }
                    all.add(ready);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
        return all;
    }

    private Load enter(Ready ready, String runId, Instant at) {
        Load load = ready.staged().load();
        Map<String, String> facts = load.facts();
        facts.put("stored", String.valueOf(ready.stored()));
        if (ready.stored() > 0) {
            facts.put("sha256", lake.adoptLoad(load.entity(), ready.rows()));
        }
        if (load.rejected() > 0) {
            facts.put("rejects-sha256", lake.adoptRejects(ready.staged().files().rejects()));
        }
        long position = ledger.append(Load.KIND, at, runId, facts).position();
        return Load.of(position, at, runId, facts);
    }

    // Files are staged side by side, each against what was known before the run. A row that is as it was known then
    // counts all the same where an earlier file of this run says something else about its key.
    private static long addWhatEarlierFilesChanged(Connection connection, Staged staged, List<Path> before) {
        Entity entity = staged.load().entity();
        List<Path> changed = new ArrayList<>(before);
        changed.add(staged.files().rows());
        String columns = entity.columns().stream().map(Column::name).collect(Collectors.joining(", "));
        String key = String.join(", ", entity.key());
        return Sql.run(
                connection,
                "copy (select " + columns + " from read_parquet("
                        + Sql.literal(staged.files().accepted())
                        + ") semi join (select " + key + " from read_parquet("
                        + changed.stream().map(Sql::literal).collect(Collectors.joining(", ", "[", "]"))
                        + ")) using (" + key + ")) to "
                        + Sql.literal(staged.files().merged())
                        + " (format parquet, compression zstd)");
    }
}
