package io.holdfast.lake;

import io.holdfast.lake.Layers.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An entity as known at a ledger position: in which files its rows lie, and how they are read. */
final class AsKnown {

    private final LakeFiles files;
    private final Entries.Known entries;
    private final Entity entity;
    private final long position;
    private final List<Load> loads;

    AsKnown(LakeFiles files, Entries.Known entries, Entity entity, long position) {
        this.files = files;
        this.entries = entries;
        this.entity = entity;
        this.position = position;
        this.loads = entries.loads(position).stream()
                .filter(load -> load.entity() == entity && load.stored() > 0)
                .toList();
    }

    /** The loads that brought rows, oldest first. */
    List<Load> loads() {
        return loads;
    }

    /** The last snapshot whose files are kept. */
    Optional<Snapshot> snapshot() {
        return entries.snapshots(entity, position).stream()
                .filter(Entries.Entered::kept)
                .map(Entries.Entered::snapshot)
                .reduce((earlier, later) -> later);
    }

    /** The hash of the base; empty before the first snapshot. */
    String base() {
        return snapshot().map(Snapshot::base).orElse("");
    }

    /** The rows, as a {@code select} over verified files. */
    String rows() {
        return present(stored(false));
    }

    /** The rows without personal values. */
    String facts() {
        return present(facts(false));
    }

    // Less the rows that a source does not have any more.
    private String present(String rows) {
        return gone().map(keys -> Deletions.without(entity, rows, keys)).orElse(rows);
    }

    /** The keys of rows that are gone, with {@link Layers#LOAD_POSITION}; empty where none ever went. */
    Optional<String> gone() {
        List<Deletions.Deletion> deletions = entries.loads(position).stream()
                .filter(load -> load.entity() == entity
                        && load.extent().filter(extent -> extent.deleted() > 0).isPresent())
                .map(load -> new Deletions.Deletion(
                        load.position(),
                        files.verified(Lake.DELETED, load.extent().orElseThrow().deletedSha256()),
                        loads.stream()
                                .filter(later -> later.position() > load.position())
                                .map(later -> layer(later).file())
                                .toList()))
                .toList();
        return deletions.isEmpty() ? Optional.empty() : Optional.of(Deletions.keys(entity, deletions));
    }

    /** As {@link Lake#news}. */
    String news(Path file) {
        boolean numbered = !base().isEmpty();
        String stored = stored(numbered);
        // A row that comes again still says which row of the base it replaces.
        return gone().map(keys -> Layers.news(
                        entity, file, Deletions.marked(entity, stored, keys), numbered, " or known." + Deletions.FLAG))
                .orElseGet(() -> Layers.news(entity, file, stored, numbered, ""));
    }

    /** Of every key with rows in loads after a position, the latest of them; empty where there are none. */
    Optional<String> recorded(long after) {
        List<Load> newer =
                loads.stream().filter(load -> load.position() > after).toList();
        if (newer.isEmpty()) {
            return Optional.empty();
        }
        String facts = Layers.recorded(
                entity,
                newer.stream().map(this::layer).toList(),
                newer.stream().map(Load::position).toList());
        return Optional.of(
                entity.personal().isEmpty()
                        ? facts
                        : Personal.joined(entity, facts, personal(), List.of(Layers.LOAD_POSITION)));
    }

    private String stored(boolean numbered) {
        String facts = facts(numbered);
        return entity.personal().isEmpty()
                ? facts
                : Personal.joined(entity, facts, personal(), numbered ? List.of(Layers.BASE_ROW) : List.of());
    }

    private List<Personal.Part> personal() {
        List<Personal.Part> parts = new ArrayList<>();
        for (Load load : loads) {
            if (load.isWhole()) {
                parts.add(new Personal.Part(layer(load).file(), load.position()));
            } else if (load.personalSha256().filter(hash -> !hash.isEmpty()).isPresent()) {
                parts.add(new Personal.Part(
                        files.verified(Lake.PERSONAL, load.personalSha256().get()), load.position()));
            }
        }
        return parts;
    }

    private String facts(boolean numbered) {
        Optional<Snapshot> snapshot = snapshot();
        List<Layer> newer = loads.stream()
                .filter(load ->
                        snapshot.isEmpty() || load.position() > snapshot.get().upTo())
                .map(this::layer)
                .toList();
        if (newer.isEmpty() && snapshot.isPresent() && !snapshot.get().delta().isEmpty()) {
            return Layers.latest(
                    entity,
                    layer(snapshot.get().base()),
                    files.verified(Lake.REPLACED, snapshot.get().replaced()),
                    layer(snapshot.get().delta()),
                    numbered);
        }
        List<Layer> parts = new ArrayList<>();
        snapshot.ifPresent(known -> parts.addAll(layers(known)));
        parts.addAll(newer);
        return Layers.latest(entity, parts, numbered);
    }

    List<Layer> layers(Snapshot known) {
        return Stream.of(known.base(), known.delta())
                .filter(sha256 -> !sha256.isEmpty())
                .map(this::layer)
                .toList();
    }

    Layer layer(Load load) {
        return new Layer(files.verified(entity.relation(), load.sha256()), load.isWhole());
    }

    Layer layer(String sha256) {
        return new Layer(
                files.verified(entity.relation(), sha256), entries.whole().contains(sha256));
    }
}
