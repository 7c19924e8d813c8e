package io.holdfast.extract;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Load;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has been loaded already, by the file it came from. A file that came later counts over one that came earlier,
 * so files are taken in again (after an edit of their source) in the order in which they came first.
 */
final class Arrivals {

    private final List<Load> loads;
    private final Map<String, Load> latest = new HashMap<>();

    /** Loads in the ledger's order. */
    Arrivals(List<Load> loads) {
        this.loads = loads;
        loads.forEach(load -> latest.put(key(load.source(), load.file()), load));
    }

    /**
     * The load that makes it needless to load a file: its own latest one, if the file and all that it depends on
     * are as they were then; of a file that is new, any with the same content. A file that goes back to an earlier
     * content is loaded again.
     */
    Optional<Load> loadOf(FileTask task, String fingerprint) {
        Load own = latest.get(key(task.source(), task.name()));
        if (own != null) {
            return Optional.of(own).filter(load -> load.fingerprint().equals(fingerprint));
        }
        return loads.stream()
                .filter(load -> load.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** By entity, then in the order in which files came; new ones last, by source and name. */
    Comparator<Arrival> order() {
        return Comparator.comparing(Arrival::entity)
                .thenComparing(arrival -> position(arrival.source(), arrival.file()))
                .thenComparing(Arrival::source)
                .thenComparing(Arrival::file);
    }

    /** A file that comes from a source. */
    record Arrival(Entity entity, String source, String file) {

        static Arrival of(Load load) {
            return new Arrival(load.entity(), load.source(), load.file());
        }
    }

    private long position(String source, String file) {
        Load load = latest.get(key(source, file));
        return load == null ? Long.MAX_VALUE : load.position();
    }

    private static String key(String source, String file) {
        return source + "\n" + file;
    }
}
