package io.holdfast.archive;

import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every definition that a run had, each file under its SHA-256, and a manifest of them under its own: a line for each file, in
 * the form of {@code sha256sum}, its hash, two spaces, its name. The manifest's hash names all of them.
 */
public final class KeptDefinitions {

    private static final String BETWEEN = "  ";

    private final ContentStore store;

    /** @param archive the archive's folder */
    public KeptDefinitions(Path archive) {
        this.store = new ContentStore(archive.resolve("definitions"), "");
    }

    /** The hash that names the definitions as they are now. */
    public static String sha256(Workspace workspace) {
        return Sha256.of(manifest(contents(workspace)));
    }

    /** Keeps the definitions as they are now and returns the hash that names them. */
    public String keep(Workspace workspace) {
        SortedMap<String, byte[]> contents = contents(workspace);
        try {
            for (byte[] content : contents.values()) {
                store.keep(content);
            }
            return store.keep(manifest(contents).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep the definitions in " + store.folder() + " (" + e
                            + "); is the disk full or read-only? Nothing was begun",
                    e);
        }
    }

    /**
     * The workspace with the definitions of this hash, every byte of them checked.
     *
     * @throws ArchiveException where a file of them is missing or was changed
     */
    public Workspace open(Workspace workspace, String sha256) {
        SortedMap<String, Path> files = new TreeMap<>();
        files(sha256).forEach((name, hash) -> files.put(name, verified(hash)));
        return workspace.with(tree("jobs", files), tree("reports", files));
    }

    private static Definitions tree(String name, SortedMap<String, Path> files) {
        String start = name + "/";
        SortedMap<String, Path> within = new TreeMap<>();
        files.forEach((file, path) -> {
            if (file.startsWith(start)) {
                within.put(file.substring(start.length()), path);
            }
        });
        return new Definitions(name, within);
    }

    /** The files that a manifest names: hash by name, such as {@code jobs/kpis/answer-time.yml}. */
    public SortedMap<String, String> files(String sha256) {
        Path manifest = verified(sha256);
        SortedMap<String, String> files = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(manifest)) {
                int between = line.indexOf(BETWEEN);
                files.put(line.substring(between + BETWEEN.length()), line.substring(0, between));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + manifest, e);
        }
    }

    /**
     * Writes the definitions of this hash as the trees they were, with their manifest, which {@code sha256sum -c} reads.
     *
     * @throws ArchiveException where a file of them is missing or was changed
     */
    public void copy(String sha256, Path folder) {
        try {
            for (Map.Entry<String, String> file : files(sha256).entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(verified(file.getValue()), target);
            }
            Files.copy(verified(sha256), folder.resolve(Zip.SUMS));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the definitions to " + folder + "; is the disk full?", e);
        }
    }

    /** Where the file of this hash lies. */
    public Path path(String sha256) {
        return store.path(sha256);
    }

    private Path verified(String sha256) {
        Path file = store.path(sha256);
        if (!Files.isRegularFile(file)) {
            throw new ArchiveException(file + " is missing, but a run had it; put it back from a backup");
        }
        String now = Sha256.of(file);
        if (!now.equals(sha256)) {
            throw new ArchiveException(file + " was changed: its SHA-256 is " + now + "; put it back from a backup");
        }
        return file;
    }

    private static SortedMap<String, byte[]> contents(Workspace workspace) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        for (Definitions tree : List.of(workspace.jobs(), workspace.reports())) {
            for (String file : tree.all()) {
                if (file.indexOf('\n') >= 0) {
                    throw new DefinitionException(
                            tree.origin(file).replace('\n', '?'), 0, "has a line feed in its name; rename it");
                }
                contents.put(tree.origin(file), tree.bytes(file));
            }
        }
        return contents;
    }

    private static String manifest(SortedMap<String, byte[]> contents) {
        StringBuilder lines = new StringBuilder();
        contents.forEach((name, content) ->
                lines.append(Sha256.of(content)).append(BETWEEN).append(name).append('\n'));
        return lines.toString();
    }
}
