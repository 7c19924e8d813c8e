package io.holdfast.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tree of definition files: a workspace's own {@code jobs/} or {@code reports/}, or, where a workspace has
 * none, the defaults that the jar carries. The tree counts as a whole; files of the two are never mixed, so
 * an upgrade of the program does not change a company's definitions.
 */
public final class Definitions {

    private final String name;
    private final Path root;

    /**
     * @param name what the tree is called in messages: {@code jobs} or {@code reports}
     * @param root the folder that holds it, on disk or in the jar
     */
    public Definitions(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    /** The files below {@code folder} (or of the tree's top, where it is empty) that end in {@code suffix}, by name; folders within are not entered. */
    public List<String> list(String folder, String suffix) {
        Path start = folder.isEmpty() ? root : root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(start)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + origin(folder), e);
        }
    }

    public boolean exists(String file) {
        return Files.isRegularFile(root.resolve(file));
    }

    public byte[] bytes(String file) {
        try {
            return Files.readAllBytes(root.resolve(file));
        } catch (IOException e) {
            throw new DefinitionException(
                    origin(file), 0, "cannot be read (" + e + "); is it there, and may you read it?");
        }
    }

    /** The file's text, UTF-8, line ends as {@code \n}, without a byte order mark. */
    public String text(String file) {
        String text = new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8);
        return (text.startsWith("\ufeff") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    /** The file's name for messages, such as {@code jobs/kpis/retention-rate.yml}. */
    public String origin(String file) {
        return file.isEmpty() ? name + "/" : name + "/" + file;
    }

    /** Every file of the tree, by name. */
    public List<String> all() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + origin(""), e);
        }
    }

    /** Where the tree lies; what needs a real file (a template's compiler, a copy) reads from here. */
    public Path root() {
        return root;
    }
}
