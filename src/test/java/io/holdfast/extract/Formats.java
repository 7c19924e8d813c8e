package io.holdfast.extract;

import io.holdfast.source.Source;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sources as people write them, for tests. */
final class Formats {

    private Formats() {}

    /** A source of orders with these further lines of YAML. */
    static Source source(Path folder, String... lines) {
        try {
            Files.createDirectories(folder.resolve("sources"));
            Files.writeString(
                    folder.resolve("sources/orders.yml"),
                    "entity: orders\nread: inbox/orders*.csv\n" + String.join("\n", lines) + "\n");
            return Source.read(new Definitions("jobs", folder), "sources/orders.yml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
