package io.holdfast.lake;

import io.holdfast.ledger.Claim;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every load ever published, and each entity as known at a ledger position: of each key, the row of its latest
 * load up to there. Which files count is read from the ledger, never from a folder's listing, so a file that a
 * killed process left behind is never seen.
 */
public final class Lake {

    private static final String REJECTS = "rejects";
    private static final String REPLACED = "replaced";

    // A delta is merged into a new base when it holds more than a fifth of it: until then a night's work is small,
    // and reading stays near the cost of a plain scan.
    private static final long MERGE_AT = 5;

    private final Ledger ledger;
    private final LakeFiles files;
    private final Path folder;

    public Lake(Path folder, Ledger ledger) {
        this.folder = folder;
        this.files = new LakeFiles(folder);
        this.ledger = ledger;
    }

    /** Moves a staged load's file into the lake; it counts once the ledger names it. Returns its SHA-256. */
    public String adoptLoad(Entity entity, Path staged) {
        return files.adopt(entity.relation(), staged);
    }

    /** Likewise for a file of rejected records. */
    public String adoptRejects(Path staged) {
        return files.adopt(REJECTS, staged);
    }

    /** The stored rows of a load, which must have some, after the file's bytes were checked. */
    public Path file(Load load) {
        return files.verified(load.entity().relation(), load.sha256());
    }

    /** The rejected records of a load: file, line, column, rule, value, expected, raw. */
    public Path rejects(Load load) {
        return files.verified(REJECTS, load.rejectsSha256());
    }

    /** Moves a finished file of scores into the lake; it counts once {@link #enter} has named it. Returns its SHA-256. */
    public String adoptScores(Path finished) {
        return files.adopt(ScoresFile.KIND, finished);
    }

    /** Enters scores in the ledger, unless the same run entered the same before; returns them as they stand there. */
    public ScoresFile enter(ScoresFile scores) {
        return scores(Long.MAX_VALUE).stream()
                .filter(entered -> entered.runId().equals(scores.runId())
                        && entered.facts().equals(scores.facts()))
                .findFirst()
                .orElseGet(() -> ScoresFile.of(
                        ledger.append(ScoresFile.KIND, scores.recordedAt(), scores.runId(), scores.facts())));
    }

    /** The scores of all runs up to a position, oldest first. */
    public List<ScoresFile> scores(long upTo) {
        return ledger.entries(ScoresFile.KIND, upTo).stream()
                .map(ScoresFile::of)
                .toList();
    }

    /** The file of scores, after its bytes were checked. */
    public Path file(ScoresFile scores) {
        return files.verified(ScoresFile.KIND, scores.sha256());
    }

    /** The loads up to a position, oldest first. */
    public List<Load> loads(long upTo) {
        return ledger.entries(Load.KIND, upTo).stream().map(Load::of).toList();
    }

    /** The last position at which something about the entities was recorded; empty before the first load. */
    public Optional<Head> known() {
        return ledger.last(Load.KIND).map(load -> ledger.last(Snapshot.KIND)
                .filter(snapshot -> snapshot.position() > load.position())
                .orElse(load));
    }

    /** The last position of what had been recorded about the entities by an instant; empty where nothing had been. */
    public Optional<Head> knownBy(Instant instant) {
        return recorded(entry -> !entry.recordedAt().isAfter(instant));
    }

    /** Likewise up to a ledger position. */
    public Optional<Head> knownUpTo(long position) {
        return recorded(entry -> entry.position() <= position);
    }

    private Optional<Head> recorded(Predicate<Entry> counts) {
        return Stream.of(Load.KIND, Snapshot.KIND)
                .flatMap(kind -> ledger.entries(kind, Long.MAX_VALUE).stream())
                .filter(counts)
                .max(Comparator.comparingLong(Entry::position))
                .map(entry -> new Head(entry.position(), entry.recordedAt(), entry.hash()));
    }

    /** That position again, for a run that began with it; empty where the ledger does not reach so far. */
    public Optional<Head> at(long position) {
        return ledger.at(position);
    }

