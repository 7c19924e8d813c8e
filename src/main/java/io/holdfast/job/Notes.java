package io.holdfast.job;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Workspace;
import io.holdfast.workspace.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small files in {@code data/status} that one process writes and others read at any moment. They only tell what the
 * database knows better, so no work fails because one cannot be written, and one that cannot be read counts as missing.
 */
final class Notes {

    private static final String FOLDER = "status";
    private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

    private Notes() {}

    /** Writes a file; it appears whole or not at all. */
    static void write(Workspace workspace, String name, String text) {
        try {
            Path file = workspace.data(FOLDER).resolve(name);
            Path draft = file.resolveSibling(name + ".draft");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn(
                    "cannot write data/{}/{} ({}); holdfast status shows what it had before",
                    FOLDER,
                    name,
                    e.toString());
        }
    }

    static void delete(Workspace workspace, String name) {
        try {
            Files.deleteIfExists(path(workspace, name));
        } catch (IOException e) {
            LOG.warn(
                    "cannot delete data/{}/{} ({}); holdfast status shows it as long as it is there",
                    FOLDER,
                    name,
                    e.toString());
        }
    }

    /** What a file says; empty where it is missing, or was written by a program that says it otherwise. */
    static <T> Optional<T> read(Workspace workspace, String name, Function<YamlMap, T> reader) {
        try {
            Path file = path(workspace, name);
            return Files.exists(file)
                    ? Optional.of(reader.apply(YamlMap.read(
                            new Definitions(
                                    "data/" + FOLDER,
                                    workspace.root().resolve("data").resolve(FOLDER)),
                            name)))
                    : Optional.empty();
        } catch (DefinitionException | DateTimeException | IllegalArgumentException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** A value as YAML has it, whatever is in it. */
    static String quoted(Object value) {
        return "\""
                + value.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private static Path path(Workspace workspace, String name) {
        return workspace.root().resolve("data").resolve(FOLDER).resolve(name);
    }
}
