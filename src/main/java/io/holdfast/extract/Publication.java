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

    /**
     * A staged load with the rows that count once the files before it do.
     *
     * @param base the base whose rows their column {@code base_row} numbers; empty where they have none
     */
    private record Ready(Staged staged, Path rows, long stored, String base) {}

    List<Load> publish(Path folder, String runId, Instant at) {
        Arrivals arrivals = new Arrivals(lake.loads(Long.MAX_VALUE));
        List<Staged> inOrder = Staged.all(folder).stream()
                .sorted(Comparator.comparing(staged -> Arrival.of(staged.load()), arrivals.order()))
                .toList();
        List<Load> loads = new ArrayList<>();
        try (Connection connection = engine.connect()) {
            for (Ready ready : ready(connection, inOrder)) {
                loads.add(enter(connection, ready, runId, at));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
        return loads;
    }

    private List<Ready> ready(Connection connection, List<Staged> inOrder) {
        Map<Entity, List<Ready>> before = new EnumMap<>(Entity.class);
        Set<String> fingerprints = new HashSet<>();
        List<Ready> all = new ArrayList<>();
        for (Staged staged : inOrder) {
            // The same bytes under two names tell nothing twice.
            if (fingerprints.add(staged.load().fingerprint())) {
                Entity entity = staged.load().entity();
                List<Ready> earlier = before.computeIfAbsent(entity, any -> new ArrayList<>());
                Ready ready = new Ready(
                        staged,
                        staged.files().rows(),
                        staged.load().stored(),
                        staged.load().base());
                if (!earlier.isEmpty()
                        && !lake.supplied(entity, staged.knownAt()).isEmpty()) {
                    ready = addWhatEarlierFilesChanged(connection, ready, earlier);
                }
                if (ready.stored() > 0) {
                    earlier.add(ready);
                }
                all.add(ready);
            }
        }
        return all;
    }

    private Load enter(Connection connection, Ready ready, String runId, Instant at) {
        Load load = ready.staged().load();
        Map<String, String> facts = load.facts();
        facts.put("stored", String.valueOf(ready.stored()));
        facts.put("base", ready.base());
        if (ready.stored() > 0) {
            Lake.Adopted adopted = lake.adoptLoad(connection, load.entity(), ready.rows());
            facts.put("sha256", adopted.sha256());
            facts.put("personal-sha256", adopted.personalSha256());
        }
        if (load.rejected() > 0) {
            facts.put("rejects-sha256", lake.adoptRejects(ready.staged().files().rejects()));
        }
        if (load.extent().filter(extent -> extent.deleted() > 0).isPresent()) {
            facts.put("deleted-sha256", lake.adoptDeleted(ready.staged().files().deleted()));
        }
        long position = ledger.append(Load.KIND, at, runId, facts).position();
        return Load.of(position, at, runId, facts);
    }

    // Files are staged side by side, each against what was known before the run. A row that is as it was known then
    // counts all the same where an earlier file of this run says something else about its key.
    private static Ready addWhatEarlierFilesChanged(Connection connection, Ready ready, List<Ready> before) {
        Entity entity = ready.staged().load().entity();
        List<Ready> changed = new ArrayList<>(before);
        changed.add(ready);
        // Whoever changed a row first says which row of the base it was.
        String base = changed.stream().allMatch(one -> one.base().equals(ready.base())) ? ready.base() : "";
        String key = String.join(", ", entity.key());
        String select = "select "
                + entity.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                + (base.isEmpty() ? "" : ", base_row")
                + " from read_parquet(" + Sql.literal(ready.staged().files().accepted()) + ") join (select " + key
                + (base.isEmpty() ? "" : ", max(base_row) as base_row") + " from read_parquet("
                + changed.stream().map(one -> Sql.literal(one.rows())).collect(Collectors.joining(", ", "[", "]"))
                + ") group by " + key + ") using (" + key + ")";
        Path merged = ready.staged().files().merged();
        return new Ready(ready.staged(), merged, Sql.write(connection, select, merged), base);
    }
}