    /** The canonical columns that some load up to the position supplies. */
    public Set<String> supplied(Entity entity, long upTo) {
        return loads(upTo).stream()
                .filter(load -> load.entity() == entity)
                .flatMap(load -> load.columns().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The entity as known at a position, as a {@code select} over verified files. */
    public String asKnownAt(Entity entity, long position) {
        return asKnownAt(entity, position, false);
    }

    /**
     * The rows of a file that are new or changed against what is known at a position, as a {@code select}. Where there
     * is a base by then, each row says in {@code base_row} which row of it it replaces, so that closing the next
     * snapshot need not look for them.
     */
    public String news(Entity entity, Path file, long position) {
        boolean numbered = !base(entity, position).isEmpty();
        return Layers.news(entity, file, asKnownAt(entity, position, numbered), numbered);
    }

    /** The hash of the base that the entity has at a position; empty before its first snapshot. */
    public String base(Entity entity, long position) {
        return snapshot(entity, position).map(Snapshot::base).orElse("");
    }

    private String asKnownAt(Entity entity, long position, boolean numbered) {
        List<Load> loads = loadsWithRows(entity, position);
        Optional<Snapshot> snapshot = snapshot(entity, position);
        List<Path> newer = loads.stream()
                .filter(load ->
                        snapshot.isEmpty() || load.position() > snapshot.get().upTo())
                .map(load -> files.verified(entity.relation(), load.sha256()))
                .toList();
        if (newer.isEmpty() && snapshot.isPresent() && !snapshot.get().delta().isEmpty()) {
            return Layers.latest(
                    entity,
                    files.verified(entity.relation(), snapshot.get().base()),
                    files.verified(REPLACED, snapshot.get().replaced()),
                    files.verified(entity.relation(), snapshot.get().delta()),
                    numbered);
        }
        List<Path> parts = new ArrayList<>();
        snapshot.ifPresent(known -> parts.add(files.verified(entity.relation(), known.base())));
        snapshot.filter(known -> !known.delta().isEmpty())
                .ifPresent(known -> parts.add(files.verified(entity.relation(), known.delta())));
        parts.addAll(newer);
        return Layers.latest(entity, parts, numbered);
    }

    /** Of every key with rows in loads after one position and up to another, the latest of them; empty where there are none. */
    Optional<String> recorded(Entity entity, long after, long upTo) {
        List<Load> loads = loadsWithRows(entity, upTo).stream()
                .filter(load -> load.position() > after)
                .toList();
        return loads.isEmpty()
                ? Optional.empty()
                : Optional.of(Layers.recorded(
                        entity,
                        loads.stream()
                                .map(load -> files.verified(entity.relation(), load.sha256()))
                                .toList(),
                        loads.stream().map(Load::position).toList()));
    }

    /** What the ledger says of the lake's files: loads, rejected records, snapshots, scores; oldest first. */
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Load load : loads(Long.MAX_VALUE)) {
            claim(
                    claims,
                    load.position(),
                    "load of " + load.file(),
                    load.entity().relation(),
                    load.sha256());
            claim(claims, load.position(), "records rejected from " + load.file(), REJECTS, load.rejectsSha256());
        }
        for (Entry entry : ledger.entries(Snapshot.KIND, Long.MAX_VALUE)) {
            Snapshot snapshot = Snapshot.of(entry);
            String entity = snapshot.entity().relation();
            claim(claims, entry.position(), "base of " + entity, entity, snapshot.base());
            claim(claims, entry.position(), "delta of " + entity, entity, snapshot.delta());
            claim(claims, entry.position(), "replaced rows of " + entity, REPLACED, snapshot.replaced());
        }
        for (ScoresFile scores : scores(Long.MAX_VALUE)) {
            claim(claims, scores.position(), "scores of " + scores.runId(), ScoresFile.KIND, scores.sha256());
        }
        return List.copyOf(claims);
    }

    private void claim(List<Claim> claims, long position, String what, String kind, String sha256) {
        if (!sha256.isEmpty()) {
            claims.add(new Claim(position, what, files.path(kind, sha256), sha256));
        }
    }

    /** Creates the entities as known at a position as temporary views of the connection. */
    public void createViews(Connection connection, long position) {
        for (Entity entity : Entity.values()) {
            Sql.run(connection, "create or replace temp view " + entity + " as " + asKnownAt(entity, position));
        }
    }

    /** Creates the entities without a row: enough to see whether a query over them can be understood. */
    public static void createEmptyViews(Connection connection) {
        for (Entity entity : Entity.values()) {
            Sql.run(
                    connection,
                    "create or replace temp view " + entity + " as " + Layers.latest(entity, List.of(), false));
        }
    }

