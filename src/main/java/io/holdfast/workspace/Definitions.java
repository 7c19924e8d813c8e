package io.holdfast.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tree of definition files: a workspace's own {@code jobs/} or {@code reports/}; where a workspace has none, the
 * defaults that the jar carries; of a past run, those that the archive kept. The tree counts as a whole; files of two
 * are never mixed, so an upgrade of the program does not change a company's definitions.
 */
public final class Definitions {

    private final String name;
    private final Function<String, @Nullable Path> place;
    private final Supplier<List<String>> names;

    /**
     * The files below a folder, as they are whenever they are asked for.
     *
     * @param name what the tree is called in messages: {@code jobs} or {@code reports}
     * @param root the folder that holds it, on disk or in the jar
     */
    public Definitions(String name, Path root) {
        this.name = name;
        this.place = file -> root.resolve(file);
        this.names = () -> below(root, name);
    }

    /**
     * These files.
     *
     * @param name what the tree is called in messages: {@code jobs} or {@code reports}
     * @param files where each lies, by its name in the tree, with {@code /} between folders
     */
    public Definitions(String name, Map<String, Path> files) {
        this.name = name;
        NavigableMap<String, Path> kept = new TreeMap<>(files);
        this.place = kept::get;
        this.names = () -> List.copyOf(kept.keySet());
    }

    /** The files in {@code folder} (or at the tree's top, where it is empty) that end in {@code suffix}, by name; folders within are not entered. */
    public List<String> list(String folder, String suffix) {
        String start = folder.isEmpty() ? "" : folder + "/";
        return names.get().stream()
                .filter(file -> file.startsWith(start) && file.indexOf('/', start.length()) < 0)
                .filter(file -> file.endsWith(suffix))
                .toList();
    }

    public boolean exists(String file) {
        Path path = place.apply(file);
        return path != null && Files.isRegularFile(path);
    }

    public byte[] bytes(String file) {
        Path path = place.apply(file);
        if (path == null) {
            throw new DefinitionException(origin(file), 0, "is not among the files that the run had");
        }
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new DefinitionException(
                    origin(file), 0, "cannot be read (" + e + "); is it there, and may you read it?");
        }
    }

    /** The file's text, UTF-8, line ends as {@code \n}, without a byte order mark. */
    public String text(String file) {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        return (text.startsWith("\ufeff") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    /** The file's name for messages, such as {@code jobs/kpis/retention-rate.yml}. */
    public String origin(String file) {
        return file.isEmpty() ? name + "/" : name + "/" + file;
    }

    /** Every file of the tree, by name. */
    public List<String> all() {
        return names.get();
    }

    private static List<String> below(Path root, String name) {
        try (Stream<Path> files = Files.walk(root)) {
            String separator = root.getFileSystem().getSeparator();
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace(separator, "/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + name + "/", e);
        }
    }
}
