package io.holdfast.extract;

import io.holdfast.ledger.Sha256;
import java.nio.file.Path;

/**
 * A file to extract.
 *
 * @param source the source that maps it
 * @param name as people know it, relative to the workspace
 * @param path where it lies
 */
public record FileTask(String source, String name, Path path) {

    /** The same in every run, whatever other files come and go: a continued run finds its own work by it. */
    public String id() {
        return Sha256.of(source + "\n" + name).substring(0, 16);
    }
}