    /**
     * Enters a snapshot for every entity that has loads since its last one: of a single load, the load itself; of
     * few new rows, a delta beside the last base; of many, a new base.
     */
    public void closeSnapshots(Connection connection, Path staging, String runId, Instant at) {
        long position = ledger.head().position();
        for (Entity entity : Entity.values()) {
            Optional<Snapshot> last = snapshot(entity, position);
            List<Load> newer = loadsWithRows(entity, position).stream()
                    .filter(load ->
                            last.isEmpty() || load.position() > last.get().upTo())
                    .toList();
            if (!newer.isEmpty()) {
                Snapshot next = next(connection, staging, entity, last, newer);
                ledger.append(Snapshot.KIND, at, runId, next.facts());
            }
        }
    }

    /** Writes a script that creates the same views in the engine's own shell, for people. */
    public void writeScript(Head head) {
        StringBuilder script = new StringBuilder("-- The entities as known at ledger position " + head.position()
                + ", for the engine's own shell:\n--   duckdb -init " + "as-known-at.sql\n");
        for (Entity entity : Entity.values()) {
            script.append("create or replace view ")
                    .append(entity)
                    .append(" as ")
                    .append(asKnownAt(entity, head.position()))
                    .append(";\n");
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("as-known-at.sql"), script);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve("as-known-at.sql"), e);
        }
    }

    private Snapshot next(
            Connection connection, Path staging, Entity entity, Optional<Snapshot> last, List<Load> newer) {
        long upTo = newer.get(newer.size() - 1).position();
        long rows = newer.stream().mapToLong(Load::stored).sum();
        List<Path> parts = new ArrayList<>(newer.stream()
                .map(load -> files.verified(entity.relation(), load.sha256()))
                .toList());
        if (last.isEmpty()
                || (last.get().deltaRows() + rows) * MERGE_AT > last.get().baseRows()) {
            last.ifPresent(known -> {
                if (!known.delta().isEmpty()) {
                    parts.add(0, files.verified(entity.relation(), known.delta()));
                }
                parts.add(0, files.verified(entity.relation(), known.base()));
            });
            Layer base = merged(connection, staging, entity, parts, newer);
            return new Snapshot(entity, upTo, base.sha256(), base.rows(), "", 0, "");
        }
        Snapshot known = last.get();
        if (!known.delta().isEmpty()) {
            parts.add(0, files.verified(entity.relation(), known.delta()));
        }
        Layer delta = merged(connection, staging, entity, parts, newer);
        String replaced = replaced(connection, staging, known, newer, delta.sha256());
        return new Snapshot(entity, upTo, known.base(), known.baseRows(), delta.sha256(), delta.rows(), replaced);
    }

    private record Layer(String sha256, long rows) {}

    private Layer merged(Connection connection, Path staging, Entity entity, List<Path> parts, List<Load> newer) {
        if (parts.size() == 1) {
            return new Layer(newer.get(0).sha256(), newer.get(0).stored());
        }
        Path file = staging.resolve("snapshot-" + entity + ".parquet");
        long rows = Sql.write(connection, Layers.latest(entity, parts, false), file);
        return new Layer(files.adopt(entity.relation(), file), rows);
    }

    // A load says which rows of the base its own rows replace. The word of all counts if all mean this base: loads that
    // are older than that, or were staged before the base was made, have the base searched for the delta's keys.
    private String replaced(Connection connection, Path staging, Snapshot known, List<Load> newer, String delta) {
        Entity entity = known.entity();
        String select = newer.stream().allMatch(load -> load.base().equals(known.base()))
                ? Layers.replaced(
                        Optional.of(known.replaced())
                                .filter(sha256 -> !sha256.isEmpty())
                                .map(sha256 -> files.verified(REPLACED, sha256)),
                        newer.stream()
                                .map(load -> files.verified(entity.relation(), load.sha256()))
                                .toList())
                : Layers.replaced(
                        entity,
                        files.verified(entity.relation(), known.base()),
                        files.verified(entity.relation(), delta));
        Path file = staging.resolve("replaced-" + entity + ".parquet");
        Sql.write(connection, select, file);
        return files.adopt(REPLACED, file);
    }

    private List<Load> loadsWithRows(Entity entity, long upTo) {
        return loads(upTo).stream()
                .filter(load -> load.entity() == entity && load.stored() > 0)
                .toList();
    }

    private Optional<Snapshot> snapshot(Entity entity, long upTo) {
        return ledger.entries(Snapshot.KIND, upTo).stream()
                .map(Snapshot::of)
                .filter(snapshot -> snapshot.entity() == entity)
                .reduce((earlier, later) -> later);
    }
}
