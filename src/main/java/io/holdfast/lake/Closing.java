package io.holdfast.lake;

import io.holdfast.lake.Layers.Layer;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes what loads brought quick to read: the next snapshot of an entity, its files in the lake. */
final class Closing {

    // A delta is merged into a new base when it holds more than a fifth of it: until then a night's work is small,
    // and reading stays near the cost of a plain scan.
    private static final long MERGE_AT = 5;

    private final Lake lake;
    private final LakeFiles files;
    private final Connection connection;
    private final Path staging;

    Closing(Lake lake, LakeFiles files, Connection connection, Path staging) {
        this.lake = lake;
        this.files = files;
        this.connection = connection;
        this.staging = staging;
    }

    /** The snapshot that follows the last one at a position; empty where no load came since. */
    Optional<Snapshot> next(Entity entity, long position) {
        AsKnown known = lake.known(entity, position);
        Optional<Snapshot> last = known.snapshot();
        List<Load> newer = known.loads().stream()
                .filter(load -> last.isEmpty() || load.position() > last.get().upTo())
                .toList();
        return newer.isEmpty() ? Optional.empty() : Optional.of(next(entity, known, newer));
    }

    private Snapshot next(Entity entity, AsKnown asKnown, List<Load> newer) {
        Optional<Snapshot> last = asKnown.snapshot();
        long upTo = newer.get(newer.size() - 1).position();
        long rows = newer.stream().mapToLong(Load::stored).sum();
        List<Layer> parts = new ArrayList<>(newer.stream().map(asKnown::layer).toList());
        if (last.isEmpty()
                || (last.get().deltaRows() + rows) * MERGE_AT > last.get().baseRows()) {
            last.ifPresent(known -> parts.addAll(0, asKnown.layers(known)));
            Merged base = merged(entity, parts, newer);
            return new Snapshot(entity, upTo, base.sha256(), base.rows(), "", 0, "", false);
        }
        Snapshot known = last.get();
        if (!known.delta().isEmpty()) {
            parts.add(0, asKnown.layer(known.delta()));
        }
        Merged delta = merged(entity, parts, newer);
        String replaced = replaced(known, newer, delta.sha256());
        return new Snapshot(
                entity, upTo, known.base(), known.baseRows(), delta.sha256(), delta.rows(), replaced, false);
    }

    private record Merged(String sha256, long rows) {}

    private Merged merged(Entity entity, List<Layer> parts, List<Load> newer) {
        if (parts.size() == 1) {
            return new Merged(newer.get(0).sha256(), newer.get(0).stored());
        }
        Path file = staging.resolve("snapshot-" + entity + ".parquet");
        long rows = Sql.write(connection, Layers.latest(entity, parts, false), file);
        return new Merged(files.adopt(entity.relation(), file), rows);
    }

    // A load says which rows of the base its own rows replace. The word of all counts if all mean this base: loads that
    // are older than that, or were staged before the base was made, have the base searched for the delta's keys.
    private String replaced(Snapshot known, List<Load> newer, String delta) {
        Entity entity = known.entity();
        String select = newer.stream().allMatch(load -> load.base().equals(known.base()))
                ? Layers.replaced(
                        Optional.of(known.replaced())
                                .filter(sha256 -> !sha256.isEmpty())
                                .map(sha256 -> files.verified(Lake.REPLACED, sha256)),
                        newer.stream()
                                .map(load -> files.verified(entity.relation(), load.sha256()))
                                .toList())
                : Layers.replaced(
                        entity,
                        files.verified(entity.relation(), known.base()),
                        files.verified(entity.relation(), delta));
        Path file = staging.resolve("replaced-" + entity + ".parquet");
        Sql.write(connection, select, file);
        return files.adopt(Lake.REPLACED, file);
    }
}
