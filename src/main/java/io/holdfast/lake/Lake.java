package io.holdfast.lake;

import io.holdfast.ledger.Claim;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
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

    static final String REJECTS = "rejects";
    static final String REPLACED = "replaced";
    static final String PERSONAL = "personal";
    static final String DELETED = "deleted";

    private final Ledger ledger;
    private final LakeFiles files;
    private final Path folder;
    private final Entries entries;

    public Lake(Path folder, Ledger ledger) {
        this(folder, ledger, List.of());
    }

    /** @param pending files replaced already of which no entry tells yet */
    public Lake(Path folder, Ledger ledger, List<Removals.Gone> pending) {
        this.entries = new Entries(ledger, pending);
        this.folder = folder;
        this.files = new LakeFiles(folder);
        this.ledger = ledger;
    }

    /**
     * A load's files in the lake.
     *
     * @param sha256 of the facts
     * @param personalSha256 of the personal values; empty where there are none
     */
    public record Adopted(String sha256, String personalSha256) {}

    /**
     * Moves a staged load's rows into the lake, personal values apart from the facts; they count once the ledger names
     * both files.
     */
    public Adopted adoptLoad(Connection connection, Entity entity, Path staged) {
        if (entity.personal().isEmpty()) {
            return new Adopted(files.adopt(entity.relation(), staged), "");
        }
        Path facts = staged.resolveSibling(staged.getFileName() + ".facts");
        Path personal = staged.resolveSibling(staged.getFileName() + ".personal");
        Sql.write(connection, Personal.facts(entity, staged), facts);
        boolean any = Sql.write(connection, Personal.values(entity, staged), personal) > 0;
        return new Adopted(files.adopt(entity.relation(), facts), any ? files.adopt(PERSONAL, personal) : "");
    }

    /** Likewise for a file of rejected records. */
    public String adoptRejects(Path staged) {
        return files.adopt(REJECTS, staged);
    }

    /** Likewise for a file of keys whose rows are gone. */
    public String adoptDeleted(Path staged) {
        return files.adopt(DELETED, staged);
    }

    /** The stored rows of a load, which must have some, after the file's bytes were checked. */
    public Path file(Load load) {
        return files.verified(load.entity().relation(), load.sha256());
    }

    /** The customers who were forgotten and whose name or text a load brings again, in order. */
    public List<String> namedAgain(Connection connection, Load load) {
        Set<String> forgotten = Removals.customers(ledger);
        return forgotten.isEmpty()
                ? List.of()
                : load.personalSha256().filter(sha256 -> !sha256.isEmpty()).stream()
                        .flatMap(sha256 -> Sql.query(
                                connection,
                                "select distinct customer_id from "
                                        + Layers.parquet(List.of(files.verified(PERSONAL, sha256)))
                                        + " order by customer_id",
                                row -> row.getString(1))
                                .stream())
                        .filter(forgotten::contains)
                        .toList();
    }

    /** Whether a load's rejected records are kept still; they may be dropped past a term. */
    public boolean keepsRejects(Load load) {
        return entries.now()
                .removals()
                .kept(load.rejectsSha256(), load.position())
                .isPresent();
    }

    /** The rejected records of a load: file, line, column, rule, value, expected, raw. */
    public Path rejects(Load load) {
        return files.verified(REJECTS, load.rejectsSha256());
    }

    /** The keys that a load calls deleted, of which it must have some. */
    public Path deleted(Load load) {
        return files.verified(DELETED, load.extent().orElseThrow().deletedSha256());
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
        Removals removals = entries.now().removals();
        return ledger.entries(ScoresFile.KIND, upTo).stream()
                .map(ScoresFile::of)
                .map(scores -> scores.with(sha256 -> removals.current(sha256, scores.position())))
                .toList();
    }

    /** The file of scores, after its bytes were checked. */
    public Path file(ScoresFile scores) {
        return files.verified(ScoresFile.KIND, scores.sha256());
    }

    /** The loads up to a position, oldest first. */
    public List<Load> loads(long upTo) {
        return entries.now().loads(upTo);
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
        return known(entity, position).rows();
    }

    AsKnown known(Entity entity, long position) {
        return new AsKnown(files, entries.now(), entity, position);
    }

    /**
     * The rows of a file that are new or changed against what is known at a position, as a {@code select}. Where there
     * is a base by then, each row says in {@code base_row} which row of it it replaces, so that closing the next
     * snapshot need not look for them.
     */
    public String news(Entity entity, Path file, long position) {
        return known(entity, position).news(file);
    }

    /** The hash of the base that the entity has at a position; empty before its first snapshot. */
    public String base(Entity entity, long position) {
        return known(entity, position).base();
    }

    /** What the ledger says of the lake's files: loads, rejected records, snapshots, scores; oldest first. */
    public List<Claim> claims() {
        return new Claims(this, files, ledger, entries.now().removals()).all();
    }

    /** Creates the entities as known at a position as temporary views of the connection. */
    public void createViews(Connection connection, long position) {
        for (Entity entity : Entity.values()) {
            AsKnown known = known(entity, position);
            createViews(connection, entity, known.rows(), known.facts());
        }
    }

    /** Creates an entity's relations from what has all its columns. */
    public static void createViews(Connection connection, Entity entity, String select) {
        createViews(connection, entity, select, select);
    }

    private static void createViews(Connection connection, Entity entity, String select, String facts) {
        Sql.run(connection, "create or replace temp view " + entity + " as " + select);
        if (!entity.personal().isEmpty()) {
            Sql.run(connection, "create or replace temp view " + Facts.relation(entity) + " as " + facts);
        }
    }

    /** Creates the entities without a row: enough to see whether a query over them can be understood. */
    public static void createEmptyViews(Connection connection) {
        for (Entity entity : Entity.values()) {
            createViews(connection, entity, nothing(entity));
        }
    }

    static String nothing(Entity entity) {
        String facts = Layers.latest(entity, List.of(), false);
        return entity.personal().isEmpty() ? facts : Personal.joined(entity, facts, List.of(), List.of());
    }

    /**
     * Enters a snapshot for every entity that has loads since its last one: of a single load, the load itself; of
     * few new rows, a delta beside the last base; of many, a new base.
     */
    public void closeSnapshots(Connection connection, Path staging, String runId, Instant at) {
        Closing closing = new Closing(this, files, connection, staging);
        long position = ledger.head().position();
        for (Entity entity : Entity.values()) {
            closing.next(entity, position).ifPresent(next -> ledger.append(Snapshot.KIND, at, runId, next.facts()));
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

    List<Entries.Entered> snapshots(Entity entity) {
        return entries.now().snapshots(entity, Long.MAX_VALUE);
    }
}
